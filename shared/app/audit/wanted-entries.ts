import type { TrailFilter } from '../../contracts/audit-routes.ts';
import { bodyAreas, streamParts, unitAreas } from '../../domain/audit/audited-records.ts';
import { addDays, startOfDay } from '../../domain/calendar.ts';
import { refuse } from '../../domain/errors.ts';
import type { Member } from '../../domain/people/member.ts';
import type { Instant } from '../../domain/values.ts';

/** Whether a stream may hold entries that a filter wants. */
export function isWantedStream({ area, unit, body }: TrailFilter, stream: string): boolean {
  const parts = streamParts(stream);
  if (parts === null) return false;
  const { area: of, of: whose } = parts;
  if (area !== undefined && of !== area) return false;
  if (unit !== undefined && !(unitAreas.includes(of) && whose === unit)) return false;
  return body === undefined || (bodyAreas.includes(of) && whose === body);
}

/** Whether an entry of a stream that is wanted is wanted itself. */
export function isWantedEntry(
  filter: TrailFilter,
  { at, actor, action }: Readonly<{ at: Instant; actor: string; action: string }>,
): boolean {
  if (filter.actor !== undefined && actor !== filter.actor) return false;
  if (filter.kind !== undefined && action !== filter.kind) return false;
  if (filter.from !== undefined && at < startOfDay(filter.from)) return false;
  return filter.to === undefined || at < startOfDay(addDays(filter.to, 1));
}

/**
 * What belongs to no year is outside the scope of whoever audits some years or units; a call's path does not say that it asks for it.
 * @throws Refusal `outside-audit`
 */
export function requireInScope(member: Member, { of }: TrailFilter): void {
  const isNarrow = member.roles.some(
    (held) => held.role === 'auditor' && (held.cycles.length > 0 || held.units.length > 0),
  );
  if (of === 'installation' && isNarrow) throw refuse.forbidden('outside-audit');
}
