import { collections, streams } from '../../contracts/collections.ts';
import { requireHandInOpen, type Deduction } from '../../domain/assessment/deduction.ts';
import { refuse } from '../../domain/errors.ts';
import { requireBody, requireNotOwnUnit } from '../../domain/people/member.ts';
import { compareExact, parseExact } from '../../domain/scoring/exact.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { load } from '../load.ts';
import { fingerprintOf, idFrom } from '../new-id.ts';
import { itemsFor } from '../rubric-item.ts';
import type { UseCase } from '../use-case.ts';
import { create, createOnce } from '../writes.ts';
import { deductionView } from './deduction-view.ts';

/**
 * A lead body takes points from a unit, for its own item and within the item's range; the range holds for the sum of a
 * unit's deductions too, which scoring sees to. Nobody deducts from their own unit.
 */
export function recordDeduction(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'recordDeduction'> {
  return async ({ member, key, params, body }) => {
    requireBody(member, params.body);
    requireNotOwnUnit(member, body.unit);
    const leadBody = (await load.body(deps.store, params.cycle, params.body)).value;
    if (leadBody.gives !== 'deductions')
      throw refuse.invalid('item-not-assessed-here', { item: leadBody.item });
    const unit = (await load.unit(deps.store, params.cycle, body.unit)).value;
    const item = (await itemsFor(deps.store, unit))(leadBody.item);
    if (compareExact(parseExact(body.points), parseExact(item.points)) > 0) {
      throw refuse.invalid('points-out-of-range', {
        item: item.code,
        points: body.points,
        most: item.points,
      });
    }

    const id = idFrom(`deduction ${params.cycle} ${params.body}`, key);
    const at = await deps.clock.now();
    const value: Deduction = {
      ...body,
      ...params,
      id,
      item: leadBody.item,
      status: 'recorded',
      recordedAt: at,
    };
    const place = { ...params, deduction: id };
    const fingerprint = fingerprintOf(body);
    const there = await deps.store.get(collections.deductions, place);
    if (there !== null && there.fingerprint === fingerprint) return deductionView(there.value);
    requireHandInOpen((await load.handIn(deps.store, params.cycle, params.body)).value);
    const made = await createOnce(
      deps.store,
      { in: collections.deductions, id: place, value, fingerprint },
      {
        stream: streams.body(params.cycle, params.body),
        writes: [create(collections.deductions, place, value, fingerprint)],
        audit: {
          at,
          actor: member.subject,
          action: 'deduction.record',
          subject: `deduction:${id}`,
          details: { unit: body.unit, item: item.code, points: body.points },
        },
      },
    );
    return deductionView(made);
  };
}
