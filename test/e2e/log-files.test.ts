import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RefusedCall, upload } from '../../infra/demo/api-client.ts';
import type { RouteShape } from '../../shared/contracts/route.ts';
import { routes, type RouteName } from '../../shared/contracts/routes.ts';
import { sha256Hex } from '../../shared/app/new-id.ts';
import { rows } from '../support/permissions.ts';
import { startEmbedded, type Embedded } from './embedded.ts';

/**
 * Marked data through every route of the embedded runtime, and a marked file through the store and its inspection: nothing of it is
 * in any file that the runtime keeps as a log, its database's and its functions' alike, nor in what it says behind the scenes.
 */
const mark = 'Zhang-marked';
const said: string[] = [];
let embedded: Embedded;
beforeAll(async () => {
  embedded = await startEmbedded('2018-06-15T04:00:00.000Z', undefined, [], (line) => said.push(line));
}, 400_000);
afterAll(() => embedded.close(), 60_000);

const accounts = ['unit-002', 'reviewer-a', 'body-civil-affairs', 'admin-b'];
const isRouteName = (name: string): name is RouteName => name in routes;
const names = Object.keys(routes).filter(isRouteName);

/** What people write, here in Chinese, with a mark behind it. */
function marked(value: unknown): unknown {
  if (typeof value === 'string') return /\p{Script=Han}/u.test(value) ? `${value}${mark}` : value;
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, marked(each)]));
}

async function statusOf(name: RouteName, username: string, body: unknown): Promise<number> {
  const route: RouteShape = routes[name];
  const { params = {}, query = {} } = rows[name].call ?? {};
  try {
    await embedded.as(username).call(route, {
      params,
      query,
      key: `${mark}-key-of-${name}`.slice(0, 90),
      ...(body === undefined ? {} : { body }),
    });
    return route.status;
  } catch (error) {
    if (error instanceof RefusedCall) return error.problem.status;
    throw error;
  }
}

/** Every file in which the runtime writes what happens, whole. */
async function logs(): Promise<ReadonlyMap<string, string>> {
  const folder = path.join(embedded.dataDir, 'logs');
  const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  return new Map(
    await Promise.all(
      files.map(async ({ name }) => [name, await readFile(path.join(folder, name), 'utf8')] as const),
    ),
  );
}

test('nothing that people sent is in a log, whatever became of it', async () => {
  let done = 0;
  let refused = 0;
  for (const name of names) {
    // The date stays where it is, and nobody is let in or out.
    if (name === 'setRehearsalClock') continue;
    for (const username of accounts) {
      const status = await statusOf(name, username, marked(rows[name].call?.body));
      if (status < 300) done += 1;
      else refused += 1;
    }
  }
  expect(done).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);

  const bytes = new TextEncoder().encode(`标题\n${mark}\n`);
  const file = { name: `${mark}.csv`, size: bytes.length, contentType: 'text/csv', sha256: sha256Hex(bytes) };
  const place = { cycle: '2018', unit: '002' };
  const clerk = embedded.as('unit-002');
  const { evidence, links } = await clerk.call(routes.requestEvidence, {
    params: place,
    key: `${mark}-key-of-a-file`,
    body: { items: ['A1'], title: `会议${mark}`, note: null, channel: null, files: [file], replaces: null },
  });
  await upload(links[0]!, bytes);
  await expect
    .poll(
      async () =>
        (await clerk.call(routes.getEvidence, { params: { ...place, evidence: evidence.id } })).status,
      { timeout: 30_000 },
    )
    .toBe('inspected');

  const written = await logs();
  // The functions were called and say so, and the database has a log of its own.
  expect([...written.keys()]).toContain('dynamodb.log');
  expect([...written.values()].join('\n').split('"request-done"').length).toBeGreaterThan(done);
  for (const [name, text] of written) expect(text.includes(mark), name).toBe(false);
  expect(said.join('\n')).not.toContain(mark);
}, 400_000);
