import { refuse } from '../errors.ts';
import type { Day } from '../values.ts';
import { holds, type Member, type RoleName } from './member.ts';

/** What a call asks for, as far as it decides who may make it. */
export type Wish = Readonly<{
  /** It changes nothing of what is evaluated: a GET, or taking a copy out. */
  reads: boolean;
  /** `member`: any; else holders of one of the roles. */
  audience: 'member' | readonly RoleName[];
  /** Named in the call's path; null where it names none. */
  cycle: string | null;
  unit: string | null;
}>;

/**
 * Whether a member may make a call at all; what it is about is for the use case to judge.
 * @param today the real day: rights end by it, whatever date a rehearsal stands at
 * @throws Refusal `sign-in-needed` unless they are active, `role-needed`, `read-only`, `audit-over`, `outside-audit`
 */
export function requireAccess(member: Member, wish: Wish, today: Day): void {
  // Their sessions have ended, and nobody is told why who might only hold a token of theirs.
  if (member.status !== 'active') throw refuse.unauthenticated('sign-in-needed');
  for (const held of member.roles) if (held.role === 'auditor') requireInAudit(held, wish, today);
  const { audience } = wish;
  if (audience !== 'member' && !audience.some((name) => holds(member, name)))
    throw refuse.forbidden('role-needed', { role: audience.join(', ') });
}

type Auditor = Extract<Member['roles'][number], { role: 'auditor' }>;

/**
 * An auditor's end, hands and eyes. What is of all units at once is outside an audit of some; what every member may read, such
 * as the rubric, is not.
 */
function requireInAudit({ until, cycles, units }: Auditor, wish: Wish, today: Day): void {
  if (today > until) throw refuse.forbidden('audit-over', { until });
  if (!wish.reads) throw refuse.forbidden('read-only');
  const inside = (scope: readonly string[], named: string | null) =>
    scope.length === 0 || (named === null ? wish.audience === 'member' : scope.includes(named));
  if (!inside(cycles, wish.cycle) || !inside(units, wish.unit)) throw refuse.forbidden('outside-audit');
}
