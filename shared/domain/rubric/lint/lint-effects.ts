import { compareExact, parseExact } from '../../scoring/exact.ts';
import type { Effect, Scheme } from '../rubric.ts';
import { note, warning, type Finding } from './finding.ts';

/** Effects that overlap, repeat one another, or let a fixed failing total pass. */
export function lintEffects(scheme: Scheme, at: Finding['path']): Finding[] {
  return scheme.effects.flatMap((effect, e) => {
    const path = [...at, 'effects', e];
    const before = scheme.effects.slice(0, e);
    return [
      ...repeated(effect, before, path),
      ...overlap(effect, before, scheme, path),
      ...passes(effect, scheme, path),
    ];
  });
}

function repeated(effect: Effect, before: readonly Effect[], path: Finding['path']): Finding[] {
  const same = before.find((each) => JSON.stringify(each.when) === JSON.stringify(effect.when));
  if (same === undefined) return [];
  return [
    warning(
      'effect-repeated',
      path,
      `“${effect.label.zh}”与“${same.label.zh}”的条件完全一样，可以合成一条。`,
      `“${effect.label.en}” and “${same.label.en}” have the very same conditions and could be one.`,
    ),
  ];
}

/** Everything that an effect takes wholly: items, by its parts or by themselves; a veto takes all. */
function taken(effect: Effect, scheme: Scheme): ReadonlySet<string> {
  const codes = effect.then.flatMap((each) => {
    if (each.kind === 'veto') return scheme.parts.map((part) => part.code);
    return each.kind === 'zero' ? each.of : [];
  });
  return new Set(
    scheme.parts.flatMap((part) =>
      part.items
        .filter((item) => codes.includes(part.code) || codes.includes(item.code))
        .map((item) => item.code),
    ),
  );
}

function overlap(
  effect: Effect,
  before: readonly Effect[],
  scheme: Scheme,
  path: Finding['path'],
): Finding[] {
  const own = taken(effect, scheme);
  return before.flatMap((each) => {
    const both = [...taken(each, scheme)].filter((code) => own.has(code));
    if (both.length === 0) return [];
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

/** A fixed total that reaches the pass mark, or a failing total without a failure, is seldom meant. */
function passes(effect: Effect, scheme: Scheme, path: Finding['path']): Finding[] {
  const lines = scheme.effects.flatMap((each) =>
    each.then.some((one) => one.kind === 'fail')
      ? each.when.flatMap((when) =>
          when.kind === 'score' && when.of === 'total' && when.is === 'below' ? [when.points] : [],
        )
      : [],
  );
  const fails = effect.then.some((each) => each.kind === 'fail' || each.kind === 'veto');
  return effect.then.flatMap((each, t) => {
    if (each.kind !== 'fix' || fails) return [];
    const reached = lines.find((line) => compareExact(parseExact(each.points), parseExact(line)) >= 0);
    if (reached === undefined) return [];
    return [
      warning(
        'fixed-total-passes',
        [...path, 'then', t],
        `总分固定为 ${each.points} 分，达到了及格线 ${reached} 分，单位仍是合格的。`,
        `The total is fixed at ${each.points}, which reaches the pass mark of ${reached}: the unit passes.`,
      ),
    ];
  });
}
