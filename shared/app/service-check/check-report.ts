import { createPublicKey, verify } from 'node:crypto';
import * as collections from '../../contracts/collections.ts';
import { manifestFiles } from '../../domain/integrity/manifest.ts';
import type { Publication } from '../../domain/run/run.ts';
import type { ServiceChecked } from '../../domain/service-check/service-faults.ts';
import type { Store } from '../../ports/store.ts';
import type { Web } from '../../ports/web.ts';
import { checkFiles, type CheckTools } from '../../verify/check-files.ts';
import { sha256Hex } from '../new-id.ts';

/** Of a report's files these are fetched and hashed: the page that readers begin with, and the result. `verify.mjs` checks all. */
const lookedAt: readonly string[] = ['index.html', 'result.json'];

export type ReportCheckDeps = Readonly<{
  store: Store;
  web: Web;
  /** Where readers find the installation, without a slash at its end. */
  address: string;
}>;

/**
 * Reads the newest published report as readers do, by its address: the manifest must be the one that was published, its signature must
 * hold, and the files that are looked at must be as they were signed.
 */
export function checkReport({ store, web, address }: ReportCheckDeps) {
  return async (): Promise<Omit<ServiceChecked, 'upload'>> => {
    const newest = await newestOf(store);
    if (newest === null) return { report: 'none', cycle: null, file: null };
    const { cycle, revision } = newest;
    const read: CheckTools['read'] = (path) => web.get(`${address}/reports/${cycle}/${path}?original`);
    const published = (await store.get(collections.revisions, { cycle, revision }))?.value;
    const named =
      published === undefined || published.kind === 'withdrawal' ? null : published.manifestSha256;
    const manifest = await read(manifestFiles.manifest);
    if (manifest !== null && named !== null && sha256Hex(manifest) !== named)
      return { report: 'other-manifest', cycle, file: manifestFiles.manifest };
    const { faults } = await checkFiles(
      { read, list: null, sha256: (bytes) => Promise.resolve(sha256Hex(bytes)), verifies },
      null,
      undefined,
      (path) => lookedAt.includes(path),
    );
    const [fault] = faults;
    if (fault !== undefined) return { report: 'not-as-signed', cycle, file: fault.path };
    return { report: 'works', cycle, file: null };
  };
}

/** What was published last and is still shown. */
async function newestOf(store: Store): Promise<Publication | null> {
  const all = await store.all(collections.publications, {});
  const shown = all.map(({ value }) => value).filter(({ withdrawn }) => withdrawn === null);
  return shown.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0] ?? null;
}

const verifies: CheckTools['verifies'] = (spki, signature, bytes) =>
  // A key that cannot be read is a signature that does not hold, which the check says.
  new Promise((resolve) => {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    resolve(verify('sha256', bytes, key, signature));
  });
