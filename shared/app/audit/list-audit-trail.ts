import type { TrailFilter } from '../../contracts/audit-routes.ts';
import * as collections from '../../contracts/collections.ts';
import {
  momentOf,
  trailMoment,
  trailSort,
  trailYear,
  type AuditTrailPlace,
} from '../../domain/audit/audit-trail.ts';
import { addDays, startOfDay } from '../../domain/calendar.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { inSlices } from '../in-slices.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { auditEntryViews } from './audit-entry-views.ts';
import { isWantedEntry, isWantedStream, requireInScope } from './wanted-entries.ts';

/** A call looks at no more places than these; who asks for something rare asks for the next page. */
const mostLookedAt = 5_000;
const placesToQuery = 500;
/** A year's trail begins with its loading, which may be some time before. */
const yearsBefore = 2;

type Deps = Readonly<{ store: Store; clock: Clock }>;
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

async function pageOf({ store, clock }: Deps, { cycle, filter, limit, after }: Wanted) {
  const scope = filter.of === 'cycle' ? cycle : 'installation';
  const years = await yearsOf(clock, cycle, filter, after);
  const { places, next } = await placesOf(store, { scope, years, filter, limit, after });
  const entries = await inSlices(places, ({ stream, sequence }) =>
    store.get(collections.auditEvents, { stream, sequence }),
  );
  const events = entries.flatMap((each) => (each === null ? [] : [each.value]));
  return { items: await auditEntryViews(store, cycle, events), next };
}

/** The calendar years in which a year's trail may have entries, the newest first. */
async function yearsOf(
  clock: Clock,
  cycle: string,
  filter: TrailFilter,
  after: string | null,
): Promise<readonly string[]> {
  const now = trailYear(await clock.now());
  // A rehearsal's date may have been put back: what was written before lies ahead of now.
  const newest = Math.max(Number(now), Number(cycle) + 1);
  const last = filter.to === undefined ? newest : Math.min(newest, Number(filter.to.slice(0, 4)));
  const goOn = after === null ? null : momentOf(after);
  const from = goOn === null ? last : Math.min(last, Number(trailYear(goOn)));
  const oldest = filter.from === undefined ? 0 : Number(trailYear(startOfDay(filter.from)));
  const first = Math.max(oldest, Number(cycle) - yearsBefore);
  return Array.from({ length: Math.max(0, from - first + 1) }, (_, index) => String(from - index));
}

async function placesOf(
  store: Store,
  of: Readonly<{
    scope: string;
    years: readonly string[];
    filter: TrailFilter;
    limit: number;
    after: string | null;
  }>,
): Promise<Found> {
  const { scope, years, filter, limit } = of;
  const places: AuditTrailPlace[] = [];
  let looked = 0;
  // The sign after every sign of a key: entries of the very moment at which the next day begins are left out.
  let after =
    of.after ?? (filter.to === undefined ? undefined : `${trailMoment(startOfDay(addDays(filter.to, 1)))}~`);
  for (const year of years) {
    for (;;) {
      const page = await store.page(collections.auditTrail, { scope, year }, { limit: placesToQuery, after });
      for (const { value } of page.items) {
        if (filter.from !== undefined && value.at < startOfDay(filter.from)) return { places, next: null };
        looked += 1;
        if (isWantedStream(filter, value.stream) && isWantedEntry(filter, value)) places.push(value);
        if (places.length >= limit || looked >= mostLookedAt) return { places, next: trailSort(value) };
      }
      if (page.next === null) break;
      after = page.next;
    }
  }
  return { places, next: null };
}
