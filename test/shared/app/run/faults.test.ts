import { beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../../shared/app/new-id.ts';
import { startReEvaluation } from '../../../../shared/app/re-evaluation/start-re-evaluation.ts';
import { getRun } from '../../../../shared/app/run/get-run.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import { taskErrors, type TaskName } from '../../../../shared/contracts/tasks.ts';
import { verifyChain } from '../../../../shared/domain/audit/verify-chain.ts';
import { refuse } from '../../../../shared/domain/errors.ts';
import type { Store } from '../../../../shared/ports/store.ts';
import {
  bodiesWith,
  filledYear,
  inYear,
  publishedYear,
  type FilledYear,
} from '../../../support/published-year.ts';
import { NamedFault, type Faults } from '../../../support/year-machine.ts';
import { asked, people, unitIds } from '../world.ts';

/** What goes wrong on the way of a year, and of a re-evaluation after it, must leave no trace in what is published. */

/** Both reports of a year: its first, and the one of a re-evaluation. */
async function wholeYear(faults?: Faults, around?: (store: Store) => Store): Promise<FilledYear> {
  const year = await publishedYear(faults, around);
  const { machine, world } = year;
  await startReEvaluation({ ...world, runs: machine.runs, executions: machine.executions })(
    asked(people.admin, inYear, {
      scope: { kind: 'all' },
      reason: '个别评分有误，予以更正',
      changes: [{ kind: 'item-points', unit: '002', item: 'C6', points: '24', appeal: null, reason: '复核' }],
    }),
  );
  await machine.settled();
  await year.review('0002');
  await year.sign('0002');
  return year;
}

/** Every file that the runs and the reports left, by its name. */
function hashes({ machine }: FilledYear): ReadonlyMap<string, string> {
  const files = [...machine.reports.held, ...machine.runs.held];
  return new Map(files.map(([name, body]): [string, string] => [name, sha256Hex(body)]).sort());
}
const statuses = async ({ world }: FilledYear) =>
  (await world.store.all(collections.runs, inYear)).map(({ value }) => value.status);

let undisturbed: ReadonlyMap<string, string>;
beforeAll(async () => {
  undisturbed = hashes(await wholeYear());
});

const everyTask = [
  'openRun',
  'askBody',
  'planFreeze',
  'freezeBatch',
  'sealInputs',
  'deriveInputs',
  'scoreBatch',
  'rankUnits',
  'renderDocuments',
  'renderReport',
  'askSignOff',
  'publishReport',
] as const satisfies readonly TaskName[];

describe.each(everyTask)('%s', (task) => {
  test.each([
    ['finds the store busy', taskErrors.busy],
    ['loses its process', 'Lambda.Unknown'],
  ])('that %s the first time it is called is called again, and the same is published', async (_, error) => {
    let times = 0;
    const year = await wholeYear({
      before: (each) => {
        if (each === task && (times += 1) === 1) throw new NamedFault(error);
      },
    });
    expect(times).toBeGreaterThan(1);
    expect(await statuses(year)).toEqual(['published', 'published']);
    expect(hashes(year)).toEqual(undisturbed);
  });

  test('that has done its work, and whose answer is lost, is carried out twice and publishes the same', async () => {
    let times = 0;
    const year = await wholeYear({
      before: () => undefined,
      after: (each) => {
        if (each === task && (times += 1) === 1) throw new NamedFault('Sandbox.Timedout');
      },
    });
    expect(times).toBeGreaterThan(1);
    expect(await statuses(year)).toEqual(['published', 'published']);
    expect(hashes(year)).toEqual(undisturbed);
  });

  test('that fails always publishes nothing; the run waits for an admin, or was never opened', async () => {
    const year = await filledYear({
      before: (each) => {
        if (each === task) throw new NamedFault(taskErrors.refused);
      },
    });
    await year.machine.fireSchedule();
    for (const [body, member] of bodiesWith) await year.handOver(body, member);
    await year.machine.settled();
    if (task === 'deriveInputs') return expect(year.machine.waitingFor()).toEqual(['askSignOff']);
    if (task === 'openRun') return expect(await statuses(year)).toEqual([]);
    if (task === 'publishReport') {
      await year.review('0001');
      await year.sign('0001');
    }
    const seen = await getRun(year.world)(asked(people.admin, { ...inYear, run: '0001' }, undefined));
    expect(seen.stopped).not.toBeNull();
    expect(year.machine.waitingFor()).toEqual(['askRepair']);
    expect(await year.world.store.get(collections.publications, inYear)).toBeNull();
  });
});

describe('answers', () => {
  test('given twice, late or for somebody else are told to be too late, and change nothing', async () => {
    const year = await filledYear();
    const told: string[] = [];
    const twice = {
      ...year.machine.callbacks,
      handedIn: async (token: string, output: { body: string; outcome: 'handed-in' | 'silent' }) => {
        const [first, second] = [
          await year.machine.callbacks.handedIn(token, output),
          await year.machine.callbacks.handedIn(token, output),
        ];
        told.push(first, second);
        return second;
      },
    };
    expect(await twice.handedIn('token-of-nobody', { body: 'civil-affairs', outcome: 'handed-in' })).toBe(
      'too-late',
    );
    await year.machine.fireSchedule();
    for (const [body, member] of bodiesWith) await year.handOver(body, member);
    await year.machine.settled();
    expect(await twice.handedIn('token-1', { body: 'civil-affairs', outcome: 'silent' })).toBe('too-late');
    expect(told.every((each) => each === 'too-late')).toBe(true);
    await year.review('0001');
    await year.sign('0001');
    await year.sign('0001');
    expect(await statuses(year)).toEqual(['published']);
  });
});

describe('a store that is busy again and again', () => {
  /** Every so many reads and writes of the machine's functions find the store busy, by a sequence that is always the same. */
  function throttled(every: number): (store: Store) => Store {
    let calls = 0;
    const busy = () => {
      calls += 1;
      if (calls % every === 0) throw refuse.unavailable('busy-try-again');
    };
    return (store) => ({
      ...store,
      get: async (from, id) => {
        busy();
        return store.get(from, id);
      },
      commit: async (change) => {
        busy();
        return store.commit(change);
      },
      setFrozen: async (stream, by, audit) => {
        busy();
        return store.setFrozen(stream, by, audit);
      },
    });
  }

  test.each([23, 37, 53])('every %s calls: the same is published, and every chain holds', async (every) => {
    const year = await wholeYear(undefined, throttled(every));
    expect(await statuses(year)).toEqual(['published', 'published']);
    expect(hashes(year)).toEqual(undisturbed);
    for (const stream of [
      streams.runs('2018'),
      streams.office('2018'),
      ...unitIds.map((unit) => streams.unit('2018', unit)),
    ])
      expect(verifyChain(await year.world.store.events(stream), sha256Hex)).toBeNull();
  });
});
