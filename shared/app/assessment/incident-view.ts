import type * as z from 'zod/mini';
import type { incidentView as view } from '../../contracts/assessment-views.ts';
import type { Incident } from '../../domain/assessment/incident.ts';
import type { Member } from '../../domain/people/member.ts';
import { decisionView } from './decision-view.ts';

/** An incident as admins see it, with whether this one may confirm what waits. */
export function incidentView(of: Incident, member: Member): z.infer<typeof view> {
  const { cycle: _, decision, ...said } = of;
  return { ...said, ...decisionView(decision, member, of.unit) };
}
