import { storageKeys } from '../../contracts/storage-keys.ts';
import { refuse } from '../../domain/errors.ts';
import { quarantineText } from '../../domain/evidence/inspection-texts.ts';
import type { QuarantineReason } from '../../domain/evidence/inspection.ts';
import { bundleFault } from '../../domain/evidence-bundle/bundle-fault.ts';
import {
  isListName,
  plainPath,
  readBundleList,
  type BundleList,
} from '../../domain/evidence-bundle/bundle-list.ts';
import { bundleLimits, type EvidenceBundle } from '../../domain/evidence-bundle/evidence-bundle.ts';
import type { BundleFile } from '../../domain/evidence-bundle/plan-bundle.ts';
import { importFindingText } from '../../domain/register-import/import-finding-words.ts';
import type { ArchivedFile, OpenArchive } from '../../ports/archives.ts';
import type { RegisterFileReader } from '../../ports/register-files.ts';
import { FileMissing, type Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { sha256Hex } from '../new-id.ts';
import { bundleState, type BundleState } from './bundle-plan.ts';

export type BundleDeps = Readonly<{
  store: Store;
  imports: Files;
  openArchive: OpenArchive;
  readRegisterFile: RegisterFileReader;
}>;

/** A bundle as it stands: its record, its archive's files, and what they come to. */
export type ReadBundle = Readonly<{
  bundle: EvidenceBundle;
  state: BundleState;
  /** The files of the archive by their content. */
  byContent: ReadonlyMap<string, ArchivedFile>;
}>;

type Place = Readonly<{ cycle: string; unit: string; bundle: string }>;

/**
 * Reads a bundle's archive anew.
 * @throws Refusal `bundle-unknown`; `bundle-not-uploaded`; `bundle-not-accepted` with what is wrong with the archive or its
 *   list; `bundle-too-large` with more files than a bundle may have
 */
export async function readBundle(deps: BundleDeps, place: Place): Promise<ReadBundle> {
  const bundle = (await load.evidenceBundle(deps.store, place)).value;
  const opened = deps.openArchive(await bytesOf(deps.imports, place));
  if (!opened.ok) throw notAccepted(bundle, opened.reasons);
  if (opened.files.length > bundleLimits.files)
    throw refuse.tooLarge('bundle-too-large', { files: opened.files.length, most: bundleLimits.files });

  const files: BundleFile[] = [];
  const byContent = new Map<string, ArchivedFile>();
  let list: BundleList | null = null;
  for (const file of opened.files) {
    const bytes = file.bytes();
    if (bytes === null) throw notAccepted(bundle, [{ code: 'damaged', params: {} }]);
    const sha256 = sha256Hex(bytes);
    files.push({ path: file.path, size: file.size, sha256, contentType: null });
    byContent.set(sha256, file);
    if (isListName(plainPath(file.path))) list = await readList(deps, bundle, bytes);
  }
  return { bundle, byContent, state: await bundleState(deps.store, place, bundle.id, files, list) };
}

async function bytesOf(files: Files, place: Place): Promise<Uint8Array> {
  try {
    return await files.read(storageKeys.evidenceBundle(place));
  } catch (error) {
    if (error instanceof FileMissing) throw refuse.wrongState('bundle-not-uploaded');
    throw error;
  }
}

async function readList(
  { readRegisterFile }: BundleDeps,
  bundle: EvidenceBundle,
  bytes: Uint8Array,
): Promise<BundleList> {
  const read = await readRegisterFile(bytes);
  if (!read.ok) {
    const { zh, en } = importFindingText(read.fault);
    throw refuse.invalid('bundle-not-accepted', { name: bundle.file.name }, [
      { pointer: '', code: read.fault.code, message: `${zh} / ${en}` },
    ]);
  }
  // A list without headings that we know says nothing of any file; that is told rather than guessed.
  return readBundleList(read.file) ?? { files: [], faults: [bundleFault('row-without-file', { row: 1 })] };
}

function notAccepted(bundle: EvidenceBundle, reasons: readonly QuarantineReason[]) {
  return refuse.invalid(
    'bundle-not-accepted',
    { name: bundle.file.name },
    reasons.map((reason) => {
      const { zh, en } = quarantineText(reason);
      return { pointer: '', code: reason.code, message: `${zh} / ${en}` };
    }),
  );
}
