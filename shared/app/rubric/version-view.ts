import type { z } from 'zod';
import type { rubricRecord } from '../../contracts/stored.ts';
import type { rubricVersionView as view } from '../../contracts/views.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';

/** A stored version in a list: what it is called, and whether the cycle goes by it. */
export function versionView(of: z.output<typeof rubricRecord>, cycle: Cycle): z.infer<typeof view> {
  return {
    version: of.version,
    id: of.rubric.id,
    title: of.rubric.title,
    storedAt: of.storedAt,
    adopted: cycle.rubric.version === of.version,
  };
}
