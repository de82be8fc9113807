import { answerReply } from '../../domain/assessment/deduction-life.ts';
import { requireBody, requireNotOwnUnit } from '../../domain/people/member.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { changeDeduction, type DeductionDeps } from './change-deduction.ts';
import { deductionView } from './deduction-view.ts';

/** A body answers a unit's reply: it keeps the deduction or takes less, with its reason. The same answer again finds it done. */
export function answerDeductionReply(deps: DeductionDeps): UseCase<'answerDeductionReply'> {
  return async ({ member, params, body }) => {
    requireBody(member, params.body);
    requireNotOwnUnit(member, (await load.deduction(deps.store, params)).value.unit);
    return deductionView(
      await changeDeduction(deps, params, member.subject, 'deduction.answer', (of, at) =>
        of.status === 'answered' &&
        of.answer.reason === body.reason &&
        (body.points === null ? of.answer.decision === 'kept' : of.points === body.points)
          ? of
          : answerReply(of, body, at),
      ),
    );
  };
}
