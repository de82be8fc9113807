import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { loadCycleDefinition } from '../../../shared/app/cycle/load-cycle-definition.ts';
import { freezeBatch } from '../../../shared/app/run/freeze-batch.ts';
import { planFreeze } from '../../../shared/app/run/plan-freeze.ts';
import { taskErrors, tasks, type TaskName } from '../../../shared/contracts/tasks.ts';
import { mostUnits } from '../../../shared/domain/cycle/cycle.ts';
import type { Store } from '../../../shared/ports/store.ts';
import { noon } from '../../support/builders.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { rubric2018 } from '../../support/scoring.ts';
import { virtualTime } from '../../support/virtual-time.ts';
import { NamedFault, preparedYearEnd } from '../../support/year-machine.ts';
import { bodyIds, memoryFiles, people, sampleDefinition, settableClock } from '../../shared/app/world.ts';

/**
 * AWS's limits, held against the real definition carried out by an interpreter and against the real freeze: events of an execution,
 * bytes of a state, writes of a partition and of a table that was never busy. What is counted is what AWS counts.
 */
const limits = {
  events: 25_000,
  payload: 262_144,
  writesPerPartition: 1_000,
  writesOfFreshTable: 4_000,
} as const;
/** The longest cause that Step Functions hands on. */
const longestCause = 32_768;

const ref = { cycle: '2018', run: '0001' };
const sha256 = 'a'.repeat(64);
const { definition, tasks: kinds } = preparedYearEnd();
const maps = Object.entries(definition.States).flatMap(([name, state]) => {
  const map = z
    .object({
      ItemProcessor: z.object({ StartAt: z.string(), States: z.record(z.string(), z.unknown()) }),
      MaxConcurrency: z.int(),
    })
    .safeParse(state);
  return map.success
    ? [
        {
          name,
          first: map.data.ItemProcessor.StartAt,
          states: Object.keys(map.data.ItemProcessor.States),
          atOnce: map.data.MaxConcurrency,
        },
      ]
    : [];
});

const parameters = z.object({ FunctionName: z.custom<TaskName>(), Payload: z.unknown() });
const event = z.object({
  type: z.string(),
  state: z.optional(
    z.object({ name: z.string(), type: z.string(), input: z.unknown(), output: z.optional(z.unknown()) }),
  ),
});
const interpreted = z.custom<StateMachineDefinition>(
  (value: unknown) => typeof value === 'object' && value !== null,
);

/** Events that Step Functions writes into the history of an execution, for what the interpreter tells. */
function eventsOf(type: string, state: Readonly<{ name: string; type: string }> | undefined): number {
  // Scheduled, started, ended; with a token also submitted.
  const attempt = kinds.get(state?.name ?? '') === 'wait' ? 4 : 3;
  switch (type) {
    case 'StateEntered':
      // A map says beside that it was entered that it has started, and later that it has succeeded.
      return state?.type === 'Task' ? 1 + attempt : state?.type === 'Map' ? 3 : 1;
    case 'StateRetried':
      return attempt;
    case 'StateCaught':
      return 0;
    default:
      return 1;
  }
}

type Seen = Readonly<{ end: string; events: number; largest: number; largestMap: number; calls: number }>;

