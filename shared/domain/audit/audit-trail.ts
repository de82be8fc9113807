import * as z from 'zod/mini';
import { instant, type Instant } from '../values.ts';

/** Where an entry of the trail lies, and what it is found by. Written with the entry, never changed. */
export const auditTrailPlace = z.strictObject({
  stream: z.string().check(z.minLength(1)),
  sequence: z.int().check(z.minimum(1)),
  at: instant,
  actor: z.string().check(z.minLength(1)),
  action: z.string().check(z.minLength(1)),
});
export type AuditTrailPlace = z.infer<typeof auditTrailPlace>;

/** After every moment that thirteen digits of milliseconds can name. */
const endOfTime = 9_999_999_999_999;

/** More than any stream will have: nine digits of a sequence. */
const mostEntries = 999_999_999;

/** The part of a place's key that puts it into order: the newest first, entries of one moment by their stream. */
export function trailSort(of: Readonly<{ at: Instant; stream: string; sequence: number }>): string {
  return `${trailMoment(of.at)}#${of.stream}#${String(mostEntries - of.sequence).padStart(9, '0')}`;
}

/** What the keys of all entries of one moment begin with; those of later moments sort before it. */
export function trailMoment(at: Instant): string {
  return String(endOfTime - Date.parse(at)).padStart(13, '0');
}
