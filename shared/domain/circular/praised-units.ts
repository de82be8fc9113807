import { compareExact, parseExact } from '../scoring/exact.ts';
import type { Result, UnitResult } from '../scoring/result.ts';
import type { CircularTemplate } from './circular-template.ts';

/** What follows from the city's deductions; what happened to a body's field is no incident of the unit's own. */
const cityEffect = 'city-deduction';

/**
 * The units that a circular praises, class by class as the annex has them, in order of rank: as many as the template says and who shares the last place,
 * from the template's total on. A unit that failed, or on which an effect such as a leak acted, is not praised.
 */
export function praisedUnits(
  { units }: Result,
  { places, atLeast }: CircularTemplate['praise'],
): readonly Readonly<{ class: string; units: readonly UnitResult[] }>[] {
  const most: ReadonlyMap<string, number> = new Map(Object.entries(places));
  const inAnnexOrder = [...units].sort((left, right) => left.order - right.order);
  const classes = [...new Set(inAnnexOrder.map((unit) => unit.class))];
  return classes.flatMap((name) => {
    const found = units.filter(
      (unit) =>
        unit.class === name &&
        unit.classRank <= (most.get(name) ?? 0) &&
        unit.failed === null &&
        unit.effects.every(({ code }) => code === cityEffect) &&
        (atLeast === null || compareExact(parseExact(unit.total), parseExact(atLeast)) >= 0),
    );
    return found.length === 0 ? [] : [{ class: name, units: found }];
  });
}
