import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import * as z from 'zod/mini';
import { bundling } from '../../infra/bundle-function.ts';
import { functionSettings } from '../../shared/contracts/functions.ts';
import type { RouteShape } from '../../shared/contracts/route.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { deployedBundles } from '../support/deployed-bundles.ts';
import { loadedAtStart } from '../support/loaded-at-start.ts';
import { coldServer } from './cold-server.ts';
import { coldSettings } from './cold-settings.ts';
import { tell } from './figure.ts';

/**
 * `npm run bench:cold`: how long a function, from the very bundle that is deployed, takes from the beginning of its import to the end
 * of its first call, beside a handler that does nothing but one GetItem by the SDK's own DynamoDBClient, bundled with the same
 * options, except that it searches for credentials as the SDK does by itself; beside it the same handler without that search. Each start
 * is a process of its own; all take turns, and medians are compared: of the time, and of the processor's, which a busy machine
 * lengthens less and which is what Lambda sells. The API's functions are called by a stranger with a good token: they
 * fetch the issuer's keys, check the token, ask the table once and refuse, in words. Tasks and events get an event that is none:
 * what is timed is their loading, without a call. Names may be given: `npm run bench:cold -- api-cycle task-open-run`; without any
 * some of each kind are timed, `all` times all.
 */
const turns = 7;
const root = fileURLToPath(new URL('../../', import.meta.url));
const child = fileURLToPath(new URL('cold-start.mjs', import.meta.url));

/** The smallest and the largest, what the office opens first, what everybody reads, what signs links. */
const typicalOnes = [
  'task-open-run',
  'api-people',
  'api-cycle',
  'api-evidence',
  'api-public',
  'api-run',
  'api-import',
  'api-documents',
];
const goal = 1.1;
const leanCredentials = 'test/bench/lean-credentials.ts';

type Started = Readonly<{ name: string; file: string; event: object }>;
const outcomeOf = z.object({
  took: z.number().check(z.positive()),
  busy: z.number().check(z.positive()),
  outcome: z.string(),
});

const given = process.argv.slice(2);
const known = Object.keys(functionSettings);
const wanted = given.length === 0 ? typicalOnes : given.includes('all') ? known : given;
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) throw new Error(`there is no function ${unknown.join(', ')}`);
const bundles = await deployedBundles();
const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-cold-'));
const server = await coldServer();
try {
  const client = await peer('client', {});
  // The same without the SDK's search for credentials, which the functions go without too: what a handler could come to at best.
  const least = await peer('client-without-search', {
    '@aws-sdk/credential-provider-node': path.join(root, leanCredentials),
  });
  const functions = [
    least,
    ...wanted.map((name): Started => ({ name, file: bundles.get(name) ?? '', event: eventFor(name) })),
  ];
  const measured = new Map<string, z.infer<typeof outcomeOf>[]>();
  for (let turn = 0; turn <= turns; turn += 1) {
    for (const each of [client, ...functions]) {
      const outcome = await coldStart(each);
      // The first turn fills the machine's cache of files, which no start afterwards has to.
      if (turn > 0) measured.set(each.name, [...(measured.get(each.name) ?? []), outcome]);
    }
  }
  const typical = (name: string, of: 'took' | 'busy') =>
    median((measured.get(name) ?? []).map((each) => each[of]));
  const ratioOf = (name: string, of: 'took' | 'busy') =>
    Number((typical(name, of) / typical(client.name, of)).toFixed(2));
  const rows = functions.map(({ name, file }) => ({
    function: name,
    KB: Math.round(loadedAtStart(file).reduce((sum, each) => sum + statSync(each).size, 0) / 1024),
    answer: measured.get(name)?.[0]?.outcome,
    time: ratioOf(name, 'took'),
    processor: ratioOf(name, 'busy'),
  }));
  console.table(rows);
  const bare = [typical(client.name, 'took'), typical(client.name, 'busy')].map((ms) => ms.toFixed(0));
  console.log(
    `Bare DynamoDBClient handler: ${bare[0]} ms, ${bare[1]} ms of the processor; medians of ${turns}; goal ${goal.toFixed(2)} of both.`,
  );
  for (const { name } of functions)
    for (const [of, what] of [
      ['took', 'import and first call'],
      ['busy', 'the same, of the processor'],
    ] as const)
      tell({
        figure: `${name}: ${what}`,
        value: typical(name, of),
        unit: 'ms',
        better: 'less',
        beside: { what: 'bare DynamoDBClient', value: typical(client.name, of) },
      });
} finally {
  server.close();
  rmSync(folder, { recursive: true, force: true });
}

/** A call by a stranger, of a route that the function answers as far as the door; an event that is none for what is no API. */
function eventFor(name: string): object {
  const route = Object.values<RouteShape>(routes).find(
    (each) => `api-${each.area}` === name && each.audience !== 'public',
  );
  if (route === undefined && name !== 'api-public') return {};
  return {
    routeKey: route === undefined ? 'GET /reports' : `${route.method} ${route.path}`,
    headers: { authorization: server.authorization },
    pathParameters: { cycle: '2018', unit: '101' },
    requestContext: { requestId: 'cold', http: { sourceIp: '127.0.0.1' } },
  };
}

function coldStart({ file, event }: Started): Promise<z.infer<typeof outcomeOf>> {
  return new Promise((resolve, reject) => {
    const env = {
      ...coldSettings(server.issuer),
      PATH: process.env['PATH'],
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_ENDPOINT_URL: server.origin,
    };
    const started = spawn(process.execPath, [child, file, JSON.stringify(event)], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: 30_000,
    });
    let said = '';
    started.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    started.on('error', reject);
    started.on('close', (code) => {
      if (code !== 0 || said === '') reject(new Error(`${file} did not start`));
      else resolve(outcomeOf.parse(JSON.parse(said)));
    });
  });
}

/** What is compared with: one GetItem by the SDK, as anybody would write it, bundled as the functions are. */
async function peer(name: string, alias: Readonly<Record<string, string>>): Promise<Started> {
  const contents = `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({});
const command = { TableName: 'records', Key: { pk: { S: 'a' }, sk: { S: 'b' } } };
export const handler = () => client.send(new GetItemCommand(command));`;
  const outdir = path.join(folder, name);
  const entry = path.join(outdir, 'index.ts');
  mkdirSync(outdir);
  writeFileSync(entry, contents);
  await build({
    ...bundling,
    entryPoints: [entry],
    outdir,
    alias,
    nodePaths: [path.join(root, 'node_modules')],
  });
  return { name, file: path.join(outdir, 'index.mjs'), event: {} };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
