import type { Deduction } from '../assessment/deduction.ts';
import type { Duty } from './duty.ts';

/** A unit that was told of a deduction may reply by a day; one that keeps silent accepts it. */
export function replyDuty(of: Deduction, bodyName: string): Duty[] {
  if (of.status !== 'told') return [];
  return [
    {
      kind: 'deduction-reply',
      id: of.id,
      addressee: { kind: 'unit', unit: of.unit },
      dueOn: of.replyBy,
      facts: { body: bodyName, item: of.item, points: of.points },
    },
  ];
}

/** A body owes every reply an answer: by the day on which the unit's days end, so that handing in is not held up. */
export function answerDuty(of: Deduction, unitName: string): Duty[] {
  if (of.status !== 'replied') return [];
  return [
    {
      kind: 'deduction-answer',
      id: of.id,
      addressee: { kind: 'body', body: of.body },
      dueOn: of.replyBy,
      facts: { unit: unitName, item: of.item, points: of.points },
    },
  ];
}