/** A year end of so many batches. `arranged` may throw in place of a task's answer. */
async function carryOut(
  batchCount: number,
  arranged: (task: TaskName, call: number) => unknown = () => undefined,
) {
  const batches = Array.from({ length: batchCount }, (_, batch) => ({ batch }));
  const answers: Readonly<Record<TaskName, unknown>> = {
    openRun: {
      ...ref,
      kind: 'year-end',
      bodies: bodyIds,
      handInSeconds: 600,
      signOffSeconds: 600,
      repairSeconds: 600,
    },
    askBody: { body: 'trade-union', outcome: 'handed-in' },
    passOverBody: { body: 'trade-union', outcome: 'silent' },
    planFreeze: { batches },
    freezeBatch: { batch: 0, units: 100 },
    sealInputs: { batches, inputsSha256: sha256 },
    deriveInputs: { batches, inputsSha256: sha256 },
    scoreBatch: { batch: 0, units: 100 },
    rankUnits: { units: batchCount * 100, resultSha256: sha256 },
    renderDocuments: { files: 2 },
    renderReport: { files: batchCount * 100 },
    askSignOff: { decision: 'approve', comment: null },
    askRepair: { from: 'freeze' },
    goOn: { from: 'freeze', batches },
    publishReport: { revision: 1 },
    endRun: { ended: true },
  };
  const called = new Map<TaskName, number>();
  const answer = async (state: string, given: unknown) => {
    const { FunctionName: task, Payload } = parameters.parse(given);
    tasks[task].input.parse(Payload);
    const call = (called.get(task) ?? 0) + 1;
    called.set(task, call);
    arranged(task, call);
    return z
      .json()
      .parse(kinds.get(state) === 'wait' ? answers[task] : { StatusCode: 200, Payload: answers[task] });
  };
  const states = [...kinds.keys()];
  const execution = new StateMachine(interpreted.parse(definition), {
    validationOptions: { noValidate: true },
  }).run(z.json().parse({ cycle: '2018', startedBy: 'schedule' }), {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(
        states.map((state) => [state, (given: unknown) => answer(state, given)]),
      ),
      retryIntervalOverrides: Object.fromEntries(states.map((state) => [state, 0])),
    },
    context: { Execution: { Id: 'arn:execution' }, Task: { Token: 'token' } },
  });
  const seen = { end: '', events: 0, largest: 0 };
  /** What a map's items came to, by map: it carries all of them at once before it lets go of them. */
  const carried = new Map<string, number>();
  const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value ?? null)).byteLength;
  const follow = (async () => {
    for await (const told of execution.eventLogs) {
      const { type, state } = event.parse(told);
      seen.events += eventsOf(type, state);
      if (state === undefined) continue;
      if (type === 'StateEntered') seen.end = state.name;
      seen.largest = Math.max(seen.largest, bytes(state.input), bytes(state.output));
      const map = maps.find(({ states: inside }) => inside.includes(state.name));
      if (map === undefined) continue;
      const before = carried.get(map.name) ?? 0;
      // What leaves a state is carried, until the next of the same item takes it up.
      if (type === 'StateExited') carried.set(map.name, before + bytes(state.output) + 1);
      if (type === 'StateEntered' && state.name !== map.first)
        carried.set(map.name, before - bytes(state.input) - 1);
    }
  })();
  await execution.result.catch(() => undefined);
  await follow;
  const calls = [...called.values()].reduce((sum, each) => sum + each, 0);
  return { ...seen, largestMap: Math.max(...carried.values()), calls } satisfies Seen;
}

const most = mostUnits / 100;

describe('an execution’s 25,000 events', () => {
  test('a batch of 100 units makes 14 of them: 100,000 units fit into one execution', async () => {
    const [ten, eleven, thousand] = [await carryOut(10), await carryOut(11), await carryOut(1_000)];
    expect(eleven.events - ten.events).toBe(14);
    expect(thousand.end).toBe('Published');
    expect(thousand.events).toBe(ten.events + 990 * 14);
    expect(thousand.events).toBeLessThan(limits.events);
  });

  test('the largest year may be frozen anew twenty times, each batch busy at first, before they are used up', async () => {
    let stops = 0;
    const seen = await carryOut(most, (task, call) => {
      if ((task === 'freezeBatch' || task === 'scoreBatch') && call % 2 === 1)
        throw new NamedFault(taskErrors.busy);
      if (task === 'rankUnits' && stops < 20) {
        stops += 1;
        throw new NamedFault(taskErrors.refused);
      }
    });
    expect(stops).toBe(20);
    expect(seen.end).toBe('Published');
    expect(seen.events).toBeLessThan(limits.events);
  });
});

describe('a state’s 262,144 bytes', () => {
  test('no state of 100,000 units comes near them, nor what a map’s items come to together', async () => {
    const seen = await carryOut(1_000);
    expect(seen.largest).toBeLessThan(limits.payload / 4);
    expect(seen.largestMap).toBeLessThan(limits.payload / 4);
  });

  test('nor when every batch fails for good with the longest cause there is: the run stops for an admin', async () => {
    let mended = false;
    const seen = await carryOut(most, (task) => {
      if (task === 'freezeBatch' && !mended)
        throw new NamedFault(taskErrors.refused, '错'.repeat(longestCause));
      if (task === 'askRepair') mended = true;
      if (task === 'sealInputs' && !mended) throw new NamedFault(taskErrors.refused);
    });
    expect(mended).toBe(true);
    expect(seen.end).toBe('Published');
    expect(seen.largestMap).toBeLessThan(limits.payload / 4);
  });
});

