import { withdrawDeduction as takeBack } from '../../domain/assessment/deduction-life.ts';
import { requireBody, requireNotOwnUnit } from '../../domain/people/member.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { changeDeduction, type DeductionDeps } from './change-deduction.ts';
import { deductionView } from './deduction-view.ts';

/** A body takes a deduction back before it hands in, saying why. Doing it again finds it done. */
export function withdrawDeduction(deps: DeductionDeps): UseCase<'withdrawDeduction'> {
  return async ({ member, params, body }) => {
    requireBody(member, params.body);
    requireNotOwnUnit(member, (await load.deduction(deps.store, params)).value.unit);
    return deductionView(
      await changeDeduction(deps, params, member.subject, 'deduction.withdraw', (of, at) =>
        of.status === 'withdrawn' ? of : takeBack(of, body.reason, at),
      ),
    );
  };
}
