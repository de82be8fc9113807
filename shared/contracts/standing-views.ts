import * as z from 'zod/mini';
import { confirmationStates } from '../domain/assessment/unit-confirmation.ts';
import { contactsStates } from '../domain/contacts/contacts-states.ts';
import { unitClass } from '../domain/cycle/cycle.ts';
import { dutyKind } from '../domain/reminders/reminder-settings.ts';
import { stage } from '../domain/reminders/duty.ts';
import { itemResult, partResult, unitScore } from '../domain/scoring/result.ts';
import { evidenceStates, gapKinds } from '../domain/standing/standing-kinds.ts';
import { bilingual, day, instant, itemCode, recordId, unitId } from '../domain/values.ts';

/** How far an item's evidence is. */
const evidenceView = z.strictObject({
  state: z.enum(evidenceStates),
  accepted: z.int(),
  waiting: z.int(),
  returned: z.int(),
});

/** Something to do by a day. `stage` is null while there is time enough. */
export const dutyView = z.strictObject({
  kind: dutyKind,
  id: z.string(),
  title: bilingual,
  dueOn: day,
  stage: z.nullable(stage),
});

const registerView = z.strictObject({
  target: z.int(),
  count: z.int(),
  registered: z.int(),
  missing: z.int(),
  atPace: z.nullable(z.int()),
  behind: z.boolean(),
  month: z.nullable(z.strictObject({ month: z.int(), count: z.int(), wanted: z.int(), missing: z.int() })),
  /** Columns without an item in the month of the day. */
  blankColumns: z.array(bilingual),
});

/**
 * Where a unit stands today, on one page: its points as a freeze of this moment would score them, each item with the reason
 * and what would raise it, what is missing, what came back, and what is due.
 */
export const unitStandingView = z.strictObject({
  unit: unitId,
  name: z.string(),
  class: unitClass,
  asOf: day,
  demonstration: z.boolean(),
  total: z.string(),
  /** Full marks of the unit's scheme. */
  full: z.string(),
  parts: z.array(partResult),
  items: z.array(z.extend(itemResult, { evidence: evidenceView })),
  /** What acted on the whole, with the reason. */
  effects: unitScore.shape.effects,
  failed: unitScore.shape.failed,
  register: registerView,
  /** Null where the year asks for no form, and for readers who are not told of contacts. */
  contacts: z.nullable(z.enum(contactsStates)),
  /** Whether the unit's leader stands for the year as it is now. */
  confirmation: z.enum(confirmationStates),
  returned: z.array(
    z.strictObject({
      id: recordId,
      title: z.string(),
      items: z.array(itemCode),
      status: z.string(),
      /** The reviewer's; null for what the inspection set aside, whose files say why themselves. */
      reason: z.nullable(z.string()),
      since: instant,
    }),
  ),
  duties: z.array(dutyView),
  gaps: z.array(z.enum(gapKinds)),
  lastActiveOn: z.nullable(day),
});
export type UnitStandingView = z.infer<typeof unitStandingView>;

/** A unit as a line of the county office's page. */
export const standingLine = z.strictObject({
  unit: unitId,
  order: z.int(),
  name: z.string(),
  class: unitClass,
  total: z.string(),
  full: z.string(),
  /** Codes of items that need evidence and have none. */
  itemsMissing: z.array(itemCode),
  /** Every item of the unit's scheme, for the picture of all units by all items. */
  items: z.array(z.pick(itemResult, { code: true, points: true, maximum: true })),
  returned: z.int(),
  waiting: z.int(),
  due: z.int(),
  overdue: z.int(),
  register: z.pick(registerView, { target: true, count: true, atPace: true, behind: true, month: true }),
  contacts: z.nullable(z.enum(contactsStates)),
  confirmation: z.enum(confirmationStates),
  gaps: z.array(z.enum(gapKinds)),
  lastActiveOn: z.nullable(day),
  /** The item that was asked for; null when none was. */
  item: z.nullable(
    z.extend(z.pick(itemResult, { code: true, points: true, maximum: true, reason: true, raise: true }), {
      evidence: evidenceView,
    }),
  ),
});
export type StandingLine = z.infer<typeof standingLine>;
