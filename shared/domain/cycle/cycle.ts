import * as z from 'zod/mini';
import { shanghaiDay } from '../calendar.ts';
import { contactsRules } from '../contacts/contacts-rules.ts';
import { refuse } from '../errors.ts';
import { bodyId, cycleId, day, itemCode, line, runId, unitId, type Instant } from '../values.ts';

/** A class of unit; ranks are given over all units and inside each class. */
export const unitClass = z.enum(['department', 'township', 'park', 'community']);
export type UnitClass = z.infer<typeof unitClass>;

/** An evaluated unit (annex 1 of the notice): its place, name, class and target for the year. */
export const unit = z.strictObject({
  cycle: cycleId,
  id: unitId,
  order: z.int().check(z.minimum(1), z.maximum(999_999)),
  name: line,
  class: unitClass,
  /** How many items of government information the unit is to publish in the year. */
  target: z.int().check(z.minimum(0), z.maximum(100_000)),
  /** The unit above this one, where a rubric lets a failure reach it. */
  parent: z._default(z.nullable(unitId), null),
  /** The units of the year before that it has come from, where a reform merged or split them; empty for one that goes on as it was. */
  from: z._default(z.array(unitId), []),
});
export type Unit = z.infer<typeof unit>;

/**
 * A body that gives points or deductions for one item of the rubric. It may or may not be an evaluated unit:
 * 县总工会 and 县外网办 are not, so what the city takes from them scores nobody.
 */
export const leadBody = z.strictObject({
  cycle: cycleId,
  id: bodyId,
  name: line,
  unit: z.nullable(unitId),
  item: itemCode,
  /** `deductions`: takes points from units; `points`: gives every unit its points. */
  gives: z.enum(['deductions', 'points']),
});
export type LeadBody = z.infer<typeof leadBody>;

/** A column of the register, with the time limit that the notice sets for it (a fact for reviewers; it moves no points). */
export const registerColumn = z.strictObject({
  id: z.string().check(z.regex(/^[a-z][a-z-]{1,29}$/)),
  label: z.strictObject({ zh: line, en: line }),
  timeLimit: z.enum(['same-day', 'same-week', 'monthly']),
});
export type RegisterColumn = z.infer<typeof registerColumn>;

/** Under what terms anyone may use a report's data: what the county has chosen, in its own words. */
export const dataLicence = z.strictObject({ name: line, url: z.nullable(z.url({ protocol: /^https?$/ })) });
export type DataLicence = z.infer<typeof dataLicence>;

export const cycleSettings = z.strictObject({
  /** How long a lead body may take once the run asks, in seconds. Fourteen days in a real year. */
  handInSeconds: z.int().check(z.minimum(1), z.maximum(31_536_000)),
  /**
   * What silence at the deadline means: no deduction with a note on the report; the same time once more and then that
   * (`extend`); or the run stops for an admin.
   */
  silence: z.enum(['no-deduction', 'extend', 'stop']),
  /** Working days that a unit has to reply to a deduction, from the day after it was told. */
  replyDays: z._default(z.int().check(z.minimum(1), z.maximum(60)), 5),
  /** How long the county office may take to sign off, in seconds. */
  signOffSeconds: z.int().check(z.minimum(1), z.maximum(31_536_000)),
  /** How long a run that has come to a stop waits for an admin before it ends, in seconds. Fourteen days. */
  repairSeconds: z._default(z.int().check(z.minimum(1), z.maximum(31_536_000)), 1_209_600),
  evidence: z.strictObject({
    /** At most 100 MB: the presigned single PUT and the inspection are sized for it. */
    maxBytes: z.int().check(z.minimum(1), z.maximum(104_857_600)),
    maxFiles: z.int().check(z.minimum(1), z.maximum(20)),
    linkSeconds: z.int().check(z.minimum(30), z.maximum(900)),
  }),
  /** Working days after a publication in which units may appeal against it. */
  appealDays: z._default(z.int().check(z.minimum(1), z.maximum(90)), 10),
  /** The registration form of annex 3; null in a year that asks for none. */
  contacts: z._default(z.nullable(contactsRules), null),
  /** Null where the county has chosen none: the report then says so, and claims nothing. */
  dataLicence: z._default(z.nullable(dataLicence), null),
});
export type CycleSettings = z.infer<typeof cycleSettings>;

/** One year's evaluation. */
export const cycle = z.strictObject({
  id: cycleId,
  title: line,
  /** In whose name the report is published. */
  issuer: line,
  /** Whether everything in the cycle is made up for a demonstration; shown wherever its data shows. */
  demonstration: z.boolean(),
  window: z.strictObject({ opensOn: day, closesOn: day }),
  rubric: z.strictObject({ id: z.string().check(z.minLength(1)), version: z.int().check(z.minimum(1)) }),
  /** Whether that rubric was only taken over from the last year: everything is shown by it, and no report is made until it is adopted. */
  rubricIsDraft: z._default(z.boolean(), false),
  columns: z.array(registerColumn).check(z.minLength(1), z.maxLength(60)),
  settings: cycleSettings,
  /** How many runs have ever been opened; the next run takes the next number. */
  runsOpened: z.int().check(z.minimum(0)),
  /** The one run under way, if any. */
  activeRun: z.nullable(runId),
});
export type Cycle = z.infer<typeof cycle>;

/**
 * Units and lead bodies change the record only inside the cycle's window.
 * @throws Refusal `window-closed`, saying the window.
 */
export function requireOpenWindow(of: Cycle, now: Instant): void {
  const today = shanghaiDay(now);
  if (today < of.window.opensOn || today > of.window.closesOn) {
    throw refuse.wrongState('window-closed', {
      opensOn: of.window.opensOn,
      closesOn: of.window.closesOn,
      today,
    });
  }
}

/** The definition from which a cycle is loaded: everything an admin states before the year begins. */
/** The largest year that has been carried out from its freeze to its report: docs/architecture.md says what holds it there. */
export const mostUnits = 5_000;

export const cycleDefinition = z.strictObject({
  format: z.literal('biaochi-cycle/1'),
  cycle: z.omit(cycle, { runsOpened: true, activeRun: true }),
  units: z.array(z.omit(unit, { cycle: true })).check(z.minLength(1), z.maxLength(mostUnits)),
  bodies: z.array(z.omit(leadBody, { cycle: true })).check(z.minLength(1)),
});
export type CycleDefinition = z.infer<typeof cycleDefinition>;
