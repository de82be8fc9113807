import {
  compareExact,
  divide,
  parseExact,
  ratio,
  subtract,
  times,
  toPoints,
  zero,
} from '../../scoring/exact.ts';
import { compileScale } from '../../scoring/scale.ts';
import { channelKind } from '../../evidence/evidence.ts';
import { scaleMost } from '../rubric-faults.ts';
import type { Item, Scale } from '../rubric.ts';
import { note, warning, type Finding, type FindingPath } from './finding.ts';
import { itemsWithPaths, type LookedAt } from './looked-at.ts';

/** From one step to the next, what a single thing is worth may grow or shrink so many times before it looks like a slip. */
const oddJump = 4;

/** Scales and levels of single items: points that cannot be had, kinds that there are not, steps that jump. */
export function lintItems(looked: LookedAt): Finding[] {
  return itemsWithPaths(looked).flatMap(({ of: { item }, path }) => [
    ...scalesOf(item).flatMap((each) => [
      ...beyondItem(item, each, [...path, 'rule', each.key]),
      ...jumps(item, each, [...path, 'rule', each.key, 'steps']),
    ]),
    ...kindsTooFew(item, [...path, 'rule', 'gives']),
    ...levelsAlike(item, [...path, 'rule', 'levels']),
    ...lowestLevel(item, [...path, 'rule', 'levels']),
  ]);
}

type NamedScale = Readonly<{ key: 'gives' | 'shortfall' | 'bonus'; scale: Scale }>;

function scalesOf({ rule }: Item): NamedScale[] {
  if (rule.kind === 'count') return [{ key: 'gives', scale: rule.gives }];
  if (rule.kind !== 'target') return [];
  return [
    ...(rule.shortfall === null ? [] : [{ key: 'shortfall' as const, scale: rule.shortfall }]),
    ...(rule.bonus === null ? [] : [{ key: 'bonus' as const, scale: rule.bonus }]),
  ];
}

/** What a scale states above the item's points nobody can get, or lose. */
function beyondItem(item: Item, { key, scale }: NamedScale, path: FindingPath): Finding[] {
  const most = scaleMost(scale);
  if (key === 'bonus') {
    if (most === null || compareExact(most, parseExact(item.points)) <= 0) return [];
    return [
      warning(
        'bonus-large',
        path,
        `${item.code} 满分 ${item.points} 分，超额却可以再加 ${toPoints(most)} 分：加分比这一项本身还多。`,
        `${item.code} has ${item.points} points, but up to ${toPoints(most)} go on top: more than the item itself.`,
        { item: item.code, bonus: toPoints(most) },
      ),
    ];
  }
  if (most === null || compareExact(most, parseExact(item.points)) <= 0) return [];
  const [zh, en] = key === 'gives' ? ['给', 'give'] : ['扣', 'take'];
  return [
    note(
      'scale-beyond-item',
      path,
      `${item.code} 最多写到${zh} ${toPoints(most)} 分，这一项只有 ${item.points} 分，多出来的不起作用。`,
      `The scale of ${item.code} would ${en} up to ${toPoints(most)}, but the item has ${item.points}: the rest does nothing.`,
    ),
  ];
}

/** What one thing is worth on each stretch of a scale by steps, and where that changes out of all measure. */
function jumps(item: Item, { scale }: NamedScale, path: FindingPath): Finding[] {
  if (!('steps' in scale)) return [];
  const rates = scale.steps.map((step, index) => {
    const before = scale.steps[index - 1] ?? { from: 0, points: '0' };
    return divide(subtract(parseExact(step.points), parseExact(before.points)), step.from - before.from);
  });
  return rates.flatMap((rate, index) => {
    const before = rates[index - 1];
    const [step, last] = [scale.steps[index], scale.steps[index - 1]];
    if (before === undefined || step === undefined || last === undefined) return [];
    const [more, less] = compareExact(rate, before) > 0 ? [rate, before] : [before, rate];
    if (compareExact(more, times(less, oddJump)) <= 0) return [];
    const often = Math.round(Number(toPoints(ratio(more, less))));
    return [
      note(
        'steps-jump',
        [...path, index],
        `${item.code} 从 ${last.from} 到 ${step.from} 这一级，平均每个值 ${toPoints(rate)} 分，前一级每个值 ${toPoints(before)} 分，相差约 ${often} 倍。请核对是不是写错了。`,
        `In ${item.code}, from ${last.from} to ${step.from} each is worth ${toPoints(rate)}, while the step before it has ${toPoints(before)} each, about ${often} times different. Please check that it is meant so.`,
      ),
    ];
  });
}

/** There are only so many kinds of channel, so full marks for more kinds than that are out of reach. */
function kindsTooFew(item: Item, path: FindingPath): Finding[] {
  const { rule } = item;
  if (rule.kind !== 'count' || rule.of !== 'kinds') return [];
  const kinds = channelKind.options.length;
  const best = compileScale(rule.gives, false).at(kinds);
  if (compareExact(best, parseExact(item.points)) >= 0) return [];
  return [
    warning(
      'kinds-too-few',
      path,
      `公开载体一共只有 ${kinds} 种，全部都有也只得 ${toPoints(best)} 分，${item.code} 的 ${item.points} 分谁也得不满。`,
      `There are ${kinds} kinds of channel; all of them give ${toPoints(best)}, so nobody reaches the ${item.points} of ${item.code}.`,
      { item: item.code, kinds, best: toPoints(best) },
    ),
  ];
}

function levelsAlike(item: Item, path: FindingPath): Finding[] {
  if (item.rule.kind !== 'graded') return [];
  const { levels } = item.rule;
  return levels.flatMap((level, l) => {
    const same = levels.slice(0, l).find((each) => isSame(each.points, level.points));
    if (same === undefined) return [];
    return [
      note(
        'levels-alike',
        [...path, l, 'points'],
        `${item.code} 的“${same.label.zh}”和“${level.label.zh}”都是 ${level.points} 分，评哪一个都一样。`,
        `“${same.label.en}” and “${level.label.en}” of ${item.code} are both worth ${level.points}: it makes no difference which is given.`,
      ),
    ];
  });
}

function lowestLevel(item: Item, path: FindingPath): Finding[] {
  if (item.rule.kind !== 'graded') return [];
  const [lowest] = [...item.rule.levels].sort((a, b) =>
    compareExact(parseExact(a.points), parseExact(b.points)),
  );
  if (lowest === undefined || compareExact(parseExact(lowest.points), zero) <= 0) return [];
  return [
    note(
      'cannot-lose-all',
      path,
      `${item.code} 最低的等次“${lowest.label.zh}”也有 ${lowest.points} 分（满分 ${item.points} 分），评了就扣不完。`,
      `The lowest level of ${item.code}, “${lowest.label.en}”, still gives ${lowest.points} of ${item.points}: whoever is judged cannot lose all.`,
      { item: item.code, kept: lowest.points, full: item.points },
    ),
  ];
}

function isSame(left: string, right: string): boolean {
  return compareExact(parseExact(left), parseExact(right)) === 0;
}
