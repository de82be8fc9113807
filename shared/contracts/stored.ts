import * as z from 'zod/mini';
import { instant, runId, sha256Hex } from '../domain/values.ts';

/** Records that the product keeps for its own working, beside those of the domain. */

/**
 * The newest entry of an audit stream. Every change under the stream moves it on in the same transaction, so setting
 * `frozenBy` here closes the stream at one moment: a change is either before the freeze or refused, never lost between.
 */
export const streamHead = z.strictObject({
  stream: z.string().check(z.minLength(1)),
  sequence: z.int().check(z.minimum(1)),
  hash: sha256Hex,
  frozenBy: z.nullable(runId),
});

/** How far a stream's entries stand in signed heads: up to this one, and never beyond what was written there. */
export const signedTo = z.strictObject({
  stream: z.string().check(z.minLength(1)),
  sequence: z.int().check(z.minimum(1)),
});

/** The date an installation for rehearsals stands at. */
export const rehearsalClock = z.strictObject({ now: instant });
