import * as collections from '../../contracts/collections.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import type { PublishedAppeal } from '../../domain/appeals/appeal.ts';
import { refuse } from '../../domain/errors.ts';
import type { Publication, Revision } from '../../domain/run/run.ts';
import { cycleId } from '../../domain/values.ts';
import { FileMissing, type Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';

/**
 * File names of a report: letters, digits, dots and dashes, in at most one folder. Anything else is not one of ours. In front
 * may stand the revision that is meant, `r1/`; without it, it is the one that holds.
 */
const reportPath =
  /^(?:r(?<revision>[1-9]\d{0,3})\/)?(?<file>(?:[a-z0-9-]{1,40}\/)?[A-Za-z0-9-]{1,60}(?:\.[a-z0-9]{1,8})+)$/;

/** What a reader has to be told in front of a page: that a later revision has its place, or that the report was withdrawn. */
export type ReportNotice = Readonly<{ kind: 'superseded' | 'withdrawn'; revision: number; newest: number }>;

export type ReportPage =
  | Readonly<{
      kind: 'file';
      body: Uint8Array;
      path: string;
      publication: Publication;
      notice: ReportNotice | null;
    }>
  /** The report was withdrawn, and what is asked for is no longer shown. */
  | Readonly<{ kind: 'withdrawn'; publication: Publication }>;

/**
 * A file of a cycle's published report, or of an earlier revision of it. Which run's files they are is looked up each time, so
 * a reader sees the old report or the new one.
 * @throws Refusal `report-unknown` when nothing is published or there is no such file
 */
export async function readReport(
  deps: Readonly<{ store: Store; reports: Files }>,
  cycle: string,
  path: string,
): Promise<ReportPage> {
  // Anybody may ask for anything: what cannot be a report's address never reaches the store, whose keys have a limit of length.
  const { revision: named, file } = reportPath.exec(path)?.groups ?? {};
  if (!cycleId.safeParse(cycle).success || file === undefined) throw refuse.missing('report-unknown');
  const publication = (await deps.store.get(collections.publications, { cycle }))?.value;
  if (publication === undefined) throw refuse.missing('report-unknown');
  const revision = named === undefined ? publication.revision : Number(named);
  const run = await runOf(deps.store, publication, revision);
  if (run === null || revision <= publication.hiddenThrough) return { kind: 'withdrawn', publication };
  try {
    const body = await deps.reports.read(storageKeys.reportFile({ cycle, run, file }));
    return { kind: 'file', body, path: file, publication, notice: noticeOf(publication, revision) };
  } catch (error) {
    if (error instanceof FileMissing) throw refuse.missing('report-unknown');
    throw error;
  }
}

/** The run whose report a revision is; null for one that withdrew a report. */
async function runOf(
  store: Store,
  { cycle, ...newest }: Publication,
  revision: number,
): Promise<string | null> {
  if (revision === newest.revision) return newest.withdrawn === null ? newest.run : null;
  const found = (await store.get(collections.revisions, { cycle, revision }))?.value;
  if (found === undefined) throw refuse.missing('report-unknown');
  return found.kind === 'withdrawal' ? null : found.run;
}

function noticeOf({ revision: newest, withdrawn }: Publication, revision: number): ReportNotice | null {
  if (revision === newest) return null;
  return { kind: withdrawn === null ? 'superseded' : 'withdrawn', revision, newest };
}

/**
 * The decided appeals of a year whose report is published, in the order of the decisions.
 * @throws Refusal `report-unknown` when nothing is published
 */
export async function readAppeals(
  deps: Readonly<{ store: Store }>,
  cycle: string,
): Promise<Readonly<{ publication: Publication; appeals: readonly PublishedAppeal[] }>> {
  if (!cycleId.safeParse(cycle).success) throw refuse.missing('report-unknown');
  const publication = (await deps.store.get(collections.publications, { cycle }))?.value;
  if (publication === undefined) throw refuse.missing('report-unknown');
  const all = (await deps.store.all(collections.publishedAppeals, {})).map(({ value }) => value);
  const appeals = all.filter((each) => each.cycle === cycle);
  return { publication, appeals: appeals.sort((left, right) => (left.at < right.at ? -1 : 1)) };
}

/**
 * The signed list of a year's revisions, also of a year whose report was withdrawn.
 * @throws Refusal `report-unknown` when nothing is published
 */
export async function readRevisionsIndex(
  deps: Readonly<{ reports: Files }>,
  cycle: string,
): Promise<Uint8Array> {
  if (!cycleId.safeParse(cycle).success) throw refuse.missing('report-unknown');
  try {
    return await deps.reports.read(storageKeys.revisionsIndex(cycle));
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

/**
 * A year's revisions, the newest first.
 * @throws Refusal `report-unknown` when nothing is published
 */
export async function readRevisions(
  deps: Readonly<{ store: Store }>,
  cycle: string,
): Promise<Readonly<{ publication: Publication; revisions: readonly Revision[] }>> {
  if (!cycleId.safeParse(cycle).success) throw refuse.missing('report-unknown');
  const publication = (await deps.store.get(collections.publications, { cycle }))?.value;
  if (publication === undefined) throw refuse.missing('report-unknown');
  const all = (await deps.store.all(collections.revisions, {})).map(({ value }) => value);
  const revisions = all.filter((each) => each.cycle === cycle);
  return { publication, revisions: revisions.sort((left, right) => right.revision - left.revision) };
}
