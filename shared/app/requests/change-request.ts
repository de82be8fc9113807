import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { RequestView } from '../../contracts/request-views.ts';
import type { AuditKind } from '../../domain/audit/audit-kinds.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { requireUnitStaff, type Member } from '../../domain/people/member.ts';
import type { InformationRequest } from '../../domain/requests/request.ts';
import type { Today } from '../../domain/requests/transitions.ts';
import * as load from '../load.ts';
import { replace } from '../writes.ts';
import { readingNow, requestView, type RequestDeps } from './request-view.ts';

type Place = Readonly<{ cycle: string; unit: string; request: string }>;

/** A step of a request: what it does, and what the audit trail says of it (days and categories, never the applicant or a text). */
export type Step = Readonly<{
  action: Extract<AuditKind, `request.${string}`>;
  change: (of: InformationRequest, now: Today) => InformationRequest;
  details: Readonly<Record<string, string | number | boolean | null>>;
}>;

/**
 * Takes a request one step on, for its unit's staff. A step that finds its fact on record already changes nothing.
 * @throws Refusal what the step's transition refuses; nothing has changed then
 */
export async function changeAsStaff(
  deps: RequestDeps,
  call: Readonly<{ member: Member; params: Place }>,
  step: Step,
): Promise<RequestView> {
  requireUnitStaff(call.member, call.params.unit);
  return changeRequest(deps, call, step);
}

/** Takes a request one step on; who may, the caller has seen to. */
export async function changeRequest(
  deps: RequestDeps,
  { member, params }: Readonly<{ member: Member; params: Place }>,
  { action, change, details }: Step,
): Promise<RequestView> {
  const { cycle, unit, request } = params;
  const place = { cycle, unit, request };
  const before = await load.request(deps.store, place);
  const at = await deps.clock.now();
  const changed = change(before.value, { today: shanghaiDay(at), calendar: deps.calendar });
  if (changed !== before.value) {
    await deps.store.commit({
      stream: streams.requests(cycle, unit),
      writes: [replace(collections.requests, place, before, { ...changed, changedAt: at })],
      audit: { at, actor: member.subject, action, subject: `request:${request}`, details },
    });
  }
  const now = changed === before.value ? changed : { ...changed, changedAt: at };
  return requestView(now, await readingNow(deps, member));
}
