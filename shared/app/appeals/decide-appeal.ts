import { decideAppeal as decide } from '../../domain/appeals/appeal.ts';
import { requireNotOwnUnit } from '../../domain/people/member.ts';
import type { UseCase } from '../use-case.ts';
import { appealView } from './appeal-view.ts';
import { changeAppeal, type ChangeDeps } from './change-appeal.ts';

/** A second person decides: never who answered, and never about their own unit. The same decision again finds it done. */
export function decideAppeal(deps: ChangeDeps): UseCase<'decideAppeal'> {
  return async ({ member, params, body }) => {
    requireNotOwnUnit(member, params.unit);
    return appealView(
      deps.store,
      await changeAppeal(deps, params, member.subject, 'appeal.decide', (of, at) =>
        of.status === 'decided' &&
        of.decision.by === member.subject &&
        of.decision.outcome === body.outcome &&
        of.decision.reason === body.reason &&
        of.decision.points === body.points
          ? of
          : decide(of, body, member.subject, at),
      ),
    );
  };
}
