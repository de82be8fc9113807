import { storageKeys } from '../../contracts/storage-keys.ts';
import { refuse } from '../../domain/errors.ts';
import {
  manifestFiles,
  manifestFormat,
  type Manifest,
  type ManifestFile,
} from '../../domain/integrity/manifest.ts';
import { toCanonicalJson } from '../../domain/scoring/canonical-json.ts';
import type { IntegrityFiles } from '../../ports/integrity-files.ts';
import { FileMissing, type Files } from '../../ports/services.ts';
import type { Signer } from '../../ports/signer.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import { sha256Hex } from '../new-id.ts';
import { listRendered } from './rendered-files.ts';

export type SealDeps = Readonly<{
  runs: Files;
  reports: Files;
  signer: Signer;
  integrityFiles: IntegrityFiles;
}>;

/** What is sealed, and what the run's record says of it. */
export type ToSeal = Readonly<{
  cycle: string;
  run: string;
  kind: 'year-end' | 're-evaluation';
  title: string;
  demonstration: boolean;
  revision: number;
  supersedes: Manifest['supersedes'];
  inputsSha256: string;
  resultSha256: string;
}>;

/**
 * Holds every file of a report against what was rendered, puts what is needed for checking beside them, and writes the
 * manifest of them all with its signature. Doing it again writes the same bytes.
 * @returns the manifest's SHA-256
 * @throws Refusal `report-file-altered` naming the first file that is missing or no longer what was rendered
 */
export async function sealReport(deps: SealDeps, of: ToSeal): Promise<string> {
  const rendered = await listRendered(deps.runs, of);
  await fewAtATime(rendered, (file) => requireUnaltered(deps.reports, of, file));
  const hashOf = (path: string) => rendered.find((each) => each.path === path)?.sha256 ?? null;
  for (const [path, hash] of [
    ['inputs.json', of.inputsSha256],
    ['result.json', of.resultSha256],
  ] as const) {
    if (hashOf(path) !== hash) throw refuse.wrongState('report-file-altered', { file: path });
  }

  const publicKey = await deps.signer.publicKey();
  const { title, cycle, revision, demonstration } = of;
  const added = await fewAtATime(
    deps.integrityFiles({ title, cycle, revision, demonstration, publicKey }),
    async ({ path, body, contentType }): Promise<ManifestFile> => {
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
      await deps.reports.write(storageKeys.reportFile({ ...of, file: path }), bytes, contentType);
      return { path, size: bytes.byteLength, sha256: sha256Hex(bytes) };
    },
  );
  const manifest: Manifest = {
    format: manifestFormat,
    kind: of.kind,
    cycle,
    title,
    demonstration,
    revision,
    supersedes: of.supersedes,
    inputsSha256: of.inputsSha256,
    rubricSha256: hashOf('rubric.json') ?? '',
    resultSha256: of.resultSha256,
    signed: { algorithm: publicKey.algorithm, keyId: publicKey.keyId },
    files: [...rendered, ...added].sort((left, right) => (left.path < right.path ? -1 : 1)),
  };
  const bytes = new TextEncoder().encode(toCanonicalJson(manifest));
  const { signature } = await deps.signer.sign(bytes);
  const write = (file: string, body: Uint8Array, contentType: string) =>
    deps.reports.write(storageKeys.reportFile({ ...of, file }), body, contentType);
  await write(manifestFiles.signature, Buffer.from(signature, 'base64'), 'application/octet-stream');
  await write(manifestFiles.manifest, bytes, 'application/json');
  return sha256Hex(bytes);
}

async function requireUnaltered(
  reports: Files,
  place: Readonly<{ cycle: string; run: string }>,
  { path, sha256 }: ManifestFile,
): Promise<void> {
  const found = await reports
    .read(storageKeys.reportFile({ ...place, file: path }))
    .catch((error: unknown) => {
      if (error instanceof FileMissing) return null;
      throw error;
    });
  if (found === null || sha256Hex(found) !== sha256)
    throw refuse.wrongState('report-file-altered', { file: path });
}
