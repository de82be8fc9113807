import {
  add,
  compareExact,
  divide,
  isZero,
  multiply,
  parseExact,
  rounded,
  subtract,
  sum,
  toPoints,
  zero,
  type Exact,
} from '../scoring/exact.ts';
import type { Inputs } from '../scoring/inputs.ts';
import type { Result, UnitResult } from '../scoring/result.ts';
import { score } from '../scoring/score.ts';
import { countNotFalling } from './count-not-falling.ts';
import type { Rubric } from './rubric.ts';

/** What a rubric would do to a year that is known. Nothing of it is ever published. */
export type Simulation = Readonly<{
  rubric: Readonly<{ id: string; version: number }>;
  against: Readonly<{ id: string; version: number }> | null;
  units: number;
  distribution: Distribution;
  /** The old rubric's, where one was given. */
  before: Distribution | null;
  /** Each unit that is scored by both, by the new rank; empty without an old rubric. */
  moves: readonly Move[];
  /** Units that share a rank, from the top; a single unit ties with nobody. */
  ties: readonly Readonly<{ rank: number; total: string; units: readonly string[] }>[];
  /** How much each item decides, the most decisive first. */
  sensitivity: readonly Sensitivity[];
}>;

export type Distribution = Readonly<{
  highest: string;
  /** Quartiles are the totals at a quarter, half and three quarters of the units from below. */
  upperQuartile: string;
  median: string;
  lowerQuartile: string;
  lowest: string;
  /** To two places. */
  mean: string;
  failed: number;
  /** How many stand in each ten points, from the highest. */
  tens: readonly Readonly<{ from: number; units: number }>[];
  /** How many in each grade of each scheme. */
  bands: readonly Readonly<{ scheme: string; band: string; label: string; units: number }>[];
  classes: Result['classes'];
}>;

export type Move = Readonly<{
  unit: string;
  name: string;
  class: string;
  rankBefore: number;
  rank: number;
  totalBefore: string;
  total: string;
  /** Items whose points changed, the largest change first: at most five. */
  items: readonly Readonly<{ code: string; before: string; after: string }>[];
}>;

/**
 * How much the ranking hangs on an item: if everybody had the same points for it, so many pairs of units would change
 * places or come to stand equal, of all pairs of the scheme, and one unit would move by so many ranks.
 */
export type Sensitivity = Readonly<{
  scheme: string;
  code: string;
  label: string;
  /** The lowest and the highest points that the item gave. */
  lowest: string;
  highest: string;
  pairs: number;
  largestMove: number;
}>;

/**
 * Scores a known year by a rubric, and by another to compare with.
 * @throws RangeError for a unit whose class one of them has no rules for
 */
export function simulate(rubric: Rubric, inputs: Inputs, against: Rubric | null): Simulation {
  const after = score(rubric, inputs);
  const before = against === null ? null : score(against, inputs);
  return {
    rubric: { id: rubric.id, version: rubric.version },
    against: against === null ? null : { id: against.id, version: against.version },
    units: after.units.length,
    distribution: distributionOf(rubric, after),
    before: before === null || against === null ? null : distributionOf(against, before),
    moves: before === null ? [] : movesBetween(before, after),
    ties: tiesIn(after),
    sensitivity: sensitivityOf(rubric, after),
  };
}

function distributionOf(rubric: Rubric, { units, classes }: Result): Distribution {
  const totals = units.map((unit) => parseExact(unit.total)).reverse();
  const at = (share: number) => toPoints(totals[Math.floor((totals.length - 1) * share)] ?? zero);
  return {
    highest: at(1),
    upperQuartile: at(0.75),
    median: at(0.5),
    lowerQuartile: at(0.25),
    lowest: at(0),
    mean: units.length === 0 ? '0' : toPoints(rounded(divide(sum(totals), units.length), 2, 'half-up')),
    failed: units.filter((unit) => unit.failed !== null).length,
    tens: tensOf(units),
    bands: rubric.schemes.flatMap((scheme) =>
      scheme.bands.map((band) => ({
        scheme: scheme.id,
        band: band.id,
        label: band.label.zh,
        units: units.filter((unit) => unit.scheme === scheme.id && unit.band?.id === band.id).length,
      })),
    ),
    classes,
  };
}

