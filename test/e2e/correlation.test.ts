import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { upload } from '../../infra/demo/api-client.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { buildPdf } from '../support/file-builders.ts';
import { startEmbedded, type Embedded } from './embedded.ts';

/** A call is followed through the logs, from the number that the browser gave it to what was done because of it. */
let embedded: Embedded;
beforeAll(async () => {
  embedded = await startEmbedded('2018-06-15T04:00:00.000Z');
}, 240_000);
afterAll(() => embedded.close(), 60_000);

const line = z.looseObject({ code: z.string() });

/** A function's lines so far; what is no line of ours, such as a metric, is left out. */
function linesOf(name: string) {
  const text = readFileSync(path.join(embedded.dataDir, 'logs', `biaochi-${name}.log`), 'utf8');
  return text.split('\n').flatMap((each) => {
    const json = each.slice(Math.max(0, each.indexOf('{')));
    const found = json.startsWith('{') ? line.safeParse(JSON.parse(json)) : null;
    return found?.success === true ? [found.data] : [];
  });
}

const found = (name: string, facts: Readonly<Record<string, unknown>>) =>
  vi.waitFor(
    () => {
      const [first] = linesOf(name).filter((each) =>
        Object.entries(facts).every(([fact, value]) => each[fact] === value),
      );
      if (first === undefined) throw new Error(`${name} has no line with ${JSON.stringify(facts)}`);
      return first;
    },
    { timeout: 30_000, interval: 100 },
  );

test('from the console’s call for a link to the inspection of the file that came by it', async () => {
  const correlation = randomUUID();
  const bytes = buildPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']);
  const declared = {
    name: '纪要.pdf',
    size: bytes.length,
    contentType: 'application/pdf',
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  const { links } = await embedded.as('unit-002').call(routes.requestEvidence, {
    params: { cycle: '2018', unit: '002' },
    key: 'key-of-correlation-1',
    correlation,
    body: {
      items: ['B3'],
      title: '公告栏照片',
      note: null,
      channel: null,
      files: [declared],
      links: [],
      replaces: null,
    },
  });
  for (const link of links) await upload(link, bytes);
  const signed = await found('api-evidence', { code: 'link-signed', correlation });
  expect(await found('api-evidence', { code: 'request-done', correlation })).toMatchObject({
    request: signed['request'],
    status: 201,
  });
  expect(await found('event-inspect-evidence', { code: 'event-done', key: signed['key'] })).toMatchObject({
    outcome: 'inspected',
  });
}, 60_000);

test('from an admin’s start of a run to each of its tasks', async () => {
  const correlation = randomUUID();
  const run = await embedded.as('admin-a').call(routes.startRun, {
    params: { cycle: '2018' },
    key: 'key-of-correlation-2',
    correlation,
    body: {},
  });
  const started = await found('api-run', { code: 'execution-started', correlation });
  expect(await found('task-open-run', { code: 'task-done', execution: started['execution'] })).toMatchObject({
    cycle: '2018',
    run: run.id,
  });
  await found('task-ask-body', { code: 'task-done', cycle: '2018', run: run.id });
}, 60_000);
