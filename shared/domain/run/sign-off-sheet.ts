import { compareExact, parseExact, subtract, toPoints } from '../scoring/exact.ts';
import type { Result, UnitResult } from '../scoring/result.ts';
import { unitsBefore, type Origins } from './last-year.ts';

/** A unit beside what it had before. Points are exact decimals; a higher rank is a smaller number. */
export type UnitChange = Readonly<{
  unit: string;
  name: string;
  total: string;
  rank: number;
  /** What it had, or what the one unit had that it has come from. */
  before: Readonly<{ total: string; rank: number }> | null;
  /** What the units had that it was merged from, which are several, so that there is no one before. */
  merged: readonly Readonly<{ unit: string; name: string; total: string; rank: number }>[];
  /** What was gained, or lost if it begins with a minus; null where there is no before. */
  gained: string | null;
}>;

/** Something to look at before signing. Nothing of it holds the signature up. */
export type SignOffWarning = Readonly<
  | { kind: 'unit-at-zero'; unit: string; name: string }
  | { kind: 'tie'; rank: number; units: readonly string[] }
  | { kind: 'silent-body'; body: string; name: string }
  | { kind: 'no-evidence'; unit: string; name: string; items: readonly string[] }
  | { kind: 'swing'; unit: string; name: string; from: number; to: number; gained: string }
>;

/** Points from one year to the next beyond which a unit's change is worth a second look. */
const unusualPoints = '15';
/** And places: a fifth of the units. */
const unusualShare = 5;

const noReform: Origins = new Map();

/** Every unit of a result beside the same unit of an earlier one, or the ones it has come from, in order of rank. */
export function changesSince(
  now: Result,
  earlier: Result | null,
  origins: Origins = noReform,
): readonly UnitChange[] {
  const before = new Map(earlier?.units.map((each) => [each.unit, each]) ?? []);
  return now.units.map((unit) => {
    const from = origins.get(unit.unit) ?? [];
    const found = unitsBefore(before, origins, unit.unit);
    const was = from.length > 1 ? null : (found[0] ?? null);
    return {
      unit: unit.unit,
      name: unit.name,
      total: unit.total,
      rank: unit.rank,
      before: was === null ? null : { total: was.total, rank: was.rank },
      merged:
        from.length > 1
          ? found.map(({ unit: id, name, total, rank }) => ({ unit: id, name, total, rank }))
          : [],
      gained: was === null ? null : difference(unit.total, was.total),
    };
  });
}

/** What a signer should have seen. @param lastYear the result that was published for the year before, if any */
export function signOffWarnings(
  now: Result,
  lastYear: Result | null,
  origins: Origins = noReform,
): readonly SignOffWarning[] {
  return [
    ...now.units
      .filter(isAtZero)
      .map(({ unit, name }): SignOffWarning => ({ kind: 'unit-at-zero', unit, name })),
    ...ties(now.units),
    ...now.silentBodies.map(({ body, name }): SignOffWarning => ({ kind: 'silent-body', body, name })),
    ...now.units.flatMap(withoutEvidence),
    ...swings(now, lastYear, origins),
  ];
}

function isAtZero({ total }: UnitResult): boolean {
  return compareExact(parseExact(total), parseExact('0')) <= 0;
}

/** Units of one rank: who is to be praised for a place may not be one of them alone. */
function ties(units: readonly UnitResult[]): readonly SignOffWarning[] {
  const byRank = new Map<number, string[]>();
  for (const { rank, name } of units) byRank.set(rank, [...(byRank.get(rank) ?? []), name]);
  return [...byRank].flatMap(([rank, names]): SignOffWarning[] =>
    names.length > 1 ? [{ kind: 'tie', rank, units: names }] : [],
  );
}

function withoutEvidence({ unit, name, items }: UnitResult): SignOffWarning[] {
  const lacking = items.filter(({ noEvidence }) => noEvidence).map(({ code }) => code);
  return lacking.length === 0 ? [] : [{ kind: 'no-evidence', unit, name, items: lacking }];
}

function swings(now: Result, lastYear: Result | null, origins: Origins): SignOffWarning[] {
  const places = Math.max(1, Math.ceil(now.units.length / unusualShare));
  return changesSince(now, lastYear, origins).flatMap(
    ({ unit, name, rank, before, gained }): SignOffWarning[] => {
      if (before === null || gained === null) return [];
      const points = gained.startsWith('-') ? gained.slice(1) : gained;
      const unusual =
        compareExact(parseExact(points), parseExact(unusualPoints)) >= 0 ||
        Math.abs(rank - before.rank) >= places;
      return unusual ? [{ kind: 'swing', unit, name, from: before.rank, to: rank, gained }] : [];
    },
  );
}

function difference(now: string, before: string): string {
  return toPoints(subtract(parseExact(now), parseExact(before)));
}
