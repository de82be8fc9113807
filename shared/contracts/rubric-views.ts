import * as z from 'zod/mini';
import { findingCodes } from '../domain/rubric/lint/finding.ts';
import { rubricChangeCodes } from '../domain/rubric/rubric-change.ts';
import { bilingual, instant, itemCode, runId, unitId } from '../domain/values.ts';

/* What a caller sees of a rubric's versions, of what is wrong with them and of how they differ: what they need, never who judged them, never how it is stored. */

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
