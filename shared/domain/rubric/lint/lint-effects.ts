import { compareExact, parseExact, times, toPoints } from '../../scoring/exact.ts';
import { highestOf } from '../rubric-faults.ts';
import type { Condition, Consequence, Effect, Scheme } from '../rubric.ts';
import { note, warning, type Finding, type FindingPath } from './finding.ts';
import { implies, itemCodes, surelyActedBefore, takenBefore } from './implies.ts';
import type { LookedAt } from './looked-at.ts';

/** Effects that overlap, repeat one another, can never act, or do something other than they seem to say. */
export function lintEffects(looked: LookedAt): Finding[] {
  const { scheme } = looked.of;
  return scheme.effects.flatMap((effect, e) => {
    const path = [...looked.path, 'effects', e];
    const idle = neverChanges(scheme, effect, path);
    return [
      ...neverHolds(effect, path),
      ...idle,
      // What one effect before it does wholly is said once.
      ...(idle.length > 0 ? [] : [...repeated(scheme, effect, path), ...overlaps(scheme, effect, path)]),
      ...effect.then.flatMap((each, t) => [
        ...capIdle(looked, each, [...path, 'then', t]),
        ...zeroGivesBack(scheme, effect, each, [...path, 'then', t]),
        ...takeCountsAll(effect, each, [...path, 'then', t]),
      ]),
    ];
  });
}

/** The total and the total without bonus parts by their names; parts and items go by their codes. */
function nameOf(of: string): Readonly<{ zh: string; en: string }> {
  if (of === 'total') return { zh: '总分', en: 'the total' };
  return of === 'base' ? { zh: '基本分', en: 'the total without bonus' } : { zh: ` ${of} `, en: of };
}

/** Two conditions of one effect that no unit can meet together. */
function neverHolds({ when, label }: Effect, path: FindingPath): Finding[] {
  return when.flatMap((below, w) => {
    if (below.kind !== 'score' || below.is !== 'below') return [];
    const above = when.find(
      (each) =>
        each.kind === 'score' &&
        each.of === below.of &&
        each.is === 'at-least' &&
        compareExact(parseExact(each.points), parseExact(below.points)) >= 0,
    );
    if (above?.kind !== 'score') return [];
    return [
      warning(
        'effect-never-holds',
        [...path, 'when', w],
        `“${label.zh}”要${nameOf(below.of).zh}低于 ${below.points} 分、又要它达到 ${above.points} 分，两样不能同时成立，永远不会发生。`,
        `“${label.en}” wants ${nameOf(below.of).en} below ${below.points} and at least ${above.points}: both cannot hold, so it never acts.`,
      ),
    ];
  });
}

/**
 * Consequences that change nothing, since effects that have surely acted before, or the same effect one line above, did as
 * much or more already.
 */
function neverChanges(scheme: Scheme, effect: Effect, path: FindingPath): Finding[] {
  const by = surelyActedBefore(scheme, effect);
  const earlier = by.flatMap((each) => each.then);
  const idle = effect.then.map((each, t) => isDone(scheme, [...earlier, ...effect.then.slice(0, t)], each));
  const names = (language: 'zh' | 'en') => by.map((each) => `“${each.label[language]}”`);
  if (!idle.includes(false)) {
    return [
      warning(
        'effect-never-changes',
        path,
        `“${effect.label.zh}”发生时，前面的${names('zh').join('、')}一定已经发生，而且做得一样多或更多：这一条永远不起作用。`,
        `Whenever “${effect.label.en}” happens, ${names('en').join(', ')} has happened before and did as much or more: it never changes anything.`,
      ),
    ];
  }
  return effect.then.flatMap((each, t) => {
    if (idle[t] !== true) return [];
    const [zhBy, enBy] = isDone(scheme, effect.then.slice(0, t), each)
      ? ['同一条里前面写的后果', 'the lines before it']
      : [`前面的${names('zh').join('、')}`, names('en').join(', ')];
    return [
      warning(
        'effect-never-changes',
        [...path, 'then', t],
        `“${effect.label.zh}”的第 ${t + 1} 个后果永远不起作用：${zhBy}已经做得一样多或更多。`,
        `Consequence ${t + 1} of “${effect.label.en}” never changes anything: ${enBy} did as much or more already.`,
      ),
    ];
  });
}

/** Whether consequences that came first leave this one nothing to do. */
function isDone(scheme: Scheme, then: readonly Consequence[], wanted: Consequence): boolean {
  if (then.some((each) => each.kind === 'veto')) return true;
  const has = (kind: Consequence['kind']) => then.some((each) => each.kind === kind);
  const gone = itemCodes(
    scheme,
    then.flatMap((each) => (each.kind === 'zero' ? each.of : [])),
  );
  switch (wanted.kind) {
    case 'zero':
      return itemCodes(scheme, wanted.of).every((code) => gone.includes(code));
    case 'cap': {
      const held = then.some(
        (each) =>
          each.kind === 'cap' &&
          each.of === wanted.of &&
          compareExact(parseExact(each.most), parseExact(wanted.most)) <= 0,
      );
      if (held) return true;
      return wanted.of === 'total'
        ? has('fix')
        : itemCodes(scheme, [wanted.of]).every((code) => gone.includes(code));
    }
    case 'take':
    case 'fix':
      return has('fix');
    case 'fail':
      return has('fail');
    case 'veto':
      return false;
  }
}