function tensOf(units: readonly UnitResult[]): Distribution['tens'] {
  const counts = new Map<number, number>();
  for (const unit of units) {
    const from = Math.floor(Number(unit.total) / 10) * 10;
    counts.set(from, (counts.get(from) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => b - a).map(([from, count]) => ({ from, units: count }));
}

function movesBetween(before: Result, after: Result): Move[] {
  const old = new Map(before.units.map((unit) => [unit.unit, unit]));
  return after.units.flatMap((unit): Move[] => {
    const was = old.get(unit.unit);
    if (was === undefined) return [];
    return [
      {
        unit: unit.unit,
        name: unit.name,
        class: unit.class,
        rankBefore: was.rank,
        rank: unit.rank,
        totalBefore: was.total,
        total: unit.total,
        items: changedItems(was, unit),
      },
    ];
  });
}

/** How many changed items of a unit are named: more would bury what matters. */
const itemsNamed = 5;

function changedItems(before: UnitResult, after: UnitResult): Move['items'] {
  const points = (of: UnitResult) => new Map(of.items.map((item) => [item.code, item.points]));
  const [was, is] = [points(before), points(after)];
  const codes = [...new Set([...was.keys(), ...is.keys()])];
  const size = (change: Exact) => (compareExact(change, zero) < 0 ? subtract(zero, change) : change);
  return codes
    .map((code) => {
      const [from, to] = [was.get(code) ?? '0', is.get(code) ?? '0'];
      return { code, before: from, after: to, change: subtract(parseExact(to), parseExact(from)) };
    })
    .filter((each) => !isZero(each.change))
    .sort((a, b) => compareExact(size(b.change), size(a.change)))
    .slice(0, itemsNamed)
    .map(({ code, before: from, after: to }) => ({ code, before: from, after: to }));
}

function tiesIn({ units }: Result): Simulation['ties'] {
  const groups = new Map<number, UnitResult[]>();
  for (const unit of units) groups.set(unit.rank, [...(groups.get(unit.rank) ?? []), unit]);
  return [...groups]
    .filter(([, members]) => members.length > 1)
    .map(([rank, members]) => ({
      rank,
      total: members[0]?.total ?? '0',
      units: members.map((unit) => unit.unit),
    }));
}

/**
 * For each item the ranking without it: each total less what the item gave, times its part's weight. Effects are left as
 * they acted, since the question is what the item decides, not what else could have happened.
 */
function sensitivityOf(rubric: Rubric, { units }: Result): Sensitivity[] {
  const found = rubric.schemes.flatMap((scheme) => {
    const members = units.filter((unit) => unit.scheme === scheme.id);
    return scheme.parts.flatMap((part) =>
      part.items.map((item): Sensitivity => {
        const weight = parseExact(part.weight);
        const given = members.map((unit) =>
          parseExact(unit.items.find((each) => each.code === item.code)?.points ?? '0'),
        );
        const without = members.map((unit, index) =>
          subtract(parseExact(unit.total), multiply(given[index] ?? zero, weight)),
        );
        const sortedPoints = [...given].sort(compareExact);
        return {
          scheme: scheme.id,
          code: item.code,
          label: item.label.zh,
          lowest: toPoints(sortedPoints[0] ?? zero),
          highest: toPoints(sortedPoints.at(-1) ?? zero),
          pairs: pairsDecided(members, without),
          largestMove: largestMove(members, without),
        };
      }),
    );
  });
  return found.sort((a, b) => b.pairs - a.pairs || b.largestMove - a.largestMove);
}

/** Pairs of which one stands above the other now, and would not without the item. */
function pairsDecided(members: readonly UnitResult[], without: readonly Exact[]): number {
  const all = members.map((unit, index) => ({ now: unit.total, without: without[index] ?? zero }));
  // Members stand by their totals; among equal totals the order is free, so the one that counts nothing is taken.
  const standing = [...all].sort(
    (a, b) => compareExact(parseExact(b.now), parseExact(a.now)) || compareExact(b.without, a.without),
  );
  const alike = new Map<string, number>();
  let equal = 0;
  for (const each of standing) {
    const key = `${each.now} ${toPoints(each.without)}`;
    const before = alike.get(key) ?? 0;
    equal += before;
    alike.set(key, before + 1);
  }
  return countNotFalling(standing.map((each) => each.without)) - equal;
}

/** The most ranks that one unit would move, among the units of the scheme. */
function largestMove(members: readonly UnitResult[], totals: readonly Exact[]): number {
  const order = members.map((_, index) => index);
  const rank = (by: (index: number) => Exact) => {
    const standing = [...order].sort((a, b) => compareExact(by(b), by(a)));
    const ranks = new Map<number, number>();
    let current = 0;
    standing.forEach((index, place) => {
      const above = standing[place - 1];
      if (above === undefined || compareExact(by(above), by(index)) !== 0) current = place + 1;
      ranks.set(index, current);
    });
    return ranks;
  };
  const before = rank((index) => parseExact(members[index]?.total ?? '0'));
  const after = rank((index) => totals[index] ?? zero);
  return order.reduce(
    (most, index) => Math.max(most, Math.abs((before.get(index) ?? 0) - (after.get(index) ?? 0))),
    0,
  );
}

/** Points gained over all units, for a summary line. */
export function totalChange(moves: readonly Move[]): string {
  const changes = moves.map((move) => subtract(parseExact(move.total), parseExact(move.totalBefore)));
  return toPoints(changes.reduce((all, each) => add(all, each), zero));
}
