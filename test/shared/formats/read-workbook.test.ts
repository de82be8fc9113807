import { expect, test } from 'vitest';
import { boundedInflate } from '../../../functions/adapters/inspection/bounded-inflate.ts';
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
  await expect(
    readWorkbook(buildWorkbook({ sheets: sheets(5) }), boundedInflate, slow),
  ).rejects.toMatchObject({
    name: 'WorkbookTooComplex',
  });
  time = 0;
  const fast = () => (time += 1_000);
  expect(
    (await readWorkbook(buildWorkbook({ sheets: sheets(5) }), boundedInflate, fast)).sheets,
  ).toHaveLength(5);
});

test('one sheet more than the most is read, so that there is one too many to tell; the others are not', async () => {
  expect((await readWorkbook(buildWorkbook({ sheets: sheets(60) }), boundedInflate)).sheets).toHaveLength(41);
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
  const [sheet] = (await readWorkbook(book, boundedInflate)).sheets;
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
  ['a cell of a row without a number after it', '<row r="11000"/><row><c><v>1</v></c></row>', 'rows'],
  [
    'a cell there with a text of its own',
    '<row r="11001"><c r="A11001" t="inlineStr"><is><t>甲</t></is></c></row>',
    'rows',
  ],
  [
    'a cell there with an empty text',
    '<row r="11001"><c r="A11001" t="inlineStr"><is><t></t></is></c></row>',
    null,
  ],
  [
    'a cell that says by itself that it stands there',
    '<row r="2"><c r=\'a11001\'><v>1</v></c></row>',
    'rows',
  ],
  ['a cell there in a comment', '<!-- <row r="11001"><c r="A11001"><v>1</v></c></row> -->', null],
  [
    'a cell there behind a long prefix',
    '<spreadsheetprefix:row r="11001"><spreadsheetprefix:c><spreadsheetprefix:v>1</spreadsheetprefix:v></spreadsheetprefix:c></spreadsheetprefix:row>',
    'rows',
  ],
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
  const [sheet] = (await readWorkbook(registerBook([], { xml }), boundedInflate)).sheets;
  expect(sheet?.beyond).toBe(beyond);
});

test('of a sheet with too many rows the first ones are read, where its headings stand', async () => {
  const rows = Array.from({ length: 11_001 }, (_, index) =>
    index === 2 ? registerHeadings : [index, null, '乙'],
  );
  const [sheet] = (await readWorkbook(buildWorkbook({ sheets: [{ name: '台账', rows }] }), boundedInflate))
    .sheets;
  expect(sheet?.beyond).toBe('rows');
  expect(sheet?.rows).toHaveLength(100);
  expect(sheet?.rows[2]).toMatchObject({ number: 3, hidden: false });
  expect(sheet?.rows[2]?.cells[0]).toEqual({ kind: 'text', text: '标题' });
});

test('a hidden sheet may be as long as it likes: nobody reads it', async () => {
  const long = '<sheetData><row r="20000"><c r="A20000"><v>1</v></c></row></sheetData>';
  const book = buildWorkbook({
    sheets: [
      { name: '旧', state: 'hidden', rows: [], xml: long },
      { name: '台账', rows: [registerHeadings] },
    ],
  });
  const [sheet, ...others] = (await readWorkbook(book, boundedInflate)).sheets;
  expect([sheet?.name, sheet?.beyond, others]).toEqual(['台账', null, []]);
});

test('a workbook of more cells than any register has is refused before they are laid out', async () => {
  const row = `<row>${'<c/>'.repeat(199)}</row>`;
  const xml = `<sheetData>${row.repeat(2_600)}</sheetData>`;
  await expect(readWorkbook(registerBook([], { xml }), boundedInflate)).rejects.toMatchObject({
    name: 'WorkbookTooComplex',
  });
});
