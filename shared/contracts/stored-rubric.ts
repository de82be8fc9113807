import * as z from 'zod/mini';
import { rubric } from '../domain/rubric/rubric.ts';
import { cycleId, instant } from '../domain/values.ts';
import type { Collection } from './collection.ts';

/** A rubric version of a cycle; never changed once stored. */
export const rubricRecord = z.strictObject({
  cycle: cycleId,
  version: z.int().check(z.minimum(1)),
  rubric,
  storedAt: instant,
  /** A member's subject, or `system:setup` for the version that came with the year. */
  storedBy: z.string().check(z.minLength(1)),
});

type InCycle = Readonly<{ cycle: string }>;

/** Apart from the other collections: a rubric's schema, with all that it checks, is the largest, and only some calls need it. */
export const rubrics = {
  name: 'rubric',
  schemaVersion: 3,
  schema: rubricRecord,
  partition: ({ cycle }) => `CYCLE#${cycle}`,
  prefix: 'RUBRIC#',
  sort: ({ version }) => String(version).padStart(4, '0'),
} as const satisfies Collection<typeof rubricRecord, InCycle, InCycle & Readonly<{ version: number }>>;
