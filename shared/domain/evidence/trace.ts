import * as z from 'zod/mini';
import { cycleId, recordId, unitId } from '../values.ts';
import { bandsOf, differingBits, mostDifferingBits, pictureFingerprint } from './picture-fingerprint.ts';

/** A file filed under one of its marks, so that the same or a similar file is found again in any unit and any year. */
export const evidenceTrace = z.strictObject({
  mark: z.string().check(z.regex(/^(?:sha256:[0-9a-f]{64}|picture:(?:\d|1[0-5])-[0-9a-f]{4})$/)),
  cycle: cycleId,
  unit: unitId,
  evidence: recordId,
  file: recordId,
  fingerprint: z.nullable(pictureFingerprint),
});
export type EvidenceTrace = z.infer<typeof evidenceTrace>;

/** A file by its content and, for a photograph, by its looks. */
export type Looks = Readonly<{ sha256: string; fingerprint: string | null }>;

/** Everything that a file is filed under: its content, and a photograph's sixteen bands. */
export function marksOf({ sha256, fingerprint }: Looks): readonly string[] {
  const bands = fingerprint === null ? [] : bandsOf(fingerprint);
  return [`sha256:${sha256}`, ...bands.map((band) => `picture:${band}`)];
}

/** How like two files are: the very same bytes, or pictures that differ in so many bits of 256. */
export type Likeness = Readonly<{ sameContent: boolean; differingBits: number | null }>;

/** How a traced file resembles the one in question, or null where they only share a band. */
export function likenessOf(of: Looks, trace: EvidenceTrace): Likeness | null {
  const sameContent = trace.mark === `sha256:${of.sha256}`;
  const bits =
    of.fingerprint === null || trace.fingerprint === null
      ? null
      : differingBits(of.fingerprint, trace.fingerprint);
  if (!sameContent && (bits === null || bits > mostDifferingBits)) return null;
  return { sameContent, differingBits: bits };
}
