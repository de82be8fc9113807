import { compileRubric, type CompiledScheme, type Rules } from '../scoring/compile-rubric.ts';
import {
  compareExact,
  divide,
  isZero,
  negate,
  parseExact,
  subtract,
  toPoints,
  zero,
  type Exact,
} from '../scoring/exact.ts';
import type { Inputs } from '../scoring/inputs.ts';
import { markUnit, type MarkedUnit } from '../scoring/mark-unit.ts';
import { rankUnits } from '../scoring/rank-units.ts';
import type { Result, UnitResult } from '../scoring/result.ts';
import { scoreUnit } from '../scoring/score-unit.ts';
import type { Bilingual } from '../values.ts';
import { compareOrders } from './compare-orders.ts';
import { contributionsOf, type Contribution } from './contributions.ts';
import { figuresOf, type Figures } from './figures.ts';
import { schemeFor, type Rubric } from './rubric.ts';
import { sensitivityOf, type Sensitivity } from './sensitivity.ts';

/** What a rubric would do to a year that is known. Nothing of it is ever published. */
export type Simulation = Readonly<{
  rubric: RubricName;
  against: RubricName | null;
  units: number;
  distribution: Distribution;
  /** The old rubric's, where one was given. */
  before: Distribution | null;
  /** How the two rankings differ; null without an old rubric. */
  ranking: RankingChange | null;
  /** Each unit by the new rank; empty without an old rubric. */
  moves: readonly Move[];
  /** Units that share a rank, from the top; a single unit ties with nobody. */
  ties: readonly Tie[];
  /** How much of the ranking each item decides, the most decisive first. */
  sensitivity: readonly Sensitivity[];
}>;

export type RubricName = Readonly<{ id: string; version: number }>;

export type Distribution = Readonly<{
  /** Null when there are no units. */
  figures: Figures | null;
  /** How many units stand in each tenth of full marks that has any, from the highest; `from` is the lowest total in it. */
  tenths: readonly Readonly<{ from: string; units: number }>[];
  /** Units that failed, by rank, and why. */
  failed: readonly Readonly<{ unit: string; name: string; reason: Bilingual }>[];
  /** How many in each grade of each scheme. */
  bands: readonly Readonly<{ scheme: string; band: string; label: Bilingual; units: number }>[];
  classes: Result['classes'];
}>;

export type RankingChange = Readonly<{
  rise: number;
  fall: number;
  stay: number;
  /** Pairs of units of which the one below now stands above, of so many pairs in all. */
  swapped: number;
  pairs: number;
  largestMove: number;
}>;

export type Move = Readonly<{
  unit: string;
  name: string;
  class: string;
  rankBefore: number;
  rank: number;
  totalBefore: string;
  total: string;
  /** By how much the total changed. */
  change: string;
  bandBefore: Bilingual | null;
  band: Bilingual | null;
  failedBefore: boolean;
  failed: boolean;
  /** What moved the total, the largest change first: at most five; `rest` is what all else came to. */
  because: readonly Because[];
  rest: string;
}>;

/** One thing whose part in the total changed; points are null where the rubric does not have the thing or it did not act. */
export type Because = Pick<Contribution, 'kind' | 'code' | 'label'> &
  Readonly<{ before: string | null; after: string | null; change: string }>;

export type Tie = Readonly<{ rank: number; total: string; units: readonly string[] }>;

/** A rubric has no rules for some of the year's units, so the year cannot be tried on it. */
export class ClassWithoutRules extends Error {
  override readonly name = 'ClassWithoutRules';
  readonly code = 'class-without-rules';
  readonly classes: readonly string[];

  constructor(rubric: RubricName, classes: readonly string[]) {
    super(
      `细则 ${rubric.id} 第 ${rubric.version} 版没有类别 ${classes.join('、')} 的规则，请先补上 / ` +
        `Rubric ${rubric.id} version ${rubric.version} has no scheme for class ${classes.join(', ')}; add one first`,
    );
    this.classes = classes;
  }
}

