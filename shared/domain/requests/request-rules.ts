import * as z from 'zod/mini';

/** What the county office settles for all ledgers of the installation. */
export const requestRules = z.strictObject({
  /** A request is due soon when this many working days, or fewer, are left. */
  dueSoonDays: z.int().check(z.minimum(0), z.maximum(20)),
  /** Days after a request was closed, and everything about it decided, after which its applicant's data is removed. */
  keepApplicantDays: z.int().check(z.minimum(0), z.maximum(3650)),
});
export type RequestRules = z.infer<typeof requestRules>;

/** Until the county office says otherwise. A year covers the times for a review (60 days) and a lawsuit (6 months). */
export const defaultRequestRules: RequestRules = { dueSoonDays: 3, keepApplicantDays: 365 };
