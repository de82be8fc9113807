import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { refuse } from '../../domain/errors.ts';
import {
  requireActive,
  requireFourEyes,
  requireStepBefore,
  type Run,
  type SignOff,
} from '../../domain/run/run.ts';
import type { Clock, TaskCallbacks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';
import { answerSignOff } from './answer-sign-off.ts';
import { currentStep, readProgress } from './progress.ts';
import { runView } from './run-view.ts';

/**
 * The county office signs the report off or returns it, once the run has come to that point. Whoever started the run does
 * not sign it. Saying the same again finds it done.
 */
export function signOff(
  deps: Readonly<{ store: Store; clock: Clock; callbacks: TaskCallbacks }>,
): UseCase<'signOff'> {
  return async ({ member, params, body }) => {
    const before = await load.run(deps.store, params);
    if (saidBefore(before.value, member.subject, body)) {
      await answerSignOff(deps, params);
      return runView(deps.store, before.value);
    }
    const active = requireActive(before.value);
    if (
      active.signOff !== null ||
      active.stopped !== null ||
      currentStep(await readProgress(deps.store, params), active.kind) !== 'sign-off'
    ) {
      throw refuse.wrongState('run-wrong-state', { status: active.signOff === null ? 'active' : 'signed' });
    }
    if (body.decision === 'approve') requireFourEyes(active, member.subject);
    else if (body.to !== 'end') requireStepBefore(active, body.to, 'sign-off');

    const at = await deps.clock.now();
    const run: Run = { ...active, signOff: { by: member.subject, at, said: body } };
    await deps.store.commit({
      stream: streams.runs(params.cycle),
      writes: [replace(collections.runs, params, before, run)],
      audit: {
        at,
        actor: member.subject,
        action: 'run.sign-off',
        subject: `run:${run.id}`,
        details: { decision: body.decision },
      },
    });
    await answerSignOff(deps, params);
    return runView(deps.store, run);
  };
}

/** Whether this is what the member said already, also once the run has gone on or ended by it. */
function saidBefore(run: Run, by: string, said: SignOff): boolean {
  switch (run.status) {
    case 'active':
      return run.signOff?.by === by && fingerprintOf(run.signOff.said) === fingerprintOf(said);
    case 'published':
      return run.signedBy === by && said.decision === 'approve';
    case 'returned':
      return run.comment === said.comment && said.decision === 'return';
    case 'failed':
      return false;
  }
}
