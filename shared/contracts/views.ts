import * as z from 'zod';
import { cityDeduction } from '../domain/assessment/city-deduction.ts';
import { incident } from '../domain/assessment/incident.ts';
import { reviewerPoints } from '../domain/assessment/reviewer-points.ts';
import { revocationReason, twoPersonsStatuses } from '../domain/assessment/two-persons.ts';
import { cycle, registerColumn } from '../domain/cycle/cycle.ts';
import { channelKind, declaredFile, webLink } from '../domain/evidence/evidence.ts';
import { inspectionVerdict } from '../domain/evidence/inspection.ts';
import { linkSight } from '../domain/link-check/link-check.ts';
import { member } from '../domain/people/member.ts';
import { notCountedReasons } from '../domain/register/count-register.ts';
import { registerRow, registerRowVersion } from '../domain/register/register-row.ts';
import { rubricChangeCodes } from '../domain/rubric/compare-rubrics.ts';
import { findingCodes } from '../domain/rubric/lint/finding.ts';
import { publication, runKind, runStep } from '../domain/run/run.ts';
import {
  bilingual,
  day,
  instant,
  itemCode,
  recordId,
  runId,
  sha256Hex,
  unitId,
  cycleId,
} from '../domain/values.ts';

/** What a caller sees of each record: what they need, never who judged them, never how it is stored. */

export const meView = member.pick({ displayName: true, homeUnit: true, roles: true });

export const cycleView = cycle.omit({ runsOpened: true }).extend({
  published: publication.pick({ run: true, revision: true, at: true, withdrawn: true }).nullable(),
});

/** A stored version of a cycle's rubric. */
export const rubricVersionView = z.strictObject({
  version: z.int(),
  id: z.string(),
  title: bilingual,
  storedAt: instant,
  /** Told to the county office alone; null also for the version that came with the year. */
  storedBy: z.string().nullable(),
  /** Whether the cycle goes by it. */
  adopted: z.boolean(),
  /** Runs that were opened while the cycle went by it, the first first. */
  usedByRuns: z.array(runId),
});

/** An adopted version, with what was recorded before and has to be recorded anew: at most the first 200. */
export const adoptedRubricView = rubricVersionView.extend({
  toMend: z.array(z.strictObject({ unit: unitId, item: itemCode, message: bilingual })),
});

