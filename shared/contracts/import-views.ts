import * as z from 'zod/mini';
import { importField } from '../domain/register-import/import-fields.ts';
import { importFindingCodes } from '../domain/register-import/import-findings.ts';
import { importHeadings, registerImport } from '../domain/register-import/register-import.ts';
import { bilingual, day, recordId, sha256Hex } from '../domain/values.ts';

/** What a unit sees of the files it imports. */

export const importView = z.strictObject({
  ...z.omit(registerImport.def.options[0], { cycle: true, status: true }).shape,
  status: z.enum(['requested', 'adding', 'added', 'taken-back']),
  /** Rows that this file has added to the register so far. */
  added: z.int(),
});

const repeatedRow = z.discriminatedUnion('in', [
  z.strictObject({ in: z.literal('register'), row: recordId }),
  z.strictObject({ in: z.literal('file'), sheet: z.string(), row: z.int() }),
]);

/** At most this many of each; the totals count all of them, and the file to mend has every row with an error. */
export const mostShown = { findings: 1_000, rows: 200 } as const;

/** What importing a file would do; nothing has been added. */
export const importCheckView = z.strictObject({
  import: importView,
  /** Names exactly what was read; adding the rows states it, so that what was shown is what is added. */
  reading: sha256Hex,
  totals: z.strictObject({
    rows: z.int(),
    /** Would be added. */
    add: z.int(),
    /** Are in the register already. */
    already: z.int(),
    /** Were in the register and have been withdrawn. */
    withdrawn: z.int(),
    /** Would not count beside the row they repeat, and are not added. */
    duplicate: z.int(),
    /** Have something wrong with them, and are not added. */
    error: z.int(),
    errors: z.int(),
    notes: z.int(),
  }),
  headings: z.array(
    z.strictObject({
      sheet: z.string(),
      column: z.string(),
      heading: z.string(),
      field: z.nullable(importField),
      by: z.nullable(z.enum(['unit', 'name'])),
    }),
  ),
  /** How often each thing was found. */
  found: z.array(
    z.strictObject({
      code: z.enum(importFindingCodes),
      severity: z.enum(['error', 'note']),
      count: z.int(),
    }),
  ),
  /** Errors first, each kind in the order of the file. */
  findings: z.array(
    z.strictObject({
      severity: z.enum(['error', 'note']),
      code: z.enum(importFindingCodes),
      sheet: z.nullable(z.string()),
      row: z.nullable(z.int()),
      column: z.nullable(z.string()),
      message: bilingual,
    }),
  ),
  rows: z.array(
    z.strictObject({
      sheet: z.string(),
      row: z.int(),
      outcome: z.enum(['add', 'already', 'withdrawn', 'duplicate']),
      title: z.string(),
      column: z.string(),
      publishedOn: day,
      of: z.nullable(repeatedRow),
    }),
  ),
});

/** How far adding has come; `left` rows are added by stating the same again. */
export const importProgressView = z.strictObject({
  import: importView,
  added: z.int(),
  left: z.int(),
});

/** What became of the rows of an import that was taken back. */
export const importTakenBackView = z.strictObject({
  import: importView,
  /** Rows that this call took back. */
  takenBack: z.int(),
  /** There are more: the same call goes on. */
  more: z.boolean(),
  /** Rows that stay, since somebody has corrected or withdrawn them after they came. */
  left: z.int(),
  leftRows: z.array(z.strictObject({ title: z.string(), status: z.enum(['current', 'withdrawn']) })),
});

export const importHeadingsView = z.pick(importHeadings, { headings: true });
