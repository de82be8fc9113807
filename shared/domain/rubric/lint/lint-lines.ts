import { compareExact, parseExact, toPoints } from '../../scoring/exact.ts';
import type { Band, Condition, Consequence, Effect, Scheme } from '../rubric.ts';
import { note, warning, type Finding, type FindingPath } from './finding.ts';
import { isLate, itemCodes, takenAfter } from './implies.ts';
import type { LookedAt } from './looked-at.ts';

/** Pass marks: whether they come late enough, agree with one another and with the bands, and mean the points one thinks. */
export function lintLines(looked: LookedAt): Finding[] {
  const { scheme } = looked.of;
  const lines = linesOf(scheme, looked.path);
  return [
    ...lines.flatMap((line) => [...tooEarly(scheme, line), ...within(line, lines)]),
    ...bandsDiffer(scheme, lines, [...looked.path, 'bands']),
    ...scheme.effects.flatMap((effect, e) => [
      ...beforeWeight(looked, effect, [...looked.path, 'effects', e]),
      ...fixedPasses(scheme, effect, lines, [...looked.path, 'effects', e]),
    ]),
  ];
}

type Score = Extract<Condition, { kind: 'score' }>;

/** An effect by which a unit fails below so many points of something, and of nothing else. */
type Line = Readonly<{ effect: Effect; below: Score; path: FindingPath }>;

function linesOf({ effects }: Scheme, at: FindingPath): readonly Line[] {
  return effects.flatMap((effect, e) => {
    const [below, ...others] = effect.when;
    const fails = effect.then.some((each) => each.kind === 'fail');
    if (!fails || others.length > 0 || below?.kind !== 'score' || below.is !== 'below') return [];
    return [{ effect, below, path: [...at, 'effects', e] }];
  });
}

/** What is taken after a line was looked at can leave a unit below it that has passed. */
function tooEarly(scheme: Scheme, { effect, below, path }: Line): Finding[] {
  const later = takenAfter(scheme, effect).find(
    (each) =>
      !each.then.some((one) => one.kind === 'fail' || one.kind === 'veto') &&
      each.then.some((one) => lowers(scheme, one, below)),
  );
  if (later === undefined) return [];
  const zhHow = isLate(later)
    ? '它要等下属单位都评完才发生，可以在那一条里写明不合格（fail）。'
    : '建议把这一条移到后面。';
  const enHow = isLate(later)
    ? 'That one waits for the units below; it could say `fail` itself.'
    : 'Consider moving this one behind it.';
  return [
    warning(
      'line-too-early',
      path,
      `“${effect.label.zh}”看的时候，“${later.label.zh}”还没有扣：单位可能先过了 ${below.points} 分的线，再被扣到线下，却仍算合格。${zhHow}`,
      `“${effect.label.en}” looks before “${later.label.en}” takes its points: a unit may pass ${below.points}, then fall below it, and still not fail. ${enHow}`,
    ),
  ];
}

/** Whether a consequence can bring a score from a line or above it to below. */
function lowers(scheme: Scheme, each: Consequence, { of, points }: Score): boolean {
  const onTotal = of === 'total' || of === 'base';
  const isBelow = (limit: string) => compareExact(parseExact(limit), parseExact(points)) < 0;
  const touches = (codes: readonly string[]) => {
    const moved = itemCodes(scheme, codes);
    const looked = onTotal ? countedIn(scheme, of) : itemCodes(scheme, [of]);
    return moved.some((code) => looked.includes(code));
  };
  switch (each.kind) {
    case 'zero':
      return touches(each.of);
    case 'cap':
      if (each.of === 'total') return onTotal && isBelow(each.most);
      return each.of === of ? isBelow(each.most) : touches([each.of]);
    case 'take':
      return onTotal;
    case 'fix':
      return onTotal && isBelow(each.points);
    case 'fail':
    case 'veto':
      return false;
  }
}

/** The items that add to the total, or to the total without bonus parts. */
function countedIn(scheme: Scheme, of: string): readonly string[] {
  return scheme.parts
    .filter((part) => part.kind === 'points' || (part.kind === 'bonus' && of === 'total'))
    .flatMap((part) => part.items.map((item) => item.code));
}

