import * as z from 'zod/mini';
import { cycleId, instant, sha256Hex } from '../values.ts';

/**
 * Every revision of a year's report with the hash of its manifest and where it stands. A manifest is never changed, so it
 * cannot say that a later revision has taken its place: this list does, and is signed anew with each revision.
 */
export const revisionsIndex = z.strictObject({
  format: z.literal('biaochi-revisions/1'),
  cycle: cycleId,
  title: z.string(),
  /** The newest revision first. */
  revisions: z.array(
    z.strictObject({
      revision: z.int().check(z.minimum(1)),
      kind: z.enum(['year-end', 're-evaluation', 'withdrawal']),
      at: instant,
      state: z.enum(['in-force', 'superseded', 'withdrawal']),
      /** Null for a withdrawal, and for what was published before manifests were made. */
      manifestSha256: z.nullable(sha256Hex),
    }),
  ),
});
export type RevisionsIndex = z.infer<typeof revisionsIndex>;

/** The list as a text together with its signature, in one file, so that nobody reads the one of one day and the other of another. */
export const signedRevisionsIndex = z.strictObject({
  /** A `revisionsIndex` as JSON; the signature is over its bytes in UTF-8. */
  signed: z.string(),
  algorithm: z.string(),
  keyId: sha256Hex,
  /** Base64. */
  signature: z.base64(),
});
export type SignedRevisionsIndex = z.infer<typeof signedRevisionsIndex>;
