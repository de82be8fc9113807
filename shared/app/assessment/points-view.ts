import type * as z from 'zod/mini';
import type { reviewerPointsView } from '../../contracts/assessment-views.ts';
import type { ReviewerPoints } from '../../domain/assessment/reviewer-points.ts';
import type { Member } from '../../domain/people/member.ts';

/** Points as others see them: whose they are is said only as "own" or not. */
export function pointsView(of: ReviewerPoints, member: Member): z.infer<typeof reviewerPointsView> {
  const { unit, item, points, level, reason, checks, givenAt } = of;
  return { unit, item, points, level, reason, checks, givenAt, own: of.reviewer === member.subject };
}
