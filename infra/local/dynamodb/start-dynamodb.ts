import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../free-port.ts';
import { LocalRuntimeError } from '../local-runtime-error.ts';
import type { TableResource } from '../template/deployment.ts';
import { startDynoxide, stopLeftover, type DynoxideProcess } from './dynoxide-process.ts';
import { findDynoxide } from './find-dynoxide.ts';
import { ensureTables } from './tables.ts';

export type DynamoDb = Readonly<{ endpoint: string; close: () => Promise<void> }>;

type Options = Readonly<{
  /** Folder of the database file. */
  dir: string;
  logFile: string;
  tables: readonly TableResource[];
  region: string;
  credentials: Readonly<{ accessKeyId: string; secretAccessKey: string }>;
  /** AWS_ENDPOINT_URL_DYNAMODB (a database somebody else runs), BIAOCHI_DYNOXIDE and PATH are read from it. */
  environment: Readonly<Record<string, string | undefined>>;
  log: (line: string) => void;
}>;

/**
 * Starts the database with the template's tables, or uses the one that AWS_ENDPOINT_URL_DYNAMODB names. A dynoxide that
 * ends by itself is started again at the same address; the SDK's own retries bridge the gap.
 * @throws LocalRuntimeError `dynamodb-missing`, `dynamodb-failed`, `data-folder-damaged`, `disk-full`, `table-changed`
 */
export async function startDynamoDb(options: Options): Promise<DynamoDb> {
  const given = options.environment['AWS_ENDPOINT_URL_DYNAMODB'];
  const database =
    given === undefined || given === ''
      ? await startOwn(options)
      : { endpoint: given, close: () => Promise.resolve() };
  const client = new DynamoDBClient({
    endpoint: database.endpoint,
    region: options.region,
    credentials: options.credentials,
  });
  try {
    await ensureTables(client, options.tables);
  } catch (error) {
    await database.close();
    throw error;
  } finally {
    client.destroy();
  }
  return database;
}

/** Ten restarts without a quiet minute between them: something is wrong that restarting does not mend. */
const mostRestarts = 10;
const quietMs = 60_000;

async function startOwn(options: Options): Promise<DynamoDb> {
  for (const folder of [options.dir, path.dirname(options.logFile)]) mkdirSync(folder, { recursive: true });
  const program = findDynoxide(options.environment);
  const markFile = path.join(options.dir, 'dynoxide.json');
  const start = async (port: number): Promise<DynoxideProcess> => {
    const running = await startDynoxide({
      program,
      port,
      markFile,
      databaseFile: path.join(options.dir, 'dynamodb.sqlite'),
      logFile: options.logFile,
    });
    await untilAnswering(running, port, options);
    return running;
  };

  await stopLeftover(markFile);
  const port = await freePort();
  let current = await start(port);
  const closing = new AbortController();
  const isClosing = () => closing.signal.aborted;
  let restarts = 0;
  let lastRestart = 0;

  const supervise = async (): Promise<void> => {
    while (!isClosing()) {
      const reason = await current.ended;
      if (isClosing()) return;
      restarts = Date.now() - lastRestart > quietMs ? 1 : restarts + 1;
      lastRestart = Date.now();
      options.log(`DynamoDB ended (${reason}) and is started again`);
      if (restarts > mostRestarts)
        throw failed(`it ended ${mostRestarts} times in a row, last: ${reason}`, options);
      current = await start(port);
    }
    await current.stop();
  };
  const supervision = supervise().catch((error: unknown) => {
    options.log(error instanceof Error ? error.message : String(error));
  });

  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: async () => {
      closing.abort();
      await current.stop();
      await supervision;
    },
  };
}

/** Opening a large database and recovering its write-ahead log takes seconds, not minutes. */
const answerPolls = 3_000;
const pollMs = 20;

async function untilAnswering(running: DynoxideProcess, port: number, options: Options): Promise<void> {
  let ended: string | undefined;
  void running.ended.then((reason) => {
    ended = reason;
  });
  for (let poll = 0; poll < answerPolls; poll += 1) {
    if (await answers(port)) return;
    if (ended !== undefined) throw failed(ended, options);
    await wait(pollMs);
  }
  await running.stop();
  throw failed('no answer within a minute', options);
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`);
    return response.ok && (await response.text()).startsWith('healthy');
  } catch {
    return false;
  }
}

function failed(reason: string, { dir, logFile }: Options): LocalRuntimeError {
  if (/not a valid SQLite|malformed/iu.test(reason)) {
    return new LocalRuntimeError('data-folder-damaged', {
      zh: `数据目录 ${dir} 中的数据库已损坏：请从备份恢复，或用 -- --fresh 重新开始。`,
      en: `The database in ${dir} is damaged: restore it from a backup, or start over with -- --fresh.`,
    });
  }
  if (/disk is full|no space left/iu.test(reason)) {
    return new LocalRuntimeError('disk-full', {
      zh: `磁盘已满，数据库无法启动：请腾出空间后再启动。`,
      en: `The disk is full and the database cannot start: free some space and start again.`,
    });
  }
  return new LocalRuntimeError('dynamodb-failed', {
    zh: `数据库没有启动（${reason}）：详情见 ${logFile}。`,
    en: `The database did not start (${reason}): see ${logFile}.`,
  });
}
