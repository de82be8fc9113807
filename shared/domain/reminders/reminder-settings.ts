import * as z from 'zod/mini';

/** Kinds of things that somebody has to do by a day. */
export const dutyKinds = [
  'contacts',
  'evidence-returned',
  'evidence-missing',
  'register',
  'request',
  'deduction-reply',
  'deduction-answer',
  'hand-in',
  'confirmation',
] as const;
export const dutyKind = z.enum(dutyKinds);
export type DutyKind = z.infer<typeof dutyKind>;

const days = z.int().check(z.minimum(0), z.maximum(60));

/** What the county office settles about reminders in a year. */
export const reminderSettings = z.strictObject({
  /** Whether anything is sent at all. */
  active: z.boolean(),
  /** So many days before the due date a duty counts as due soon; 0: only on the day itself. */
  soonDays: z.strictObject({
    contacts: days,
    'evidence-returned': days,
    'evidence-missing': days,
    register: days,
    request: days,
    'deduction-reply': z._default(days, 2),
    'deduction-answer': z._default(days, 2),
    'hand-in': days,
    confirmation: z._default(days, 10),
  }),
  /** So many days before its end lead bodies are reminded of their hand-in once more; 0: not before the day itself. */
  handInNearDays: z._default(days, 1),
  /** Days that a unit has for mending what was returned. */
  mendDays: z.int().check(z.minimum(1), z.maximum(90)),
  /** Hours of the day, in Asia/Shanghai, from and until which anything is sent; the rest of the day is quiet. */
  hours: z
    .strictObject({
      from: z.int().check(z.minimum(0), z.maximum(23)),
      until: z.int().check(z.minimum(1), z.maximum(24)),
    })
    .check(
      z.refine(({ from, until }) => from < until, {
        path: ['until'],
        error: '结束时间须晚于开始时间 / the end must be after the beginning',
      }),
    ),
  /** The weekday (1 Monday to 7 Sunday) of the weekly digest; null: no digest. */
  digestOn: z.nullable(z.int().check(z.minimum(1), z.maximum(7))),
});
export type ReminderSettings = z.infer<typeof reminderSettings>;

/** Until the county office says otherwise. */
export const defaultReminderSettings: ReminderSettings = {
  active: true,
  soonDays: {
    contacts: 7,
    'evidence-returned': 3,
    'evidence-missing': 30,
    register: 7,
    // Working days make a request's days unlike each other: seven days are five working days, or three in a holiday week.
    request: 7,
    'deduction-reply': 2,
    'deduction-answer': 2,
    'hand-in': 3,
    confirmation: 10,
  },
  handInNearDays: 1,
  mendDays: 10,
  hours: { from: 8, until: 18 },
  digestOn: 1,
};

/** When a kind of duty comes near: the hand-in is said once more than the others, since a whole county waits for it. */
export function stageDaysOf(
  settings: ReminderSettings,
  kind: DutyKind,
): Readonly<{ soon: number; near: number }> {
  return { soon: settings.soonDays[kind], near: kind === 'hand-in' ? settings.handInNearDays : 0 };
}
