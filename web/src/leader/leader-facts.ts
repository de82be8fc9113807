import type { StandingLine } from '../../../shared/contracts/standing-views.ts';
import { figuresOf, type Figures } from '../../../shared/domain/rubric/figures.ts';
import type { Result } from '../../../shared/domain/scoring/result.ts';

/** A unit as the leader's page looks at it, of a published result or of today's records. */
export type Stood = Readonly<{
  unit: string;
  name: string;
  class: string;
  total: string;
  items: readonly Readonly<{ code: string; points: string; maximum: string }>[];
}>;

export function stoodInResult({ units }: Result): readonly Stood[] {
  return units.map(({ unit, name, class: of, total, items }) => ({ unit, name, class: of, total, items }));
}

export function stoodToday(lines: readonly StandingLine[]): readonly Stood[] {
  return lines.map(({ unit, name, class: of, total, items }) => ({ unit, name, class: of, total, items }));
}

/** How many units stand in each tenth of full marks, from the lowest: what lies above or below is in the last or first. */
export function distributionOf(totals: readonly string[], full: number): readonly number[] {
  const tenths = Array.from({ length: 10 }, () => 0);
  for (const total of totals) {
    const place = Math.min(9, Math.max(0, Math.floor((Number(total) / full) * 10)));
    tenths[place] = (tenths[place] ?? 0) + 1;
  }
  return tenths;
}

/** Ranks by total; equal totals share one. */
export function ranksOf(units: readonly Stood[]): ReadonlyMap<string, number> {
  const falling = [...units].sort((left, right) => Number(right.total) - Number(left.total));
  return new Map(
    units.map(({ unit, total }) => [
      unit,
      1 + falling.findIndex((each) => Number(each.total) === Number(total)),
    ]),
  );
}

export type Mover = Readonly<{ name: string; before: number; after: number; total: string }>;

/**
 * Units that went up or down most since the year before, by rank, at most so many each way. A unit that a reform made of several
 * has no one rank to compare with and is left out.
 * @param from by unit, the units of the year before that it came from; itself where it goes on as it was
 */
export function moversOf(
  now: readonly Stood[],
  before: readonly Stood[],
  from: ReadonlyMap<string, readonly string[]>,
  most: number,
): Readonly<{ up: readonly Mover[]; down: readonly Mover[] }> {
  const [ranks, earlier] = [ranksOf(now), ranksOf(before)];
  const moved = now.flatMap(({ unit, name, total }): Mover[] => {
    const [only, ...others] = from.get(unit) ?? [unit];
    const [after, was] = [ranks.get(unit), only === undefined ? undefined : earlier.get(only)];
    if (after === undefined || was === undefined || others.length > 0 || after === was) return [];
    return [{ name, before: was, after, total }];
  });
  const by = (sign: 1 | -1) =>
    moved
      .filter(({ before: was, after }) => sign * (was - after) > 0)
      .sort((left, right) => sign * (right.before - right.after - (left.before - left.after)))
      .slice(0, most);
  return { up: by(1), down: by(-1) };
}

export type WeakItem = Readonly<{
  code: string;
  /** Of what could be had, in per cent, over all units to which it applies. */
  share: number;
  /** Units with nothing. */
  atZero: number;
  units: number;
}>;

/** Items of which units have the smallest part of what could be had, the weakest first. */
export function weakItemsOf(units: readonly Stood[], most: number): readonly WeakItem[] {
  const codes = [...new Set(units.flatMap(({ items }) => items.map(({ code }) => code)))];
  return codes
    .flatMap((code): WeakItem[] => {
      const all = units.flatMap(({ items }) =>
        items.filter((item) => item.code === code && Number(item.maximum) > 0),
      );
      const possible = all.reduce((sum, { maximum }) => sum + Number(maximum), 0);
      if (possible === 0) return [];
      const had = all.reduce((sum, { points }) => sum + Number(points), 0);
      return [
        {
          code,
          share: (100 * had) / possible,
          atZero: all.filter(({ points }) => Number(points) <= 0).length,
          units: all.length,
        },
      ];
    })
    .sort((left, right) => left.share - right.share)
    .slice(0, most);
}

export type ClassLine = Readonly<{ class: string; units: number; figures: Figures }>;

export function classesOf(units: readonly Stood[]): readonly ClassLine[] {
  return [...new Set(units.map((unit) => unit.class))].flatMap((of): ClassLine[] => {
    const totals = units.filter((unit) => unit.class === of).map(({ total }) => total);
    const figures = figuresOf(totals);
    return figures === null ? [] : [{ class: of, units: totals.length, figures }];
  });
}
