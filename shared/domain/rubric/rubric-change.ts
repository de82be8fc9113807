import type { Bilingual } from '../values.ts';

/** What can differ between two rubrics; each code is one kind of change, and no change is without one. */
export const rubricChangeCodes = [
  ...[
    'rubric-id',
    'rubric-version',
    'rubric-title',
    'rubric-source',
    'rounding',
    'city-deduction-factor',
    'notes',
  ],
  ...[
    'scheme-added',
    'scheme-removed',
    'scheme-order',
    'scheme-label',
    'scheme-classes',
    'scheme-total',
    'scheme-limits',
  ],
  ...['part-added', 'part-removed', 'part-order', 'part-label', 'part-kind', 'part-weight', 'part-most'],
  ...['item-added', 'item-removed', 'item-moved', 'item-order', 'item-label', 'item-points', 'item-assessor'],
  ...['item-evidence', 'item-not-applicable', 'item-guidance'],
  ...[
    'rule-kind',
    'rule-missing',
    'rule-of',
    'rule-gives',
    'rule-measure',
    'rule-per',
    'rule-wanted',
    'rule-shortfall',
  ],
  ...['rule-blank', 'rule-bonus', 'rule-periods', 'rule-combine', 'rule-out-of'],
  ...['level-added', 'level-removed', 'level-order', 'level-label', 'level-points'],
  ...['cause-added', 'cause-removed', 'cause-order', 'cause-label', 'cause-points', 'cause-each'],
  ...['effect-added', 'effect-removed', 'effect-order', 'effect-label', 'effect-when', 'effect-then'],
  ...['band-added', 'band-removed', 'band-order', 'band-label', 'band-from'],
] as const;
export type RubricChangeCode = (typeof rubricChangeCodes)[number];

/** One thing that differs between two rubrics. */
export type RubricChange = Readonly<{
  /** Where: names and codes from the rubric down, such as `schemes`, `all`, `parts`, `C`, `items`, `C1`, `points`. */
  path: readonly string[];
  code: RubricChangeCode;
  /** The change in words, with what it was and what it is. */
  message: Bilingual;
  /** The values as the file states them: a text as it is, anything else as JSON; null where there is none. */
  before: string | null;
  after: string | null;
}>;
