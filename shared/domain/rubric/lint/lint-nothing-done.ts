import { compareExact, divide, toPoints, zero } from '../../scoring/exact.ts';
import { markUnit } from '../../scoring/mark-unit.ts';
import { note, warning, type Finding } from './finding.ts';
import { largestTarget, unitWithNothing, type LookedAt } from './looked-at.ts';

/** So many items are named; the sum is what matters. */
const namedAtMost = 6;

/**
 * What the engine gives a unit about which nothing was handed in, found or decided: points that come from nobody having
 * looked. Where only its small target keeps it points, the target's own remark says so.
 */
export function lintNothingDone(looked: LookedAt): Finding[] {
  const targets = looked.units.map((unit) => unit.target);
  const target = targets.length === 0 ? largestTarget : targets.reduce((a, b) => Math.min(a, b));
  const marked = markUnit(looked.rules, unitWithNothing(looked, target));
  const moved = marked.parts
    .flatMap((part) => part.items)
    .filter((item) => compareExact(item.points, zero) !== 0);
  const most = compareExact(marked.total, divide(looked.of.base, 2)) >= 0;
  const byTargets = moved.every((item) => item.of.item.rule.kind === 'target');
  if (compareExact(marked.total, zero) <= 0 || (byTargets && !most)) return [];
  const named = (join: string, unit: string) =>
    moved
      .slice(0, namedAtMost)
      .map((item) => `${item.of.item.code} ${toPoints(item.points)}${unit}`)
      .join(join);
  const more = moved.length > namedAtMost;
  const [total, base] = [toPoints(marked.total), toPoints(looked.of.base)];
  const unseen = moved.some((item) => item.of.item.rule.kind === 'deductions');
  const zhWho = targets.length === 0 ? '一个单位' : `目标最小（${target} 条）的单位`;
  const enWho = targets.length === 0 ? 'a unit' : `a unit with the smallest target (${target})`;
  const zhWhy = unseen ? '从满分往下扣的项目，没有人查就等于满分。' : '';
  const enWhy = unseen ? ' What is taken from full marks stays full when nobody looks.' : '';
  const say = most ? warning : note;
  return [
    say(
      'nothing-done-scores',
      [...looked.path, 'total'],
      `${zhWho}要是什么都没做，也没有人去查，总分有 ${total} 分（满分 ${base} 分）${marked.failed === null ? '' : '，评为不合格'}：${named('、', ' 分')}${more ? '等' : ''}。${zhWhy}`,
      `If ${enWho} did nothing and nobody looked at it, it would have ${total} of ${base}${marked.failed === null ? '' : ' (and fail)'}: ${named(', ', '')}${more ? ' and others' : ''}.${enWhy}`,
      { total, full: base },
    ),
  ];
}
