import * as z from 'zod/mini';
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

const text = z.string().check(z.maxLength(4000));

/** Something that is counted, such as the register: how many count, when, and of which column. */
export const measure = z.strictObject({
  count: z.int().check(z.minimum(0)),
  registered: z.int().check(z.minimum(0)),
  /** How many do not count, by reason. */
  notCounted: z.record(z.string(), z.int().check(z.minimum(0))),
  /** January to December. */
  months: z.array(z.int().check(z.minimum(0))).check(z.length(12)),
  columns: z.record(
    z.string(),
    z.strictObject({
      count: z.int().check(z.minimum(0)),
      months: z.array(z.int().check(z.minimum(0))).check(z.length(12)),
    }),
  ),
});
export type Measure = z.infer<typeof measure>;

export const itemInputs = z.strictObject({
  /** Accepted pieces of evidence. */
  evidence: z.int().check(z.minimum(0)),
  /**
   * Those of the accepted pieces that were chosen to be named to the public; they move no points by themselves. Files appear by kind,
   * size and hash: their names may be a person's, and what is in them is not for everybody.
   */
  publicEvidence: z.optional(
    z.array(
      z.strictObject({
        title: text,
        note: z.nullable(text),
        links: z.array(z.strictObject({ url: webAddress, title: z.nullable(text) })),
        files: z.array(
          z.strictObject({ contentType: z.string(), size: z.int().check(z.minimum(1)), sha256: sha256Hex }),
        ),
      }),
    ),
  ),
  /** Different kinds among the accepted pieces (item B3). */
  kinds: z.optional(z.array(z.string())),
  /** What each assessor gave; assessors are `a1`, `a2` …, never names. */
  assessments: z.optional(
    z.array(
      z.strictObject({
        assessor: z.string(),
        points: positivePoints,
        /** The named level, where the item has levels; its points are the rubric's. */
        level: z.optional(z.string()),
        reason: z.nullable(text),
      }),
    ),
  ),
  /** Points a lead body took, each with the fact it rests on. */
  deductions: z.optional(
    z.array(
      z.strictObject({
        points: positivePoints,
        fact: text,
        document: z.nullable(text),
        date: day,
        /** What the unit said to it, and what the body answered: shown beside it, and moving no points by themselves. */
        reply: z.optional(text),
        /** The pieces of evidence that came with the reply; their files' hashes are in the run's proof. */
        replyEvidence: z.optional(z.array(recordId).check(z.minLength(1), z.maxLength(20))),
        answer: z.optional(z.strictObject({ was: positivePoints, reason: text })),
      }),
    ),
  ),
  /** Listed causes of the item: found or not, or how often. */
  checks: z.optional(z.record(z.string(), z.union([z.boolean(), z.int().check(z.minimum(0))]))),
  /** The item does not apply to this unit, and why. */
  notApplicable: z.optional(z.strictObject({ reason: text })),
  /** What somebody else scored, by period. */
  imported: z.optional(z.array(z.strictObject({ period: z.string(), points: positivePoints }))),
  /** What the item is to have by a decision after publication, such as an upheld appeal, whatever its rule gives. */
  decided: z.optional(z.strictObject({ points, reason: text })),
});
export type ItemInputs = z.infer<typeof itemInputs>;

export const unitInputs = z.strictObject({
  unit: unitId,
  /** Place in annex 1; units with equal totals stand in this order. */
  order: z.int().check(z.minimum(1)),
  name: text,
  class: z.string(),
  parent: z.nullable(unitId),
  target: z.int().check(z.minimum(0)),
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
  rubric: z.strictObject({ id: z.string(), version: z.int().check(z.minimum(1)) }),
  /** Of a re-evaluation: the published inputs that these were made from, and when. */
  derivedFrom: z.optional(
    z.strictObject({ revision: z.int().check(z.minimum(1)), inputsSha256: sha256Hex, at: instant }),
  ),
  bodies: z.array(
    z.strictObject({
      id: bodyId,
      name: text,
      unit: z.nullable(unitId),
      item: itemCode,
      handIn: z.strictObject({
        state: z.enum(['handed-in', 'silent']),
        at: z.nullable(instant),
        note: z.nullable(text),
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
