import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dynamoDbStore } from '../../functions/adapters/dynamodb-store.ts';
import { startDynamoDb, type DynamoDb } from '../../infra/local/dynamodb/start-dynamodb.ts';
import { handIn } from '../../shared/app/assessment/hand-in.ts';
import { loadCycleDefinition } from '../../shared/app/cycle/load-cycle-definition.ts';
import { inspectUploadedFile } from '../../shared/app/evidence/inspect-uploaded-file.ts';
import { requestEvidence } from '../../shared/app/evidence/request-evidence.ts';
import { sweepEvidence } from '../../shared/app/evidence/sweep-evidence.ts';
import { sha256Hex } from '../../shared/app/new-id.ts';
import { addRegisterRows } from '../../shared/app/register/add-register-rows.ts';
import { openRunTask } from '../../shared/app/run/open-run.ts';
import { startRun } from '../../shared/app/run/start-run.ts';
import * as collections from '../../shared/contracts/collections.ts';
import { streams } from '../../shared/contracts/streams.ts';
import { refusalStatus } from '../../shared/contracts/refusal-status.ts';
import { storageKeys } from '../../shared/contracts/storage-keys.ts';
import { verifyChain } from '../../shared/domain/audit/verify-chain.ts';
import { Refusal } from '../../shared/domain/errors.ts';
import type { Store } from '../../shared/ports/store.ts';
import { tableResource } from '../infra/local/fixture/tables.ts';
import {
  asked,
  audit,
  bodyIds,
  goodVerdict,
  in002,
  people,
  sampleDefinition,
  settableClock,
  stream002,
} from '../shared/app/world.ts';
import { recordedCallbacks, recordedExecutions } from '../shared/app/run/run-world.ts';
import { noon, sampleEntry } from '../support/builders.ts';
import { bodiesWith } from '../support/published-year.ts';
import { rubric2018 } from '../support/scoring.ts';

