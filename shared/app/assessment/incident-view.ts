import type { z } from 'zod';
import type { incidentView as view } from '../../contracts/views.ts';
import type { Incident } from '../../domain/assessment/incident.ts';
import type { Member } from '../../domain/people/member.ts';

/** An incident as admins see it, with whether this one may confirm it. */
export function incidentView(of: Incident, member: Member): z.infer<typeof view> {
  const { id, unit, kind, reason, document, decidedOn, decidedAt, status } = of;
  return {
    id,
    unit,
    kind,
    reason,
    document,
    decidedOn,
    decidedAt,
    status,
    confirmedAt: of.status === 'confirmed' ? of.confirmedAt : null,
    mayConfirm: of.status === 'decided' && of.decidedBy !== member.subject && member.homeUnit !== unit,
  };
}
