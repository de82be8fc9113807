import { makeCustodyPackage, type MakeCustodyDeps } from '../../shared/app/custody/make-custody-package.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { objectCreatedFunction } from '../middleware/event.ts';

/** Packs a year's whole record when an order for it comes. */
export function createHandler(deps: RecordsDeps & MakeCustodyDeps) {
  return objectCreatedFunction(
    deps,
    makeCustodyPackage(deps, () => new Date()),
  );
}
