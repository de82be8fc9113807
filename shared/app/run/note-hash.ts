import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { AuditKind } from '../../domain/audit/audit-kinds.ts';
import { requireActive, type ActiveRun, type Run } from '../../domain/run/run.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { replace } from '../writes.ts';

/** Writes a hash into the run's record; one that is there already is done. */
export async function noteHash(
  deps: Readonly<{ store: Store; clock: Clock }>,
  place: Readonly<{ cycle: string; run: string }>,
  action: AuditKind,
  hash: Partial<Pick<ActiveRun, 'inputsSha256' | 'resultSha256'>>,
): Promise<void> {
  const before = await load.run(deps.store, place);
  const run: Run = { ...requireActive(before.value), ...hash };
  if (JSON.stringify(run) === JSON.stringify(before.value)) return;
  await deps.store.commit({
    stream: streams.runs(place.cycle),
    writes: [replace(collections.runs, place, before, run)],
    audit: {
      at: await deps.clock.now(),
      actor: 'system:year-end',
      action,
      subject: `run:${place.run}`,
      details: hash,
    },
  });
}
