import type { EvidenceBundle } from '../../domain/evidence-bundle/evidence-bundle.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import type { UseCase } from '../use-case.ts';
import { bundlePlanView } from './bundle-plan.ts';
import { readBundle, type BundleDeps } from './read-bundle.ts';

/** The dry run of a bundle: what handing it in would make of each of its files. Changes nothing. */
export function checkEvidenceBundle(deps: BundleDeps): UseCase<'checkEvidenceBundle'> {
  return async ({ member, params }) => {
    requireUnitStaff(member, params.unit);
    const { bundle, state } = await readBundle(deps, params);
    return { bundle: bundleView(bundle), ...bundlePlanView(state) };
  };
}

/** A bundle's record as its unit sees it. */
export function bundleView({ unit, id, file, requestedAt }: EvidenceBundle) {
  return { unit, id, file, requestedAt };
}
