import { registerMeasure } from '../../assessment/unit-facts.ts';
import { compareExact, divide, toPoints, zero, type Exact } from '../../scoring/exact.ts';
import type { UnitInputs } from '../../scoring/inputs.ts';
import { markItem, onTopOf } from '../../scoring/mark-item.ts';
import { emptyMeasure } from '../../scoring/rules/count.ts';
import { onTopMost } from '../rubric-faults.ts';
import type { Rule } from '../rubric.ts';
import { note, unitsInEnglish, warning, type Finding, type FindingPath } from './finding.ts';
import { itemsWithPaths, largestTarget, unitWithNothing, type LookedAt } from './looked-at.ts';

/** Beyond this many times its target, points on top are out of a unit's reach. */
const outOfProportion = 2;
/** Whoever misses a tenth of the target and has lost everything has nothing to work for any more. */
const soonOf = 10;
/** So many targets are told one by one, the others together: a county may have hundreds. */
const toldSingly = 10;
/** No target is anywhere near, so what is not reached with so many more is never reached. */
const everything = 1_000_000_000;

/**
 * Targets so small that doing nothing keeps most of the points, or so hard that a few items short lose everything, and
 * points on top that only large targets can reach. What a unit would get is asked of the engine, never worked out a second
 * time.
 */
export function lintTargets(looked: LookedAt): Finding[] {
  return itemsWithPaths(looked).flatMap(({ of, path }) => {
    const { rule } = of.item;
    if (rule.kind !== 'target') return [];
    const asked = askAbout(looked, of, rule, [...path, 'rule']);
    const targets = targetsOf(looked, rule);
    return [
      ...(rule.wanted === 'unit' && targets.length === 0
        ? whicheverTarget(asked)
        : doingNothing(asked, targets)),
      ...(rule.per === 'year' ? lostTooSoon(asked, targets) : []),
      ...bonusReach(asked, targets),
    ];
  });
}

type CompiledItem = LookedAt['of']['items'][number];
type Target = Extract<Rule, { kind: 'target' }>;
type Asked = Readonly<{
  of: CompiledItem;
  rule: Target;
  path: FindingPath;
  /** What the item gives for a target and a count, and what of it is on top. */
  pointsAt: (target: number, count: number, evidence: number) => Readonly<{ points: Exact; onTop: Exact }>;
  /** What is wanted in all: the target itself, or what the rubric's own numbers come to. */
  wantedOf: (target: number) => number;
}>;

/** A target that units have: their own (`target`), or the number that the rubric states for all of them. */
type Wanted = Readonly<{ target: number; howMany: number; own: boolean }>;

