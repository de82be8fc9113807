import { headScopes, signHeads } from '../../shared/app/audit/sign-heads.ts';
import type { HeadsArchive } from '../../shared/ports/heads-archive.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { Signer } from '../../shared/ports/signer.ts';
import type { Store } from '../../shared/ports/store.ts';
import { scheduledFunction } from '../middleware/event.ts';

/** Signs what came into the audit chains since the last time. Goes by real time: a rehearsal's date moves no proof. */
export function createHandler(
  deps: Readonly<{ log: Log; store: Store; signer: Signer; heads: HeadsArchive }>,
) {
  const sign = signHeads(deps);
  return scheduledFunction(deps, async () => ({ ...(await sign(headScopes(new Date()), () => new Date())) }));
}
