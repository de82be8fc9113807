import * as collections from '../../contracts/collections.ts';
import { refuse } from '../../domain/errors.ts';
import type { Store } from '../../ports/store.ts';

/** A published report as a package holds it. */
export type PublishedReport = Readonly<{ cycle: string; run: string; revision: number; at: string }>;

/**
 * The report that readers see, or an earlier one by its number.
 * @throws Refusal `nothing-published`, `report-withdrawn`, `report-without-manifest`
 */
export async function publishedReport(
  store: Store,
  cycle: string,
  wanted: number | null = null,
): Promise<PublishedReport> {
  const publication = (await store.get(collections.publications, { cycle }))?.value;
  if (publication === undefined) throw refuse.wrongState('nothing-published');
  if (publication.withdrawn !== null) throw refuse.wrongState('report-withdrawn');
  const revision = wanted ?? publication.revision;
  const published = (await store.get(collections.revisions, { cycle, revision }))?.value;
  if (published === undefined || published.kind === 'withdrawal' || published.manifestSha256 === null)
    throw refuse.wrongState('report-without-manifest');
  return { cycle, run: published.run, revision, at: published.at };
}
