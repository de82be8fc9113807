import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { AuditKind } from '../../domain/audit/audit-kinds.ts';
import type { Deduction, HandIn } from '../../domain/assessment/deduction.ts';
import { requireHandInOpen } from '../../domain/assessment/deduction-life.ts';
import type { Instant } from '../../domain/values.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store, Versioned, Write } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf } from '../new-id.ts';
import { replace, unchanged } from '../writes.ts';

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
  action: AuditKind,
  change: (of: Deduction, at: Instant) => Deduction,
): Promise<Deduction> {
  const books = await load.handIn(store, place.cycle, place.body);
  const before = await load.deduction(store, place);
  const at = await clock.now();
  const value = change(before.value, at);
  if (fingerprintOf(value) === fingerprintOf(before.value)) return value;
  await store.commit({
    stream: streams.body(place.cycle, place.body),
    writes: [writeOf(before, value), stillOpen(books)],
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

/**
 * The condition that a body's books are open, which goes with every change of its deductions. Handing in reads all deductions and
 * stands after what it has read: of the two, one finds that the other was first.
 * @throws Refusal `hand-in-wrong-state` when the body has handed in or was passed over
 */
export async function openBooks(store: Store, { cycle, body }: Omit<Place, 'deduction'>): Promise<Write> {
  return stillOpen(await load.handIn(store, cycle, body));
}

function stillOpen(books: Versioned<HandIn>): Write {
  requireHandInOpen(books.value);
  const { cycle, body } = books.value;
  return unchanged(collections.handIns, { cycle, body }, books);
}
