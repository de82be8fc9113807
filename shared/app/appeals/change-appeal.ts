import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { AuditKind } from '../../domain/audit/audit-kinds.ts';
import type { Appeal } from '../../domain/appeals/appeal.ts';
import type { Instant } from '../../domain/values.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store, Write } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf } from '../new-id.ts';
import { replace } from '../writes.ts';

export type ChangeDeps = Readonly<{ store: Store; clock: Clock }>;
type Place = Readonly<{ cycle: string; unit: string; appeal: string }>;

/**
 * Moves an appeal on and writes it with its audit entry; a change that changes nothing is done already.
 * @param also what is written in the same transaction
 */
export async function changeAppeal(
  { store, clock }: ChangeDeps,
  place: Place,
  actor: string,
  action: AuditKind,
  change: (of: Appeal, at: Instant) => Appeal,
  also: (of: Appeal) => Promise<readonly Write[]> = () => Promise.resolve([]),
): Promise<Appeal> {
  const before = await load.appeal(store, place);
  const at = await clock.now();
  const value = change(before.value, at);
  if (value === before.value) return value;
  await store.commit({
    stream: streams.appeals(place.cycle, place.unit),
    writes: [replace(collections.appeals, place, before, value), ...(await also(value))],
    audit: {
      at,
      actor,
      action,
      subject: `appeal:${value.id}`,
      details: { status: value.status, content: fingerprintOf(value) },
    },
  });
  return value;
}
