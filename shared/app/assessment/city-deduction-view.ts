import type * as z from 'zod/mini';
import type { cityDeductionView as view } from '../../contracts/assessment-views.ts';
import type { CityDeduction } from '../../domain/assessment/city-deduction.ts';
import type { Member } from '../../domain/people/member.ts';
import { decisionView } from './decision-view.ts';

/**
 * A city deduction as admins see it, with whether this one may confirm what waits.
 * @param unitHit the body's own unit, or null when the body is none
 */
export function cityDeductionView(
  of: CityDeduction,
  member: Member,
  unitHit: string | null,
): z.infer<typeof view> {
  const { cycle: _, decision, ...said } = of;
  return { ...said, ...decisionView(decision, member, unitHit) };
}
