import * as z from 'zod';
import {
  bodyId,
  cycleId,
  day,
  instant,
  itemCode,
  points,
  positivePoints,
  sha256Hex,
  unitId,
  recordId,
  webAddress,
} from '../values.ts';

/**
 * The frozen inputs of a run: the facts that are scored, and nothing of a person. This is the file that
 * `score --inputs FILE` reads, and the one published with a report.
 */

const text = z.string().max(4000);

/** Something that is counted, such as the register: how many count, when, and of which column. */
export const measure = z.strictObject({
  count: z.int().min(0),
  registered: z.int().min(0),
  /** How many do not count, by reason. */
  notCounted: z.record(z.string(), z.int().min(0)),
  /** January to December. */
  months: z.array(z.int().min(0)).length(12),
  columns: z.record(
    z.string(),
    z.strictObject({ count: z.int().min(0), months: z.array(z.int().min(0)).length(12) }),
  ),
});
export type Measure = z.infer<typeof measure>;

export const itemInputs = z.strictObject({
  /** Accepted pieces of evidence. */
  evidence: z.int().min(0),
  /**
   * Those of the accepted pieces that were chosen to be named to the public; they move no points by themselves. Files appear by kind,
   * size and hash: their names may be a person's, and what is in them is not for everybody.
   */
  publicEvidence: z
    .array(
      z.strictObject({
        title: text,
        note: text.nullable(),
        links: z.array(z.strictObject({ url: webAddress, title: text.nullable() })),
        files: z.array(z.strictObject({ contentType: z.string(), size: z.int().min(1), sha256: sha256Hex })),
      }),
    )
    .optional(),
  /** Different kinds among the accepted pieces (item B3). */
  kinds: z.array(z.string()).optional(),
  /** What each assessor gave; assessors are `a1`, `a2` …, never names. */
  assessments: z
    .array(
      z.strictObject({
        assessor: z.string(),
        points: positivePoints,
        /** The named level, where the item has levels; its points are the rubric's. */
        level: z.string().optional(),
        reason: text.nullable(),
      }),
    )
    .optional(),
  /** Points a lead body took, each with the fact it rests on. */
  deductions: z
    .array(
      z.strictObject({
        points: positivePoints,
        fact: text,
        document: text.nullable(),
        date: day,
        /** What the unit said to it, and what the body answered: shown beside it, and moving no points by themselves. */
        reply: text.optional(),
        /** The pieces of evidence that came with the reply; their files' hashes are in the run's proof. */
        replyEvidence: z.array(recordId).min(1).max(20).optional(),
        answer: z.strictObject({ was: positivePoints, reason: text }).optional(),
      }),
    )
    .optional(),
  /** Listed causes of the item: found or not, or how often. */
  checks: z.record(z.string(), z.union([z.boolean(), z.int().min(0)])).optional(),
  /** The item does not apply to this unit, and why. */
  notApplicable: z.strictObject({ reason: text }).optional(),
  /** What somebody else scored, by period. */
  imported: z.array(z.strictObject({ period: z.string(), points: positivePoints })).optional(),
  /** What the item is to have by a decision after publication, such as an upheld appeal, whatever its rule gives. */
  decided: z.strictObject({ points, reason: text }).optional(),
});
export type ItemInputs = z.infer<typeof itemInputs>;

export const unitInputs = z.strictObject({
  unit: unitId,
  /** Place in annex 1; units with equal totals stand in this order. */
  order: z.int().min(1),
  name: text,
  class: z.string(),
  parent: unitId.nullable(),
  target: z.int().min(0),
  measures: z.record(z.string(), measure),
  items: z.record(itemCode, itemInputs),
  incidents: z.array(z.strictObject({ kind: z.string(), decidedOn: day, document: text, reason: text })),
  /** What the city took from the lead body that is this unit. */
  cityDeductions: z.array(
    z.strictObject({ body: bodyId, item: itemCode, points: positivePoints, document: text }),
  ),
});
export type UnitInputs = z.infer<typeof unitInputs>;

export const inputs = z.strictObject({
  format: z.literal('biaochi-inputs/1'),
  cycle: cycleId,
  demonstration: z.boolean(),
  frozenAt: instant,
  rubric: z.strictObject({ id: z.string(), version: z.int().min(1) }),
  /** Of a re-evaluation: the published inputs that these were made from, and when. */
  derivedFrom: z.strictObject({ revision: z.int().min(1), inputsSha256: sha256Hex, at: instant }).optional(),
  bodies: z.array(
    z.strictObject({
      id: bodyId,
      name: text,
      unit: unitId.nullable(),
      item: itemCode,
      handIn: z.strictObject({
        state: z.enum(['handed-in', 'silent']),
        at: instant.nullable(),
        note: text.nullable(),
      }),
    }),
  ),
  cityDeductions: z.array(
    z.strictObject({
      id: z.string(),
      body: bodyId,
      item: itemCode,
      points: positivePoints,
      document: text,
      fact: text,
      decidedOn: day,
    }),
  ),
  units: z.array(unitInputs),
});
export type Inputs = z.infer<typeof inputs>;