/** A place in a rubric's text with what is wrong or odd there. */
export const rubricFaultView = z.strictObject({
  line: z.int(),
  column: z.int(),
  path: z.string(),
  message: z.string(),
});
export const rubricFindingView = rubricFaultView.extend({
  code: z.enum(findingCodes),
  severity: z.enum(['warning', 'note']),
  message: bilingual,
  /** The figures of the remark, for programs. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** One thing that differs between two versions of a rubric: where, in words, and both values as a file states them. */
export const rubricChangeView = z.strictObject({
  path: z.array(z.string()),
  code: z.enum(rubricChangeCodes),
  message: bilingual,
  before: z.string().nullable(),
  after: z.string().nullable(),
});

export const registerRowView = registerRow;

/** What a row said before, earliest first. Who corrected it is told to the unit's own staff and the county office. */
export const registerRowHistoryView = z.strictObject({
  row: registerRowView,
  earlier: z.array(
    registerRowVersion
      .pick({ entry: true, since: true, until: true })
      .extend({ correctedBy: z.string().nullable() }),
  ),
});

export const registerCountView = z.strictObject({
  target: z.int(),
  count: z.int(),
  registered: z.int(),
  notCounted: z.record(z.enum(notCountedReasons), z.int()),
  months: z.array(z.int()).length(12),
  columns: z.record(
    z.string(),
    z.strictObject({ count: z.int(), months: z.array(z.int()).length(12), late: z.int() }),
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
  atPace: z.int().nullable(),
  /** This month's share of what the year still needs; null outside the year. */
  month: z
    .strictObject({ month: z.int().min(1).max(12), count: z.int(), wanted: z.int(), missing: z.int() })
    .nullable(),
  registered: z.int(),
  notCounted: z.record(z.enum(notCountedReasons), z.int()),
  columns: z.array(
    z.strictObject({
      id: z.string(),
      label: bilingual,
      timeLimit: registerColumn.shape.timeLimit,
      count: z.int(),
      months: z.array(z.int()).length(12),
      /** How often the column's time limit was kept and broken: items, or for a monthly limit months. */
      limit: z.strictObject({ kept: z.int(), broken: z.int() }),
      /** Months that have passed without an item. */
      blankMonths: z.array(z.int().min(1).max(12)),
      blankThisMonth: z.boolean(),
    }),
  ),
  /** For the rubric's item that counts the register; null when there is none. */
  points: z
    .strictObject({
      item: itemCode,
      now: z.string(),
      atPace: z.string().nullable(),
      atTarget: z.string(),
    })
    .nullable(),
});

/** A row that does not count toward the target, and why. */
export const notCountedRowView = z.strictObject({
  row: recordId,
  title: z.string(),
  column: z.string(),
  publishedOn: day,
  reviewedOn: day.nullable(),
  reason: z.enum(notCountedReasons),
  /** The counted row that it repeats. */
  duplicateOf: z
    .strictObject({ row: recordId, title: z.string(), publishedOn: day, url: z.string().nullable() })
    .nullable(),
});

/** Which domains' links are looked at; none: the check is off. A round may take several nights. */
export const linkCheckView = z.strictObject({
  domains: z.array(z.string()),
  roundStartedAt: instant.nullable(),
  roundEndedAt: instant.nullable(),
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

const evidenceStatus = z.enum([
  'requested',
  'inspected',
  'quarantined',
  'accepted',
  'returned',
  'replaced',
  'withdrawn',
]);

export const evidenceFileView = z.strictObject({
  id: recordId,
  status: z.enum(['requested', 'inspected', 'quarantined']),
  declared: declaredFile,
  /** Where a picture was taken is in it for those who review and for admins alone; for others it is null. */
  verdict: inspectionVerdict.nullable(),
});

/** A file that is the same as, or looks like, one of the piece in question. A hint: people take one picture for two reports. */
export const lookalikeView = z.strictObject({
  /** The file of the piece in question. */
  file: recordId,
  /** Whether the two are the same byte for byte. */
  sameContent: z.boolean(),
  /** In how many of 256 bits the two pictures' looks differ: 0 to 15 when they look alike. Null where one is no picture that could be read. */
  differingBits: z.int().min(0).max(256).nullable(),
  other: z.strictObject({
    cycle: cycleId,
    unit: unitId,
    unitName: z.string(),
    evidence: recordId,
    title: z.string(),
    status: evidenceStatus,
    file: recordId,
    name: z.string(),
    takenAt: z.string().nullable(),
  }),
});

export const evidenceView = z.strictObject({
  id: recordId,
  unit: unitId,
  items: z.array(itemCode),
  title: z.string(),
  note: z.string().nullable(),
  channel: z.strictObject({ kind: channelKind, place: z.string(), seenOn: day }).nullable(),
  status: evidenceStatus,
  /** Why it was returned or withdrawn. */
  reason: z.string().nullable(),
  files: z.array(evidenceFileView),
  links: z.array(webLink),
  /** Whether the report names it. */
  public: z.boolean(),
  replaces: recordId.nullable(),
  replacedBy: recordId.nullable(),
  requestedAt: instant,
  changedAt: instant,
});
export type EvidenceView = z.infer<typeof evidenceView>;

/** Where and how to send one file; the store refuses any other bytes, type, length or place. */
export const uploadLink = z.strictObject({
  file: recordId,
  name: z.string(),
  method: z.literal('PUT'),
  url: z.url(),
  headers: z.record(z.string(), z.string()),
  expiresAt: instant,
});
export type UploadLink = z.infer<typeof uploadLink>;

export const downloadLink = z.strictObject({ url: z.url(), expiresAt: instant });

export const reviewerPointsView = reviewerPoints
  .omit({ cycle: true, reviewer: true })
  .extend({ own: z.boolean() });

export const handInView = z.strictObject({
  status: z.enum(['open', 'handed-in', 'silent']),
  at: instant.nullable(),
  note: z.string().nullable(),
  /** The body's report of its year's work. */
  workReport: z.string().nullable(),
  /** Why the county office handed in for the body. */
  onBehalf: z.string().nullable(),
});
export type HandInView = z.infer<typeof handInView>;

/** How far a decision that takes two persons is. */
export const decisionView = z.strictObject({
  status: z.enum(twoPersonsStatuses),
  statedAt: instant,
  confirmedAt: instant.nullable(),
  /** That it is to be revoked, and whether a second person has confirmed that. */
  revocation: revocationReason.extend({ askedAt: instant, confirmedAt: instant.nullable() }).nullable(),
  /** Whether the caller may confirm what waits: an admin other than the one who stated it, and not of the unit. */
  mayConfirm: z.boolean(),
});

export const cityDeductionView = cityDeduction
  .omit({ cycle: true, decision: true })
  .extend(decisionView.shape);

export const incidentView = incident.omit({ cycle: true, decision: true }).extend(decisionView.shape);

/** How far a step of the run is. */
export const stepProgress = z.strictObject({
  step: runStep,
  done: z.int(),
  total: z.int(),
  /** Which units are done; null for more than 300. */
  units: z.array(unitId).nullable(),
});

export const runView = z.strictObject({
  id: runId,
  kind: runKind,
  status: z.enum(['active', 'published', 'returned', 'failed']),
  step: runStep,
  startedAt: instant,
  endedAt: instant.nullable(),
  /** Why it failed or was returned, in words. */
  reason: z.string().nullable(),
  revision: z.int().nullable(),
  inputsSha256: sha256Hex.nullable(),
  resultSha256: sha256Hex.nullable(),
  /** Where and why the run has come to a stop and waits for an admin. */
  stopped: z.strictObject({ at: instant, step: runStep, reason: z.string() }).nullable(),
  /** Units at which a step failed and that have not been mended. */
  failing: z.array(z.strictObject({ unit: unitId, step: runStep, reason: z.string() })),
  progress: z.array(stepProgress),
  /** Whether an admin has read the report, without which it is not signed. */
  reviewed: z.boolean(),
  /** Bodies the run has asked and not yet heard from. */
  waitingFor: z.array(z.string()),
});
export type RunView = z.infer<typeof runView>;

/** RFC 9457 problem details: the one form of every refusal on the wire. */
export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  instance: z.string(),
  /** Each finding of a refused input: where, and what to do. */
  findings: z.array(z.strictObject({ pointer: z.string(), code: z.string(), message: z.string() })),
  /** Facts a program can use, such as the address of the active run. */
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Problem = z.infer<typeof problem>;
