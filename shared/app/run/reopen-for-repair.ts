import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { AuditEntry } from '../../domain/audit/audit-event.ts';
import { requireActive, requireStopped } from '../../domain/run/run.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';

/**
 * An admin opens what a stopped run has closed, so far as it has to be corrected: the books of units, of lead bodies, of the
 * county office. The run closes them again when it goes on from the freeze. What another run has published stays closed.
 */
export function reopenForRepair(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'reopenForRepair'> {
  const { store, clock } = deps;
  return async ({ member, params, body }) => {
    const { cycle, run } = params;
    requireStopped(requireActive((await load.run(store, params)).value));
    for (const unit of body.units) await load.unit(store, cycle, unit);
    for (const each of body.bodies) await load.body(store, cycle, each);
    const at = await clock.now();
    const audit: AuditEntry = {
      at,
      actor: member.subject,
      action: 'stream.reopen-for-repair',
      subject: `run:${run}`,
      details: {},
    };
    const wanted = [
      ...(body.office ? [streams.office(cycle)] : []),
      ...body.bodies.map((each) => streams.body(cycle, each)),
      ...body.units.map((unit) => streams.unit(cycle, unit)),
    ];
    const opened = await fewAtATime(wanted, async (stream) => {
      const head = await store.get(collections.streamHeads, { stream });
      if (head?.value.frozenBy !== run) return 0;
      await store.setFrozen(stream, null, audit);
      return 1;
    });
    return { opened: opened.reduce<number>((total, each) => total + each, 0) };
  };
}
