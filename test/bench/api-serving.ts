import * as z from 'zod/mini';

/** What the server of `npm run bench:api` says once it answers: where it is, and how its people sign in. */
export const apiServing = z.object({ origin: z.string(), passwords: z.record(z.string(), z.string()) });
export type ApiServing = z.infer<typeof apiServing>;
