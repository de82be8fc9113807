import type { TrailFilter } from '../../contracts/audit-routes.ts';
import * as collections from '../../contracts/collections.ts';
import { spreadOfOwner, spreadsOf } from '../../contracts/stream-spread.ts';
import { trailMoment, trailSort, type AuditTrailPlace } from '../../domain/audit/audit-trail.ts';
import { addDays, startOfDay } from '../../domain/calendar.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { auditEntryViews } from './audit-entry-views.ts';
import { newestFirst } from './newest-first.ts';
import { isWantedEntry, isWantedStream, requireInScope } from './wanted-entries.ts';

/** A call looks at no more places than these; who asks for something rare asks for the next page. */
const mostLookedAt = 5_000;

type Deps = Readonly<{ store: Store }>;
type Found = Readonly<{ places: readonly AuditTrailPlace[]; next: string | null }>;

/** The trail of a year, or of the installation, the newest entries first. */
export function listAuditTrail(deps: Deps): UseCase<'listAuditTrail'> {
  return async ({ member, params: { cycle }, query: { limit, after, ...filter } }) => {
    requireInScope(member, filter);
    await load.cycle(deps.store, cycle);
    return pageOf(deps, { cycle, filter, limit, after: after ?? null });
  };
}

/** The trail of one unit, for those whose scope is a unit too. */
export function listUnitAuditTrail(deps: Deps): UseCase<'listUnitAuditTrail'> {
  return async ({ params: { cycle, unit }, query: { limit, after, ...filter } }) => {
    await load.cycle(deps.store, cycle);
    await load.unit(deps.store, cycle, unit);
    return pageOf(deps, { cycle, filter: { ...filter, of: 'cycle', unit }, limit, after: after ?? null });
  };
}

type Wanted = Readonly<{ cycle: string; filter: TrailFilter; limit: number; after: string | null }>;

async function pageOf({ store }: Deps, { cycle, filter, limit, after }: Wanted) {
  const scope = filter.of === 'cycle' ? cycle : 'installation';
  const { places, next } = await placesOf(store, { scope, filter, limit, after });
  const entries = await fewAtATime(places, ({ stream, sequence }) =>
    store.get(collections.auditEvents, { stream, sequence }),
  );
  const events = entries.flatMap((each) => (each === null ? [] : [each.value]));
  return { items: await auditEntryViews(store, cycle, events), next };
}

async function placesOf(
  store: Store,
  of: Readonly<{ scope: string; filter: TrailFilter; limit: number; after: string | null }>,
): Promise<Found> {
  const { scope, filter, limit } = of;
  const places: AuditTrailPlace[] = [];
  let looked = 0;
  // The sign after every sign of a key: entries of the very moment at which the next day begins are left out.
  const after =
    of.after ?? (filter.to === undefined ? undefined : `${trailMoment(startOfDay(addDays(filter.to, 1)))}~`);
  for await (const place of newestFirst(store, { scope, spreads: spreadsFor(filter, scope), after })) {
    if (filter.from !== undefined && place.at < startOfDay(filter.from)) return { places, next: null };
    looked += 1;
    if (isWantedStream(filter, place.stream) && isWantedEntry(filter, place)) places.push(place);
    if (places.length >= limit || looked >= mostLookedAt) return { places, next: trailSort(place) };
  }
  return { places, next: null };
}

/** The parts in which entries that a filter wants may lie: a unit's, a body's, or all. */
function spreadsFor({ unit, body }: TrailFilter, scope: string): readonly string[] {
  const owner = unit ?? body;
  return owner === undefined ? spreadsOf(scope) : [spreadOfOwner(owner)];
}
