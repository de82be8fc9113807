import * as z from 'zod/mini';
import { rubric } from '../domain/rubric/rubric.ts';
import { cycleId, instant } from '../domain/values.ts';

/** A rubric version of a cycle; never changed once stored. */
export const rubricRecord = z.strictObject({
  cycle: cycleId,
  version: z.int().check(z.minimum(1)),
  rubric,
  storedAt: instant,
  /** A member's subject, or `system:setup` for the version that came with the year. */
  storedBy: z.string().check(z.minLength(1)),
});