/** What many do at one moment, against the real adapter and the embedded database: one wins, and the others are told what is. */
const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-at-once-'));
const settings = { region: 'cn-test-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
const tables = ['hand-ins', 'starts', 'rows', 'upload'];
let database: DynamoDb;
let client: DynamoDBClient;
beforeAll(async () => {
  database = await startDynamoDb({
    ...settings,
    dir: path.join(folder, 'db'),
    logFile: path.join(folder, 'db.log'),
    tables: tables.map((name) => tableResource(name)),
    environment: {},
    log: () => undefined,
  });
  client = new DynamoDBClient({ ...settings, endpoint: database.endpoint });
}, 60_000);
afterAll(async () => {
  client.destroy();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

let store: Store;
let place = 0;
const clock = settableClock(noon);
const inYear = { cycle: '2018' } as const;
beforeEach(async () => {
  store = dynamoDbStore(client, tables[place] ?? '');
  place += 1;
  clock.set(noon);
  const members = Object.values(people);
  await loadCycleDefinition({ store, clock })({
    definition: sampleDefinition(),
    rubric: rubric2018,
    members,
  });
});

/** Does work so many at a time. @returns for each `done`, or the refusal's code; other errors are thrown */
async function atOnce(count: number, sideBySide: number, work: (nth: number) => Promise<unknown>) {
  const outcomes: string[] = [];
  let next = 0;
  const worker = async () => {
    for (let nth = (next += 1); nth <= count; nth = next += 1)
      outcomes.push(
        await work(nth).then(
          () => 'done',
          (error: unknown) => {
            if (!(error instanceof Refusal)) throw error;
            expect([refusalStatus.conflict, refusalStatus.unavailable]).toContain(refusalStatus[error.kind]);
            return error.code;
          },
        ),
      );
  };
  await Promise.all(Array.from({ length: sideBySide }, worker));
  return outcomes;
}
const eventsOf = async (stream: string) => {
  const events = (await store.all(collections.auditEvents, { stream })).map(({ value }) => value);
  expect(verifyChain(events, sha256Hex)).toBeNull();
  return events;
};

test('five hundred hand-ins of five bodies, fifty at a time: each body is handed in once, and whoever is not is told to look again', async () => {
  const callbacks = recordedCallbacks();
  const outcomes = await atOnce(500, 50, (nth) => {
    const [body, member] = bodiesWith[nth % bodiesWith.length]!;
    return handIn({ store, clock, callbacks })(
      asked(member, { ...inYear, body }, { note: null, workReport: null }),
    );
  });
  expect(outcomes).toHaveLength(500);
  expect(outcomes.filter((each) => each === 'done').length).toBeGreaterThan(400);
  const told = new Set(outcomes.filter((each) => each !== 'done'));
  for (const code of told) expect(['changed-meanwhile', 'busy-try-again']).toContain(code);
  for (const body of bodyIds) {
    const events = await eventsOf(streams.body('2018', body));
    expect(events.map(({ action }) => action)).toEqual(['hand-in.make']);
  }
}, 120_000);

test('two year ends that start at once, by the schedule and by an admin, ten times over: one run, and the others are told which', async () => {
  clock.set('2019-01-05T01:00:00.000Z');
  const executions = recordedExecutions();
  const outcomes = await atOnce(20, 20, (nth) =>
    nth % 2 === 0
      ? openRunTask({ store, clock })({ cycle: '2018', startedBy: 'schedule', execution: `arn:test:${nth}` })
      : startRun({ store, clock, executions })(
          asked(people.admin, inYear, {}, `key-of-a-start-${String(nth).padStart(4, '0')}`),
        ),
  );
  expect(outcomes.filter((each) => each === 'done')).toHaveLength(1);
  for (const code of new Set(outcomes)) expect(['done', 'run-active', 'busy-try-again']).toContain(code);
  expect(await store.all(collections.runs, inYear)).toHaveLength(1);
  const opened = (await eventsOf(streams.runs('2018'))).filter(({ action }) => action === 'run.open');
  expect(opened).toHaveLength(1);
}, 60_000);

test('rows that come while the unit is frozen are there or were refused, each one; nothing stands behind the freeze', async () => {
  const codes = await atOnce(60, 12, (nth) =>
    nth === 30
      ? store.setFrozen(stream002, '0001', audit('stream.freeze'))
      : addRegisterRows({ store, clock })(
          asked(
            people.clerk002,
            in002,
            { rows: [sampleEntry({ title: `第${nth}条`, url: `http://demo.example.cn/${nth}.html` })] },
            `key-of-a-row-${String(nth).padStart(6, '0')}`,
          ),
        ),
  );
  for (const code of new Set(codes)) expect(['done', 'frozen', 'busy-try-again']).toContain(code);
  const rows = await store.all(collections.registerRows, in002);
  // All but the freeze itself.
  expect(rows).toHaveLength(codes.filter((code) => code === 'done').length - 1);
  const events = await eventsOf(stream002);
  expect(events.at(-1)?.action).toBe('stream.freeze');
  expect(events).toHaveLength(rows.length + 1);
}, 60_000);

describe('a file on its way when its unit is frozen', () => {
  test('is not in the frozen year and is refused as such; opened again, the hourly sweep takes it up', async () => {
    const links = {
      upload: async (key: string) => ({ url: `https://store.example/${key}`, headers: {}, expiresAt: noon }),
      download: async (key: string) => ({ url: `https://store.example/${key}`, expiresAt: noon }),
    };
    const { evidence, links: given } = await requestEvidence({ store, clock, links })(
      asked(people.clerk002, in002, {
        items: ['A1'],
        title: '会议纪要',
        note: null,
        channel: null,
        files: [{ name: '纪要.pdf', size: 9, contentType: 'application/pdf', sha256: 'a'.repeat(64) }],
        links: [],
        replaces: null,
      }),
    );
    await store.setFrozen(stream002, '0001', audit('stream.freeze'));
    const key = storageKeys.evidenceFile({ ...in002, evidence: evidence.id, file: given[0]!.file });
    const inspector = {
      inspect: async () => ({ verdict: goodVerdict, objectVersion: '1', fingerprint: null }),
    };
    const deps = { store, clock, inspector };
    const statusNow = async () =>
      (await store.get(collections.evidence, { ...in002, evidence: evidence.id }))?.value.status;
    // The event is sent again, and comes twice more.
    for (let times = 0; times < 3; times += 1)
      await expect(inspectUploadedFile(deps)(key)).rejects.toMatchObject({
        code: 'frozen',
        kind: 'wrongState',
        details: { run: '0001' },
      });
    expect(await statusNow()).toBe('requested');
    expect((await eventsOf(stream002)).at(-1)?.action).toBe('stream.freeze');

    await store.setFrozen(stream002, null, audit('stream.reopen'));
    clock.set('2018-06-16T04:00:00.000Z');
    expect(await sweepEvidence(deps)(() => true)).toMatchObject({ inspected: 1 });
    expect(await statusNow()).toBe('inspected');
    expect(await inspectUploadedFile(deps)(key)).toBe('already-inspected');
  }, 60_000);
});