describe('a partition’s 1,000 writes in a second, and a table’s 4,000', () => {
  /**
   * Taken for what a table usually answers in, in milliseconds; not measured. The quicker it answers, the hotter it gets: what is
   * refused then is tried again by the store, and by the machine after that.
   */
  const takes = { read: 5, query: 6, transaction: 20, write: 6, file: 20 } as const;

  /** Freezes so many units as the machine does, its batches side by side, and counts the writes of each partition in each second. */
  async function frozen(units: number) {
    const time = virtualTime();
    const seconds = new Map<string, Map<number, number>>();
    const watching = { is: false };
    const store = memoryStore({
      write: (partition, length, times) => {
        if (!watching.is) return;
        const of = seconds.get(partition) ?? new Map<number, number>();
        const second = Math.floor(time.now() / 1_000);
        seconds.set(partition, of.set(second, (of.get(second) ?? 0) + times * Math.ceil(length / 1_024)));
      },
    });
    const clock = settableClock(noon);
    const loaded = sampleDefinition();
    const [first] = loaded.units;
    if (first === undefined) throw new Error('The sample year has no unit');
    await loadCycleDefinition({ store, clock })({
      definition: {
        ...loaded,
        units: Array.from({ length: units }, (_, place) => ({
          ...first,
          id: String(place + 1).padStart(3, '0'),
          order: place + 1,
        })),
      },
      rubric: rubric2018,
      members: Object.values(people),
    });
    const slow =
      <Args extends unknown[], Answer>(milliseconds: number, work: (...args: Args) => Promise<Answer>) =>
      async (...args: Args) => {
        await time.pass(milliseconds);
        return work(...args);
      };
    const files = memoryFiles();
    const deps = {
      clock,
      store: {
        ...store,
        get: async (from, id) => {
          await time.pass(takes.read);
          return store.get(from, id);
        },
        all: async (from, partition) => {
          await time.pass(takes.query);
          return store.all(from, partition);
        },
        stretch: async (places, partition) => {
          await time.pass(takes.query);
          return store.stretch(places, partition);
        },
        put: async (into, id, value) => {
          await time.pass(takes.write);
          return store.put(into, id, value);
        },
        setFrozen: slow(takes.read + takes.transaction, store.setFrozen),
      } satisfies Store,
      runs: { ...files, read: slow(takes.file, files.read), write: slow(takes.file, files.write) },
    };
    const { batches } = await time.until(planFreeze(deps)(ref));
    watching.is = true;
    const begun = time.now();
    const waiting = [...batches];
    const lane = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        await freezeBatch(deps)({ ...ref, ...next });
    };
    const atOnce = maps.find(({ name }) => name === 'FreezeBatches')?.atOnce ?? 0;
    await time.until(Promise.all(Array.from({ length: atOnce }, lane)));
    const written = [...seconds].map(([partition, of]) => ({
      partition,
      inAll: [...of.values()].reduce((sum, each) => sum + each, 0),
      hottest: Math.max(...of.values()),
    }));
    const inSeconds = new Map<number, number>();
    for (const of of seconds.values())
      for (const [second, count] of of) inSeconds.set(second, (inSeconds.get(second) ?? 0) + count);
    return {
      written,
      busiestSecond: Math.max(...inSeconds.values()),
      seconds: (time.now() - begun) / 1_000,
    };
  }

  test('a freeze writes twice for each unit under its own key, and twice in sixteen partitions each of heads and of the trail', async () => {
    const { written } = await frozen(400);
    const shared = written.filter(({ partition }) => /^(?:HEADS|TRAIL)#/.test(partition));
    expect(shared).toHaveLength(32);
    expect(shared.reduce((sum, { inAll }) => sum + inAll, 0)).toBe(400 * 2 * 2);
    expect(Math.max(...shared.map(({ inAll }) => inAll))).toBeLessThan((400 * 2 * 2) / 16);
    const own = written.filter(({ partition }) => partition.startsWith('AUDIT#'));
    expect(own.map(({ inAll }) => inAll)).toEqual(Array.from({ length: 400 }, () => 2));
  });

  test('the batches that are frozen side by side stay below what a fresh table takes, and far below what a partition takes', async () => {
    const { written, busiestSecond, seconds } = await frozen(2_100);
    expect(busiestSecond).toBeLessThanOrEqual(limits.writesOfFreshTable);
    // So many more batches at once, on a table that was warmed for them, would still meet no hot partition.
    const hottest = Math.max(...written.map((each) => each.hottest));
    expect(hottest * 7).toBeLessThanOrEqual(limits.writesPerPartition);
    expect(seconds).toBeGreaterThan(2);
  });
});
