import * as collections from '../../contracts/collections.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { notedSight, type LinkCheckProgress } from '../../domain/link-check/link-check.ts';
import { countLinks } from '../../domain/link-check/link-count.ts';
import { isInDomains } from '../../domain/link-check/link-check-settings.ts';
import type { RegisterRow } from '../../domain/register/register-row.ts';
import type { LinkFetcher } from '../../ports/link-fetcher.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { lookAtLink } from './look-at-link.ts';

export type CheckLinksDeps = Readonly<{
  store: Store;
  /** The evaluation's own date, which says whose year it is. */
  clock: Clock;
  fetcher: LinkFetcher;
}>;

/** Real time, by which rounds follow each other and a checker's hold runs out. */
export type CheckerTime = Readonly<{ now: () => Date; keepGoing: () => boolean }>;

/** Why nothing was looked at, or how many links were. */
export type CheckedLinks = Readonly<
  | { state: 'no-cycle' | 'off' | 'held' | 'rested'; looked: 0; findings: 0 }
  | { state: 'stopped' | 'round-done'; looked: number; findings: number }
>;

/** A round begins at most once a week: a page that is there is there next week too, and the sites are small. */
const roundMs = 7 * 24 * 3_600_000;
/** Longer than a checker may run (15 minutes), so that a hold only runs out when its checker is gone. */
const holdMs = 20 * 60_000;

/**
 * Looks at the links of the year's register, row after row, where the last call stopped, for as long as it may go on. One
 * checker at a time: the schedule may start a second one. Off until the county office names domains.
 */
export function checkLinks(deps: CheckLinksDeps) {
  return async (time: CheckerTime): Promise<CheckedLinks> => {
    const nothing = { looked: 0, findings: 0 } as const;
    const cycle = shanghaiDay(await deps.clock.now()).slice(0, 4);
    if ((await deps.store.get(collections.cycles, { cycle })) === null)
      return { state: 'no-cycle', ...nothing };
    const settings = await deps.store.get(collections.linkCheckSettings, { cycle });
    const domains = settings?.value.domains ?? [];
    if (domains.length === 0) return { state: 'off', ...nothing };

    const before = (await deps.store.get(collections.linkCheckProgress, { cycle }))?.value ?? null;
    const now = time.now();
    const heldUntil = before?.heldUntil ?? null;
    if (heldUntil !== null && new Date(heldUntil) > now) return { state: 'held', ...nothing };
    const goesOn = before !== null && before.roundEndedAt === null;
    const resting = before !== null && now.getTime() - Date.parse(before.roundStartedAt) < roundMs;
    if (resting && !goesOn) return { state: 'rested', ...nothing };
    return round(deps, time, domains, {
      cycle,
      after: goesOn ? before.after : null,
      roundStartedAt: goesOn ? before.roundStartedAt : now.toISOString(),
      roundEndedAt: null,
      heldUntil: new Date(now.getTime() + holdMs).toISOString(),
    });
  };
}

async function round(
  deps: CheckLinksDeps,
  time: CheckerTime,
  domains: readonly string[],
  start: LinkCheckProgress,
): Promise<CheckedLinks> {
  const { store } = deps;
  const { cycle } = start;
  const note = (progress: LinkCheckProgress) => store.put(collections.linkCheckProgress, { cycle }, progress);
  let [progress, looked, findings] = [start, 0, 0];
  await note(progress);
  const units = (await store.all(collections.units, { cycle })).map((each) => each.value.id).sort();
  for (const unit of units) {
    const { after } = progress;
    if (after !== null && unit < after.unit) continue;
    for (const row of await rowsToLookAt(store, { cycle, unit }, domains)) {
      if (after?.unit === unit && row.id <= after.row) continue;
      if (!time.keepGoing()) {
        await count(store, { cycle, unit });
        await note({ ...progress, heldUntil: null });
        return { state: 'stopped', looked, findings };
      }
      findings += (await lookAtRow(deps, row, domains, { ...time, roundStartedAt: start.roundStartedAt }))
        ? 1
        : 0;
      looked += 1;
      progress = { ...progress, after: { unit, row: row.id } };
      await note(progress);
    }
    await count(store, { cycle, unit });
  }
  await note({ ...progress, after: null, roundEndedAt: time.now().toISOString(), heldUntil: null });
  return { state: 'round-done', looked, findings };
}

/** Cut off before it, the next call comes back to this unit and counts then. */
async function count(store: Store, of: Readonly<{ cycle: string; unit: string }>): Promise<void> {
  const checks = (await store.all(collections.linkChecks, of)).map(({ value }) => value);
  await store.put(collections.linkCounts, of, countLinks(of, checks));
}

async function rowsToLookAt(
  store: Store,
  place: Readonly<{ cycle: string; unit: string }>,
  domains: readonly string[],
): Promise<readonly RegisterRow[]> {
  const rows = (await store.all(collections.registerRows, place)).map((each) => each.value);
  return rows
    .filter(
      ({ status, entry }) =>
        status === 'current' && entry.url !== null && isInDomains(new URL(entry.url), domains),
    )
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}

/** @returns whether the look was a finding */
async function lookAtRow(
  { store, fetcher }: CheckLinksDeps,
  { cycle, unit, id, entry }: RegisterRow,
  domains: readonly string[],
  { now, roundStartedAt }: Pick<CheckerTime, 'now'> & Pick<LinkCheckProgress, 'roundStartedAt'>,
): Promise<boolean> {
  const { url, title } = entry;
  if (url === null) return false;
  const sight = await lookAtLink(fetcher, { url, title }, (to) => isInDomains(to, domains));
  const place = { cycle, unit, row: id };
  const before = (await store.get(collections.linkChecks, place))?.value ?? null;
  if (sight.outcome !== 'fine' || before !== null) {
    const when = { roundStartedAt, checkedAt: now().toISOString() };
    const record = notedSight(before, { ...place, url }, sight, when);
    await store.put(collections.linkChecks, place, record);
  }
  return sight.outcome !== 'fine';
}
