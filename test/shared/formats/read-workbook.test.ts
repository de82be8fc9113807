import { expect, test } from 'vitest';
import { readWorkbook } from '../../../shared/formats/read-workbook.ts';
import { buildWorkbook, registerBook, registerCells, registerHeadings } from '../../support/spreadsheets.ts';

const sheets = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `第${index + 1}张`,
    rows: [registerHeadings, registerCells(index)],
  }));

test('a workbook whose sheets take too long is left between two of them, however many say they are the same part', async () => {
  let time = 0;
  const slow = () => (time += 3_000);
  await expect(readWorkbook(buildWorkbook({ sheets: sheets(5) }), slow)).rejects.toMatchObject({
    name: 'WorkbookTooComplex',
  });
  time = 0;
  const fast = () => (time += 1_000);
  expect((await readWorkbook(buildWorkbook({ sheets: sheets(5) }), fast)).sheets).toHaveLength(5);
});

test('one sheet more than the most is read, so that there is one too many to tell; the others are not', async () => {
  expect((await readWorkbook(buildWorkbook({ sheets: sheets(60) }))).sheets).toHaveLength(41);
});

test('rows are numbered as the program shows them, also below blank ones, and cells keep what they are', async () => {
  const book = buildWorkbook({
    sheets: [
      {
        name: '台账',
        rows: [[], ['a', null, 1.5], [], [{ serial: 43_171 }, { flag: true }, { error: '#REF!' }]],
        hiddenRows: [4],
        merged: ['A2:B3'],
      },
    ],
  });
  const [sheet] = (await readWorkbook(book)).sheets;
  expect(sheet?.merged).toEqual([{ firstRow: 2, lastRow: 3, firstColumn: 0, lastColumn: 1 }]);
  expect(sheet?.rows.filter((row) => row.cells.some((cell) => cell !== null))).toEqual([
    {
      number: 2,
      hidden: false,
      cells: [{ kind: 'text', text: 'a' }, null, { kind: 'number', number: 1.5 }],
    },
    {
      number: 4,
      hidden: true,
      cells: [
        { kind: 'day', day: '2018-03-12' },
        { kind: 'flag', flag: true },
        { kind: 'error', text: '#REF!' },
      ],
    },
  ]);
});

test.each([
  ['nothing', '', null],
  ['a cell in the last row that is read', '<row r="11000"><c r="A11000"><v>1</v></c></row>', null],
  ['a cell in the row after it', '<row r="11001"><c r="A11001"><v>1</v></c></row>', 'rows'],
  ['an empty cell in the row after it', '<row r="11001"><c r="A11001" s="1"/></row>', null],
  ['a cell in the sheet’s last row', '<row r="1048576"><c r="A1048576"><v>1</v></c></row>', 'rows'],
  ['a cell in the last column that is read', '<row r="2"><c r="GR2"><v>1</v></c></row>', null],
  ['a cell in the column after it', '<row r="2"><c r="GS2"><v>1</v></c></row>', 'columns'],
  [
    'cells in the last column of many rows',
    Array.from(
      { length: 3_000 },
      (_, row) => `<row r="${row + 2}"><c r="XFD${row + 2}"><v>1</v></c></row>`,
    ).join(''),
    'columns',
  ],
])('what stands beyond what is read is told: %s', async (_, rows, beyond) => {
  const xml = `<sheetData><row r="1"><c r="A1"><v>1</v></c></row>${rows}</sheetData>`;
  const [sheet] = (await readWorkbook(registerBook([], { xml }))).sheets;
  expect(sheet?.beyond).toBe(beyond);
});
