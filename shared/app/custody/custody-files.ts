import * as collections from '../../contracts/collections.ts';
import { scopeOf } from '../../contracts/streams.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import { isPackedStream } from '../../domain/custody/packed-streams.ts';
import { refuse } from '../../domain/errors.ts';
import type { Evidence } from '../../domain/evidence/evidence.ts';
import { manifestFiles, readManifest } from '../../domain/integrity/manifest.ts';
import { toCanonicalJson } from '../../domain/scoring/canonical-json.ts';
import type { ArchiveEntry } from '../../ports/archive-writer.ts';
import type { HeadsArchive } from '../../ports/heads-archive.ts';
import { FileMissing, type Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { allHeads } from '../audit/all-heads.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import { sha256Hex } from '../new-id.ts';
import { oneByOne } from '../one-by-one.ts';
import { revisionsOf } from '../re-evaluation/revisions-of.ts';
import { acceptedFiles, type AcceptedFile } from './accepted-files.ts';
import { custodyFolders } from './custody-folders.ts';
import { headsFiles } from './heads-files.ts';
import type { PublishedReport } from './published-report.ts';

export type CustodyFilesDeps = Readonly<{
  store: Store;
  runs: Files;
  reports: Files;
  evidenceFiles: Files;
  heads: Pick<HeadsArchive, 'all'>;
}>;

const utf8 = new TextEncoder();

/** How far the reading is: files of the report, units' evidence, and chains. */
export type CustodyStep = Readonly<{ done: number; total: number }>;

/**
 * The parts of a year's record, one after the other, none of them held: the report as it was published, the run's record and what its
 * inputs rest on, the decisions, the evidence as a list and, where it was asked for, as files, the signed heads and the audit chains.
 * Members appear by the opaque ids of their accounts, applicants, contacts and file names not at all.
 * @param seen told after each part that takes time
 * @throws Refusal `package-file-altered` for evidence that is missing or not what was judged
 */
export async function* custodyFiles(
  deps: CustodyFilesDeps,
  of: PublishedReport,
  withEvidence: boolean,
  seen: (step: CustodyStep) => Promise<void>,
): AsyncGenerator<ArchiveEntry, void, undefined> {
  const { store, reports } = deps;
  const { cycle } = of;
  // The heads first, then the chains: each chain is then no shorter than what is signed of it.
  const heads = headsFiles(await deps.heads.all(scopeOf(cycle)));
  const units = (await store.all(collections.units, { cycle })).map(({ value }) => value.id);
  const chains = (await allHeads(store, cycle)).map(({ stream }) => stream).filter(isPackedStream);
  const own = await fewAtATime([manifestFiles.manifest, manifestFiles.signature], (file) =>
    reportFile(reports, of, file),
  );
  const listed = readManifest(new TextDecoder().decode(own[0]?.body))?.files ?? [];
  const total = listed.length + units.length + chains.length;
  let done = 0;
  const step = () => seen({ done: (done += 1), total });

  await seen({ done: 0, total });
  yield* own;
  for await (const file of oneByOne(listed, ({ path }) => reportFile(reports, of, path))) {
    yield file;
    await step();
  }
  yield* await recordFiles(deps, of);
  yield* await decisionFiles(store, cycle);
  for await (const { list, files } of oneByOne(units, (unit) => evidenceOf(store, cycle, unit))) {
    yield list;
    // One after the other: a file may have 100 MB.
    for (const file of withEvidence ? files : []) yield await evidenceFile(deps.evidenceFiles, cycle, file);
    await step();
  }
  yield* heads;
  for await (const chain of oneByOne(chains, (stream) => chainFile(store, stream))) {
    yield chain;
    await step();
  }
}

function json(path: string, value: unknown): ArchiveEntry {
  return { path, body: utf8.encode(toCanonicalJson(value)) };
}

async function reportFile(reports: Files, of: PublishedReport, file: string): Promise<ArchiveEntry> {
  const body = await reports.read(storageKeys.reportFile({ ...of, file }));
  return { path: `${custodyFolders.report}/${file}`, body };
}

async function recordFiles(
  { store, runs }: CustodyFilesDeps,
  { cycle, run }: PublishedReport,
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
  const [incidents, city] = await Promise.all([
    store.all(collections.incidents, { cycle }),
    store.all(collections.cityDeductions, { cycle }),
  ]);
  const deductions = await fewAtATime(bodies, (body) => store.all(collections.deductions, { cycle, body }));
  const handIns = await fewAtATime(bodies, (body) => store.all(collections.handIns, { cycle, body }));
  const appeals = await store.all(collections.appeals, { cycle });
  return Object.entries({
    incidents,
    'city-deductions': city,
    deductions: deductions.flat(),
    'hand-ins': handIns.flat(),
    appeals,
  }).map(([name, found]) =>
    json(
      `${custodyFolders.record}/decisions/${name}.json`,
      found.map(({ value }) => value),
    ),
  );
}

type UnitEvidence = Readonly<{ list: ArchiveEntry; files: readonly (AcceptedFile & { unit: string })[] }>;

async function evidenceOf(store: Store, cycle: string, unit: string): Promise<UnitEvidence> {
  const pieces = (await store.all(collections.evidence, { cycle, unit })).map(({ value }) => value);
  return {
    list: json(`${custodyFolders.evidence}/${unit}.json`, pieces.map(listed)),
    files: acceptedFiles(pieces).map((file) => ({ ...file, unit })),
  };
}

function listed({ id, status, items, files }: Evidence) {
  return {
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
  };
}

async function evidenceFile(
  files: Files,
  cycle: string,
  { unit, evidence, file, declared }: UnitEvidence['files'][number],
): Promise<ArchiveEntry> {
  const [, extension = 'bin'] = /\.([a-z0-9]{1,8})$/.exec(declared.name.toLowerCase()) ?? [];
  const path = `${custodyFolders.evidence}/files/${unit}/${evidence}/${file}.${extension}`;
  const body = await files
    .read(storageKeys.evidenceFile({ cycle, unit, evidence, file }))
    .catch((error: unknown) => {
      if (error instanceof FileMissing) return null;
      throw error;
    });
  if (body === null || sha256Hex(body) !== declared.sha256)
    throw refuse.wrongState('package-file-altered', { file: path });
  return { path, body };
}

async function chainFile(store: Store, stream: string): Promise<ArchiveEntry> {
  const head = (await store.get(collections.streamHeads, { stream }))?.value ?? null;
  const events = (await store.all(collections.auditEvents, { stream })).map(({ value }) => value);
  const [, ...rest] = stream.split('/');
  return json(`${custodyFolders.audit}/${rest.join('/')}.json`, { stream, head, events });
}
