import { collections, streams } from '../../contracts/collections.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import { refuse } from '../../domain/errors.ts';
import { manifestFiles, manifestFormat, type Manifest } from '../../domain/integrity/manifest.ts';
import { toCanonicalJson } from '../../domain/scoring/canonical-json.ts';
import type { ArchiveEntry, ArchiveWriter } from '../../ports/archive-writer.ts';
import type { Clock, Files, RunFileLinks } from '../../ports/services.ts';
import type { Signer } from '../../ports/signer.ts';
import type { Store } from '../../ports/store.ts';
import { load } from '../load.ts';
import { sha256Hex } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { custodyFiles, custodyFolders } from './custody-files.ts';
import { custodyReadme } from './custody-readme.ts';

const downloadSeconds = 300;
/** More units than this do not fit into the seconds that a caller waits. */
const mostUnits = 500;

export type CustodyDeps = Readonly<{
  store: Store;
  clock: Clock;
  runs: Files;
  reports: Files;
  signer: Signer;
  runFileLinks: RunFileLinks;
  writeArchive: ArchiveWriter;
}>;

const utf8 = new TextEncoder();

/**
 * Packs a published year's whole record for the city, with a signed manifest of its own, and says where it can be fetched. The
 * same record gives the same package. That it was handed out is written down.
 * @throws Refusal `nothing-published`, `report-withdrawn`, `report-without-manifest`, `package-too-large`
 */
export function makeCustodyPackage(deps: CustodyDeps): UseCase<'makeCustodyPackage'> {
  const { store, clock } = deps;
  return async ({ member, params: { cycle } }) => {
    const { title, demonstration } = (await load.cycle(store, cycle)).value;
    const publication = (await store.get(collections.publications, { cycle }))?.value;
    if (publication === undefined) throw refuse.wrongState('nothing-published');
    if (publication.withdrawn !== null) throw refuse.wrongState('report-withdrawn');
    const published = (await store.get(collections.revisions, publication))?.value;
    if (published === undefined || published.kind === 'withdrawal' || published.manifestSha256 === null)
      throw refuse.wrongState('report-without-manifest');
    const units = (await store.all(collections.units, { cycle })).length;
    if (units > mostUnits) throw refuse.tooLarge('package-too-large', { units, most: mostUnits });

    const found = await custodyFiles(deps, publication);
    const files = [...found, ...beside(found, title, publication.revision)];
    const run = (await load.run(store, { cycle, run: publication.run })).value;
    if (run.status !== 'published') throw new RangeError(`Run ${run.id} of ${cycle} is ${run.status}`);
    const { revision } = publication;
    const sealed = await seal(deps.signer, files, {
      cycle,
      title,
      demonstration,
      revision,
      inputsSha256: run.inputsSha256,
      resultSha256: run.resultSha256,
    });
    const archive = deps.writeArchive(sealed);
    const sha256 = sha256Hex(archive);
    const key = storageKeys.custodyPackage({ cycle, sha256 });
    await deps.runs.write(key, archive, 'application/zip');
    await store.commit({
      stream: streams.custody(cycle),
      writes: [],
      audit: {
        at: await clock.now(),
        actor: member.subject,
        action: 'custody.hand-out',
        subject: `cycle:${cycle}`,
        details: { revision, sha256, files: sealed.length },
      },
    });
    const link = await deps.runFileLinks.download(key, `${cycle}-r${revision}-custody.zip`, downloadSeconds);
    return { ...link, revision, files: sealed.length, size: archive.byteLength, sha256 };
  };
}

/** What a reader needs at the top of the package: what it is, the key, and the program that checks it. */
function beside(found: readonly ArchiveEntry[], title: string, revision: number): readonly ArchiveEntry[] {
  const copied = [manifestFiles.publicKey, 'verify.mjs'].flatMap((path) => {
    const body = found.find((each) => each.path === `${custodyFolders.report}/${path}`)?.body;
    return body === undefined ? [] : [{ path, body }];
  });
  return [...copied, { path: 'README.txt', body: utf8.encode(custodyReadme(title, revision)) }];
}

async function seal(
  signer: Signer,
  files: readonly ArchiveEntry[],
  of: Pick<Manifest, 'cycle' | 'title' | 'demonstration' | 'revision' | 'inputsSha256' | 'resultSha256'>,
): Promise<readonly ArchiveEntry[]> {
  const { algorithm, keyId } = await signer.publicKey();
  const listed = files
    .map(({ path, body }) => ({ path, size: body.byteLength, sha256: sha256Hex(body) }))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
  const rubric = listed.find(({ path }) => path === `${custodyFolders.report}/rubric.json`);
  const manifest: Manifest = {
    format: manifestFormat,
    kind: 'custody',
    ...of,
    supersedes: null,
    rubricSha256: rubric?.sha256 ?? '',
    signed: { algorithm, keyId },
    files: listed,
  };
  const body = utf8.encode(toCanonicalJson(manifest));
  const { signature } = await signer.sign(body);
  const all = [
    ...files,
    { path: manifestFiles.manifest, body },
    { path: manifestFiles.signature, body: Buffer.from(signature, 'base64') },
  ];
  return all.sort((left, right) => (left.path < right.path ? -1 : 1));
}
