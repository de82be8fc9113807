import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { startReEvaluation } from '../../../../shared/app/re-evaluation/start-re-evaluation.ts';
import { resumeRun } from '../../../../shared/app/run/resume-run.ts';
import { taskErrors, tasks, type TaskName } from '../../../../shared/contracts/tasks.ts';
import { faultsOf, faultyPorts, type Fault } from '../../../support/faulty-ports.ts';
import { heldWorld, stateOf, type Held } from '../../../support/held-world.ts';
import { bodiesWith, filledYear, inYear, type FilledYear } from '../../../support/published-year.ts';
import { signer } from '../../../support/signer.ts';
import { NamedFault, yearFunctions } from '../../../support/year-machine.ts';
import { asked, people } from '../world.ts';

/**
 * Whatever breaks inside a task of a run, and wherever: each task of two runs, with what it found and was given, is carried out anew
 * once for each call to the outside that it makes and each way in which that can go wrong, and then once more, as the machine does.
 */
type Moment = Readonly<{ task: TaskName; input: unknown; before: Held }>;

/** A year's run in which a body stays silent, a task fails once and is mended; and a re-evaluation that is sent back and ends. */
async function momentsOfTwoRuns(): Promise<readonly Moment[]> {
  const moments: Moment[] = [];
  const began: { year?: FilledYear } = {};
  let failing = true;
  const year = await filledYear({
    before: async (task, input) => {
      const { world, machine } = began.year!;
      if (task === 'rankUnits' && failing) {
        failing = false;
        throw new NamedFault(taskErrors.refused);
      }
      moments.push({
        task,
        input,
        before: {
          now: await world.clock.now(),
          records: world.store.dump(),
          files: { runs: [...machine.runs.held], reports: [...machine.reports.held] },
        },
      });
    },
  });
  began.year = year;
  const { machine, world } = year;
  await machine.fireSchedule();
  for (const [body, member] of bodiesWith.slice(1)) await year.handOver(body, member);
  await machine.timeOut(bodiesWith[0]![0]);
  const run = { ...inYear, run: '0001' };
  await resumeRun({ ...world, callbacks: machine.callbacks })(asked(people.admin, run, { from: 'score' }));
  await machine.settled();
  await year.review('0001');
  await year.sign('0001');
  const change = {
    kind: 'item-points',
    unit: '002',
    item: 'C6',
    points: '24',
    appeal: null,
    reason: '复核',
  } as const;
  await startReEvaluation({ ...world, runs: machine.runs, executions: machine.executions })(
    asked(people.admin, inYear, { scope: { kind: 'all' }, reason: '更正', changes: [change] }),
  );
  await machine.settled();
  await year.review('0002');
  await year.sign('0002', { decision: 'return', comment: '请核对', to: 'end' });
  return moments;
}

async function carryOut({ task, input, before }: Moment, fault: Fault | null) {
  const world = heldWorld(before);
  const { runs, reports } = world.files;
  const { callbacks, heads } = world.ports;
  const faulty = faultyPorts(fault);
  const invoke = yearFunctions(
    faulty.all({ store: world.store, clock: world.clock, runs, reports, callbacks, heads, signer }),
  );
  const output = await faulty
    .run(() => invoke(task, input))
    .then(
      (said) => ({ said }),
      (error: unknown) => ({ error }),
    );
  return { output, calls: faulty.calls, after: await world.hold() };
}

const dumped = z.array(z.tuple([z.string(), z.string(), z.unknown()]));
/** The state of a world, but for what tells an admin how far it is: which units failed at first, in which order they were done. */
function withoutNotes(held: Held): string {
  const records = dumped
    .parse(JSON.parse(held.records))
    .filter(([, key]) => !/^(FAILED|PROGRESS)#/.test(key));
  return stateOf({ ...held, records: JSON.stringify(records) });
}

const moments = await momentsOfTwoRuns();
const told = moments.map((each, place) => [`${place + 1} ${each.task}`, each] as const);

test('the two runs carry out every task that there is', () => {
  expect([...new Set(moments.map(({ task }) => task))].sort()).toEqual(Object.keys(tasks).sort());
});

describe.each(told)('%s', (_, moment) => {
  test('broken on at any of its calls to the outside, and carried out again, comes to the same, once', async () => {
    const calm = await carryOut(moment, null);
    expect(calm.output).toHaveProperty('said');
    for (const fault of faultsOf(calm.calls)) {
      const where = `${fault.kind} at ${fault.at}, ${String(calm.calls[fault.at - 1])}`;
      const first = await carryOut(moment, fault);
      const second = await carryOut({ ...moment, before: first.after }, null);
      expect(second.output, where).toEqual(calm.output);
      expect(withoutNotes(second.after) === withoutNotes(calm.after), where).toBe(true);
    }
  }, 60_000);
});
