import * as z from 'zod/mini';

/** RFC 9457 problem details: the one form of every refusal on the wire. */
export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  instance: z.string(),
  /** Each finding of a refused input: where, and what to do. */
  findings: z.array(z.strictObject({ pointer: z.string(), code: z.string(), message: z.string() })),
  /** Facts a program can use, such as the address of the active run. */
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Problem = z.infer<typeof problem>;
