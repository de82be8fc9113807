import * as z from 'zod/mini';

/** A file that travels in the answer itself, in base64: small, made on the spot, and kept nowhere. */
export const fileView = z.strictObject({ name: z.string(), contentType: z.string(), base64: z.base64() });
