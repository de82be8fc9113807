import { compareExact, divide, parseExact, subtract, toPoints, zero } from '../../scoring/exact.ts';
import type { UnitInputs } from '../../scoring/inputs.ts';
import { onTopOf } from '../../scoring/mark-item.ts';
import { totalOf } from '../../scoring/marks.ts';
import { emptyMeasure } from '../../scoring/rules/count.ts';
import { target } from '../../scoring/rules/target.ts';
import { onTopMost } from '../rubric-faults.ts';
import type { Item, Rule, Scheme } from '../rubric.ts';
import { note, warning, type Finding } from './finding.ts';

/** A unit's class and target, all that the checks of targets need to know of it. */
export type TargetOf = Readonly<{ class: string; target: number }>;

/** Beyond this many times its target, points on top are out of a unit's reach. */
const outOfProportion = 2;

/**
 * Targets so small that doing nothing keeps most of the points, and points on top that only large targets can reach. What a
 * unit would get is asked of the engine, never worked out a second time.
 */
export function lintTargets(scheme: Scheme, at: Finding['path'], units: readonly TargetOf[]): Finding[] {
  return scheme.parts.flatMap((part, p) =>
    part.items.flatMap((item, i) => {
      const path = [...at, 'parts', p, 'items', i, 'rule'];
      return item.rule.kind === 'target' ? lintTarget(item, item.rule, path, units) : [];
    }),
  );
}

type Target = Extract<Rule, { kind: 'target' }>;

function lintTarget(item: Item, rule: Target, path: Finding['path'], units: readonly TargetOf[]): Finding[] {
  const counts = targetsOf(rule, units);
  const pointsAt = scorer(item, rule);
  return [...counts].flatMap(([wanted, howMany]) => [
    ...doingNothing(item, wanted, howMany, pointsAt, path),
    ...bonusReach(item, rule, wanted, howMany, pointsAt, path),
  ]);
}

/** Each different target with how many units have it; one nameless target where the rubric states the number itself. */
function targetsOf(rule: Target, units: readonly TargetOf[]): ReadonlyMap<number, number> {
  if (rule.wanted !== 'unit') return new Map([[0, 0]]);
  const counts = new Map<number, number>();
  for (const { target: wanted } of units) counts.set(wanted, (counts.get(wanted) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => a - b));
}

/** What the item gives a unit of a target for a number of items, spread over nothing in particular. */
function scorer(item: Item, rule: Target) {
  const { mark } = target({ ...item, rule });
  return (wanted: number, count: number) => {
    const measures = { [rule.measure]: { ...emptyMeasure(), count } };
    const steps = mark({ ...nobody, target: wanted, measures }, { evidence: 1 });
    return { points: totalOf(steps), onTop: onTopOf(steps) };
  };
}

const nobody: UnitInputs = {
  unit: '000',
  order: 1,
  name: '',
  class: '',
  parent: null,
  target: 0,
  measures: {},
  items: {},
  incidents: [],
  cityDeductions: [],
};

type PointsAt = ReturnType<typeof scorer>;

function doingNothing(
  item: Item,
  wanted: number,
  howMany: number,
  pointsAt: PointsAt,
  path: Finding['path'],
): Finding[] {
  const kept = pointsAt(wanted, 0).points;
  const full = parseExact(item.points);
  if (compareExact(kept, zero) <= 0) return [];
  const who = howMany === 0 ? '' : `目标 ${wanted} 条的 ${howMany} 个单位`;
  const whoEn =
    howMany === 0 ? 'A unit' : `${howMany} unit${howMany === 1 ? '' : 's'} with a target of ${wanted}`;
  const most = compareExact(kept, divide(full, 2)) > 0;
  const zh = `${who}一条不公开，${item.code} 也有 ${toPoints(kept)} 分（满分 ${item.points} 分）`;
  const en = `${whoEn} with nothing published still keep${howMany > 1 ? '' : 's'} ${toPoints(kept)} of ${item.code}’s ${item.points}`;
  return most
    ? [
        warning(
          'doing-nothing-keeps-most',
          path,
          `${zh}。目标小的单位，可以考虑按完成比例计分，或提高每条的扣分。`,
          `${en}.`,
        ),
      ]
    : [note('cannot-lose-all', path, `${zh}，扣不完。`, `${en}: it cannot lose all.`)];
}

/** How far beyond the target the last of the points on top lies; found by asking, doubling until all of them are there. */
function bonusReach(
  item: Item,
  rule: Target,
  wanted: number,
  howMany: number,
  pointsAt: PointsAt,
  path: Finding['path'],
): Finding[] {
  const most = onTopMost(item);
  if (rule.bonus === null || howMany === 0 || wanted === 0) return [];
  const reached = (extra: number) =>
    compareExact(subtract(pointsAt(wanted, wanted + extra).onTop, most), zero) >= 0;
  let high = 1;
  while (!reached(high) && high < 10_000_000) high *= 2;
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reached(middle)) high = middle;
    else low = middle;
  }
  if (high <= outOfProportion * wanted) return [];
  const times = Math.round((high * 10) / wanted) / 10;
  return [
    warning(
      'bonus-out-of-proportion',
      [...path, 'bonus'],
      `目标 ${wanted} 条的 ${howMany} 个单位，要超 ${high} 条（目标的 ${times} 倍）才能得到 ${item.code} 的全部加分 ${toPoints(most)} 分。`,
      `${howMany} unit${howMany === 1 ? '' : 's'} with a target of ${wanted} would have to publish ${high} more (${times} times the target) for all ${toPoints(most)} points on top of ${item.code}.`,
    ),
  ];
}
