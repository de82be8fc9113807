import { collections, streams } from '../../contracts/collections.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import { manifestFiles, readManifest } from '../../domain/integrity/manifest.ts';
import type { Publication } from '../../domain/run/run.ts';
import { toCanonicalJson } from '../../domain/scoring/canonical-json.ts';
import type { ArchiveEntry } from '../../ports/archive-writer.ts';
import type { Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { inSlices } from '../in-slices.ts';
import { revisionsOf } from '../re-evaluation/revisions-of.ts';

type Deps = Readonly<{ store: Store; runs: Files; reports: Files }>;

const utf8 = new TextEncoder();

/** Where the parts of the package lie. */
export const custodyFolders = {
  report: 'report',
  record: 'record',
  evidence: 'evidence',
  audit: 'audit',
} as const;

/**
 * The parts of a year's record, in the order of their paths: the report as it was published, the run's record and what its
 * inputs rest on, the decisions, the list of evidence, and the audit chains. Members appear by the opaque ids of their
 * accounts, applicants, contacts and file names not at all.
 */
export async function custodyFiles(deps: Deps, publication: Publication): Promise<readonly ArchiveEntry[]> {
  const parts = await Promise.all([
    reportFiles(deps.reports, publication),
    recordFiles(deps, publication),
    decisionFiles(deps.store, publication.cycle),
    evidenceFiles(deps.store, publication.cycle),
    auditFiles(deps.store, publication.cycle),
  ]);
  return parts.flat();
}

function json(path: string, value: unknown): ArchiveEntry {
  return { path, body: utf8.encode(toCanonicalJson(value)) };
}

async function reportFiles(reports: Files, place: Publication): Promise<readonly ArchiveEntry[]> {
  const read = async (file: string): Promise<ArchiveEntry> => ({
    path: `${custodyFolders.report}/${file}`,
    body: await reports.read(storageKeys.reportFile({ ...place, file })),
  });
  const own = await inSlices([manifestFiles.manifest, manifestFiles.signature], read);
  const manifest = readManifest(new TextDecoder().decode(own[0]?.body));
  return [...own, ...(await inSlices(manifest?.files ?? [], ({ path }) => read(path)))];
}

async function recordFiles(
  { store, runs }: Deps,
  { cycle, run }: Publication,
): Promise<readonly ArchiveEntry[]> {
  const all = await store.all(collections.runs, { cycle });
  const reEvaluations = await store.all(collections.reEvaluations, { cycle });
  return [
    json(
      `${custodyFolders.record}/runs.json`,
      all.map(({ value }) => value),
    ),
    json(`${custodyFolders.record}/revisions.json`, await revisionsOf(store, cycle)),
    json(
      `${custodyFolders.record}/re-evaluations.json`,
      reEvaluations.map(({ value }) => value),
    ),
    {
      path: `${custodyFolders.record}/${runFiles.proof}`,
      body: await runs.read(storageKeys.runFile({ cycle, run, file: runFiles.proof })),
    },
  ];
}

async function decisionFiles(store: Store, cycle: string): Promise<readonly ArchiveEntry[]> {
  const bodies = (await store.all(collections.bodies, { cycle })).map(({ value }) => value.id);
  const units = (await store.all(collections.units, { cycle })).map(({ value }) => value.id);
  const [incidents, city] = await Promise.all([
    store.all(collections.incidents, { cycle }),
    store.all(collections.cityDeductions, { cycle }),
  ]);
  const deductions = await inSlices(bodies, (body) => store.all(collections.deductions, { cycle, body }));
  const handIns = await inSlices(bodies, (body) => store.all(collections.handIns, { cycle, body }));
  const appeals = await inSlices(units, (unit) => store.all(collections.appeals, { cycle, unit }));
  return Object.entries({
    incidents,
    'city-deductions': city,
    deductions: deductions.flat(),
    'hand-ins': handIns.flat(),
    appeals: appeals.flat(),
  }).map(([name, found]) =>
    json(
      `${custodyFolders.record}/decisions/${name}.json`,
      found.map(({ value }) => value),
    ),
  );
}

async function evidenceFiles(store: Store, cycle: string): Promise<readonly ArchiveEntry[]> {
  const units = (await store.all(collections.units, { cycle })).map(({ value }) => value.id);
  return inSlices(units, async (unit) => {
    const found = await store.all(collections.evidence, { cycle, unit });
    const listed = found.map(({ value: { id, status, items, files } }) => ({
      id,
      status,
      items,
      // A file's name may be a person's; what it was is said by its hash.
      files: files.map(({ id: file, status: state, declared: { size, sha256, contentType } }) => ({
        id: file,
        status: state,
        size,
        sha256,
        contentType,
      })),
    }));
    return json(`${custodyFolders.evidence}/${unit}.json`, listed);
  });
}

async function auditFiles(store: Store, cycle: string): Promise<readonly ArchiveEntry[]> {
  const bodies = (await store.all(collections.bodies, { cycle })).map(({ value }) => value.id);
  const units = (await store.all(collections.units, { cycle })).map(({ value }) => value.id);
  const names = [
    streams.office(cycle),
    streams.runs(cycle),
    streams.rubrics(cycle),
    ...bodies.map((body) => streams.body(cycle, body)),
    ...units.flatMap((unit) => [streams.unit(cycle, unit), streams.appeals(cycle, unit)]),
  ];
  const found = await inSlices(names, async (stream): Promise<readonly ArchiveEntry[]> => {
    const head = (await store.get(collections.streamHeads, { stream }))?.value ?? null;
    const events = (await store.all(collections.auditEvents, { stream })).map(({ value }) => value);
    const [, ...rest] = stream.split('/');
    return head === null && events.length === 0
      ? []
      : [json(`${custodyFolders.audit}/${rest.join('/')}.json`, { stream, head, events })];
  });
  return found.flat();
}
