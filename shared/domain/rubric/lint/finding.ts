import type { Bilingual } from '../../values.ts';

/** What the lint can remark, by its stable code. Faults that make a rubric unusable are `rubricFaults`'. */
export const findingCodes = [
  'doing-nothing-keeps-most',
  'cannot-lose-all',
  'bonus-out-of-proportion',
  'bonus-large',
  'effects-overlap',
  'effect-repeated',
  'fixed-total-passes',
  'rounding-too-coarse',
  'weights-rounded-by-item',
  'totals-differ',
  'class-without-scheme',
  'measure-missing',
  'incident-unknown',
  'city-factor-idle',
  'effect-never-acted',
  'cause-never-found',
  'level-never-given',
  'never-left-out',
  'item-separates-nobody',
  'band-empty',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** One remark: where, and what an office should know. A `warning` ought to be looked at, a `note` may well be meant so. */
export type Finding = Readonly<{
  code: FindingCode;
  severity: 'warning' | 'note';
  path: readonly (string | number)[];
  message: Bilingual;
}>;

export function warning(code: FindingCode, path: Finding['path'], zh: string, en: string): Finding {
  return { code, severity: 'warning', path, message: { zh, en } };
}

export function note(code: FindingCode, path: Finding['path'], zh: string, en: string): Finding {
  return { code, severity: 'note', path, message: { zh, en } };
}
