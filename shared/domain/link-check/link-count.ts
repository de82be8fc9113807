import * as z from 'zod/mini';
import { cycleId, unitId } from '../values.ts';
import type { LinkCheck } from './link-check.ts';

/** How many of a unit's links were not fine, each at its last look: those that did not open, and those on whose page the title is not. */
export const linkCount = z.strictObject({
  cycle: cycleId,
  unit: unitId,
  dead: z.int().check(z.minimum(0)),
  titles: z.int().check(z.minimum(0)),
});
export type LinkCount = z.infer<typeof linkCount>;

/** Whether what was found is for a reviewer to look at. */
export function isFinding({ sight }: LinkCheck): boolean {
  return sight.outcome !== 'fine';
}

/** Counts what is known of a unit's links. */
export function countLinks(
  of: Readonly<{ cycle: string; unit: string }>,
  checks: readonly LinkCheck[],
): LinkCount {
  const findings = checks.filter(isFinding);
  const titles = findings.filter(({ sight }) => sight.outcome === 'title-differs').length;
  return { cycle: of.cycle, unit: of.unit, dead: findings.length - titles, titles };
}