/** Each different target, the smallest first, with how many units have it. Without the year's units their own are not known. */
function targetsOf({ units }: LookedAt, rule: Target): readonly Wanted[] {
  if (rule.wanted !== 'unit') return [{ target: 0, howMany: units.length, own: false }];
  const counts = new Map<number, number>();
  for (const { target } of units) counts.set(target, (counts.get(target) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b).map(([target, howMany]) => ({ target, howMany, own: true }));
}

/** A unit of a target that counts so many, and nothing else. */
function counting(looked: LookedAt, { measure }: Target, target: number, count: number): UnitInputs {
  return {
    ...unitWithNothing(looked, target),
    measures: { [measure]: { ...emptyMeasure(), count } },
  };
}

function askAbout(looked: LookedAt, of: CompiledItem, rule: Target, path: FindingPath): Asked {
  return {
    of,
    rule,
    path,
    pointsAt: (target, count, evidence) => {
      const unit = counting(looked, rule, target, count);
      const { points, steps } = markItem(of, unit, { evidence }, null, looked.rules.rubric.rounding);
      return { points, onTop: onTopOf(steps) };
    },
    wantedOf: (target) =>
      Number(of.rule.tell(counting(looked, rule, target, 0), { evidence: 1 }).facts['target']),
  };
}

function doingNothing(asked: Asked, targets: readonly Wanted[]): Finding[] {
  const { of, path, pointsAt } = asked;
  const nothing = nothingOf(asked.rule);
  const keeping = targets
    .map((each) => ({ ...each, kept: pointsAt(each.target, 0, 0).points }))
    .filter(({ kept }) => compareExact(kept, zero) > 0);
  const { code, points: full } = of.item;
  return singly(keeping, {
    one: (each) => {
      const kept = toPoints(each.kept);
      const zh = `${whoZh(each)}${nothing.zh}，${code} 也有 ${kept} 分（满分 ${full} 分）`;
      const en = `${whoEn(each)} with ${nothing.en} would still have ${kept} of ${code}’s ${full}`;
      const facts = { item: code, target: each.target, units: each.howMany, kept, full };
      if (compareExact(each.kept, divide(of.full, 2)) <= 0) {
        return note('cannot-lose-all', path, `${zh}，扣不完。`, `${en}: it cannot lose all.`, facts);
      }
      return warning(
        'doing-nothing-keeps-most',
        path,
        each.own
          ? `${zh}。可以考虑提高这些单位的目标，或者给它们单独一套规则、每条多扣一些。`
          : `${zh}。可以考虑提高少了的扣分。`,
        each.own
          ? `${en}. Consider larger targets for them, or a scheme of their own that takes more for each.`
          : `${en}. Consider taking more where it falls short.`,
        facts,
      );
    },
    // The larger the target, the more can be lost: these are the milder cases.
    others: (rest) =>
      note(
        'cannot-lose-all',
        path,
        `还有目标 ${rest.from} 至 ${rest.to} 条的 ${rest.howMany} 个单位，${nothing.zh}也扣不完 ${code} 的 ${full} 分。`,
        `${unitsInEnglish(rest.howMany)} more, with targets from ${rest.from} to ${rest.to}, cannot lose all of ${code}’s ${full} either.`,
      ),
  });
}

/** Where the year's targets are not known: from which target on everything can be lost. */
function whicheverTarget({ of, rule, path, pointsAt }: Asked): Finding[] {
  const kept = (target: number) => pointsAt(target, 0, 0).points;
  const nothing = nothingOf(rule);
  const { code, points: full } = of.item;
  const facts = { item: code, full };
  if (compareExact(kept(largestTarget), zero) > 0) {
    const least = toPoints(kept(largestTarget));
    return [
      note(
        'cannot-lose-all',
        path,
        `目标再大，${nothing.zh}，${code} 也有 ${least} 分（满分 ${full} 分），扣不完。`,
        `However large the target, ${nothing.en} still leaves ${least} of ${code}’s ${full}.`,
        { ...facts, kept: least },
      ),
    ];
  }
  const all = firstOf((target) => compareExact(kept(target), zero) <= 0, largestTarget);
  const half = firstOf((target) => compareExact(kept(target), divide(of.full, 2)) <= 0, largestTarget);
  if (all === 1) return [];
  return [
    note(
      'cannot-lose-all',
      path,
      `目标不到 ${all} 条的单位，${nothing.zh}也扣不完 ${code} 的 ${full} 分；不到 ${half} 条的，还能留下一半以上。请对照各单位的目标看一看。`,
      `With a target below ${all}, ${nothing.en} cannot lose all ${full} of ${code}; below ${half} it keeps more than half. Please compare the units’ targets.`,
      { ...facts, losesAllFrom: all, losesHalfFrom: half },
    ),
  ];
}

function nothingOf({ measure }: Target): Readonly<{ zh: string; en: string }> {
  return measure === registerMeasure
    ? { zh: '一条不公开', en: 'nothing published' }
    : { zh: `“${measure}”一条没有`, en: `nothing of “${measure}”` };
}

/** The fewest items short at which nothing is left; told of the largest target, where it is the smallest part of it. */
function lostTooSoon(asked: Asked, targets: readonly Wanted[]): Finding[] {
  const { of, path } = asked;
  const soon = targets.flatMap((each) => {
    const wanted = asked.wantedOf(each.target);
    const gone = (short: number) =>
      compareExact(asked.pointsAt(each.target, wanted - short, 1).points, zero) <= 0;
    const few = Math.floor(wanted / soonOf);
    return few > 0 && gone(few) ? [{ ...each, wanted, gone }] : [];
  });
  const worst = soon.at(-1);
  if (worst === undefined) return [];
  const { code, points } = of.item;
  const howMany = soon.reduce((total, each) => total + each.howMany, 0);
  const short = firstOf(worst.gone, worst.wanted);
  const percent = Math.round((1000 * short) / worst.wanted) / 10;
  const zh = howMany === 0 ? '' : `这样的单位有 ${howMany} 个。`;
  const en = howMany === 0 ? '' : ` So it is for ${unitsInEnglish(howMany)}.`;
  return [
    note(
      'lost-too-soon',
      path,
      `目标 ${worst.wanted} 条的单位只要少 ${short} 条（${percent}%），${code} 的 ${points} 分就全部扣完，再少也一样。${zh}`,
      `With a target of ${worst.wanted}, ${short} short (${percent}%) loses all ${points} of ${code}; falling further costs nothing more.${en}`,
      { item: code, target: worst.wanted, short, units: howMany },
    ),
  ];
}

/** How far beyond what is wanted the last of the points on top lies; found by asking. */
function bonusReach(asked: Asked, targets: readonly Wanted[]): Finding[] {
  const { of, rule, path } = asked;
  if (rule.bonus === null) return [];
  const most = onTopMost(of.item);
  const far = targets.flatMap((each) => {
    const wanted = asked.wantedOf(each.target);
    const all = (extra: number) =>
      compareExact(asked.pointsAt(each.target, wanted + extra, 1).onTop, most) >= 0;
    // With nothing wanted there is nothing to be in proportion to.
    return wanted === 0 || all(outOfProportion * wanted) ? [] : [{ ...each, wanted, all }];
  });
  const { code } = of.item;
  return singly(far, {
    one: (each) => {
      const extra = firstOf(each.all, everything);
      const often = Math.round((extra * 10) / each.wanted) / 10;
      return warning(
        'bonus-out-of-proportion',
        [...path, 'bonus'],
        `${each.own ? whoZh(each) : `一共要 ${each.wanted} 条，`}要超 ${extra} 条（目标的 ${often} 倍）才能得到 ${code} 的全部加分 ${toPoints(most)} 分。`,
        `${each.own ? whoEn(each) : `With ${each.wanted} wanted in all, a unit`} would have to publish ${extra} more (${often} times the target) for all ${toPoints(most)} points on top of ${code}.`,
        { item: code, target: each.wanted, units: each.howMany, extra, times: often },
      );
    },
    others: (rest) =>
      warning(
        'bonus-out-of-proportion',
        [...path, 'bonus'],
        `还有目标 ${rest.from} 至 ${rest.to} 条的 ${rest.howMany} 个单位，也要超出目标 ${outOfProportion} 倍以上才能得到 ${code} 的全部加分。`,
        `${unitsInEnglish(rest.howMany)} more, with targets from ${rest.from} to ${rest.to}, would need over ${outOfProportion} times the target on top for all the points on top of ${code}.`,
      ),
  });
}

/** The smallest number from 1 to `most` at which something holds that goes on holding from there. */
function firstOf(holds: (number: number) => boolean, most: number): number {
  let high = 1;
  while (high < most && !holds(high)) high = Math.min(most, high * 2);
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function singly<Each extends Wanted>(
  found: readonly Each[],
  say: Readonly<{
    one: (each: Each) => Finding;
    others: (rest: Readonly<{ from: number; to: number; howMany: number }>) => Finding;
  }>,
): Finding[] {
  const rest = found.slice(toldSingly);
  const [first, last] = [rest[0], rest.at(-1)];
  const howMany = rest.reduce((total, each) => total + each.howMany, 0);
  return [
    ...found.slice(0, toldSingly).map(say.one),
    ...(first === undefined || last === undefined
      ? []
      : [say.others({ from: first.target, to: last.target, howMany })]),
  ];
}

function whoZh({ own, target, howMany }: Wanted): string {
  return own ? `目标 ${target} 条的 ${howMany} 个单位` : '单位全年';
}

function whoEn({ own, target, howMany }: Wanted): string {
  return own ? `${unitsInEnglish(howMany)} with a target of ${target}` : 'A unit';
}
