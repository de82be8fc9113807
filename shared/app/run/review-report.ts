import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { refuse } from '../../domain/errors.ts';
import { requireActive, requireSecondReader, type Run } from '../../domain/run/run.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';
import { currentStep, readProgress } from './progress.ts';
import { runView } from './run-view.ts';

/** An admin notes that they have read the report, once it waits for its signature. The first one counts; again finds it done. */
export function reviewReport(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'reviewReport'> {
  return async ({ member, params, body }) => {
    const before = await load.run(deps.store, params);
    const active = requireActive(before.value);
    if (active.review?.by === member.subject) return runView(deps.store, active);
    if (
      active.review !== null ||
      active.stopped !== null ||
      currentStep(await readProgress(deps.store, params), active.kind) !== 'sign-off'
    )
      throw refuse.wrongState('run-wrong-state', { status: active.review === null ? 'active' : 'reviewed' });

    requireSecondReader(active, member.subject);
    const at = await deps.clock.now();
    const run: Run = { ...active, review: { by: member.subject, at, comment: body.comment } };
    await deps.store.commit({
      stream: streams.runs(params.cycle),
      writes: [replace(collections.runs, params, before, run)],
      audit: {
        at,
        actor: member.subject,
        action: 'run.review',
        subject: `run:${run.id}`,
        details: {},
      },
    });
    return runView(deps.store, run);
  };
}
