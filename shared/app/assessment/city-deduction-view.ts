import type { z } from 'zod';
import type { cityDeductionView as view } from '../../contracts/views.ts';
import type { CityDeduction } from '../../domain/assessment/city-deduction.ts';
import type { Member } from '../../domain/people/member.ts';

/**
 * A city deduction as admins see it, with whether this one may confirm it: another than who recorded it, and nobody of the
 * unit that it hits.
 * @param unitHit the body's own unit, or null when the body is none
 */
export function cityDeductionView(
  of: CityDeduction,
  member: Member,
  unitHit: string | null,
): z.infer<typeof view> {
  const { id, body, item, points, document, fact, decidedOn, recordedAt, status } = of;
  return {
    id,
    body,
    item,
    points,
    document,
    fact,
    decidedOn,
    recordedAt,
    status,
    confirmedAt: of.status === 'confirmed' ? of.confirmedAt : null,
    mayConfirm:
      of.status === 'recorded' &&
      of.recordedBy !== member.subject &&
      (unitHit === null || member.homeUnit !== unitHit),
  };
}
