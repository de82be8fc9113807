import { boundedInflate } from '../../functions/adapters/inspection/bounded-inflate.ts';
import type { Cell, CellFile, CellSheet } from '../../shared/domain/register-import/sheet-cells.ts';
import type { Rubric } from '../../shared/domain/rubric/rubric.ts';
import { readRegisterFile } from '../../shared/formats/read-register-file.ts';
import { writeRubricWorkbook } from '../../shared/formats/rubric-workbook.ts';

/** The cells of a rubric's workbook, as a spreadsheet program would hand them over. */
export async function rubricSheets(rubric: Rubric): Promise<CellFile> {
  const read = await readRegisterFile(await writeRubricWorkbook(rubric), boundedInflate);
  if (!read.ok) throw new Error(read.fault.code);
  return read.file;
}

/** What somebody puts into a cell: a text, a cell of another kind, or nothing. */
export type Put = string | Cell | null;

/** The file with cells changed, each named as `全部单位!B7`. */
export function withCells(file: CellFile, changes: Readonly<Record<string, Put>>): CellFile {
  return Object.entries(changes).reduce((before, [place, put]) => {
    const [name = '', cell = ''] = place.split('!');
    return {
      ...before,
      sheets: before.sheets.map((sheet) => (sheet.name === name ? putInto(sheet, cell, put) : sheet)),
    };
  }, file);
}

function putInto(sheet: CellSheet, place: string, put: Put): CellSheet {
  const row = Number(place.slice(1));
  const column = place.charCodeAt(0) - 65;
  const value: Cell | null = typeof put === 'string' ? { kind: 'text', text: put } : put;
  const rows = [...sheet.rows];
  for (let number = rows.length + 1; number <= row; number += 1)
    rows.push({ number, hidden: false, cells: [] });
  return {
    ...sheet,
    rows: rows.map((each) => {
      if (each.number !== row) return each;
      const cells = [...each.cells];
      while (cells.length <= column) cells.push(null);
      cells[column] = value;
      return { ...each, cells };
    }),
  };
}

/** The file with one sheet changed. */
export function withSheet(file: CellFile, name: string, change: (sheet: CellSheet) => CellSheet): CellFile {
  return { ...file, sheets: file.sheets.map((sheet) => (sheet.name === name ? change(sheet) : sheet)) };
}

/** The text of a cell, named as `全部单位!B7`. */
export function textAt(file: CellFile, place: string): string {
  const [name = '', cell = ''] = place.split('!');
  const sheet = file.sheets.find((each) => each.name === name);
  const found = sheet?.rows[Number(cell.slice(1)) - 1]?.cells[cell.charCodeAt(0) - 65];
  if (found?.kind !== 'text') throw new Error(`no text at ${place}`);
  return found.text;
}
