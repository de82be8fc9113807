/** Why a file cannot be read at all. */
export const fileFaultCodes = [
  'file-empty',
  'file-not-spreadsheet',
  'file-old-excel',
  'file-password',
  'file-macros',
  'file-unsafe',
  'file-damaged',
  'file-too-complex',
  'text-encoding',
  'text-not-text',
  'quotes-unbalanced',
] as const;

/** What keeps a row, a sheet or a file from being added. */
const errorCodes = [
  ...fileFaultCodes,
  'too-many-rows',
  'too-many-sheets',
  'heading-none',
  'heading-missing',
  'heading-repeated',
  'missing',
  'cell-error',
  'text-too-long',
  'text-control',
  'text-turns',
  'column-unknown',
  'day-unclear',
  'day-impossible',
  'url-not-http',
  'url-broken',
  'url-credentials',
  'mark-unclear',
  'review-incomplete',
  'review-contradicts',
] as const;

/** What a person should look at; the row is added all the same. */
const noteCodes = [
  'sheet-hidden',
  'sheet-without-headings',
  'heading-second',
  'heading-unknown',
  'heading-again',
  'beyond-columns',
  'row-hidden',
  'row-of-one-cell',
  'merged-cell',
  'line-break-joined',
  'not-reviewed',
  'review-after-publication',
  'outside-year',
  'in-future',
  'published-before-made',
] as const;

export const importFindingCodes = [...errorCodes, ...noteCodes] as const;
export type ImportFindingCode = (typeof importFindingCodes)[number];

export type FileFault = Readonly<{ code: (typeof fileFaultCodes)[number]; facts: ImportFacts }>;

/** Facts that fill a finding's sentence: short, and safe to show. */
export type ImportFacts = Readonly<Record<string, string | number>>;

/** Something found in a file, and where: sheet, row as shown, column letters; null where it concerns the whole. */
export type ImportFinding = Readonly<{
  code: ImportFindingCode;
  sheet: string | null;
  row: number | null;
  column: string | null;
  facts: ImportFacts;
}>;

/** Whether a finding keeps its row, sheet or file from being added, or is only to be looked at. */
export function severityOf(code: ImportFindingCode): 'error' | 'note' {
  const errors: readonly string[] = errorCodes;
  return errors.includes(code) ? 'error' : 'note';
}

/** Long enough to find the cell by, short enough for a page of findings. */
const shownLength = 40;

/** A cell's text as it may stand in a finding: shortened, and nothing in it that hides or turns what stands around it. */
export function shown(text: string): string {
  const letters = Array.from(text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '�'));
  return letters.length > shownLength ? `${letters.slice(0, shownLength).join('')}…` : letters.join('');
}
