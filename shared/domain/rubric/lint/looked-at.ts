import type { CompiledItem, CompiledScheme, Rules } from '../../scoring/compile-rubric.ts';
import type { UnitInputs } from '../../scoring/inputs.ts';
import type { FindingPath } from './finding.ts';

/** A unit's class and target: all that most checks need to know of it. */
export type UnitOf = Readonly<{ class: string; target: number }>;

/** Larger than any county's: where the year is not known, as much is lost as can be. */
export const largestTarget = 1_000_000;

/** One scheme as the checks look at it: as it is written, made ready for the engine, and whom it is for. */
export type LookedAt = Readonly<{
  rules: Rules;
  of: CompiledScheme;
  path: FindingPath;
  /** The year's units of its classes; none where the year is not known. */
  units: readonly UnitOf[];
}>;

/** Every item of a scheme with where it stands. */
export function itemsWithPaths(
  looked: LookedAt,
): readonly Readonly<{ of: CompiledItem; path: FindingPath }>[] {
  return looked.of.parts.flatMap((part, p) =>
    part.items.map((of, i) => ({ of, path: [...looked.path, 'parts', p, 'items', i] })),
  );
}

/** A unit about which nothing at all was handed in, found or decided. */
export function unitWithNothing(looked: LookedAt, target: number): UnitInputs {
  const { classes } = looked.of.scheme;
  return {
    unit: '000',
    order: 1,
    name: '',
    class: classes === 'all' ? '' : (classes[0] ?? ''),
    parent: null,
    target,
    measures: {},
    items: {},
    incidents: [],
    cityDeductions: [],
  };
}
