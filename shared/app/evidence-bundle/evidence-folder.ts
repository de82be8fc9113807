import { requireOpenWindow } from '../../domain/cycle/cycle.ts';
import type { BundleFile } from '../../domain/evidence-bundle/plan-bundle.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import type { Clock, EvidenceLinks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { uploadLinks } from '../evidence/upload-links.ts';
import type { Call, UseCase } from '../use-case.ts';
import { bundlePlanView, bundleState } from './bundle-plan.ts';
import { makePieces } from './make-pieces.ts';

/** What would come of a folder's files. Nothing is changed, and nothing has been sent but their names, sizes and hashes. */
export function checkEvidenceFolder(deps: Readonly<{ store: Store }>): UseCase<'checkEvidenceFolder'> {
  return async ({ member, params, body }) => {
    requireUnitStaff(member, params.unit);
    return bundlePlanView(await bundleState(deps.store, params, '', filesOf(body), null));
  };
}

/** Makes the pieces of a folder and gives a link for each file that is awaited. The same call again gives fresh links. */
export function handInEvidenceFolder(
  deps: Readonly<{ store: Store; clock: Clock; links: EvidenceLinks }>,
): UseCase<'handInEvidenceFolder'> {
  return async ({ member, key, params, body }) => {
    requireUnitStaff(member, params.unit);
    const state = await bundleState(deps.store, params, key, filesOf(body), null);
    requireOpenWindow(state.cycle, await deps.clock.now());
    const pieces = await makePieces(deps, member, params, state.pieces);
    const links = await Promise.all(
      pieces.map(async ({ planned, made }) => {
        if (made === null) return [];
        const { linkSeconds } = state.cycle.settings.evidence;
        return (await uploadLinks(deps.links, made, linkSeconds)).map((link) => ({
          ...link,
          evidence: made.id,
          path: pathOf(planned, made.files.find((file) => file.id === link.file)?.declared),
        }));
      }),
    );
    return { ...bundlePlanView({ ...state, pieces }), links: links.flat() };
  };
}

/** A browser says nothing of a kind of file that its computer does not know, as with OFD: then it is the one of the name. */
function filesOf({ files }: Call<'checkEvidenceFolder'>['body']): readonly BundleFile[] {
  return files.map((file) => ({ ...file, contentType: file.contentType === '' ? null : file.contentType }));
}

/** Two files of a piece may have one name in two folders: their content tells them apart. */
function pathOf(
  planned: Readonly<{
    files: readonly Readonly<{ path: string; declared: { name: string; sha256: string } }>[];
  }>,
  declared: Readonly<{ name: string; sha256: string }> | undefined,
): string {
  const found = planned.files.find(
    (file) => file.declared.name === declared?.name && file.declared.sha256 === declared.sha256,
  );
  return found?.path ?? '';
}
