import { correctDeduction as correct } from '../../domain/assessment/deduction-life.ts';
import { requireBody, requireNotOwnUnit } from '../../domain/people/member.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { changeDeduction, type DeductionDeps } from './change-deduction.ts';
import { deductionView } from './deduction-view.ts';
import { itemOfEntry } from './record-deduction.ts';

/** A body corrects a draft of its own, also by who it is from. */
export function correctDeduction(deps: DeductionDeps): UseCase<'correctDeduction'> {
  return async ({ member, params, body }) => {
    requireBody(member, params.body);
    requireNotOwnUnit(member, (await load.deduction(deps.store, params)).value.unit);
    const item = await itemOfEntry(deps.store, member, params, body);
    return deductionView(
      await changeDeduction(deps, params, member.subject, 'deduction.correct', (of) => ({
        ...correct(of, body),
        item,
      })),
    );
  };
}
