import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { demoAccounts } from '../../infra/demo/accounts.ts';
import { people, type Person } from '../../infra/demo/api-client.ts';
import { startRuntime, type Runtime } from '../../infra/local/runtime.ts';
import { synthesise } from '../../infra/local/synthesise.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { cycleDefinition, type CycleDefinition } from '../../shared/domain/cycle/cycle.ts';

/** The embedded runtime with the real year of 2018 loaded and nothing played, at a date of one's own. */
export type Embedded = Readonly<{
  runtime: Runtime;
  definition: CycleDefinition;
  dataDir: string;
  /** Somebody of the demonstration's accounts, signed in by the real code flow. */
  as: (username: string) => Person;
  passwordOf: (username: string) => string;
  close: () => Promise<void>;
}>;

const root = path.join(import.meta.dirname, '../..');
/** Made once for all that start from it, and again when a source has changed. */
const assemblyDir = path.join(root, 'test/.output/cdk.out');
const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

/**
 * Starts the synthesised app with its bundles in a folder of its own; synthesising takes half a minute where it was not done before.
 * @param webDir the console's built files, where it is wanted
 * @param strangers accounts that can sign in and are no members
 * @param log told what happens behind the scenes
 * @param loaded what of the year's definition is loaded, when it is not to be the year as it was; its accounts stay the same
 */
export async function startEmbedded(
  now: string,
  webDir?: string,
  strangers: readonly string[] = [],
  log: (line: string) => void = () => undefined,
  loaded: (year: CycleDefinition) => CycleDefinition = (year) => year,
): Promise<Embedded> {
  const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-embedded-'));
  const dataDir = path.join(folder, 'data');
  const year = cycleDefinition.parse(readJson('infra/cycles/2018/cycle.json'));
  const definition = loaded(year);
  const accounts = demoAccounts(year, 'test');
  await synthesise(root, assemblyDir);
  const runtime = await startRuntime({
    assemblyDir,
    dataDir,
    port: 0,
    s3Port: 0,
    ...(webDir === undefined ? {} : { webDir }),
    parameters: ({ issuer }) => ({ OidcIssuer: issuer, OidcAudience: 'biaochi-api' }),
    accounts: () => Promise.resolve(accounts),
    log,
  });
  const signIn = people(runtime.origin);
  const accountOf = (username: string) => {
    const account = accounts.find((each) => each.username === username);
    if (account === undefined) throw new Error(`there is no account ${username}`);
    return account;
  };
  const as = (username: string): Person => signIn(accountOf(username));
  const passwordOf = (username: string) => accountOf(username).password;
  const close = async () => {
    await runtime.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await runtime.invokeFunction('biaochi-setup-load-cycle', {
      definition,
      rubric: readJson('shared/domain/rubric/library/2018.json'),
      members: accounts.filter(({ username }) => !strangers.includes(username)).map((each) => each.member),
    });
    await as('admin-a').call(routes.setRehearsalClock, { params: {}, body: { now } });
    return { runtime, definition, dataDir, as, passwordOf, close };
  } catch (error) {
    await close();
    throw error;
  }
}
