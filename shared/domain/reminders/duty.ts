import * as z from 'zod/mini';
import { daysBetween } from '../calendar.ts';
import { bodyId, day, unitId, type Day } from '../values.ts';
import { dutyKind, type DutyKind } from './reminder-settings.ts';

/** Who has to do something: the staff of a unit, or those who act for a lead body. */
export const addressee = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unit'), unit: unitId }),
  z.strictObject({ kind: z.literal('body'), body: bodyId }),
]);
export type Addressee = z.infer<typeof addressee>;

/** An addressee in one word, for keys: `unit:002`. */
export function addresseeKey(of: Addressee): string {
  return of.kind === 'unit' ? `unit:${of.unit}` : `body:${of.body}`;
}

/** Something that has to be done by a day. What is done, or nobody's any more, is no duty: it is simply not there. */
export const duty = z.strictObject({
  kind: dutyKind,
  /** What is due: unique among the addressee's duties of its kind in a year. */
  id: z.string().check(z.regex(/^[0-9a-z-]{1,40}$/)),
  addressee,
  dueOn: day,
  /** What its sentences are filled with: titles, codes, numbers and days, never a person. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Duty = z.infer<typeof duty>;

/** How near a duty is. A stage is a state of the day, not a moment: whoever looks later finds the stage of that day. */
export const stages = ['soon', 'near', 'today', 'overdue'] as const;
export const stage = z.enum(stages);
export type Stage = z.infer<typeof stage>;

/** From so many days before the due date a duty is due soon, and near; 0: never before the day itself. */
export type StageDays = Readonly<{ soon: number; near: number }>;

/** The stage of a due date on a day; null while there is time enough. */
export function stageOf(dueOn: Day, today: Day, { soon, near }: StageDays): Stage | null {
  const left = daysBetween(today, dueOn);
  if (left < 0) return 'overdue';
  if (left === 0) return 'today';
  if (left <= near) return 'near';
  return left <= soon ? 'soon' : null;
}

/** Soonest due first; on one day in the order of the kinds. */
export function byDueDate(kinds: readonly DutyKind[]): (left: Duty, right: Duty) => number {
  return (left, right) => {
    if (left.dueOn !== right.dueOn) return left.dueOn < right.dueOn ? -1 : 1;
    const order = kinds.indexOf(left.kind) - kinds.indexOf(right.kind);
    return order !== 0 ? order : left.id < right.id ? -1 : 1;
  };
}
