import * as z from 'zod/mini';
import { instant, sha256Hex, type Instant } from '../values.ts';

/** What a set of heads says: of every stream that went on, the hashes of the entries that no earlier set has. */
export const headsDocument = z.strictObject({
  format: z.literal('biaochi-heads/1'),
  /** In real time, whatever date the evaluation goes by. */
  at: instant,
  heads: z.array(
    z.strictObject({
      stream: z.string().check(z.minLength(1)),
      /** The number of the first entry whose hash is given. */
      from: z.int().check(z.minimum(1)),
      hashes: z.array(sha256Hex).check(z.minLength(1)),
    }),
  ),
});
export type HeadsDocument = z.infer<typeof headsDocument>;
export type HeadsOfStream = HeadsDocument['heads'][number];
export { signedHashes, type HeadsClash } from './signed-hashes.ts';

/** A set of heads as it is kept and handed out. */
export const signedHeads = z.strictObject({
  /** A `headsDocument` as JSON: exactly the text that was signed. */
  document: z.string(),
  /** RSASSA-PKCS1-v1_5 with SHA-256 over the document, in base64. */
  signature: z.base64(),
  /** The SHA-256 of the public key. */
  key: sha256Hex,
});
export type SignedHeads = z.infer<typeof signedHeads>;

/** The document of a set. */
export function headsText(at: Instant, heads: readonly HeadsOfStream[]): string {
  return JSON.stringify({ format: 'biaochi-heads/1', at, heads } satisfies Readonly<{
    format: string;
    at: Instant;
    heads: readonly HeadsOfStream[];
  }>);
}
