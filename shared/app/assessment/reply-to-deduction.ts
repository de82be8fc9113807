import { replyToDeduction as reply } from '../../domain/assessment/deduction-life.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { refuse } from '../../domain/errors.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { changeDeduction, type DeductionDeps } from './change-deduction.ts';
import { unitDeductionView } from './deduction-view.ts';

/** A unit replies to a deduction it was told of, with its reasons and pieces of its own evidence. */
export function replyToDeduction(deps: DeductionDeps): UseCase<'replyToDeduction'> {
  return async ({ member, params, body }) => {
    const { cycle, unit, body: leadBody, deduction } = params;
    requireUnitStaff(member, unit);
    const place = { cycle, body: leadBody, deduction };
    const found = (await load.deduction(deps.store, place)).value;
    // A draft is nobody's but the body's: for a unit it is not there, as another unit's is not.
    if (found.unit !== unit || found.status === 'draft')
      throw refuse.missing('deduction-unknown', { deduction });
    for (const evidence of body.evidence) await load.evidence(deps.store, { cycle, unit, evidence });
    const value = await changeDeduction(deps, place, member.subject, 'deduction.reply', (of, at) =>
      sameReply(of, body) ? of : reply(of, { ...body, at }, shanghaiDay(at)),
    );
    return unitDeductionView(value);
  };
}

function sameReply(
  of: Parameters<typeof reply>[0],
  body: Readonly<{ text: string; evidence: readonly string[] }>,
): boolean {
  return (
    of.status === 'replied' &&
    of.reply.text === body.text &&
    of.reply.evidence.join() === body.evidence.join()
  );
}
