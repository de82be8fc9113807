import * as z from 'zod/mini';
import { registerColumn } from '../domain/cycle/cycle.ts';
import { linkSight } from '../domain/link-check/link-check.ts';
import { notCountedReasons } from '../domain/register/count-register.ts';
import { registerRow, registerRowVersion } from '../domain/register/register-row.ts';
import { bilingual, day, instant, itemCode, recordId, unitId } from '../domain/values.ts';

/** What a caller sees of a unit's register. */

export const registerRowView = registerRow;

/** What a row said before, earliest first. Who corrected it is told to the unit's own staff and the county office. */
export const registerRowHistoryView = z.strictObject({
  row: registerRowView,
  earlier: z.array(
    z.extend(z.pick(registerRowVersion, { entry: true, since: true, until: true }), {
      correctedBy: z.nullable(z.string()),
    }),
  ),
});

export const registerCountView = z.strictObject({
  target: z.int(),
  count: z.int(),
  registered: z.int(),
  notCounted: z.record(z.enum(notCountedReasons), z.int()),
  months: z.array(z.int()).check(z.length(12)),
  columns: z.record(
    z.string(),
    z.strictObject({ count: z.int(), months: z.array(z.int()).check(z.length(12)), late: z.int() }),
  ),
});

/** How a unit's register stands today: counts, pace, columns, points. */
export const registerStandingView = z.strictObject({
  asOf: day,
  target: z.int(),
  count: z.int(),
  /** How many items the year still needs. */
  missing: z.int(),
  /** What the year comes to if it goes on as it has so far; null before it has begun. */
  atPace: z.nullable(z.int()),
  /** This month's share of what the year still needs; null outside the year. */
  month: z.nullable(
    z.strictObject({
      month: z.int().check(z.minimum(1), z.maximum(12)),
      count: z.int(),
      wanted: z.int(),
      missing: z.int(),
    }),
  ),
  registered: z.int(),
  notCounted: z.record(z.enum(notCountedReasons), z.int()),
  columns: z.array(
    z.strictObject({
      id: z.string(),
      label: bilingual,
      timeLimit: registerColumn.shape.timeLimit,
      count: z.int(),
      months: z.array(z.int()).check(z.length(12)),
      /** How often the column's time limit was kept and broken: items, or for a monthly limit months. */
      limit: z.strictObject({ kept: z.int(), broken: z.int() }),
      /** Months that have passed without an item. */
      blankMonths: z.array(z.int().check(z.minimum(1), z.maximum(12))),
      blankThisMonth: z.boolean(),
    }),
  ),
  /** For the rubric's item that counts the register; null when there is none. */
  points: z.nullable(
    z.strictObject({
      item: itemCode,
      now: z.string(),
      atPace: z.nullable(z.string()),
      atTarget: z.string(),
    }),
  ),
});

/** A row that does not count toward the target, and why. */
export const notCountedRowView = z.strictObject({
  row: recordId,
  title: z.string(),
  column: z.string(),
  publishedOn: day,
  reviewedOn: z.nullable(day),
  reason: z.enum(notCountedReasons),
  /** The counted row that it repeats. */
  duplicateOf: z.nullable(
    z.strictObject({ row: recordId, title: z.string(), publishedOn: day, url: z.nullable(z.string()) }),
  ),
});

/** Which domains' links are looked at; none: the check is off. A round may take several nights. */
export const linkCheckView = z.strictObject({
  domains: z.array(z.string()),
  roundStartedAt: z.nullable(instant),
  roundEndedAt: z.nullable(instant),
});

/** A link that was not fine when it was last looked at. */
export const linkFindingView = z.strictObject({
  row: recordId,
  title: z.string(),
  publishedOn: day,
  url: z.string(),
  ...linkSight.shape,
  since: instant,
  times: z.int(),
  checkedAt: instant,
  message: bilingual,
});

export const linkFindingCountView = z.strictObject({
  unit: unitId,
  name: z.string(),
  dead: z.int(),
  titles: z.int(),
});
