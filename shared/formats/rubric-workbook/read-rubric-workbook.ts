import { magicOf } from '../../domain/evidence/inspect-magic.ts';
import type { Inflate } from '../../domain/evidence/inspect-tools.ts';
import { importFindingText } from '../../domain/register-import/import-finding-words.ts';
import type { CellFile } from '../../domain/register-import/sheet-cells.ts';
import type { Rubric } from '../../domain/rubric/rubric.ts';
import { readRegisterFile } from '../read-register-file.ts';
import type { CellFault } from './cell-fault.ts';
import { checkDraft } from './check-draft.ts';
import { sheetNames, type TableKind } from './layout.ts';
import { readGeneralSheet } from './read-general-sheet.ts';
import { readBandsSheet, readEffectsSheet } from './read-list-sheets.ts';
import { readSchemeSheet } from './read-scheme-sheet.ts';
import { Reading } from './reading.ts';
import { readTable, type Table } from './sheet-table.ts';

/** What reading came to: the rubric, or every fault there is, in the order of the workbook. */
export type ReadRubricWorkbook =
  Readonly<{ ok: true; value: Rubric }> | Readonly<{ ok: false; faults: readonly CellFault[] }>;

/**
 * Reads a rubric from a workbook in the shape that `writeRubricWorkbook` gives it, also where somebody moved columns, left
 * rows out or wrote in his own way. Nothing wrong is passed over and nothing is guessed: each fault is named with its cell.
 * The archive is checked before it is unpacked.
 * @param inflate the platform's bounded decompressor
 */
export async function readRubricWorkbook(bytes: Uint8Array, inflate: Inflate): Promise<ReadRubricWorkbook> {
  if (bytes.length > 0 && magicOf(bytes) === null) {
    return fileFault({ code: 'file-not-spreadsheet', facts: { found: 'TEXT' } });
  }
  const read = await readRegisterFile(bytes, inflate);
  return read.ok ? readRubricSheets(read.file) : fileFault(read.fault);
}

function fileFault(
  fault: Parameters<typeof importFindingText>[0] & Pick<CellFault, 'code'>,
): ReadRubricWorkbook {
  return {
    ok: false,
    faults: [{ sheet: null, cell: null, code: fault.code, message: importFindingText(fault) }],
  };
}

/** Reads a rubric from the cells of a workbook. */
export function readRubricSheets(file: CellFile): ReadRubricWorkbook {
  const reading = new Reading();
  for (const sheet of file.hiddenSheets) {
    reading.report(
      { sheet, cell: 'A1' },
      'sheet-hidden',
      '这张表是隐藏的，没有读；请取消隐藏，或者删掉',
      'this sheet is hidden and was not read; show it or delete it',
    );
  }
  const tables = file.sheets.flatMap((sheet) => readTable(sheet, reading.report) ?? []);
  const generalTable = onlyTable(tables, 'general', reading);
  if (generalTable === null) sheetMissing(sheetNames.general, '事项、内容、英文', reading);
  const schemes = tables.filter((table) => table.kind === 'scheme');
  if (schemes.length === 0) {
    sheetMissing('评分表', '评价内容、评分标准', reading);
    reading.madeUp(['schemes']);
  }
  const general = readGeneralSheet(generalTable, reading);
  const drafts = schemes.map((table, index) =>
    readSchemeSheet(table, ['schemes', index], general.title, reading),
  );
  const ids = drafts.map((each) => String(each.id));
  const effects = readEffectsSheet(onlyTable(tables, 'effects', reading), ids, reading);
  const bands = readBandsSheet(onlyTable(tables, 'bands', reading), ids, reading);
  const value = checkDraft(
    {
      ...general.value,
      schemes: drafts.map((each, index) => ({ ...each, effects: effects[index], bands: bands[index] })),
    },
    reading,
  );
  return value !== null && reading.faults.length === 0
    ? { ok: true, value }
    : { ok: false, faults: inOrder(reading.faults, file) };
}

function onlyTable(tables: readonly Table[], kind: TableKind, reading: Reading): Table | null {
  const [first = null, ...others] = tables.filter((table) => table.kind === kind);
  for (const { sheet } of others) {
    reading.report(
      { sheet, cell: 'A1' },
      'sheet-twice',
      `与“${first?.sheet ?? ''}”是同一种表，请只留一张`,
      `is the same kind of sheet as “${first?.sheet ?? ''}”; keep one`,
    );
  }
  return first;
}

function sheetMissing(name: string, headings: string, reading: Reading): void {
  reading.report(
    null,
    'sheet-missing',
    `没有找到“${name}”这张表（表头是${headings}）`,
    `there is no sheet ${name} (with the headings ${headings})`,
  );
}

function inOrder(faults: readonly CellFault[], file: CellFile): readonly CellFault[] {
  const sheets = [...file.sheets.map((sheet) => sheet.name), ...file.hiddenSheets];
  const key = ({ sheet, cell }: CellFault): readonly [number, number, number] => {
    const [, letters = '', row = '0'] = /^([A-Z]+)(\d+)$/.exec(cell ?? '') ?? [];
    let column = 0;
    for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
    return [sheet === null ? -1 : sheets.indexOf(sheet), Number(row), column];
  };
  return [...faults].sort((left, right) => {
    const [a, b] = [key(left), key(right)];
    return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  });
}
