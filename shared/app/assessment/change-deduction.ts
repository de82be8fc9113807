import { collections, streams } from '../../contracts/collections.ts';
import { requireHandInOpen, type Deduction } from '../../domain/assessment/deduction.ts';
import type { Instant } from '../../domain/values.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store, Versioned } from '../../ports/store.ts';
import { load } from '../load.ts';
import { fingerprintOf } from '../new-id.ts';
import { replace } from '../writes.ts';

export type DeductionDeps = Readonly<{ store: Store; clock: Clock }>;
type Place = Readonly<{ cycle: string; body: string; deduction: string }>;

/**
 * Moves a deduction on and writes it with its audit entry. Nothing of a deduction moves once its body has handed in or was
 * passed over. A change that changes nothing is done already.
 * @param change gives the next state, or refuses
 */
export async function changeDeduction(
  { store, clock }: DeductionDeps,
  place: Place,
  actor: string,
  action: string,
  change: (of: Deduction, at: Instant) => Deduction,
): Promise<Deduction> {
  const before = await load.deduction(store, place);
  const at = await clock.now();
  const value = change(before.value, at);
  if (fingerprintOf(value) === fingerprintOf(before.value)) return value;
  requireHandInOpen((await load.handIn(store, place.cycle, place.body)).value);
  await store.commit({
    stream: streams.body(place.cycle, place.body),
    writes: [writeOf(before, value)],
    audit: {
      at,
      actor,
      action,
      subject: `deduction:${value.id}`,
      // Texts are personal in tone and long: their hash proves them.
      details: {
        unit: value.unit,
        status: value.status,
        points: value.points,
        content: fingerprintOf(value),
      },
    },
  });
  return value;
}

/** The write of a deduction's next state. */
export function writeOf(before: Versioned<Deduction>, value: Deduction) {
  const { cycle, body, id } = value;
  return replace(collections.deductions, { cycle, body, deduction: id }, before, value);
}
