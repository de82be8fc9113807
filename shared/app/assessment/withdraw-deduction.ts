import { collections, streams } from '../../contracts/collections.ts';
import { requireHandInOpen, withdrawDeduction as takeBack } from '../../domain/assessment/deduction.ts';
import { requireBody } from '../../domain/people/member.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { load } from '../load.ts';
import { sha256Hex } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';
import { deductionView } from './deduction-view.ts';

/** A body takes a deduction back before it hands in. Doing it again finds it done. */
export function withdrawDeduction(
  deps: Readonly<{ store: Store; clock: Clock }>,
): UseCase<'withdrawDeduction'> {
  return async ({ member, params, body }) => {
    requireBody(member, params.body);
    const before = await load.deduction(deps.store, params);
    if (before.value.status === 'withdrawn') return deductionView(before.value);
    requireHandInOpen((await load.handIn(deps.store, params.cycle, params.body)).value);
    const at = await deps.clock.now();
    const value = takeBack(before.value);
    await deps.store.commit({
      stream: streams.body(params.cycle, params.body),
      writes: [replace(collections.deductions, params, before, value)],
      audit: {
        at,
        actor: member.subject,
        action: 'deduction.withdraw',
        subject: `deduction:${value.id}`,
        details: { reason: sha256Hex(body.reason) },
      },
    });
    return deductionView(value);
  };
}
