import type { Bilingual } from '../../values.ts';

/** What the lint can remark, by its stable code. Faults that make a rubric unusable are `rubricFaults`'. */
export const findingCodes = [
  // The rubric by itself: rounding, totals, parts and items.
  'rounding-too-coarse',
  'weights-rounded-by-item',
  'totals-differ',
  'tops-differ',
  'bonus-large',
  'bonus-only-repairs',
  'total-limit-idle',
  'part-trivial',
  'part-limit-below-item',
  'scale-beyond-item',
  'steps-jump',
  'kinds-too-few',
  'levels-alike',
  'all-may-be-left-out',
  'one-carries-others',
  // What the engine gives for a target, or to a unit that did nothing.
  'doing-nothing-keeps-most',
  'cannot-lose-all',
  'lost-too-soon',
  'bonus-out-of-proportion',
  'nothing-done-scores',
  // Effects and the lines they draw.
  'effect-never-holds',
  'effect-never-changes',
  'effect-repeated',
  'effects-overlap',
  'cap-idle',
  'zero-gives-back',
  'take-counts-all',
  'line-too-early',
  'line-within-line',
  'line-before-weight',
  'lines-and-bands-differ',
  'fixed-total-passes',
  // The units that a year has.
  'class-without-scheme',
  'class-without-units',
  // What was handed in, found and scored.
  'inputs-ignored',
  'city-factor-idle',
  'city-deductions-ignored',
  'measure-missing',
  'column-missing',
  'incident-unknown',
  'effect-never-acted',
  'effect-moved-nothing',
  'limit-never-bound',
  'cause-never-found',
  'level-never-given',
  'never-left-out',
  'left-out-not-allowed',
  'item-separates-nobody',
  'item-nobody-lost',
  'band-empty',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** The figures of a remark, for programs: numbers of things, and points as decimals. */
export type FindingFacts = Readonly<Record<string, string | number>>;

/** One remark: where, and what an office should know. A `warning` ought to be looked at, a `note` may well be meant so. */
export type Finding = Readonly<{
  code: FindingCode;
  severity: 'warning' | 'note';
  path: readonly (string | number)[];
  message: Bilingual;
  facts?: FindingFacts;
}>;
export type FindingPath = Finding['path'];

export function warning(
  code: FindingCode,
  path: FindingPath,
  zh: string,
  en: string,
  facts?: FindingFacts,
): Finding {
  return {
    code,
    severity: 'warning',
    path,
    message: { zh, en },
    ...(facts === undefined ? {} : { facts }),
  };
}

export function note(
  code: FindingCode,
  path: FindingPath,
  zh: string,
  en: string,
  facts?: FindingFacts,
): Finding {
  return { ...warning(code, path, zh, en, facts), severity: 'note' };
}

/** `1 unit`, `3 units`. */
export function unitsInEnglish(howMany: number): string {
  return `${howMany} unit${howMany === 1 ? '' : 's'}`;
}