/**
 * Scores a known year by a rubric, and by an old one to compare with. Pure; the order of the units in the inputs does not
 * matter. 5,000 units take a few seconds.
 * @throws ClassWithoutRules when one of the rubrics cannot score a unit
 */
export function simulate(rubric: Rubric, inputs: Inputs, against: Rubric | null = null): Simulation {
  requireRules(rubric, inputs);
  if (against !== null) requireRules(against, inputs);
  const after = scoreYear(rubric, inputs);
  const before = against === null ? null : scoreYear(against, inputs);
  const moves = before === null ? [] : movesBetween(before, after);
  return {
    rubric: nameOf(rubric),
    against: against === null ? null : nameOf(against),
    units: after.result.units.length,
    distribution: distributionOf(after),
    before: before === null ? null : distributionOf(before),
    ranking: before === null ? null : rankingChange(moves),
    moves,
    ties: tiesIn(after.result),
    sensitivity: after.rules.schemes
      .flatMap((scheme) => sensitivityOf(after.rules, scheme, membersOf(after, scheme)))
      .sort((a, b) => b.decided - a.decided || b.largestMove - a.largestMove),
  };
}

/** A year scored by one rubric: as a result shows it, and as the facts behind it. */
type Year = Readonly<{ rules: Rules; result: Result; marks: ReadonlyMap<string, MarkedUnit> }>;

function scoreYear(rubric: Rubric, inputs: Inputs): Year {
  const rules = compileRubric(rubric);
  return {
    rules,
    result: rankUnits(
      rules,
      inputs,
      inputs.units.map((unit) => scoreUnit(rules, unit)),
    ),
    marks: new Map(inputs.units.map((unit) => [unit.unit, markUnit(rules, unit)])),
  };
}

function requireRules(rubric: Rubric, inputs: Inputs): void {
  const classes = [...new Set(inputs.units.map((unit) => unit.class))];
  const without = classes.filter((each) => schemeFor(rubric, each) === null).sort();
  if (without.length > 0) throw new ClassWithoutRules(nameOf(rubric), without);
}

function nameOf({ id, version }: Rubric): RubricName {
  return { id, version };
}

/** The units of a scheme, by rank, with what they were scored by. */
function membersOf({ result, marks }: Year, { scheme }: CompiledScheme) {
  return result.units.flatMap((unit) => {
    const marked = marks.get(unit.unit);
    return unit.scheme === scheme.id && marked !== undefined
      ? [{ marked, total: parseExact(unit.total) }]
      : [];
  });
}

function distributionOf({ rules, result: { units, classes } }: Year): Distribution {
  return {
    figures: figuresOf(units.map((unit) => unit.total)),
    tenths: tenthsOf(rules, units),
    failed: units.flatMap((unit) =>
      unit.failed === null ? [] : [{ unit: unit.unit, name: unit.name, reason: unit.failed.reason }],
    ),
    bands: rules.schemes.flatMap(({ scheme }) =>
      scheme.bands.map((band) => ({
        scheme: scheme.id,
        band: band.id,
        label: band.label,
        units: units.filter((unit) => unit.scheme === scheme.id && unit.band?.id === band.id).length,
      })),
    ),
    classes,
  };
}

