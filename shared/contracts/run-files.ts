import * as z from 'zod/mini';
import { deduction } from '../domain/assessment/deduction.ts';
import { incident } from '../domain/assessment/incident.ts';
import { isManifestPath } from '../domain/integrity/manifest.ts';
import { inputs, unitInputs } from '../domain/scoring/inputs.ts';
import { unitDetails, unitMark } from '../domain/scoring/result.ts';
import { day, instant, sha256Hex, unitId } from '../domain/values.ts';

/** The files by which the steps of a run hand on what they made. */

/** What the office and the bodies held when they were closed, and which units go in which batch. */
export const freezePlan = z.strictObject({
  header: z.omit(inputs, { units: true }),
  batches: z.array(z.array(unitId).check(z.minLength(1), z.maxLength(100))).check(z.minLength(1)),
  deductions: z.array(deduction),
  incidents: z.array(incident),
});
export type FreezePlan = z.infer<typeof freezePlan>;

/** One batch of units' inputs. Sealing moves them, as the texts that they are, into the one snapshot. */
export const inputsBatch = z.strictObject({ units: z.array(unitInputs) });

/** What the inputs of one unit rest on, by hash: kept with the run, not published. */
export const proofBatch = z.array(
  z.strictObject({
    unit: unitId,
    /** The unit's audit chain at the moment it was closed. */
    auditHead: z.nullable(z.strictObject({ sequence: z.int(), hash: sha256Hex })),
    /** Of what the office and the bodies held: the unit's inputs rest on it too. */
    officeSha256: sha256Hex,
    registerSha256: sha256Hex,
    /** The word of the unit's leader for its year; null when it was never given. No points rest on it. */
    confirmation: z._default(
      z.nullable(
        z.strictObject({
          at: instant,
          contentSha256: sha256Hex,
          /** Whether it was given for the very year that was frozen. */
          holds: z.boolean(),
        }),
      ),
      null,
    ),
    evidence: z.array(
      z.strictObject({
        id: z.string(),
        status: z.string(),
        items: z.array(z.string()),
        files: z.array(
          z.strictObject({
            id: z.string(),
            size: z.int(),
            sha256: sha256Hex,
            objectVersion: z.nullable(z.string()),
          }),
        ),
      }),
    ),
  }),
);
export type ProofBatch = z.infer<typeof proofBatch>;

/** The files of a report that one of its makers has rendered. */
export const renderedList = z.array(
  z.strictObject({
    path: z.string().check(z.refine(isManifestPath)),
    size: z.int().check(z.minimum(0)),
    sha256: sha256Hex,
  }),
);
export type RenderedList = z.infer<typeof renderedList>;

/** One batch of units' scores, item by item: written once, and from then on handed on as the text that it is. */
export const detailsBatch = z.strictObject({ units: z.array(unitDetails) });

/**
 * What of one batch's scores ranks its units, in the order of the details; the hash of the inputs and the rubric that they were
 * made from, and of the details' bytes, by which those are held.
 */
export const marksBatch = z.strictObject({
  of: sha256Hex,
  detailsSha256: sha256Hex,
  marks: z.array(unitMark),
});

/** The documents that were made of a run's result, by their places in the report's folder, and the day that all forms of the report state. */
export const documentList = z.strictObject({
  publishedOn: day,
  files: z.array(
    z.strictObject({ path: z.string().check(z.minLength(1)), size: z.int().check(z.minimum(1)) }),
  ),
});
export type DocumentList = z.infer<typeof documentList>;