/** Of two lines of the same score the lower fails nobody whom the higher does not. */
function within(line: Line, lines: readonly Line[]): Finding[] {
  if (line.effect.then.some((each) => each.kind !== 'fail')) return [];
  const higher = lines.find(
    (each) =>
      each.below.of === line.below.of &&
      compareExact(parseExact(each.below.points), parseExact(line.below.points)) > 0,
  );
  if (higher === undefined) return [];
  return [
    note(
      'line-within-line',
      line.path,
      `“${line.effect.label.zh}”（${line.below.points} 分）在“${higher.effect.label.zh}”（${higher.below.points} 分）之内：低于前者的单位，按后者也不合格，多写的一条没有别的后果。`,
      `“${line.effect.label.en}” (${line.below.points}) lies within “${higher.effect.label.en}” (${higher.below.points}): whoever is below the one fails by the other anyway.`,
    ),
  ];
}

/** Who fails stands in the lowest band, so the line and that band's upper end are best the same. */
function bandsDiffer({ bands }: Scheme, lines: readonly Line[], path: FindingPath): Finding[] {
  const lowest = bands.at(-1);
  const above = bands.at(-2);
  const line = highestLine(lines);
  if (line === null || lowest === undefined || above === undefined) return [];
  if (compareExact(parseExact(above.from), parseExact(line)) === 0) return [];
  return [
    note(
      'lines-and-bands-differ',
      [...path, bands.length - 2, 'from'],
      `及格线是 ${line} 分，“${above.label.zh}”却从 ${above.from} 分起：${between(line, above, lowest)}`,
      `The pass mark is ${line}, but “${above.label.en}” begins at ${above.from}: ${betweenEn(line, above, lowest)}`,
    ),
  ];
}

function between(line: string, above: Band, lowest: Band): string {
  return isLess(above.from, line)
    ? `${above.from} 至 ${line} 分之间的单位按分数是“${above.label.zh}”，因不合格排在“${lowest.label.zh}”。`
    : `${line} 至 ${above.from} 分之间的单位是合格的，等次却是“${lowest.label.zh}”。`;
}

function betweenEn(line: string, above: Band, lowest: Band): string {
  return isLess(above.from, line)
    ? `units from ${above.from} to ${line} have the points for “${above.label.en}” but fail and stand in “${lowest.label.en}”.`
    : `units from ${line} to ${above.from} pass but stand in “${lowest.label.en}”.`;
}

function isLess(left: string, right: string): boolean {
  return compareExact(parseExact(left), parseExact(right)) < 0;
}

function highestLine(lines: readonly Line[]): string | null {
  const [highest] = lines
    .filter((each) => each.below.of === 'total')
    .map((each) => parseExact(each.below.points))
    .sort((a, b) => compareExact(b, a));
  return highest === undefined ? null : toPoints(highest);
}

/** A line or a cap on a part is looked at before the weight, which is easily read as after it. */
function beforeWeight({ of }: LookedAt, effect: Effect, path: FindingPath): Finding[] {
  const weightOf = (code: string) => of.parts.find(({ part }) => part.code === code)?.part ?? null;
  const named = [
    ...effect.when.flatMap((each, w) =>
      each.kind === 'score' ? [{ code: each.of, points: each.points, at: ['when', w, 'points'] }] : [],
    ),
    ...effect.then.flatMap((each, t) =>
      each.kind === 'cap' ? [{ code: each.of, points: each.most, at: ['then', t, 'most'] }] : [],
    ),
  ];
  return named.flatMap(({ code, points, at }) => {
    const part = weightOf(code);
    if (part === null || compareExact(parseExact(part.weight), parseExact('1')) === 0) return [];
    return [
      note(
        'line-before-weight',
        [...path, ...at],
        `“${effect.label.zh}”里的 ${points} 分，是 ${code} 类乘权重 ${part.weight} 以前的分，不是计入总分的分。`,
        `The ${points} in “${effect.label.en}” are points of part ${code} before its weight of ${part.weight}, not what it adds to the total.`,
      ),
    ];
  });
}

/** A fixed total that reaches the pass mark, or a band above the lowest, without saying that the unit fails. */
function fixedPasses(scheme: Scheme, effect: Effect, lines: readonly Line[], path: FindingPath): Finding[] {
  if (effect.then.some((each) => each.kind === 'fail' || each.kind === 'veto')) return [];
  const mark = highestLine(lines) ?? scheme.bands.at(-2)?.from ?? null;
  if (mark === null) return [];
  return effect.then.flatMap((each, t) => {
    if (each.kind !== 'fix' || isLess(each.points, mark)) return [];
    return [
      warning(
        'fixed-total-passes',
        [...path, 'then', t, 'points'],
        `“${effect.label.zh}”把总分固定为 ${each.points} 分，达到了 ${mark} 分的线，单位仍是合格的。`,
        `“${effect.label.en}” fixes the total at ${each.points}, which reaches the line of ${mark}: the unit passes.`,
      ),
    ];
  });
}
