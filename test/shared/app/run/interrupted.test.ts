import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { awsLimits, Engine } from '../../../../infra/local/step-functions/engine.ts';
import { sha256Hex } from '../../../../shared/app/new-id.ts';
import { startReEvaluation } from '../../../../shared/app/re-evaluation/start-re-evaluation.ts';
import { getRun } from '../../../../shared/app/run/get-run.ts';
import { reviewReport } from '../../../../shared/app/run/review-report.ts';
import { signOff } from '../../../../shared/app/run/sign-off.ts';
import { handIn } from '../../../../shared/app/assessment/hand-in.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import { type TaskName } from '../../../../shared/contracts/tasks.ts';
import { verifyChain } from '../../../../shared/domain/audit/verify-chain.ts';
import type { Executions, TaskCallbacks } from '../../../../shared/ports/services.ts';
import { bodiesWith, filledYear, inYear } from '../../../support/published-year.ts';
import { preparedYearEnd, yearFunctions } from '../../../support/year-machine.ts';
import { asked, memoryFiles, people, unitIds } from '../world.ts';

/**
 * The embedded runtime's own engine carries out a year end and a re-evaluation with the real functions, and is killed around
 * every single task: before it is begun, and after its work is done while its answer is lost. A new engine goes on from the
 * files of the old one. Between any two tasks nothing happens that is not told by one of these.
 */

const machineArn = 'arn:aws:states:cn-test-1:000000000000:stateMachine:year-end';
const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-interrupted-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const taskName = z.custom<TaskName>((value: unknown) => typeof value === 'string');
let years = 0;

type Kill = Readonly<{ at: number; when: 'before' | 'after' }>;

/** Plays the year; the engine is killed once, around the task that comes at the given place. */
async function wholeYear(kill: Kill | null) {
  const { world } = await filledYear();
  const runs = memoryFiles();
  const reports = memoryFiles();
  const dir = path.join(folder, String((years += 1)));
  const carriedOut: TaskName[] = [];
  let restarts = 0;
  let engine: Engine;

  const callbacks: TaskCallbacks = { handedIn: answer, signedOff: answer, repaired: answer };
  const invoke = yearFunctions({ ...world, runs, reports, callbacks });
  async function answer(token: string, output: unknown) {
    const taken = await engine.answer(token, { output: JSON.stringify(output) });
    return taken ? 'answered' : 'too-late';
  }
  const open = () => {
    const life = restarts;
    return new Engine(
      new Map([[machineArn, preparedYearEnd()]]),
      dir,
      {
        invoke: async (name, input) => {
          const task = taskName.parse(name);
          carriedOut.push(task);
          const here = carriedOut.length === kill?.at && life === 0;
          if (here && kill.when === 'before') return killed();
          const answered = await invoke(task, input);
          return here ? killed() : answered;
        },
        load: () => undefined,
      },
      awsLimits,
    );
  };
  /** What a process that is gone answers: nothing. */
  function killed(): Promise<never> {
    const dead = engine;
    restarts += 1;
    void dead.close().then(() => {
      engine = open();
      engine.resume();
    });
    return new Promise(() => undefined);
  }
  engine = open();

  const executions: Executions = {
    idFor: (name) => `arn:test:${name}`,
    start: async (name, input) => {
      const arn = `arn:test:${name}`;
      if (engine.executions.has(arn)) return;
      await engine.start({ arn, name, stateMachineArn: machineArn, input: JSON.stringify(input) });
    },
  };
  /** Until the run waits for its signature: the place is only then shown, and its token is known. */
  const untilSignOff = (run: string) =>
    until(async () => {
      const task = await world.store.get(collections.runTasks, { ...inYear, run, task: 'sign-off' });
      if (task === null || !engine.isWaiting(task.value.token)) return false;
      return (await getRun(world)(asked(people.admin, { ...inYear, run }, undefined))).step === 'sign-off';
    });
  const published = (run: string) =>
    until(
      async () =>
        (await getRun(world)(asked(people.admin, { ...inYear, run }, undefined))).status === 'published' &&
        [...engine.executions.values()].every(({ status }) => status !== 'RUNNING'),
    );
  const signed = async (run: string) => {
    await untilSignOff(run);
    await reviewReport(world)(asked(people.secondAdmin, { ...inYear, run }, { comment: null }));
    await signOff({ ...world, callbacks })(
      asked(people.signer, { ...inYear, run }, { decision: 'approve', comment: null }),
    );
    await published(run);
  };

  await executions.start('2018-scheduled', { cycle: '2018', startedBy: 'schedule' });
  await until(
    async () => (await world.store.all(collections.runTasks, { ...inYear, run: '0001' })).length > 4,
  );
  for (const [body, member] of bodiesWith)
    await handIn({ ...world, callbacks })(
      asked(member, { ...inYear, body }, { note: null, workReport: null }),
    );
  await signed('0001');
  await startReEvaluation({ ...world, runs, executions })(
    asked(people.admin, inYear, {
      scope: { kind: 'all' },
      reason: '个别评分有误，予以更正',
      changes: [{ kind: 'item-points', unit: '002', item: 'C6', points: '24', appeal: null, reason: '复核' }],
    }),
  );
  await signed('0002');
  const ended = [...engine.executions.values()].map(({ status }) => status);
  await engine.close();
  const streamsOf = [
    ...[streams.office('2018'), streams.runs('2018')],
    ...unitIds.map((unit) => streams.unit('2018', unit)),
  ];
  const chains = await Promise.all(
    streamsOf.map(async (stream) => verifyChain(await world.store.events(stream), sha256Hex)),
  );
  const files = [...reports.held, ...runs.held].map(([name, body]): [string, string] => [
    name,
    sha256Hex(body),
  ]);
  return { carriedOut, restarts, ended, broken: chains.filter((each) => each !== null), files: files.sort() };
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 4_000; turn += 1) {
    if (await condition().catch(() => false)) return;
    await wait(2);
  }
  throw new Error('It did not come to that');
}

let undisturbed: Awaited<ReturnType<typeof wholeYear>>;
beforeAll(async () => {
  undisturbed = await wholeYear(null);
});

test('undisturbed, it asks five bodies, publishes twice and restarts never', () => {
  const times = (task: TaskName) => undisturbed.carriedOut.filter((each) => each === task).length;
  expect([times('askBody'), times('publishReport'), undisturbed.restarts]).toEqual([5, 2, 0]);
  expect(undisturbed.carriedOut).toHaveLength(23);
});

describe.each(['before', 'after'] as const)('killed %s', (when) => {
  test('each single task in turn, it goes on and publishes the same bytes, and every chain holds', async () => {
    for (let at = 1; at <= undisturbed.carriedOut.length; at += 1) {
      const year = await wholeYear({ at, when });
      const where = `${when} task ${at}, ${String(undisturbed.carriedOut[at - 1])}`;
      expect(year.restarts, where).toBe(1);
      expect(year.ended, where).toEqual(['SUCCEEDED', 'SUCCEEDED']);
      expect(year.broken, where).toEqual([]);
      expect(year.files, where).toEqual(undisturbed.files);
    }
  }, 120_000);
});
