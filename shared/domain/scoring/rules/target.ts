import { compareExact, least, negate, parseExact, subtract, times, zero } from '../exact.ts';
import type { Measure, UnitInputs } from '../inputs.ts';
import { totalOf, type Cell, type CompiledRule, type ItemOf, type MarkStep, type Wish } from '../marks.ts';
import { compileScale, type CompiledScale } from '../scale.ts';
import { words } from '../words.ts';
import { emptyMeasure } from './count.ts';

/**
 * A count against what is wanted, from full marks down. Short: points off in each cell (the year, or every quarter, month
 * or column), and for blank months; never more than the item has, so a unit whose target is small can never lose all of it.
 * Over: points on top for what the year has beyond all that was wanted.
 */
export function target(item: ItemOf<'target'>): CompiledRule {
  const { rule } = item;
  const full = parseExact(item.points);
  const shortfall = rule.shortfall === null ? null : compileScale(rule.shortfall, true);
  const bonus = rule.bonus === null ? null : compileScale(rule.bonus, false);
  const cellsOf = compileCells(rule);
  const blankOff = rule.blank === null ? zero : parseExact(rule.blank.points);

  const mark: CompiledRule['mark'] = (unit) => {
    const measure = unit.measures[rule.measure] ?? noMeasure;
    const steps: MarkStep[] = [{ code: 'full', points: full }];
    let wanted = 0;
    for (const cell of cellsOf(unit, measure)) {
      wanted += cell.wanted;
      if (shortfall !== null && cell.count < cell.wanted) steps.push(short(shortfall, cell));
    }
    const cells = rule.blank === null ? 0 : blanks(measure, rule.blank.each);
    if (rule.blank !== null && cells > 0) {
      const { each, points: off } = rule.blank;
      steps.push({ code: 'blank', points: negate(times(blankOff, cells)), cells, each, off });
    }
    const points = totalOf(steps);
    if (compareExact(points, zero) < 0) steps.push({ code: 'item-floor', points: negate(points) });
    if (bonus !== null && measure.count > wanted) steps.push(...over(bonus, measure.count - wanted));
    return steps;
  };

  return {
    mark,
    tell: (unit, given) => {
      const measure = unit.measures[rule.measure] ?? noMeasure;
      const cells = cellsOf(unit, measure);
      const wanted = cells.reduce((total, cell) => total + cell.wanted, 0);
      const missing = cells.reduce((total, cell) => total + Math.max(0, cell.wanted - cell.count), 0);
      const nothing = { ...unit, measures: { ...unit.measures, [rule.measure]: emptyMeasure() } };
      return {
        facts: { count: measure.count, target: wanted, registered: measure.registered },
        reason: (points) => words.target(measure.count, wanted, rule.per === 'year' ? null : missing, points),
        wishes: wishes(unit, given, measure, cells, wanted, missing),
        maximumLoss: subtract(full, totalOf(mark(nothing, given))),
      };
    },
  };

  /**
   * The fewest more items that raise the points: below what is wanted, all that are missing, since every one counts; beyond
   * it, those to the next step on top. Where a blank month is what costs, one item in each.
   */
  function wishes(
    unit: UnitInputs,
    given: Wish['given'],
    measure: Measure,
    cells: readonly CountedCell[],
    wanted: number,
    missing: number,
  ): Wish[] {
    const blank = rule.blank === null ? 0 : blanks(measure, rule.blank.each);
    if (missing > 0 && shortfall !== null) {
      return [
        {
          unit: { ...unit, measures: { ...unit.measures, [rule.measure]: filled(measure, cells) } },
          given,
          say: (by) =>
            rule.per === 'year' ? words.raisePublish(missing, by) : words.raiseCells(missing, rule.per, by),
          upTo: false,
        },
      ];
    }
    if (blank > 0 && rule.blank !== null) {
      const { each } = rule.blank;
      const months = measure.months.map((count) => Math.max(1, count));
      return [
        {
          unit: { ...unit, measures: { ...unit.measures, [rule.measure]: { ...measure, months } } },
          given,
          say: (by) => words.raiseBlank(blank, each, by),
          upTo: false,
        },
      ];
    }
    const next = bonus?.next(Math.max(0, measure.count - wanted)) ?? null;
    if (next === null) return [];
    const count = wanted + next;
    return [
      {
        unit: { ...unit, measures: { ...unit.measures, [rule.measure]: { ...measure, count } } },
        given,
        say: (by) => words.raisePublish(count - measure.count, by),
        upTo: false,
      },
    ];
  }
}

const noMeasure = emptyMeasure();

type Rule = ItemOf<'target'>['rule'];
type CountedCell = Readonly<{ at: Cell; count: number; wanted: number }>;

/** The cells of a target, each with its count and what is wanted in it. */
function compileCells(rule: Rule): (unit: UnitInputs, measure: Measure) => readonly CountedCell[] {
  const { wanted, per } = rule;
  if (per === 'column') {
    const columns = typeof wanted === 'object' ? Object.entries(wanted) : [];
    return (_, measure) =>
      columns.map(([name, each]) => ({
        at: { per, name },
        count: measure.columns[name]?.count ?? 0,
        wanted: each,
      }));
  }
  if (per === 'year') {
    const at: Cell = { per };
    return (unit, measure) => [
      { at, count: measure.count, wanted: typeof wanted === 'number' ? wanted : unit.target },
    ];
  }
  const each = typeof wanted === 'number' ? wanted : 0;
  return (_, measure) =>
    countsOf(measure, per).map((count, index) => ({ at: { per, number: index + 1 }, count, wanted: each }));
}

function countsOf(measure: Measure, per: 'quarter' | 'month'): readonly number[] {
  if (per === 'month') return measure.months;
  return [0, 3, 6, 9].map((first) =>
    measure.months.slice(first, first + 3).reduce((sum, each) => sum + each, 0),
  );
}

function blanks(measure: Measure, each: 'quarter' | 'month'): number {
  let blank = 0;
  for (const count of countsOf(measure, each)) if (count === 0) blank += 1;
  return blank;
}

function short(scale: CompiledScale, cell: CountedCell): MarkStep {
  const missing = cell.wanted - cell.count;
  return { code: 'short', points: negate(scale.at(missing)), missing, at: cell.at, scale: scale.of };
}

function over(scale: CompiledScale, extra: number): MarkStep[] {
  const plainly = scale.plainlyAt(extra);
  const points = least(plainly, scale.at(extra));
  const step: MarkStep = { code: 'over', points: plainly, extra, scale: scale.of };
  return points === plainly ? [step] : [step, { code: 'bonus-cap', points: subtract(points, plainly) }];
}

/** The measure with every cell filled to what is wanted; what other months and columns have over stays. */
function filled(measure: Measure, cells: readonly CountedCell[]): Measure {
  const months = [...measure.months];
  const columns = { ...measure.columns };
  let count = measure.count;
  for (const cell of cells) {
    const more = Math.max(0, cell.wanted - cell.count);
    count += more;
    if (cell.at.per === 'column') {
      const column = columns[cell.at.name] ?? { count: 0, months: Array.from({ length: 12 }, () => 0) };
      columns[cell.at.name] = { ...column, count: column.count + more };
    } else if (cell.at.per !== 'year') {
      const month = cell.at.per === 'month' ? cell.at.number - 1 : (cell.at.number - 1) * 3;
      months[month] = (months[month] ?? 0) + more;
    }
  }
  return { ...measure, count, months, columns };
}
