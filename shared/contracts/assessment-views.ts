import * as z from 'zod/mini';
import { cityDeduction } from '../domain/assessment/city-deduction.ts';
import { incident } from '../domain/assessment/incident.ts';
import { reviewerPoints } from '../domain/assessment/reviewer-points.ts';
import { revocationReason, twoPersonsStatuses } from '../domain/assessment/two-persons.ts';
import { instant } from '../domain/values.ts';

/* What a caller sees of points, hand-ins and decisions: what they need, never who judged them, never how it is stored. */

export const reviewerPointsView = z.extend(z.omit(reviewerPoints, { cycle: true, reviewer: true }), {
  own: z.boolean(),
});

export const handInView = z.strictObject({
  status: z.enum(['open', 'handed-in', 'silent']),
  at: z.nullable(instant),
  note: z.nullable(z.string()),
  /** The body's report of its year's work. */
  workReport: z.nullable(z.string()),
  /** Why the county office handed in for the body. */
  onBehalf: z.nullable(z.string()),
});
export type HandInView = z.infer<typeof handInView>;

/** How far a decision that takes two persons is. */
export const decisionView = z.strictObject({
  status: z.enum(twoPersonsStatuses),
  statedAt: instant,
  confirmedAt: z.nullable(instant),
  /** That it is to be revoked, and whether a second person has confirmed that. */
  revocation: z.nullable(z.extend(revocationReason, { askedAt: instant, confirmedAt: z.nullable(instant) })),
  /** Whether the caller may confirm what waits: an admin other than the one who stated it, and not of the unit. */
  mayConfirm: z.boolean(),
});

export const cityDeductionView = z.extend(
  z.omit(cityDeduction, { cycle: true, decision: true }),
  decisionView.shape,
);

export const incidentView = z.extend(z.omit(incident, { cycle: true, decision: true }), decisionView.shape);
