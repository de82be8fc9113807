import { givePoints } from '../../shared/app/assessment/give-points.ts';
import { handIn } from '../../shared/app/assessment/hand-in.ts';
import { addRegisterRows } from '../../shared/app/register/add-register-rows.ts';
import { reviewReport } from '../../shared/app/run/review-report.ts';
import { signOff } from '../../shared/app/run/sign-off.ts';
import type { Member } from '../../shared/domain/people/member.ts';
import type { SignOff } from '../../shared/domain/run/run.ts';
import type { IntegrityFiles } from '../../shared/ports/integrity-files.ts';
import type { DocumentsRenderer } from '../../shared/ports/documents.ts';
import type { Store } from '../../shared/ports/store.ts';
import { asked, people, sampleWorld, unitIds } from '../shared/app/world.ts';
import { sampleEntry } from './builders.ts';
import { takenInMay } from './deductions.ts';
import { testIntegrityFiles } from './signer.ts';
import { plainDocuments, yearMachine, type Faults } from './year-machine.ts';

/** A small year on the year-end machine in memory, from its hand-ins to a published report and beyond. */

export const inYear = { cycle: '2018' } as const;
export const bodiesWith: readonly (readonly [string, Member])[] = [
  ['internal-affairs', people.internalAffairs],
  ['service-centre', people.serviceCentre],
  ['civil-affairs', people.civilAffairs],
  ['trade-union', people.tradeUnion],
  ['portal-office', people.portalOffice],
];

/**
 * A loaded year with a few facts in it: registers over and under target, points by reviewers, one deduction.
 * @param around what the machine's functions have in place of the store, to make it fail
 */
export async function filledYear(
  arranged: Faults = { before: () => undefined },
  around: (store: Store) => Store = (store) => store,
  files: IntegrityFiles = testIntegrityFiles,
  documents: DocumentsRenderer = plainDocuments,
) {
  const world = await sampleWorld();
  const machine = yearMachine(
    { ...world, store: around(world.store), integrityFiles: files, documents },
    arranged,
  );
  for (const [clerk, unit, rows] of [
    [people.clerk002, '002', 3],
    [people.clerk015, '015', 1],
  ] as const) {
    const entries = Array.from({ length: rows }, (_, place) =>
      sampleEntry({ title: `${unit}第${place}条`, url: `http://demo.example.cn/${unit}/${place}.html` }),
    );
    await addRegisterRows(world)(asked(clerk, { ...inYear, unit }, { rows: entries }));
  }
  const give = (member: Member, unit: string, item: string, points: string, reason: string | null) =>
    givePoints(world)(
      asked(member, { ...inYear, unit }, { points: [{ item, points, level: null, reason, checks: {} }] }),
    );
  for (const unit of unitIds) await give(people.portalOffice, unit, 'B1', '6', null);
  await give(people.reviewer, '002', 'C6', '20', '缺两个领域');
  await give(people.reviewer, '015', 'C2', '2', null);
  await takenInMay(world, people.civilAffairs, 'civil-affairs', {
    unit: '002',
    points: '1.5',
    fact: '村务公开未更新',
    document: null,
    happenedOn: '2018-05-02',
    links: [],
  });
  world.clock.set('2019-01-05T01:00:00.000Z');

  const handOver = (body: string, member: Member) =>
    handIn({ ...world, callbacks: machine.callbacks })(
      asked(member, { ...inYear, body }, { note: '已报送', workReport: null }),
    );
  const review = (run: string, member: Member = people.secondAdmin) =>
    reviewReport(world)(asked(member, { ...inYear, run }, { comment: null }));
  const sign = async (run: string, said: SignOff = { decision: 'approve', comment: null }) => {
    const view = await signOff({ ...world, callbacks: machine.callbacks })(
      asked(people.signer, { ...inYear, run }, said),
    );
    await machine.settled();
    return view;
  };
  return { world, machine, handOver, review, sign };
}
export type FilledYear = Awaited<ReturnType<typeof filledYear>>;

/** The same with its report published, as revision 1 of run 0001. */
export async function publishedYear(
  arranged?: Faults,
  around?: (store: Store) => Store,
  files?: IntegrityFiles,
): Promise<FilledYear> {
  const year = await filledYear(arranged, around, files);
  await publish(year);
  return year;
}

/** Carries a filled year out, from its schedule to the published report. */
export async function publish(year: FilledYear): Promise<void> {
  await year.machine.fireSchedule();
  for (const [body, member] of bodiesWith) await year.handOver(body, member);
  await year.machine.settled();
  await year.review('0001');
  await year.sign('0001');
}
