import { storageKeys } from '../../contracts/storage-keys.ts';
import { requireOpenWindow } from '../../domain/cycle/cycle.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import type { Clock, EvidenceLinks, Files } from '../../ports/services.ts';
import type { UseCase } from '../use-case.ts';
import { bundlePlanView } from './bundle-plan.ts';
import { bundleView } from './check-evidence-bundle.ts';
import { makePieces } from './make-pieces.ts';
import { readBundle, type BundleDeps } from './read-bundle.ts';

/** One call moves this much; with reading and unpacking it stays well below the 25 s that the function has. */
const bytesPerCall = 62_914_560;
/** Each file is a request of its own, some 50 ms. */
const filesPerCall = 100;

/**
 * Makes the pieces that a bundle holds and puts its files where uploads lie; from there they are inspected like any other.
 * Whatever interrupts it, the same call again goes on: pieces are made once, and files that have been looked at stay.
 */
export function handInEvidenceBundle(
  deps: BundleDeps & Readonly<{ clock: Clock; links: EvidenceLinks; evidenceFiles: Files }>,
): UseCase<'handInEvidenceBundle'> {
  return async ({ member, params }) => {
    requireUnitStaff(member, params.unit);
    const { bundle, state, byContent } = await readBundle(deps, params);
    requireOpenWindow(state.cycle, await deps.clock.now());
    const pieces = await makePieces(deps, member, { cycle: params.cycle, unit: params.unit }, state.pieces);

    const awaited = pieces.flatMap(({ made }) =>
      (made?.files ?? []).flatMap((file) =>
        made !== null && file.status === 'requested' ? [{ made, file }] : [],
      ),
    );
    const moved = await move();
    return {
      bundle: bundleView(bundle),
      ...bundlePlanView({ ...state, pieces }),
      left: awaited.length - moved,
    };

    async function move(): Promise<number> {
      let [files, bytes] = [0, 0];
      for (const { made, file } of awaited) {
        const { sha256, size, contentType } = file.declared;
        if (files > 0 && (files === filesPerCall || bytes + size > bytesPerCall)) break;
        const content = byContent.get(sha256)?.bytes() ?? null;
        // A piece of this bundle has no file but those that were just read from it.
        if (content === null) throw new RangeError(`the bundle has no file of the content ${sha256}`);
        const key = storageKeys.evidenceFile({ ...params, evidence: made.id, file: file.id });
        await deps.evidenceFiles.write(key, content, contentType);
        files += 1;
        bytes += size;
      }
      return files;
    }
  };
}
