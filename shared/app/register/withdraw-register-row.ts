import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { requireOpenWindow } from '../../domain/cycle/cycle.ts';
import { refuse } from '../../domain/errors.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import { withdrawRow } from '../../domain/register/register-row.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';

/**
 * Withdraws a row for a reason. Withdrawing it again for the same reason finds it done.
 * @throws Refusal `changed-meanwhile` where the caller states what they saw, and somebody has changed the row since
 */
export function withdrawRegisterRow(
  deps: Readonly<{ store: Store; clock: Clock }>,
): UseCase<'withdrawRegisterRow'> {
  return async ({ member, params, query, body }) => {
    requireUnitStaff(member, params.unit);
    const cycle = (await load.cycle(deps.store, params.cycle)).value;
    const at = await deps.clock.now();
    requireOpenWindow(cycle, at);
    const before = await load.row(deps.store, params);
    if (before.value.status === 'withdrawn' && before.value.withdrawnReason === body.reason)
      return before.value;
    if (query.seen !== undefined && query.seen !== before.value.changedAt)
      throw refuse.conflict('changed-meanwhile');

    const row = withdrawRow(before.value, body.reason, at);
    await deps.store.commit({
      stream: streams.unit(params.cycle, params.unit),
      writes: [replace(collections.registerRows, params, before, row)],
      audit: {
        at,
        actor: member.subject,
        action: 'register.withdraw',
        subject: `row:${row.id}`,
        details: {},
      },
    });
    return row;
  };
}
