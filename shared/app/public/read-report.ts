import { collections } from '../../contracts/collections.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import { refuse } from '../../domain/errors.ts';
import type { Publication } from '../../domain/run/run.ts';
import { cycleId } from '../../domain/values.ts';
import { FileMissing, type Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';

/** File names of a report: letters, digits, dots and dashes, in at most one folder. Anything else is not one of ours. */
const reportPath = /^(?:[a-z0-9-]{1,40}\/)?[A-Za-z0-9-]{1,60}(?:\.[a-z0-9]{1,8})+$/;

export type ReportPage = Readonly<{ body: Uint8Array; path: string; publication: Publication }>;

/**
 * A file of the report that is published for a cycle. Which run's files they are is looked up each time, so a reader sees
 * the old report or the new one.
 * @throws Refusal `report-unknown` when nothing is published or there is no such file
 */
export async function readReport(
  deps: Readonly<{ store: Store; reports: Files }>,
  cycle: string,
  path: string,
): Promise<ReportPage> {
  // Anybody may ask for anything: what cannot be a report's address never reaches the store, whose keys have a limit of length.
  if (!cycleId.safeParse(cycle).success || !reportPath.test(path)) throw refuse.missing('report-unknown');
  const publication = (await deps.store.get(collections.publications, { cycle }))?.value;
  if (publication === undefined) throw refuse.missing('report-unknown');
  try {
    const body = await deps.reports.read(storageKeys.reportFile({ cycle, run: publication.run, file: path }));
    return { body, path, publication };
  } catch (error) {
    if (error instanceof FileMissing) throw refuse.missing('report-unknown');
    throw error;
  }
}

/** What has been published, newest year first. */
export async function listPublications(deps: Readonly<{ store: Store }>): Promise<readonly Publication[]> {
  const found = await deps.store.all(collections.publications, {});
  return found.map((each) => each.value).reverse();
}
