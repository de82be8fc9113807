import { recordDeduction } from '../../shared/app/assessment/record-deduction.ts';
import { tellDeductions } from '../../shared/app/assessment/tell-deductions.ts';
import type { DeductionEntry } from '../../shared/domain/assessment/deduction.ts';
import type { Member } from '../../shared/domain/people/member.ts';
import type { Instant } from '../../shared/domain/values.ts';
import type { Store } from '../../shared/ports/store.ts';
import { asked } from '../shared/app/world.ts';
import { noon } from './builders.ts';
import { plainWeek } from './requests.ts';

type World = Readonly<{
  store: Store;
  clock: Readonly<{ now: () => Promise<Instant>; set: (now: Instant) => void }>;
}>;

/** A body takes points and tells the unit in May, so that in June the unit's days are over and the deduction counts. */
export async function takenInMay(
  world: World,
  member: Member,
  body: string,
  entry: DeductionEntry,
): Promise<void> {
  const place = { cycle: '2018', body };
  world.clock.set('2018-05-14T04:00:00.000Z');
  await recordDeduction(world)(asked(member, place, entry));
  await tellDeductions({ ...world, calendar: plainWeek })(asked(member, place, { deductions: [] }));
  world.clock.set(noon);
}
