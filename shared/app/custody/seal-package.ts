import { manifestFiles, manifestFormat, type Manifest } from '../../domain/integrity/manifest.ts';
import { pemOf } from '../../domain/integrity/pem.ts';
import { toCanonicalJson } from '../../domain/scoring/canonical-json.ts';
import type { ArchiveEntry } from '../../ports/archive-writer.ts';
import type { Signer } from '../../ports/signer.ts';
import { sha256Hex } from '../new-id.ts';
import { custodyFolders } from './custody-folders.ts';
import { custodyReadme } from './custody-readme.ts';

export type ToPack = Pick<
  Manifest,
  'cycle' | 'title' | 'demonstration' | 'revision' | 'inputsSha256' | 'resultSha256'
>;

const utf8 = new TextEncoder();

/**
 * Hands a package's files on as they come and adds what a reader needs at its top: what it is, the key, the program that checks it, and
 * the signed list of all.
 * @param program the text of verify.mjs
 * @param counted told at the end how many files there are
 */
export async function* sealPackage(
  signer: Signer,
  files: AsyncIterable<ArchiveEntry>,
  of: ToPack,
  program: string,
  counted: (files: number) => void,
): AsyncGenerator<ArchiveEntry, void, undefined> {
  const { algorithm, keyId, spki } = await signer.publicKey();
  const listed: Manifest['files'][number][] = [];
  const list = (entry: ArchiveEntry) => {
    listed.push({ path: entry.path, size: entry.body.byteLength, sha256: sha256Hex(entry.body) });
    return entry;
  };
  for await (const file of files) yield list(file);
  yield list({ path: 'verify.mjs', body: utf8.encode(program) });
  yield list({ path: 'README.txt', body: utf8.encode(custodyReadme(of.title, of.revision, keyId)) });
  const rubric = listed.find(({ path }) => path === `${custodyFolders.report}/rubric.json`);
  const manifest: Manifest = {
    format: manifestFormat,
    kind: 'custody',
    ...of,
    supersedes: null,
    rubricSha256: rubric?.sha256 ?? '',
    signed: { algorithm, keyId },
    files: listed.toSorted((left, right) => (left.path < right.path ? -1 : 1)),
  };
  const body = utf8.encode(toCanonicalJson(manifest));
  const { signature } = await signer.sign(body);
  yield { path: manifestFiles.publicKey, body: utf8.encode(pemOf(spki)) };
  yield { path: manifestFiles.manifest, body };
  yield { path: manifestFiles.signature, body: Buffer.from(signature, 'base64') };
  counted(listed.length + 3);
}
