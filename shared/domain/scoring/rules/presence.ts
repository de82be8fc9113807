import { parseExact, subtract } from '../exact.ts';
import type { CompiledRule, ItemOf } from '../marks.ts';
import { words } from '../words.ts';

/** Full marks for accepted evidence. That there is some, the item has seen to before it asks its rule. */
export function presence(item: ItemOf<'presence'>): CompiledRule {
  const full = parseExact(item.points);
  return {
    mark: (_, given) => [{ code: 'evidence', points: full, pieces: given.evidence }],
    tell: (_, given) => ({
      facts: { evidence: given.evidence },
      reason: (points) => words.fullMarks(points),
      wishes: [],
      maximumLoss: subtract(full, parseExact(item.rule.missing)),
    }),
  };
}
