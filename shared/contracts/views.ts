import * as z from 'zod/mini';
import { cityDeduction } from '../domain/assessment/city-deduction.ts';
import { incident } from '../domain/assessment/incident.ts';
import { reviewerPoints } from '../domain/assessment/reviewer-points.ts';
import { revocationReason, twoPersonsStatuses } from '../domain/assessment/two-persons.ts';
import { channelKind } from '../domain/evidence/evidence.ts';
import { declaredFile } from '../domain/evidence/declared-file.ts';
import { webLink } from '../domain/evidence/web-link.ts';
import { inspectionVerdict } from '../domain/evidence/inspection.ts';
import { findingCodes } from '../domain/rubric/lint/finding.ts';
import { rubricChangeCodes } from '../domain/rubric/rubric-change.ts';
import { runKind, runStep } from '../domain/run/run.ts';
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

/** A stored version of a cycle's rubric. */
export const rubricVersionView = z.strictObject({
  version: z.int(),
  id: z.string(),
  title: bilingual,
  storedAt: instant,
  /** Told to the county office alone; null also for the version that came with the year. */
  storedBy: z.nullable(z.string()),
  /** Whether the cycle goes by it. */
  adopted: z.boolean(),
  /** Runs that were opened while the cycle went by it, the first first. */
  usedByRuns: z.array(runId),
});

/** An adopted version, with what was recorded before and has to be recorded anew: at most the first 200. */
export const adoptedRubricView = z.extend(rubricVersionView, {
  toMend: z.array(z.strictObject({ unit: unitId, item: itemCode, message: bilingual })),
});

/** A place in a rubric's text with what is wrong or odd there. */
export const rubricFaultView = z.strictObject({
  line: z.int(),
  column: z.int(),
  path: z.string(),
  message: z.string(),
});
export const rubricFindingView = z.extend(rubricFaultView, {
  code: z.enum(findingCodes),
  severity: z.enum(['warning', 'note']),
  message: bilingual,
  /** The figures of the remark, for programs. */
  facts: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
});

/** One thing that differs between two versions of a rubric: where, in words, and both values as a file states them. */
export const rubricChangeView = z.strictObject({
  path: z.array(z.string()),
  code: z.enum(rubricChangeCodes),
  message: bilingual,
  before: z.nullable(z.string()),
  after: z.nullable(z.string()),
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
  verdict: z.nullable(inspectionVerdict),
});

/** A file that is the same as, or looks like, one of the piece in question. A hint: people take one picture for two reports. */
export const lookalikeView = z.strictObject({
  /** The file of the piece in question. */
  file: recordId,
  /** Whether the two are the same byte for byte. */
  sameContent: z.boolean(),
  /** In how many of 256 bits the two pictures' looks differ: 0 to 15 when they look alike. Null where one is no picture that could be read. */
  differingBits: z.nullable(z.int().check(z.minimum(0), z.maximum(256))),
  other: z.strictObject({
    cycle: cycleId,
    unit: unitId,
    unitName: z.string(),
    evidence: recordId,
    title: z.string(),
    status: evidenceStatus,
    file: recordId,
    name: z.string(),
    takenAt: z.nullable(z.string()),
  }),
});

export const evidenceView = z.strictObject({
  id: recordId,
  unit: unitId,
  items: z.array(itemCode),
  title: z.string(),
  note: z.nullable(z.string()),
  channel: z.nullable(z.strictObject({ kind: channelKind, place: z.string(), seenOn: day })),
  status: evidenceStatus,
  /** Why it was returned or withdrawn. */
  reason: z.nullable(z.string()),
  files: z.array(evidenceFileView),
  links: z.array(webLink),
  /** Whether the report names it. */
  public: z.boolean(),
  replaces: z.nullable(recordId),
  replacedBy: z.nullable(recordId),
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

export const reviewerPointsView = z.extend(z.omit(reviewerPoints, { cycle: true, reviewer: true }), {
  own: z.boolean(),
});

export const handInView = z.strictObject({
  status: z.enum(['open', 'handed-in', 'silent']),
  at: z.nullable(instant),
  note: z.nullable(z.string()),
  /** The body's report of its year's work. */
  workReport: z.nullable(z.string()),
  /** Why the county office handed in for the body. */
  onBehalf: z.nullable(z.string()),
});
export type HandInView = z.infer<typeof handInView>;

/** How far a decision that takes two persons is. */
export const decisionView = z.strictObject({
  status: z.enum(twoPersonsStatuses),
  statedAt: instant,
  confirmedAt: z.nullable(instant),
  /** That it is to be revoked, and whether a second person has confirmed that. */
  revocation: z.nullable(z.extend(revocationReason, { askedAt: instant, confirmedAt: z.nullable(instant) })),
  /** Whether the caller may confirm what waits: an admin other than the one who stated it, and not of the unit. */
  mayConfirm: z.boolean(),
});

export const cityDeductionView = z.extend(
  z.omit(cityDeduction, { cycle: true, decision: true }),
  decisionView.shape,
);

export const incidentView = z.extend(z.omit(incident, { cycle: true, decision: true }), decisionView.shape);

/** How far a step of the run is. */
export const stepProgress = z.strictObject({
  step: runStep,
  done: z.int(),
  total: z.int(),
  /** Which units are done; null for more than 300. */
  units: z.nullable(z.array(unitId)),
});

export const runView = z.strictObject({
  id: runId,
  kind: runKind,
  status: z.enum(['active', 'published', 'returned', 'failed']),
  step: runStep,
  startedAt: instant,
  endedAt: z.nullable(instant),
  /** Why it failed or was returned, in words. */
  reason: z.nullable(z.string()),
  revision: z.nullable(z.int()),
  inputsSha256: z.nullable(sha256Hex),
  resultSha256: z.nullable(sha256Hex),
  /** Where and why the run has come to a stop and waits for an admin. */
  stopped: z.nullable(z.strictObject({ at: instant, step: runStep, reason: z.string() })),
  /** Units at which a step failed and that have not been mended. */
  failing: z.array(z.strictObject({ unit: unitId, step: runStep, reason: z.string() })),
  progress: z.array(stepProgress),
  /** Whether an admin has read the report, without which it is not signed. */
  reviewed: z.boolean(),
  /** Bodies the run has asked and not yet heard from. */
  waitingFor: z.array(z.string()),
});
export type RunView = z.infer<typeof runView>;
