import { compareExact, parseExact } from '../../scoring/exact.ts';
import type { Condition, Effect, Scheme } from '../rubric.ts';

/** Whether a condition cannot hold without the other holding too, of the same facts and the same scores. */
export function implies(held: Condition, also: Condition): boolean {
  switch (held.kind) {
    case 'incident':
      return also.kind === 'incident' && held.incident === also.incident && held.atLeast >= also.atLeast;
    case 'measure':
      return (
        also.kind === 'measure' &&
        held.measure === also.measure &&
        (held.below === also.below ||
          (typeof held.below === 'number' && typeof also.below === 'number' && held.below <= also.below))
      );
    case 'score': {
      if (also.kind !== 'score' || held.of !== also.of || held.is !== also.is) return false;
      const compared = compareExact(parseExact(held.points), parseExact(also.points));
      return held.is === 'below' ? compared <= 0 : compared >= 0;
    }
    case 'cause':
      return also.kind === 'cause' && held.item === also.item && held.cause === also.cause;
    case 'child-failed':
      return also.kind === 'child-failed';
  }
}

/** Effects that wait until all units are scored are taken after all others, wherever they are written. */
export function isLate(effect: Effect): boolean {
  return effect.when.some((each) => each.kind === 'child-failed');
}

/** The effects that are taken before this one. */
export function takenBefore(scheme: Scheme, effect: Effect): readonly Effect[] {
  return inOrder(scheme).slice(0, inOrder(scheme).indexOf(effect));
}

/** The effects that are taken after this one. */
export function takenAfter(scheme: Scheme, effect: Effect): readonly Effect[] {
  return inOrder(scheme).slice(inOrder(scheme).indexOf(effect) + 1);
}

function inOrder({ effects }: Scheme): readonly Effect[] {
  return [...effects.filter((each) => !isLate(each)), ...effects.filter(isLate)];
}

/**
 * The earlier effects that have surely acted on a unit when this one does: each of their conditions follows from one of
 * this one's. Scores may change from effect to effect, so a condition on them follows only where none in between moves any.
 */
export function surelyActedBefore(scheme: Scheme, effect: Effect): readonly Effect[] {
  const before = takenBefore(scheme, effect);
  return before.filter((earlier, place) => {
    const still = before
      .slice(place + 1)
      .every((between) => between.then.every((each) => each.kind === 'fail'));
    return earlier.when.every((also) =>
      effect.when.some((held) => implies(held, also) && (also.kind !== 'score' || still)),
    );
  });
}

/** The codes of the items that a list of parts and items comes to. */
export function itemCodes(scheme: Scheme, codes: readonly string[]): readonly string[] {
  return scheme.parts.flatMap((part) =>
    part.items
      .filter((item) => codes.includes(part.code) || codes.includes(item.code))
      .map((item) => item.code),
  );
}
