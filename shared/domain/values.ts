import * as z from 'zod/mini';

/**
 * Values that appear in many records. Each says its own limits once, so that every border refuses the same things.
 */

/** A year's evaluation, named by its year, e.g. `2018`. */
export const cycleId = z.string().check(z.regex(/^\d{4}$/));

/** An evaluated unit, by its place in annex 1, `001` … `999`; a province’s may have up to six digits. */
export const unitId = z.string().check(z.regex(/^\d{3,6}$/));

/** A body that gives points or deductions, e.g. `civil-affairs`. */
export const bodyId = z.string().check(z.regex(/^[a-z][a-z0-9-]{1,39}$/));

/** A rubric item's code, e.g. `C1`. */
export const itemCode = z.string().check(z.regex(/^[A-Z][0-9]{0,3}$/));

/** An id that the product made (see `shared/app/new-id.ts`): 26 letters and digits, sortable by nothing, guessable by nobody. */
export const recordId = z.string().check(z.regex(/^[0-9a-z]{26}$/));

/** A run of a cycle, numbered by the store: `0001`, `0002` … */
export const runId = z.string().check(z.regex(/^\d{4}$/));

/** A calendar day in Asia/Shanghai, `2018-12-31`. */
export const day = z.iso.date();

/** A moment, UTC with milliseconds, `2018-12-31T15:59:59.000Z`. */
export const instant = z.iso.datetime({ precision: 3 });

/** Points as people write them: an exact decimal, at most four places, never a float. */
export const points = z.string().check(z.regex(/^-?(0|[1-9]\d{0,5})(\.\d{1,4})?$/));

/** Points that are taken or given: zero or more. */
export const positivePoints = z.string().check(z.regex(/^(0|[1-9]\d{0,5})(\.\d{1,4})?$/));

/** The address of a page that people can open. */
export const webAddress = z.url({ protocol: /^https?$/ }).check(z.maxLength(1000));

/** SHA-256 in lower-case hexadecimal. */
export const sha256Hex = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** One line that a person typed: trimmed, 1 to 200 characters, no control characters. */
export const line = z.string().check(z.trim(), z.minLength(1), z.maxLength(200), z.regex(/^[^\p{Cc}]*$/u));

/** A few sentences that a person typed: trimmed, 1 to 2,000 characters; line breaks allowed. */
export const paragraph = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(2000), z.regex(/^[^\p{Cc}]*(?:[\n\t][^\p{Cc}]*)*$/u));

/** A report of a few pages that a person typed: trimmed, 1 to 20,000 characters; line breaks allowed. */
export const longText = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(20_000), z.regex(/^[^\p{Cc}]*(?:[\n\t][^\p{Cc}]*)*$/u));

/** A text in the product's two languages; Chinese is the one that must be there. */
export const bilingual = z.strictObject({
  zh: z.string().check(z.minLength(1)),
  en: z.string().check(z.minLength(1)),
});

export type Bilingual = z.infer<typeof bilingual>;
export type CycleId = z.infer<typeof cycleId>;
export type UnitId = z.infer<typeof unitId>;
export type Instant = z.infer<typeof instant>;
export type Day = z.infer<typeof day>;
