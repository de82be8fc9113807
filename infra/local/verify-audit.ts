import { spawn } from 'node:child_process';
import path from 'node:path';
import { lockDataFolder } from './data-lock.ts';
import { startDynamoDb } from './dynamodb/start-dynamodb.ts';
import { startKms } from './kms/start-kms.ts';
import { loadLocalCredentials, type LocalCredentials } from './local-credentials.ts';
import { LocalRuntimeError } from './local-runtime-error.ts';
import { startS3 } from './s3/start-s3.ts';
import { readServicePlaces, type ServicePlaces } from './service-places.ts';
import { place } from './template/physical-ids.ts';

/**
 * `npm run -s audit:verify`: checks the audit chains of an installation. With `--table …` one on AWS; else that of a data folder on
 * this machine (`--data DIR`, default `.biaochi`), whether its runtime runs or not. What is checked and how is said in
 * functions/cli/audit-verify.ts, which this starts.
 */
const checker = path.join(import.meta.dirname, '../../functions/cli/audit-verify.ts');

function check(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [checker, ...args], {
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function checkFolder(dataDir: string, args: readonly string[]): Promise<number> {
  const places = readServicePlaces(dataDir);
  const credentials = loadLocalCredentials(path.join(dataDir, 'keys'));
  const { RecordsTable = '', HeadsBucket = '', SigningKey = '' } = places.outputs;
  const named = ['--table', RecordsTable, '--heads', HeadsBucket, '--signing-key', SigningKey, ...args];
  const run = (endpoints: ServicePlaces['endpoints']) =>
    check(named, {
      ...endpoints,
      AWS_REGION: place.region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    });
  const lock = await lockUnlessRunning(dataDir);
  if (lock === null) return run(places.endpoints);
  try {
    return await withServices(dataDir, { places, credentials }, run);
  } finally {
    lock.release();
  }
}

/** @returns null while a runtime uses the folder: its services are asked then */
async function lockUnlessRunning(dataDir: string) {
  try {
    return await lockDataFolder(dataDir);
  } catch (error) {
    if (error instanceof LocalRuntimeError && error.code === 'data-folder-in-use') return null;
    throw error;
  }
}

/** Starts what holds the records, the heads and the key on a folder that nobody uses; nothing of it is written to. */
async function withServices(
  dataDir: string,
  { places, credentials }: Readonly<{ places: ServicePlaces; credentials: LocalCredentials }>,
  run: (endpoints: ServicePlaces['endpoints']) => Promise<number>,
): Promise<number> {
  const folder = (name: string) => path.join(dataDir, name);
  const { HeadsBucket: name = '', SigningKey: arn = '' } = places.outputs;
  const running: (() => Promise<void>)[] = [];
  try {
    const database = await startDynamoDb({
      dir: folder('dynamodb'),
      logFile: path.join(folder('logs'), 'dynamodb.log'),
      tables: [],
      region: place.region,
      credentials,
      environment: process.env,
      log: () => undefined,
    });
    running.push(database.close);
    const objects = await startS3({
      dir: folder('s3'),
      port: 0,
      region: place.region,
      ...credentials,
      buckets: [{ name, versioned: true, cors: [], lock: { defaultRetention: null } }],
      onObjectCreated: () => undefined,
    });
    running.push(objects.close);
    const signing = await startKms({
      dir: path.join(folder('keys'), 'signing'),
      port: 0,
      region: place.region,
      ...credentials,
      keys: [{ arn, name: arn.split('/').at(-1) ?? '' }],
    });
    running.push(signing.close);
    return await run({
      AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
      AWS_ENDPOINT_URL_KMS: signing.endpoint,
      AWS_ENDPOINT_URL_S3: objects.endpoint,
    });
  } finally {
    for (const close of running.toReversed()) await close();
  }
}

/** Takes `--data DIR` out of the arguments; the checker knows the others. */
function dataFolderIn(args: readonly string[]): Readonly<{ dataDir: string; others: readonly string[] }> {
  const at = args.indexOf('--data');
  const dataDir = path.resolve(at < 0 ? '.biaochi' : (args[at + 1] ?? ''));
  return { dataDir, others: at < 0 ? args : args.filter((_, index) => index !== at && index !== at + 1) };
}

try {
  const args = process.argv.slice(2);
  const { dataDir, others } = dataFolderIn(args);
  process.exitCode = args.includes('--table') ? await check(args, {}) : await checkFolder(dataDir, others);
} catch (error) {
  if (!(error instanceof LocalRuntimeError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
