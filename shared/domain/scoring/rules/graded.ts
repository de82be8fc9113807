import { add, compareExact, divide, parseExact, subtract, toPoints, zero, type Exact } from '../exact.ts';
import type { ItemInputs } from '../inputs.ts';
import type { CompiledRule, ItemOf, Wish } from '../marks.ts';
import type { Level } from '../../rubric/rubric.ts';
import { words } from '../words.ts';

/** What people judge: the mean of all assessors' points, of which a named level has its points from the rubric. */
export function graded(item: ItemOf<'graded'>): CompiledRule {
  const full = parseExact(item.points);
  const levels = new Map(
    item.rule.levels.map((each) => [each.id, { each, points: parseExact(each.points) }]),
  );
  const pointsOf = (given: NonNullable<ItemInputs['assessments']>[number]): Exact =>
    (given.level === undefined ? undefined : levels.get(given.level)?.points) ?? parseExact(given.points);
  const mean = (given: ItemInputs): Exact => {
    const assessments = given.assessments ?? [];
    const [only] = assessments;
    if (assessments.length === 1 && only !== undefined) return pointsOf(only);
    let total: Exact = zero;
    for (const each of assessments) total = add(total, pointsOf(each));
    return assessments.length === 0 ? zero : divide(total, assessments.length);
  };
  const levelOf = (given: ItemInputs): Level | null => {
    const [only, ...others] = given.assessments ?? [];
    return only?.level === undefined || others.length > 0 ? null : (levels.get(only.level)?.each ?? null);
  };
  return {
    mark: (_, given) => {
      const assessors = given.assessments?.length ?? 0;
      if (assessors === 0) return [];
      return [
        { code: 'given', points: mean(given), assessors, level: levels.size === 0 ? null : levelOf(given) },
      ];
    },
    tell: (unit, given) => {
      const assessors = given.assessments?.length ?? 0;
      const missing = subtract(full, mean(given));
      const better = nextLevel(item.rule.levels, levelOf(given));
      const wish: Wish =
        better === null
          ? { unit, given, say: (by) => words.raiseGiven(by), upTo: true }
          : {
              unit,
              given: {
                ...given,
                assessments: [{ assessor: 'a1', points: better.points, level: better.id, reason: null }],
              },
              say: (by) => words.raiseLevel(better.label, by),
              upTo: false,
            };
      return {
        facts: { evidence: given.evidence, assessors },
        reason: (points) =>
          assessors === 0
            ? words.notGiven()
            : compareExact(missing, zero) <= 0
              ? words.fullMarks(points)
              : words.givenWhy(
                  toPoints(mean(given)),
                  item.points,
                  levelOf(given)?.label ?? null,
                  reasonsOf(given),
                ),
        wishes: compareExact(missing, zero) > 0 ? [wish] : [],
        maximumLoss: full,
      };
    },
  };
}

function reasonsOf(given: ItemInputs): string[] {
  return (given.assessments ?? []).flatMap((each) => (each.reason === null ? [] : [each.reason]));
}

/** The level with the fewest points above the one given. */
function nextLevel(levels: readonly Level[], given: Level | null): Level | null {
  if (given === null) return null;
  const better = levels.filter((each) => compareExact(parseExact(each.points), parseExact(given.points)) > 0);
  return better.sort((a, b) => compareExact(parseExact(a.points), parseExact(b.points)))[0] ?? null;
}
