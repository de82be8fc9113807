import * as z from 'zod/mini';
import type { ItemFacts } from '../../../../shared/domain/assessment/unit-facts.ts';
import type { Item } from '../../../../shared/domain/rubric/rubric.ts';
import { positivePoints } from '../../../../shared/domain/values.ts';

/** What is recorded of a unit's item, as it is typed. */
export const itemFactsDraft = z.object({
  aside: z.boolean(),
  reason: z.string(),
  /** Of each period, in the rubric's order; empty where nothing came yet. */
  scores: z.array(z.object({ period: z.string(), points: z.string() })),
});
export type ItemFactsDraft = z.infer<typeof itemFactsDraft>;

/** The periods for which somebody else scores an item; those that were recorded and the rubric has no more come last. */
function periodsOf(item: Item, recorded: ItemFacts | null): readonly string[] {
  const named = item.rule.kind === 'imported' ? item.rule.periods : [];
  return [...new Set([...named, ...(recorded?.imported ?? []).map(({ period }) => period)])];
}

export function draftOfFacts(item: Item, recorded: ItemFacts | null): ItemFactsDraft {
  const points = new Map((recorded?.imported ?? []).map((each) => [each.period, each.points]));
  return {
    aside: recorded !== null && recorded.notApplicable !== null,
    reason: recorded?.notApplicable?.reason ?? '',
    scores: periodsOf(item, recorded).map((period) => ({ period, points: points.get(period) ?? '' })),
  };
}

/** What is sent: a period without a score is left out, and so is the reason of what applies. */
export function factsOfDraft(of: ItemFactsDraft): Pick<ItemFacts, 'notApplicable' | 'imported'> {
  return {
    notApplicable: of.aside ? { reason: of.reason.trim() } : null,
    imported: of.scores.flatMap(({ period, points }) =>
      points.trim() === '' ? [] : [{ period, points: points.trim() }],
    ),
  };
}

/** The most that a score can be: what the periods are out of, or the item's own points. */
export function mostOf(item: Item): string {
  return (item.rule.kind === 'imported' ? item.rule.outOf : null) ?? item.points;
}

/** Whether a score that was typed is one that the item can have. Nothing typed is none, and right. */
export function isScore(points: string, item: Item): boolean {
  const typed = points.trim();
  if (typed === '') return true;
  return positivePoints.safeParse(typed).success && Number(typed) <= Number(mostOf(item));
}

/** Whether all that is typed can be sent. */
export function isWhole(of: ItemFactsDraft, item: Item): boolean {
  return (!of.aside || of.reason.trim() !== '') && of.scores.every(({ points }) => isScore(points, item));
}
