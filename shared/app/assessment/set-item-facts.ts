import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { ItemFacts } from '../../domain/assessment/unit-facts.ts';
import { requireFactsOf } from '../../domain/assessment/fit-facts.ts';
import { refuse } from '../../domain/errors.ts';
import { requireNotOwnUnit } from '../../domain/people/member.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf } from '../new-id.ts';
import { itemsFor } from '../rubric-item.ts';
import type { UseCase } from '../use-case.ts';
import { create, replace } from '../writes.ts';

/**
 * Records of a unit's item that it does not apply, and what somebody else scored. Stating the same again changes nothing. Who states
 * what they saw there (`seen`; of nothing recorded, nothing) is refused where it is another by now.
 */
export function setItemFacts(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'setItemFacts'> {
  return async ({ member, params, body: { seen, ...facts } }) => {
    requireNotOwnUnit(member, params.unit);
    const unit = (await load.unit(deps.store, params.cycle, params.unit)).value;
    requireFactsOf((await itemsFor(deps.store, unit))(params.item), facts);
    const before = await deps.store.get(collections.itemFacts, params);
    const at = await deps.clock.now();
    const value: ItemFacts = { ...params, ...facts, recordedAt: at };
    if (before !== null && contentOf(before.value) === contentOf(value)) return before.value;
    if (seen !== undefined && contentOf(seen) !== contentOf(before?.value ?? nothing))
      throw refuse.conflict('changed-meanwhile');
    await deps.store.commit({
      stream: streams.unit(params.cycle, params.unit),
      writes: [
        before === null
          ? create(collections.itemFacts, params, value)
          : replace(collections.itemFacts, params, before, value),
      ],
      audit: {
        at,
        actor: member.subject,
        action: 'item-facts.set',
        subject: `unit:${params.unit}`,
        details: { item: params.item, applies: facts.notApplicable === null, periods: facts.imported.length },
      },
    });
    return value;
  };
}

type Said = Pick<ItemFacts, 'notApplicable' | 'imported'>;
const nothing: Said = { notApplicable: null, imported: [] };

/** In whatever order the periods are named. */
function contentOf({ notApplicable, imported }: Said): string {
  const inOrder = [...imported].sort((left, right) => (left.period < right.period ? -1 : 1));
  return fingerprintOf([notApplicable, inOrder]);
}
