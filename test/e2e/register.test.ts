import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { RefusedCall, upload } from '../../infra/demo/api-client.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { registerBook, registerCells, registerCsv } from '../support/spreadsheets.ts';
import { startEmbedded, type Embedded } from './embedded.ts';

/** A unit's register through everything that is deployed: API, bundles, links and the gate in front of the objects. */
let embedded: Embedded;
beforeAll(async () => {
  embedded = await startEmbedded('2018-06-15T04:00:00.000Z');
}, 240_000);
afterAll(() => embedded.close(), 60_000);

const in002 = { cycle: '2018', unit: '002' };
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
let keys = 0;

async function send(bytes: Uint8Array, name: string, contentType: string) {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  keys += 1;
  const made = await embedded.as('unit-002').call(routes.requestImport, {
    params: in002,
    body: { file: { name, size: bytes.length, contentType, sha256 } },
    key: `key-of-a-test-import-${keys}`,
  });
  await upload(made.link, bytes);
  return { ...in002, import: made.import.id };
}
const check = (params: typeof in002 & { import: string }) =>
  embedded.as('unit-002').call(routes.checkImport, { params });
const add = (params: typeof in002 & { import: string }, reading: string) =>
  embedded.as('unit-002').call(routes.addImportedRows, { params, body: { reading } });
const fetched = async (url: string) => {
  const answer = await fetch(url);
  expect(answer.status, await answer.clone().text()).toBe(200);
  return { answer, bytes: new Uint8Array(await answer.arrayBuffer()) };
};
const rows = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => registerCells(first + index));

test('a workbook goes up by its link, is checked, added in batches, and counts toward the target with its points', async () => {
  const place = await send(registerBook(rows(1, 250)), '台账 2018.xlsx', xlsx);
  const checked = await check(place);
  expect(checked.totals).toMatchObject({ rows: 250, add: 250, errors: 0 });
  expect(await add(place, checked.reading)).toMatchObject({ added: 250, left: 0 });
  expect(await add(place, checked.reading)).toMatchObject({ added: 0, left: 0 });

  const clerk = embedded.as('unit-002');
  const standing = await clerk.call(routes.getRegisterStanding, { params: in002 });
  expect(standing).toMatchObject({ asOf: '2018-06-15', count: 250, registered: 250 });
  // 50 items above the target of 200: 0.2 for each full 10.
  expect(standing.points).toMatchObject({ item: 'C1', now: '26', atTarget: '25' });
  expect(standing.columns.filter((column) => column.blankThisMonth).length).toBe(standing.columns.length);
}, 60_000);

test('a CSV of GB18030 with the same rows adds only what is new', async () => {
  const place = await send(registerCsv(rows(241, 255), { encoding: 'gb18030' }), '补报.csv', 'text/csv');
  const checked = await check(place);
  expect(checked.totals).toMatchObject({ already: 10, add: 5 });
  expect(await add(place, checked.reading)).toMatchObject({ added: 5, left: 0 });
}, 60_000);

test('rows with errors come back as a workbook under its Chinese name, which goes up again', async () => {
  const wrong = registerCells(300, { 公开日期: '三月十二' });
  const place = await send(registerBook([registerCells(301), wrong]), '三月.xlsx', xlsx);
  const link = await embedded.as('unit-002').call(routes.getMendFile, { params: place });
  const { answer, bytes } = await fetched(link.url);
  expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('需修改-三月.xlsx'));
  const again = await send(bytes, '需修改.xlsx', xlsx);
  expect((await check(again)).totals).toMatchObject({ rows: 1, error: 1, errors: 1 });
}, 60_000);

test('the register goes out as a workbook that brings nothing new when it comes back', async () => {
  const link = await embedded.as('unit-002').call(routes.getRegisterFile, { params: in002 });
  const { bytes } = await fetched(link.url);
  const place = await send(bytes, '整本.xlsx', xlsx);
  expect((await check(place)).totals).toMatchObject({ rows: 255, already: 255, add: 0, errors: 0 });
}, 60_000);

test('a corrected row keeps what it said', async () => {
  const clerk = embedded.as('unit-002');
  const [row] = (await clerk.call(routes.listRegisterRows, { params: in002, query: { limit: 1 } })).items;
  const entry = { ...row!.entry, title: '更正后的标题' };
  await clerk.call(routes.correctRegisterRow, { params: { ...in002, row: row!.id }, body: entry });
  const history = await clerk.call(routes.getRegisterRowHistory, { params: { ...in002, row: row!.id } });
  expect(history.earlier.map((each) => each.entry)).toEqual([row!.entry]);
}, 60_000);

test('a link takes the announced bytes and no others, and another unit sees none of it', async () => {
  const bytes = registerBook(rows(1, 2));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const made = await embedded.as('unit-002').call(routes.requestImport, {
    params: in002,
    body: { file: { name: '一.xlsx', size: bytes.length, contentType: xlsx, sha256 } },
    key: 'key-of-a-test-attack-1',
  });
  const changed = bytes.slice();
  changed[bytes.length - 1] = 1;
  const answer = await fetch(made.link.url, {
    method: 'PUT',
    headers: made.link.headers,
    body: Buffer.from(changed),
  });
  expect(answer.status).toBe(400);
  const place = { ...in002, import: made.import.id };
  await expect(check(place)).rejects.toMatchObject({ problem: { code: 'import-not-uploaded' } });
  const foreign = embedded.as('unit-003').call(routes.checkImport, { params: place });
  await expect(foreign).rejects.toBeInstanceOf(RefusedCall);
}, 60_000);

test('the nightly look at links is off until a domain is named, by its function and by its schedule', async () => {
  const answer = await embedded.runtime.invokeFunction('biaochi-event-check-links', {});
  expect(z.object({ state: z.string() }).parse(answer)).toEqual({ state: 'off' });
  embedded.runtime.fireSchedule('biaochi-check-links');
  const log = path.join(embedded.dataDir, 'logs/biaochi-event-check-links.log');
  await vi.waitFor(
    () => expect(readFileSync(log, 'utf8').match(/"code":"event-done","state":"off"/g)).toHaveLength(2),
    { timeout: 20_000, interval: 50 },
  );
}, 60_000);
