import { compareExact, negate, parseExact, sum, toPoints } from '../exact.ts';
import type { CompiledRule, ItemOf, MarkStep } from '../marks.ts';
import { words } from '../words.ts';

/**
 * What is taken line by line: from full marks, or in a part of deductions from nothing. The item's own limits hold for the
 * sum of the lines.
 */
export function deductions(item: ItemOf<'deductions'>, from: 'full' | 'nothing'): CompiledRule {
  const full = parseExact(item.points);
  return {
    mark: (_, given) => {
      const steps: MarkStep[] = from === 'full' ? [{ code: 'full', points: full }] : [];
      for (const line of given.deductions ?? []) {
        const off = negate(parseExact(line.points));
        steps.push({ code: 'taken', points: off, fact: line.fact, taken: line.points });
      }
      return steps;
    },
    tell: (unit, given) => {
      const lines = given.deductions ?? [];
      const taken = sum(lines.map((line) => parseExact(line.points)));
      // Smallest first: the least that has to be put right for the item to rise.
      const bySize = [...lines].sort((a, b) => compareExact(parseExact(a.points), parseExact(b.points)));
      return {
        facts: { deductions: lines.length },
        reason: () =>
          lines.length === 0 ? words.nothingTaken() : words.takenWhy(toPoints(taken), lines.length),
        wishes: [
          ...bySize.map((line) => ({
            unit,
            given: { ...given, deductions: lines.filter((each) => each !== line) },
            say: (by: string) => words.raiseTaken(line.fact, by),
            upTo: false,
          })),
          // More was taken than the item holds: one line less changes nothing, all of them do.
          ...(lines.length > 1
            ? [
                {
                  unit,
                  given: { ...given, deductions: [] },
                  say: (by: string) => words.raiseAllTaken(lines.length, by),
                  upTo: false,
                },
              ]
            : []),
        ],
        maximumLoss: full,
      };
    },
  };
}
