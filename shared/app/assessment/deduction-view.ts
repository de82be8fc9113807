import type * as z from 'zod/mini';
import type {
  deductionView as view,
  unitDeductionView as unitView,
} from '../../contracts/deduction-routes.ts';
import type { Deduction } from '../../domain/assessment/deduction.ts';

/** A deduction as its body and the county office see it. */
export function deductionView(of: Deduction): z.input<typeof view> {
  const { id, body, unit, item, points, fact, document, happenedOn, links, recordedAt, status } = of;
  const open = of.status === 'told' || of.status === 'replied' || of.status === 'answered';
  return {
    ...{ id, body, unit, item, points, fact, document, happenedOn, links, recordedAt, status },
    toldAt: of.status === 'draft' ? null : of.toldAt,
    replyBy: open ? of.replyBy : null,
    reply: of.status === 'replied' || of.status === 'answered' || of.status === 'withdrawn' ? of.reply : null,
    answer: of.status === 'answered' || of.status === 'withdrawn' ? of.answer : null,
    reason: of.status === 'withdrawn' ? of.reason : null,
  };
}

/** As its unit sees it: never a draft. */
export function unitDeductionView(of: Deduction): z.input<typeof unitView> {
  const { recordedAt: _, status, ...shown } = deductionView(of);
  if (status === 'draft') throw new RangeError(`Deduction ${of.id} is a draft, which no unit sees`);
  return { ...shown, status };
}