/** Tenths of the largest full marks, so that a rubric of ten points is not all in one row. */
function tenthsOf(rules: Rules, units: readonly UnitResult[]): Distribution['tenths'] {
  const [largest = zero] = rules.schemes.map((each) => each.base).sort((a, b) => compareExact(b, a));
  const width = divide(largest, 10);
  const counts = new Map<number, number>();
  for (const { total } of units) {
    const from = startOf(parseExact(total), width);
    counts.set(from, (counts.get(from) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => b - a)
    .map(([from, count]) => ({ from: toPoints(from), units: count }));
}

/** The start of the stretch in which a value lies; totals and widths have at most six places and so are whole millionths. */
function startOf(value: Exact, width: Exact): number {
  if (typeof value !== 'number' || typeof width !== 'number') {
    throw new RangeError('A total or full marks have more than six places');
  }
  const over = value % width;
  return value - (over < 0 ? over + width : over);
}

function movesBetween(before: Year, after: Year): Move[] {
  const old = new Map(before.result.units.map((unit) => [unit.unit, unit]));
  return after.result.units.flatMap((unit): Move[] => {
    const was = old.get(unit.unit);
    if (was === undefined) return [];
    const change = subtract(parseExact(unit.total), parseExact(was.total));
    const because = changesBetween(contributionsIn(before, was), contributionsIn(after, unit));
    const named = because.slice(0, reasonsNamed);
    return [
      {
        unit: unit.unit,
        name: unit.name,
        class: unit.class,
        rankBefore: was.rank,
        rank: unit.rank,
        totalBefore: was.total,
        total: unit.total,
        change: toPoints(change),
        bandBefore: was.band?.label ?? null,
        band: unit.band?.label ?? null,
        failedBefore: was.failed !== null,
        failed: unit.failed !== null,
        because: named,
        rest: toPoints(named.reduce((left, each) => subtract(left, parseExact(each.change)), change)),
      },
    ];
  });
}

/** How many reasons are named for a unit: more would bury what matters. */
const reasonsNamed = 5;

function contributionsIn({ rules, marks }: Year, unit: UnitResult): readonly Contribution[] {
  const marked = marks.get(unit.unit);
  return marked === undefined ? [] : contributionsOf(rules, marked, unit);
}

function changesBetween(before: readonly Contribution[], after: readonly Contribution[]): Because[] {
  const key = (of: Contribution) => `${of.kind} ${of.code}`;
  const old = new Map(before.map((each) => [key(each), each]));
  const now = new Map(after.map((each) => [key(each), each]));
  const size = (of: Exact) => (compareExact(of, zero) < 0 ? negate(of) : of);
  return [...new Set([...now.keys(), ...old.keys()])]
    .flatMap((each) => {
      const [was, is] = [old.get(each), now.get(each)];
      const shown = is ?? was;
      const change = subtract(is?.worth ?? zero, was?.worth ?? zero);
      if (shown === undefined || isZero(change)) return [];
      const { kind, code, label } = shown;
      const [from, to] = [was, is].map((one) => (one === undefined ? null : toPoints(one.points)));
      return [{ kind, code, label, before: from ?? null, after: to ?? null, change }];
    })
    .sort((a, b) => compareExact(size(b.change), size(a.change)))
    .map((each) => ({ ...each, change: toPoints(each.change) }));
}

function rankingChange(moves: readonly Move[]): RankingChange {
  const places = moves.map((each) => each.rankBefore - each.rank);
  const totals = (of: (move: Move) => string) => moves.map((move) => parseExact(of(move)));
  return {
    rise: places.filter((each) => each > 0).length,
    fall: places.filter((each) => each < 0).length,
    stay: places.filter((each) => each === 0).length,
    swapped: compareOrders(
      totals((move) => move.totalBefore),
      totals((move) => move.total),
    ).swapped,
    pairs: (moves.length * (moves.length - 1)) / 2,
    largestMove: places.reduce((most, each) => Math.max(most, Math.abs(each)), 0),
  };
}

function tiesIn({ units }: Result): Tie[] {
  const groups = new Map<number, UnitResult[]>();
  for (const unit of units) {
    const group = groups.get(unit.rank);
    if (group === undefined) groups.set(unit.rank, [unit]);
    else group.push(unit);
  }
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    return first === undefined || members.length < 2
      ? []
      : [{ rank: first.rank, total: first.total, units: members.map((unit) => unit.unit) }];
  });
}

/**
 * What ties do to the first so many ranks: how many groups stand there, and how many units that is when those who share the
 * last of these ranks are all let in.
 */
export function tiesAtTop(of: Simulation, ranks: number): Readonly<{ groups: number; units: number }> {
  const groups = of.ties.filter((each) => each.rank <= ranks);
  const last = groups.at(-1);
  const reach = last === undefined ? 0 : last.rank + last.units.length - 1;
  return { groups: groups.length, units: Math.max(reach, Math.min(ranks, of.units)) };
}
