import * as collections from '../../shared/contracts/collections.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { taskErrors } from '../../shared/contracts/tasks.ts';
import type { CustodyPackage } from '../../shared/domain/custody/custody-package.ts';
import { in002, people } from '../shared/app/world.ts';
import { noon } from './builders.ts';
import { storyFrom, type Held, type Played } from './held-world.ts';
import { bodiesWith, filledYear, publishedYear, type FilledYear } from './published-year.ts';
import { NamedFault, type Faults } from './year-machine.ts';

/** The year from its end on, in stories whose every call succeeds: runs that are started, stopped and signed, and what follows. */

const { admin, secondAdmin, signer, clerk002, reviewer } = people;
const in2018 = { cycle: '2018' } as const;
const run = { ...in2018, run: '0001' } as const;

async function heldOf({ world, machine }: FilledYear): Promise<Held> {
  return {
    now: await world.clock.now(),
    records: world.store.dump(),
    files: { runs: [...machine.runs.held], reports: [...machine.reports.held] },
  };
}

/** A year whose run waits for its signature, or has stopped where a task fails. */
async function underWay(arranged?: Faults): Promise<Held> {
  const year = await filledYear(arranged);
  await year.machine.fireSchedule();
  for (const [body, member] of bodiesWith) await year.handOver(body, member);
  await year.machine.settled();
  return heldOf(year);
}

async function starting(): Promise<Played[]> {
  const { played, call } = storyFrom(await heldOf(await filledYear()));
  await call(routes.makeDryRun, admin, in2018, {});
  await call(routes.startRun, admin, in2018, {});
  return played;
}

/** Bodies that are waited for hand in, and the run is told. */
async function waitedFor(): Promise<Played[]> {
  const year = await filledYear();
  await year.machine.fireSchedule();
  const { played, call } = storyFrom(await heldOf(year));
  const civilAffairs = { ...in2018, body: 'civil-affairs' };
  await call(routes.handIn, people.civilAffairs, civilAffairs, { note: null });
  await call(routes.handInForBody, admin, { ...in2018, body: 'trade-union' }, { reason: '催办无果' });
  return played;
}

async function signing(): Promise<Played[]> {
  const { played, call } = storyFrom(await underWay());
  await call(routes.reviewReport, secondAdmin, run, { comment: null });
  await call(routes.signOff, signer, run, { decision: 'approve', comment: null });
  return played;
}

async function stopped(): Promise<Played[]> {
  const before = (task: string) => {
    if (task === 'rankUnits') throw new NamedFault(taskErrors.refused);
  };
  const { played, call } = storyFrom(await underWay({ before }));
  await call(routes.reopenForRepair, admin, run, {
    units: ['002', '015'],
    bodies: ['civil-affairs'],
    office: true,
  });
  await call(routes.resumeRun, admin, run, { from: 'freeze' });
  return played;
}

/** A whole record that is ready to be fetched, for as long as anybody runs this. */
const packed: CustodyPackage = {
  cycle: '2018',
  id: 'p'.repeat(26),
  revision: 1,
  evidenceFiles: false,
  by: admin.subject,
  at: noon,
  status: 'ready',
  files: 1,
  size: 1,
  sha256: '0'.repeat(64),
  expiresAt: '2999-01-01T00:00:00.000Z',
};

async function afterPublication(): Promise<Played[]> {
  const year = await publishedYear();
  await year.world.store.put(collections.custodyPackages, packed, packed);
  const { played, call } = storyFrom(await heldOf(year));
  await call(routes.requestCustodyPackage, admin, in2018, { evidenceFiles: true });
  await call(routes.linkCustodyPackage, admin, { ...in2018, package: packed.id });
  const { template } = await call(routes.getCircularTemplate, admin, in2018);
  await call(routes.previewCircular, admin, in2018, template);
  await call(routes.issueProblemLetters, admin, in2018, { mendBy: '2019-06-30' });
  const problem = { ...in002, problem: 'C6' };
  await call(routes.reportProblem, clerk002, problem, { text: '已补办' });
  await call(routes.answerProblem, reviewer, problem, { mended: true, text: null });

  const appeal = async (item: string) => {
    const entry = { item, grounds: '已公开', evidence: [], links: [] };
    return { ...in002, appeal: (await call(routes.fileAppeal, clerk002, in002, entry)).id };
  };
  const first = await appeal('C2');
  await call(routes.answerAppeal, reviewer, first, { text: '按细则评' });
  const upheld = { outcome: 'upheld', reason: '补充材料属实', points: '1.5' } as const;
  await call(routes.decideAppeal, admin, first, upheld);
  await call(routes.withdrawAppeal, clerk002, await appeal('C6'));
  await call(routes.beginNextCycle, admin, in2018, {
    cycle: '2019',
    title: '2019年评价',
    window: { opensOn: '2019-01-01', closesOn: '2019-12-31' },
    reforms: [],
    targets: { kind: 'same' },
    exceptions: [],
  });
  await call(routes.startReEvaluation, admin, in2018, {
    scope: { kind: 'all' },
    reason: '落实复核决定',
    changes: [],
  });
  return played;
}

async function withdrawal(): Promise<Played[]> {
  const { played, call } = storyFrom(await heldOf(await publishedYear()));
  await call(routes.withdrawReport, signer, in2018, { reason: '个别数据有误', hidesEarlier: false });
  return played;
}

/** Every story from the year's end on, told. */
export async function storiesOfTheYearEnd(): Promise<Played[]> {
  const stories = [starting, waitedFor, signing, stopped, afterPublication, withdrawal];
  return (await Promise.all(stories.map((story) => story()))).flat();
}
