import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { Deduction, DeductionEntry } from '../../domain/assessment/deduction.ts';
import { requireInYear } from '../../domain/assessment/deduction-life.ts';
import { refuse } from '../../domain/errors.ts';
import { requireBody, requireNotOwnUnit, type Member } from '../../domain/people/member.ts';
import { compareExact, parseExact } from '../../domain/scoring/exact.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf, idFrom } from '../new-id.ts';
import { itemsFor } from '../rubric-item.ts';
import type { UseCase } from '../use-case.ts';
import { create, createOnce } from '../writes.ts';
import { openBooks, type DeductionDeps } from './change-deduction.ts';
import { deductionView } from './deduction-view.ts';

/**
 * A lead body drafts a deduction from a unit, for its own item and within the item's range; the range holds for the sum of a
 * unit's deductions too, which scoring sees to. Nobody but the body sees it until the unit is told.
 */
export function recordDeduction(deps: DeductionDeps): UseCase<'recordDeduction'> {
  return async ({ member, key, params, body }) => {
    requireBody(member, params.body);
    const item = await itemOfEntry(deps.store, member, params, body);
    const id = idFrom(`deduction ${params.cycle} ${params.body}`, key);
    const at = await deps.clock.now();
    const value: Deduction = { ...body, ...params, id, item, status: 'draft', recordedAt: at };
    const place = { ...params, deduction: id };
    const fingerprint = fingerprintOf(body);
    const there = await deps.store.get(collections.deductions, place);
    if (there !== null && there.fingerprint === fingerprint) return deductionView(there.value);
    const made = await createOnce(
      deps.store,
      { in: collections.deductions, id: place, value, fingerprint },
      {
        stream: streams.body(params.cycle, params.body),
        writes: [
          create(collections.deductions, place, value, fingerprint),
          await openBooks(deps.store, params),
        ],
        audit: {
          at,
          actor: member.subject,
          action: 'deduction.record',
          subject: `deduction:${id}`,
          details: { unit: body.unit, item, points: body.points },
        },
      },
    );
    return deductionView(made);
  };
}

/**
 * The item that an entry is for, once it is sure that the body takes points there, from that unit, and so many.
 * @throws Refusal `recused` for the member's own unit; `item-not-assessed-here`, `deduction-outside-year`, `unit-unknown`,
 *   `points-out-of-range`
 */
export async function itemOfEntry(
  store: Store,
  member: Member,
  place: Readonly<{ cycle: string; body: string }>,
  entry: DeductionEntry,
): Promise<string> {
  requireNotOwnUnit(member, entry.unit);
  const leadBody = (await load.body(store, place.cycle, place.body)).value;
  if (leadBody.gives !== 'deductions')
    throw refuse.invalid('item-not-assessed-here', { item: leadBody.item });
  requireInYear(entry, (await load.cycle(store, place.cycle)).value);
  const unit = (await load.unit(store, place.cycle, entry.unit)).value;
  const item = (await itemsFor(store, unit))(leadBody.item);
  if (compareExact(parseExact(entry.points), parseExact(item.points)) > 0)
    throw refuse.invalid('points-out-of-range', { item: item.code, points: entry.points, most: item.points });
  return item.code;
}
