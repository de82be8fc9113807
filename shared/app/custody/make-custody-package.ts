import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { parseCustodyOrder, storageKeys } from '../../contracts/storage-keys.ts';
import { custodyLimits, type CustodyPackage } from '../../domain/custody/custody-package.ts';
import { Refusal } from '../../domain/errors.ts';
import type { AuditKind } from '../../domain/audit/audit-kinds.ts';
import type { ArchiveWriter, LargeFiles } from '../../ports/archive-writer.ts';
import type { Clock } from '../../ports/services.ts';
import type { Signer } from '../../ports/signer.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { replace } from '../writes.ts';
import { custodyFiles, type CustodyFilesDeps, type CustodyStep } from './custody-files.ts';
import { publishedReport } from './published-report.ts';
import { sealPackage } from './seal-package.ts';

/** How often progress is noted: people look every few seconds. */
const noteEvery = 2_000;
const day = 86_400_000;

export type MakeCustodyDeps = CustodyFilesDeps &
  Readonly<{
    store: Store;
    clock: Clock;
    signer: Signer;
    writeArchive: ArchiveWriter;
    packages: LargeFiles;
    /** The text of verify.mjs. */
    program: string;
  }>;

/**
 * Packs what an order asks for. The same record gives the same package. An order may come twice or late: what is made stays as it
 * is. What is refused is written down as the package's end; anything else is thrown, so that the order comes again.
 * @param now real time
 * @returns what came of it
 */
export function makeCustodyPackage(deps: MakeCustodyDeps, now: () => Date) {
  const { store } = deps;
  return async (key: string): Promise<string> => {
    const place = parseCustodyOrder(key);
    if (place === null) return 'no-order';
    const before = await store.get(collections.custodyPackages, place);
    if (before === null) return 'unknown';
    if (before.value.status !== 'making') return 'done-before';
    const after = await made(before.value);
    await store.commit({
      stream: streams.custody(place.cycle),
      writes: [replace(collections.custodyPackages, place, before, after)],
      audit: {
        at: await deps.clock.now(),
        actor: 'system:make-custody-package',
        subject: `cycle:${place.cycle}`,
        ...said(after),
      },
    });
    return after.status;
  };

  async function made(of: CustodyPackage): Promise<CustodyPackage> {
    const { cycle, id, revision, evidenceFiles, by, at } = of;
    const asked = { cycle, id, revision, evidenceFiles, by, at };
    try {
      return { ...asked, status: 'ready', ...(await pack(of)) };
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'busy-try-again') throw error;
      return { ...asked, status: 'failed', code: error.code, details: { ...error.details } };
    }
  }

  async function pack(of: CustodyPackage) {
    const { cycle, id, revision, evidenceFiles } = of;
    const { title, demonstration } = (await load.cycle(store, cycle)).value;
    const report = await publishedReport(store, cycle, revision);
    const run = (await load.run(store, { cycle, run: report.run })).value;
    if (run.status !== 'published') throw new RangeError(`Run ${run.id} of ${cycle} is ${run.status}`);
    const { inputsSha256, resultSha256 } = run;

    const found = custodyFiles(deps, report, evidenceFiles, noting({ cycle, id }));
    let files = 0;
    const sealed = sealPackage(
      deps.signer,
      found,
      { cycle, title, demonstration, revision, inputsSha256, resultSha256 },
      deps.program,
      (count) => (files = count),
    );
    const archive = deps.writeArchive(sealed, new Date(report.at));
    const { size, sha256 } = await deps.packages.write(
      storageKeys.custodyPackage({ cycle, id }),
      archive,
      'application/zip',
    );
    return {
      files,
      size,
      sha256,
      expiresAt: new Date(now().getTime() + custodyLimits.days * day).toISOString(),
    };
  }

  /** Writes progress down, now and then; at once that it began. */
  function noting(place: Readonly<{ cycle: string; id: string }>): (step: CustodyStep) => Promise<void> {
    let noted = 0;
    return async ({ done, total }) => {
      const at = now();
      if (at.getTime() - noted < noteEvery && done < total) return;
      noted = at.getTime();
      await store.put(collections.custodyProgress, place, { ...place, done, total, at: at.toISOString() });
    };
  }
}

function said(of: CustodyPackage): {
  action: AuditKind;
  details: Record<string, string | number | boolean>;
} {
  const { revision, evidenceFiles } = of;
  if (of.status !== 'ready')
    return {
      action: 'custody.fail',
      details: { revision, evidenceFiles, problem: of.status === 'failed' ? of.code : of.status },
    };
  const { files, size, sha256 } = of;
  return { action: 'custody.make', details: { revision, evidenceFiles, files, size, sha256 } };
}
