import * as z from 'zod/mini';
import { parseExact, subtract, sum, toPoints } from '../scoring/exact.ts';
import type { Result, Step, UnitResult } from '../scoring/result.ts';
import { bilingual, cycleId, unitId } from '../values.ts';
import type { InputsChange } from './inputs-change.ts';

const shown = z.string();
const move = z.strictObject({ before: z.int().check(z.minimum(1)), after: z.int().check(z.minimum(1)) });

/** One of the lines that a unit's total is made of, where it changed. */
const differenceLine = z.strictObject({
  /** An item's points; what a part's limit or weight moved; what moved the total beside the parts. */
  where: z.enum(['item', 'part', 'total']),
  code: z.string(),
  label: bilingual,
  before: shown,
  after: shown,
  /** What was gained, or lost if it begins with a minus. */
  gained: shown,
  /** The changes it comes from, by their place in the re-evaluation, from 0. */
  why: z.array(z.int().check(z.minimum(0))),
});
export type DifferenceLine = z.infer<typeof differenceLine>;

const unitDifference = z.strictObject({
  unit: unitId,
  name: z.string(),
  total: z.strictObject({ before: shown, after: shown, gained: shown }),
  rank: move,
  classRank: move,
  lines: z.array(differenceLine),
});
export type UnitDifference = z.infer<typeof unitDifference>;

/**
 * What a re-evaluation changed: every unit whose points or ranks moved, with the lines that moved them and the changes those
 * come from. Published beside the report as `difference.json`.
 */
export const difference = z.strictObject({
  format: z.literal('biaochi-difference/1'),
  cycle: cycleId,
  from: z.int().check(z.minimum(1)),
  /** In annex order. */
  units: z.array(unitDifference),
  /** How many units have the points and ranks they had. */
  unchanged: z.int().check(z.minimum(0)),
});
export type Difference = z.infer<typeof difference>;

/**
 * Holds two results of the same units against each other. A unit's lines add up to what its total gained, exactly.
 * @param from the revision whose result `before` is
 */
export function differenceOf(
  before: Result,
  after: Result,
  changes: readonly InputsChange[],
  from: number,
): Difference {
  const earlier = new Map(before.units.map((unit) => [unit.unit, unit]));
  const units = [...after.units]
    .sort((left, right) => left.order - right.order)
    .flatMap((unit): UnitDifference[] => {
      const was = earlier.get(unit.unit);
      if (was === undefined)
        throw new RangeError(`Unit ${unit.unit} is not in the result of revision ${from}`);
      const found = unitDifferenceOf(was, unit, changes);
      return hasMoved(found) ? [found] : [];
    });
  return {
    format: 'biaochi-difference/1',
    cycle: after.cycle,
    from,
    units,
    unchanged: after.units.length - units.length,
  };
}

function unitDifferenceOf(
  before: UnitResult,
  after: UnitResult,
  changes: readonly InputsChange[],
): UnitDifference {
  const earlier = linesOf(before);
  const later = linesOf(after);
  const keys = [...new Set([...earlier.keys(), ...later.keys()])];
  return {
    unit: after.unit,
    name: after.name,
    total: { before: before.total, after: after.total, gained: gained(before.total, after.total) },
    rank: { before: before.rank, after: after.rank },
    classRank: { before: before.classRank, after: after.classRank },
    lines: keys.flatMap((key): DifferenceLine[] => {
      const line = later.get(key) ?? earlier.get(key);
      const [was, is] = [earlier.get(key)?.points ?? '0', later.get(key)?.points ?? '0'];
      if (line === undefined || was === is) return [];
      const { where, code, label } = line;
      const why = causesOf(after.unit, where === 'item' ? code : null, changes);
      return [{ where, code, label, before: was, after: is, gained: gained(was, is), why }];
    }),
  };
}

function hasMoved({ lines, rank, classRank }: UnitDifference): boolean {
  return lines.length > 0 || rank.before !== rank.after || classRank.before !== classRank.after;
}

type Line = Readonly<Pick<DifferenceLine, 'where' | 'code' | 'label'> & { points: string }>;

/** What a total is the sum of, by place and code: items, what parts' limits moved, what moved the total. */
function linesOf(unit: UnitResult): ReadonlyMap<string, Line> {
  const items = unit.items.map(({ code, label, points }): Line => ({ where: 'item', code, label, points }));
  const parts = unit.parts.flatMap((part) =>
    byCode(part.steps).map(({ code, text, points }): Line => ({
      where: 'part',
      code: `${part.code} ${code}`,
      label: text,
      points,
    })),
  );
  const total = byCode(unit.steps).map(({ code, text, points }): Line => ({
    where: 'total',
    code,
    label: text,
    points,
  }));
  return new Map([...items, ...parts, ...total].map((line) => [`${line.where} ${line.code}`, line]));
}

/** Steps of one code together: two of the city's deductions are one line. */
function byCode(steps: readonly Step[]): readonly Step[] {
  const codes = [...new Set(steps.map(({ code }) => code))];
  return codes.flatMap((code): Step[] => {
    const same = steps.filter((step) => step.code === code);
    const [first] = same;
    if (first === undefined) return [];
    return [{ ...first, points: toPoints(sum(same.map(({ points }) => parseExact(points)))) }];
  });
}

/**
 * The changes that a line comes from: those of the whole year, and those of the unit. Of an item, only the ones that name it or
 * no item, unless there are none: an item that no longer applies gives its points to others.
 */
function causesOf(unit: string, item: string | null, changes: readonly InputsChange[]): number[] {
  const places = (of: (change: InputsChange) => boolean) =>
    changes.flatMap((change, place) => (of(change) ? [place] : []));
  const inUnit = places((change) => !('unit' in change) || change.unit === unit);
  if (item === null) return inUnit;
  const ofItem = inUnit.filter((place) => {
    const change = changes[place];
    return change !== undefined && (!('item' in change) || change.item === item);
  });
  return ofItem.length > 0 ? ofItem : inUnit;
}

function gained(before: string, after: string): string {
  return toPoints(subtract(parseExact(after), parseExact(before)));
}

/** What a unit's lines gained together: the same as its total. */
export function sumOfLines({ lines }: UnitDifference): string {
  return toPoints(sum(lines.map((line) => parseExact(line.gained))));
}
