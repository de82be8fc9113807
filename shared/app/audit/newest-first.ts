import * as collections from '../../contracts/collections.ts';
import { trailSort, type AuditTrailPlace } from '../../domain/audit/audit-trail.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';

/** Of each part at first: of a year's sixteen together enough for a page of entries, whoever made them. */
const placesAtFirst = 32;
/** And then, when something rare is looked for. */
const placesToQuery = 500;

/** A part of the trail, as far as it was read: what is not handed on yet, and where the next query begins. */
type Lane = { readonly spread: string; held: Held[]; next: string | null | undefined };
type Held = Readonly<{ place: AuditTrailPlace; sort: string }>;

/**
 * The places of a trail from all the parts over which it is spread, as one list: the newest first, each once. What comes in meanwhile
 * is newer than what was begun with, and is not in it.
 * @param of after: the key after which the list begins; from its beginning without one
 */
export async function* newestFirst(
  store: Store,
  of: Readonly<{ scope: string; spreads: readonly string[]; after: string | undefined }>,
): AsyncGenerator<AuditTrailPlace, void, undefined> {
  const read = async (lane: Lane, limit: number): Promise<void> => {
    if (lane.next === null || lane.held.length > 0) return;
    const from = { scope: of.scope, spread: lane.spread };
    const page = await store.page(collections.auditTrail, from, { limit, after: lane.next });
    lane.held = page.items.map(({ value }) => ({ place: value, sort: trailSort(value) })).reverse();
    lane.next = page.next;
  };
  const lanes = of.spreads.map((spread): Lane => ({ spread, held: [], next: of.after }));
  await fewAtATime(lanes, (lane) => read(lane, placesAtFirst));
  for (let lane = newest(lanes); lane !== null; lane = newest(lanes)) {
    const found = lane.held.pop();
    if (found !== undefined) yield found.place;
    await read(lane, placesToQuery);
  }
}

/** The part whose next place is the newest of all. */
function newest(lanes: readonly Lane[]): Lane | null {
  let found: Lane | null = null;
  let first: string | undefined;
  for (const lane of lanes) {
    const sort = lane.held.at(-1)?.sort;
    if (sort === undefined || (first !== undefined && sort >= first)) continue;
    [found, first] = [lane, sort];
  }
  return found;
}
