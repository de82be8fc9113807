import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { demoAccounts } from '../../infra/demo/accounts.ts';
import { demonstrationOf } from '../../infra/demo/demonstration-definition.ts';
import { startRuntime } from '../../infra/local/runtime.ts';
import { synthesise } from '../../infra/local/synthesise.ts';
import { cycleDefinition } from '../../shared/domain/cycle/cycle.ts';
import type { GivenStack } from './given-stack.ts';

/**
 * A stack to point the end-to-end year at, in a process of its own: the embedded runtime with the demonstration's year loaded and
 * nothing played. Writes what `BIAOCHI_E2E_STACK` is to name, and serves until it is ended.
 *
 * node infra/local/bootstrap.mjs test/e2e/serve-stack.ts DATA PORT
 */
const [data, port] = z.tuple([z.string(), z.coerce.number().check(z.int())]).parse(process.argv.slice(2));
const root = path.join(import.meta.dirname, '../..');
const dataDir = path.resolve(data);
const assemblyDir = path.join(root, 'test/.output/cdk.out');
const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const definition = demonstrationOf(cycleDefinition.parse(readJson('infra/cycles/2018/cycle.json')));
const accounts = demoAccounts(definition, '2018');

await synthesise(root, assemblyDir);
mkdirSync(dataDir, { recursive: true });
const runtime = await startRuntime({
  assemblyDir,
  dataDir,
  port,
  s3Port: 0,
  parameters: ({ issuer }) => ({ OidcIssuer: issuer, OidcAudience: 'biaochi-api' }),
  accounts: () => Promise.resolve(accounts),
  log: () => undefined,
});
await runtime.invokeFunction('biaochi-setup-load-cycle', {
  definition,
  rubric: readJson('shared/domain/rubric/library/2018.json'),
  members: accounts.map(({ member }) => member),
});
const stack: GivenStack = {
  address: runtime.origin,
  token: [process.execPath, path.join(import.meta.dirname, 'token-of.ts'), runtime.origin],
  load: null,
};
const file = path.join(dataDir, 'stack.json');
writeFileSync(file, JSON.stringify(stack));
console.log(`BIAOCHI_E2E_STACK=${file}`);
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void runtime.close().then(() => process.exit(0)));
