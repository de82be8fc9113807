import type { PhraseFault } from '../../domain/rubric/phrases/phrase-fault.ts';
import type { FileFault } from '../../domain/register-import/import-findings.ts';
import type { Bilingual } from '../../domain/values.ts';

/** A cell of a workbook: the name of its sheet, and the cell as a spreadsheet program shows it, `B7`. */
export type CellPlace = Readonly<{ sheet: string; cell: string }>;

/** Something wrong with a rubric's workbook, and where. A fault of the whole file has neither sheet nor cell. */
export type CellFault = Readonly<{
  sheet: string | null;
  cell: string | null;
  code:
    | FileFault['code']
    | PhraseFault<unknown>['code']
    | 'sheet-missing'
    | 'sheet-twice'
    | 'sheet-unknown'
    | 'sheet-hidden'
    | 'sheet-too-large'
    | 'heading-missing'
    | 'heading-unknown'
    | 'heading-twice'
    | 'row-hidden'
    | 'outside-table'
    | 'cell-not-text'
    | 'cell-too-long'
    | 'not-understood'
    | 'sum-differs'
    | 'title-differs'
    | 'unknown-name'
    | 'too-many'
    | 'rubric';
  message: Bilingual;
}>;

/** One line for each fault: `file!sheet!cell: message`. */
export function printCellFaults(file: string, faults: readonly CellFault[]): string {
  return faults
    .map(({ sheet, cell, message }) => {
      const place = [file, sheet, cell].filter((each) => each !== null).join('!');
      return `${place}: ${message.zh} / ${message.en}\n`;
    })
    .join('');
}
