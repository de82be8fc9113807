import { registerMeasure } from '../../../../shared/domain/assessment/unit-facts.ts';
import { measuresOf } from '../../../../shared/domain/rubric/measures.ts';
import { itemsOf, type Item, type Scheme } from '../../../../shared/domain/rubric/rubric.ts';
import type { Bilingual } from '../../../../shared/domain/values.ts';

type Named = Readonly<{ code: string | null; label: Bilingual }>;
export type Measured = Readonly<{ measure: string; usedBy: readonly Named[] }>;

/** What a scheme counts beside the register. A rubric gives a count no name: people know it by the items and effects that use it. */
export function measuresBeside(scheme: Scheme): readonly Measured[] {
  return [...measuresOf(scheme)]
    .filter((measure) => measure !== registerMeasure)
    .map((measure) => ({
      measure,
      usedBy: [
        ...itemsOf(scheme)
          .filter((item) => measureOf(item) === measure)
          .map(({ code, label }) => ({ code, label })),
        ...scheme.effects
          .filter(({ when }) => when.some((each) => each.kind === 'measure' && each.measure === measure))
          .map(({ label }) => ({ code: null, label })),
      ],
    }));
}

function measureOf({ rule }: Item): string | null {
  if (rule.kind === 'target') return rule.measure;
  return rule.kind === 'count' && typeof rule.of !== 'string' ? rule.of.measure : null;
}
