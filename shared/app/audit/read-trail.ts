import type { TrailFilter } from '../../contracts/audit-routes.ts';
import * as collections from '../../contracts/collections.ts';
import type { AuditEvent } from '../../domain/audit/audit-event.ts';
import { refuse } from '../../domain/errors.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import { allHeads } from './all-heads.ts';
import { isWantedEntry, isWantedStream } from './wanted-entries.ts';

/**
 * The entries that a filter wants, stream after stream and each from its beginning, so that whoever has them can check the chains.
 * @param most how many entries a caller can hold
 * @throws Refusal `trail-too-long` when there are more
 */
export async function readTrail(
  store: Store,
  { cycle, filter, most }: Readonly<{ cycle: string; filter: TrailFilter; most: number }>,
): Promise<readonly AuditEvent[]> {
  const scope = filter.of === 'cycle' ? cycle : 'installation';
  const heads = (await allHeads(store, scope)).filter(({ stream }) => isWantedStream(filter, stream));
  let count = 0;
  const parts = await fewAtATime(heads, async ({ stream }) => {
    const wanted: AuditEvent[] = [];
    let after: string | undefined;
    do {
      const page = await store.page(collections.auditEvents, { stream }, { limit: 1000, after });
      const found = page.items.map(({ value }) => value).filter((each) => isWantedEntry(filter, each));
      wanted.push(...found);
      count += found.length;
      if (count > most) throw refuse.tooLarge('trail-too-long', { most });
      after = page.next ?? undefined;
    } while (after !== undefined);
    return wanted;
  });
  return parts.flat();
}
