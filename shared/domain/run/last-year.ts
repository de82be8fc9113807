import type { Result, UnitResult } from '../scoring/result.ts';

/** By a unit's number the ones of the year before that it has come from, where a reform merged or split them. */
export type Origins = ReadonlyMap<string, readonly string[]>;

/** The result that was published for the year before, and where this year's units have come from. */
export type LastYear = Readonly<{ result: Result; origins: Origins }>;

/**
 * What a unit was in an earlier result: itself, the one it was split from, or the several it was merged from. Empty for one that
 * was not evaluated then. A unit that was only renamed keeps its number, so it is itself.
 */
export function unitsBefore(
  earlier: ReadonlyMap<string, UnitResult>,
  origins: Origins,
  unit: string,
): readonly UnitResult[] {
  const from = origins.get(unit) ?? [];
  return (from.length === 0 ? [unit] : from).flatMap((each) => earlier.get(each) ?? []);
}
