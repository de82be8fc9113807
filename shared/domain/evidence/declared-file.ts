import * as z from 'zod/mini';
import { sha256Hex } from '../values.ts';

/** What an uploader says of a file before sending it; the link enforces size, type and hash. */
export const declaredFile = z.strictObject({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(255)),
  size: z.int().check(z.minimum(1), z.maximum(104_857_600)),
  contentType: z.string().check(z.minLength(3), z.maxLength(127)),
  sha256: sha256Hex,
});
export type DeclaredFile = z.infer<typeof declaredFile>;