function repeated(scheme: Scheme, effect: Effect, path: FindingPath): Finding[] {
  const same = takenBefore(scheme, effect).find((each) => sameConditions(each.when, effect.when));
  if (same === undefined) return [];
  return [
    note(
      'effect-repeated',
      path,
      `“${effect.label.zh}”与“${same.label.zh}”的条件完全一样，可以合成一条。`,
      `“${effect.label.en}” and “${same.label.en}” have the very same conditions and could be one.`,
    ),
  ];
}

/** In whatever order they are written. */
function sameConditions(left: readonly Condition[], right: readonly Condition[]): boolean {
  const covers = (all: readonly Condition[], of: readonly Condition[]) =>
    of.every((each) => all.some((one) => implies(one, each) && implies(each, one)));
  return covers(left, right) && covers(right, left);
}

/** Two effects that set the same items to 0 for different reasons; a veto ends the scoring, which nobody mistakes. */
function overlaps(scheme: Scheme, effect: Effect, path: FindingPath): Finding[] {
  const own = zeroed(scheme, effect);
  return takenBefore(scheme, effect).flatMap((each) => {
    const both = zeroed(scheme, each).filter((code) => own.includes(code));
    if (both.length === 0 || sameConditions(each.when, effect.when)) return [];
    const codes = scheme.parts.flatMap((part) =>
      part.items.every((item) => both.includes(item.code))
        ? [part.code]
        : part.items.filter((item) => both.includes(item.code)).map((item) => item.code),
    );
    return [
      note(
        'effects-overlap',
        path,
        `“${each.label.zh}”和“${effect.label.zh}”都会使 ${codes.join('、')} 计 0 分；两件事都发生时，只失去一次。`,
        `“${each.label.en}” and “${effect.label.en}” both set ${codes.join(', ')} to 0; when both happen, the points go once.`,
      ),
    ];
  });
}

function zeroed(scheme: Scheme, { then }: Effect): readonly string[] {
  return itemCodes(
    scheme,
    then.flatMap((each) => (each.kind === 'zero' ? each.of : [])),
  );
}

/** A cap that nothing can exceed. Where items may be left out others grow, so only the total's most is known then. */
function capIdle({ of }: LookedAt, each: Consequence, path: FindingPath): Finding[] {
  if (each.kind !== 'cap' || (of.sharing && each.of !== 'total')) return [];
  const highest = highestOf(of.scheme, each.of);
  if (highest === null || compareExact(highest, parseExact(each.most)) > 0) return [];
  const what = nameOf(each.of);
  return [
    warning(
      'cap-idle',
      [...path, 'most'],
      `${what.zh.trimStart()}最高本来就只有 ${toPoints(highest)} 分，“最高按 ${each.most} 分计”不起作用。`,
      `At most ${toPoints(highest)} is possible for ${what.en} anyway, so holding it to ${each.most} does nothing.`,
    ),
  ];
}

/** Deductions set to 0 are points given back: hardly what a punishment is meant to do. */
function zeroGivesBack(scheme: Scheme, effect: Effect, each: Consequence, path: FindingPath): Finding[] {
  if (each.kind !== 'zero') return [];
  const codes = itemCodes(scheme, each.of);
  const back = scheme.parts
    .filter((part) => part.kind === 'deductions')
    .flatMap((part) => part.items.map((item) => item.code))
    .filter((code) => codes.includes(code));
  if (back.length === 0) return [];
  return [
    warning(
      'zero-gives-back',
      [...path, 'of'],
      `“${effect.label.zh}”使倒扣项目 ${back.join('、')} 计 0 分，等于把已经扣的分还给了单位。`,
      `“${effect.label.en}” sets the deductions ${back.join(', ')} to 0, which gives the unit back what was taken.`,
    ),
  ];
}

/** Points for each time, from the second time on, are taken for the first time too. */
function takeCountsAll({ when, label }: Effect, each: Consequence, path: FindingPath): Finding[] {
  if (each.kind !== 'take' || !each.each) return [];
  const often = Math.max(0, ...when.map((one) => (one.kind === 'incident' ? one.atLeast : 0)));
  if (often < 2) return [];
  const taken = toPoints(times(parseExact(each.points), often));
  return [
    note(
      'take-counts-all',
      [...path, 'each'],
      `“${label.zh}”到 ${often} 起才扣，但一扣就每一起都扣：第 ${often} 起发生时一次扣 ${taken} 分，不是只扣第 ${often} 起以后的。`,
      `“${label.en}” begins at ${often} times, but then every time counts: at the ${often}th, ${taken} points go at once, not only for those after.`,
    ),
  ];
}
