import type { ImportFindingCode } from '../../shared/domain/register-import/import-findings.ts';
import { buildCompound, buildOffice, buildPdf, buildZip, bytesOf, noise, utf8 } from './file-builders.ts';
import {
  buildCsv,
  buildWorkbook,
  registerBook,
  registerCells,
  registerCsv,
  registerHeadings,
  type SheetCell,
} from './spreadsheets.ts';

/**
 * Spreadsheets as they come: broken, odd, or made to do harm. Each says what an import makes of it: how many rows it would
 * add, which rows are set aside, and every code that is found, with how often.
 */
export type BrokenRegister = Readonly<{
  name: string;
  bytes: () => Uint8Array;
  add: number;
  /** Rows that are read and not added, by outcome. */
  aside?: Partial<Record<'error' | 'duplicate', number>>;
  found: Partial<Record<ImportFindingCode, number>>;
}>;

const good = (count: number, first = 1) =>
  Array.from({ length: count }, (_, index) => registerCells(first + index));
const sheetOf = (rows: readonly (readonly SheetCell[])[], more: Partial<{ merged: string[] }> = {}) =>
  buildWorkbook({ sheets: [{ name: '台账', rows, ...more }] });
const withoutHeading = (heading: (typeof registerHeadings)[number]) => {
  const at = registerHeadings.indexOf(heading);
  const left = (row: readonly SheetCell[]) => row.filter((_, index) => index !== at);
  return sheetOf([left(registerHeadings), left(registerCells(1))]);
};
const oneWith = (over: Parameters<typeof registerCells>[1]) =>
  registerBook([registerCells(1), registerCells(2, over)]);
const refusedRow = { add: 1, aside: { error: 1 } } as const;
const reference = (xml: string) => registerBook([], { xml });
const inflated = 'A'.repeat(40_000_000);

export const brokenRegisters: readonly BrokenRegister[] = [
  // The file as a whole
  { name: 'an empty file', bytes: () => new Uint8Array(), add: 0, found: { 'file-empty': 1 } },
  { name: 'blanks and line ends', bytes: () => utf8('  \r\n \n'), add: 0, found: { 'file-empty': 1 } },
  {
    name: 'an XLS renamed to XLSX',
    bytes: () => buildCompound(['Workbook']),
    add: 0,
    found: { 'file-old-excel': 1 },
  },
  {
    name: 'a DOC renamed to XLSX',
    bytes: () => buildCompound(['WordDocument']),
    add: 0,
    found: { 'file-not-spreadsheet': 1 },
  },
  {
    name: 'a workbook behind a password',
    bytes: () => buildCompound(['EncryptedPackage', 'EncryptionInfo']),
    add: 0,
    found: { 'file-password': 1 },
  },
  {
    name: 'a web page named XLSX, as some systems export',
    bytes: () => utf8('<html><table><tr><td>标题</td></tr></table></html>'),
    add: 0,
    found: { 'file-not-spreadsheet': 1 },
  },
  {
    name: 'Excel’s old XML',
    bytes: () => utf8('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com"/>'),
    add: 0,
    found: { 'file-not-spreadsheet': 1 },
  },
  { name: 'a PDF', bytes: () => buildPdf([]), add: 0, found: { 'file-not-spreadsheet': 1 } },
  {
    name: 'a plain ZIP named XLSX',
    bytes: () => buildZip([{ name: '台账.csv', data: '标题' }]),
    add: 0,
    found: { 'file-not-spreadsheet': 1 },
  },
  {
    name: 'a DOCX named XLSX',
    bytes: () => buildOffice('word'),
    add: 0,
    found: { 'file-not-spreadsheet': 1 },
  },
  {
    name: 'a workbook with macros',
    bytes: () => registerBook(good(1), {}, { parts: { 'xl/vbaProject.bin': 'macro' } }),
    add: 0,
    found: { 'file-macros': 1 },
  },
  {
    name: 'a zip bomb in the sheet',
    bytes: () => reference(`<sheetData>${inflated}</sheetData>`),
    add: 0,
    found: { 'file-unsafe': 1 },
  },
  {
    name: 'a zip bomb beside the sheet that lies about its size',
    bytes: () =>
      registerBook(good(1), {}, { zip: [{ name: 'xl/media/a.xml', data: inflated, told: { size: 10 } }] }),
    add: 0,
    found: { 'file-unsafe': 1 },
  },
  {
    name: 'entities that unfold',
    bytes: () =>
      registerBook(
        [],
        {},
        {
          parts: {
            'xl/worksheets/sheet1.xml': '<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet>&b;</worksheet>',
          },
        },
      ),
    add: 0,
    found: { 'file-unsafe': 1 },
  },
  {
    name: 'two entries of one name, of which programs read different ones',
    bytes: () => registerBook(good(1), {}, { zip: [{ name: 'xl/workbook.xml', data: '<workbook/>' }] }),
    add: 0,
    found: { 'file-unsafe': 1 },
  },
  {
    name: 'a workbook that breaks off',
    bytes: () => registerBook(good(5)).subarray(0, 900),
    add: 0,
    found: { 'file-damaged': 1 },
  },
  {
    name: 'a workbook whose sheet is missing',
    bytes: () => registerBook(good(1), {}, { without: ['xl/worksheets/sheet1.xml'] }),
    add: 0,
    found: { 'file-damaged': 1 },
  },
  {
    name: 'a workbook whose list of sheets is missing',
    bytes: () => registerBook(good(1), {}, { without: ['xl/workbook.xml'] }),
    add: 0,
    found: { 'file-damaged': 1 },
  },
  {
    name: 'a sheet whose XML is cut off',
    bytes: () => reference('<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>标题'),
    add: 0,
    found: { 'heading-none': 1 },
  },
  { name: 'an empty workbook', bytes: () => sheetOf([]), add: 0, found: { 'heading-none': 1 } },
  {
    name: '41 sheets',
    bytes: () =>
      buildWorkbook({
        sheets: Array.from({ length: 41 }, (_, index) => ({ name: `第${index}张`, rows: [['空']] })),
      }),
    add: 0,
    found: { 'too-many-sheets': 1 },
  },

  // Text files
  {
    name: 'UTF-8 without a mark',
    bytes: () => registerCsv(good(2)),
    add: 2,
    found: {},
  },
  {
    name: 'UTF-8 with a mark',
    bytes: () => registerCsv(good(2), { encoding: 'utf-8-bom' }),
    add: 2,
    found: {},
  },
  {
    name: 'GB18030',
    bytes: () => registerCsv(good(2), { encoding: 'gb18030' }),
    add: 2,
    found: {},
  },
  {
    name: 'GB18030 with rare characters of two, four and more planes',
    bytes: () =>
      registerCsv([registerCells(1, { 标题: '关于㙍村、𠮷家坝、䶮桥镇的公告㐂' })], { encoding: 'gb18030' }),
    add: 1,
    found: {},
  },
  {
    name: 'UTF-16 with tabs, Excel’s “Unicode text”',
    bytes: () => registerCsv(good(2), { encoding: 'utf-16le', separator: '\t' }),
    add: 2,
    found: {},
  },
  {
    name: 'UTF-16 of the other byte order',
    bytes: () => registerCsv(good(2), { encoding: 'utf-16be' }),
    add: 2,
    found: {},
  },
  {
    name: 'UTF-16 without its mark',
    bytes: () => registerCsv(good(2), { encoding: 'utf-16le' }).subarray(2),
    add: 0,
    found: { 'text-not-text': 1 },
  },
  {
    name: 'bytes of no encoding',
    bytes: () => bytesOf('title,', [0xff, 0x20, 0x80, 0xff]),
    add: 0,
    found: { 'text-encoding': 1 },
  },
  {
    name: 'Chinese of another country’s encoding, which reads as nonsense',
    // Big5 of 標題,欄目 …
    bytes: () => bytesOf([0xbc, 0xd0, 0xc3, 0x44], ',', [0xc4, 0xe6, 0xa5, 0xd8], '\r\n'),
    add: 0,
    found: { 'heading-none': 1 },
  },
  {
    name: 'NULs between the fields',
    bytes: () => utf8('标题\0,栏目\0,网址\r\n'),
    add: 0,
    found: { 'text-not-text': 1 },
  },
  {
    name: 'a program named CSV',
    bytes: () => bytesOf([0x7f], 'ELF', noise(200)),
    add: 0,
    found: { 'file-not-spreadsheet': 1 },
  },
  {
    name: 'semicolons for separators',
    bytes: () => registerCsv(good(2), { separator: ';' }),
    add: 2,
    found: {},
  },
  {
    name: 'line ends of old Macs',
    bytes: () => registerCsv(good(2), { lineEnd: '\r' }),
    add: 2,
    found: {},
  },
  {
    name: 'a quotation mark that never closes',
    bytes: () => utf8(`${registerHeadings.join(',')}\r\n"第1条,公告公示,,,2018-3-1,2018-3-1,办公室,,\r\n`),
    add: 0,
    found: { 'quotes-unbalanced': 1 },
  },
  {
    name: 'something after a closing quotation mark',
    bytes: () => utf8(`${registerHeadings.join(',')}\r\n"第1条"乙,公告公示\r\n`),
    add: 0,
    found: { 'quotes-unbalanced': 1 },
  },
  {
    name: 'line breaks inside quotation marks',
    bytes: () => registerCsv([registerCells(1, { 标题: '第一行\r\n第二行' })]),
    add: 1,
    found: { 'line-break-joined': 1 },
  },
  {
    name: 'a quotation mark inside a field that does not begin with one',
    bytes: () =>
      utf8(`${registerHeadings.join(',')}\n他说"好",公告公示,,,2018-3-1,2018-3-1,办公室,甲,2018-3-1\n`),
    add: 1,
    found: {},
  },
  {
    name: 'a row with fewer fields than headings',
    bytes: () => buildCsv([[...registerHeadings], ['只有标题', '公告公示']]),
    ...{ add: 0, aside: { error: 1 } },
    found: { missing: 3 },
  },

  // Headings
  {
    name: 'no headings at all',
    bytes: () => sheetOf(good(3)),
    add: 0,
    found: { 'heading-none': 1 },
  },
  {
    name: 'headings in the third row, below a title',
    bytes: () => sheetOf([['2018年公开信息台账'], [], registerHeadings, ...good(2)]),
    add: 2,
    found: {},
  },
  {
    name: 'headings below the twentieth row',
    bytes: () => sheetOf([...Array.from({ length: 25 }, () => ['说明']), registerHeadings, ...good(1)]),
    add: 0,
    found: { 'heading-none': 1 },
  },
  {
    name: 'one heading twice',
    bytes: () =>
      sheetOf([
        [...registerHeadings, '标题'],
        [...registerCells(1), '又一个'],
      ]),
    add: 0,
    found: { 'heading-repeated': 1 },
  },
  {
    name: 'two names of one field, of which the more exact is meant',
    bytes: () =>
      sheetOf([
        [...registerHeadings, '审核人'],
        [...registerCells(1), '主任'],
      ]),
    add: 1,
    found: { 'heading-second': 1 },
  },
  {
    name: 'the headings again on every printed page',
    bytes: () => sheetOf([registerHeadings, ...good(2), registerHeadings, ...good(1, 3)]),
    add: 3,
    found: { 'heading-again': 1 },
  },
  {
    name: 'headings with marks, brackets, blanks and wide letters',
    bytes: () =>
      sheetOf([
        [
          '＊标 题',
          '栏目（必填）',
          '文号',
          'ＵＲＬ',
          '成文\n日期',
          '公开日期[年-月-日]',
          '责任科室：',
          '审核人',
          '审核日期',
        ],
        ...good(1),
      ]),
    add: 1,
    found: {},
  },
  {
    name: 'no column for the title',
    bytes: () => withoutHeading('标题'),
    add: 0,
    found: { 'heading-missing': 1 },
  },
  {
    name: 'no column for the day of publication',
    bytes: () => withoutHeading('公开日期'),
    add: 0,
    found: { 'heading-missing': 1 },
  },
  {
    name: 'no column for the secrecy reviewer',
    bytes: () => withoutHeading('保密审查人'),
    ...{ add: 0, aside: { error: 1 } },
    found: { 'review-incomplete': 1 },
  },
  {
    name: '200 columns',
    bytes: () => {
      const more = Array.from({ length: 191 }, (_, index) => `附加${index}`);
      return sheetOf([
        [...registerHeadings, ...more],
        [...registerCells(1), ...more],
      ]);
    },
    add: 1,
    found: { 'heading-unknown': 1 },
  },
  {
    name: '300 columns',
    bytes: () => {
      const more = Array.from({ length: 291 }, () => '附加');
      return sheetOf([
        [...registerHeadings, ...more],
        [...registerCells(1), ...more],
      ]);
    },
    add: 1,
    found: { 'heading-unknown': 1, 'beyond-columns': 1 },
  },
  {
    name: 'a hidden sheet, a sheet of something else and the register',
    bytes: () =>
      buildWorkbook({
        sheets: [
          { name: '旧', state: 'hidden', rows: [registerHeadings, ...good(5, 10)] },
          { name: '藏', state: 'veryHidden', rows: [registerHeadings] },
          { name: '说明', rows: [['填表说明']] },
          { name: '台账', rows: [registerHeadings, ...good(2)] },
        ],
      }),
    add: 2,
    found: { 'sheet-hidden': 2, 'sheet-without-headings': 1 },
  },
  {
    name: 'a sheet for each month',
    bytes: () =>
      buildWorkbook({
        sheets: [1, 2, 3].map((month) => ({
          name: `${month}月`,
          rows: [registerHeadings, ...good(2, month * 10)],
        })),
      }),
    add: 6,
    found: {},
  },

  // How many
  { name: 'headings and no row', bytes: () => registerBook([]), add: 0, found: {} },
  { name: 'one row', bytes: () => registerBook(good(1)), add: 1, found: {} },
  {
    name: '10,000 rows, the most there may be',
    bytes: () => registerCsv(good(10_000)),
    add: 10_000,
    found: {},
  },
  {
    name: '10,001 rows',
    bytes: () => registerCsv(good(10_001)),
    add: 0,
    found: { 'too-many-rows': 1 },
  },
  {
    name: '10,001 rows of a workbook',
    bytes: () => registerBook(good(10_001)),
    add: 0,
    found: { 'too-many-rows': 1 },
  },
  {
    name: 'a stray cell a million rows down',
    bytes: () =>
      reference(
        `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>标题</t></is></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>`,
      ),
    add: 0,
    found: { 'heading-none': 1 },
  },
  {
    name: 'a row of the register 20,000 rows down',
    bytes: () => {
      const cell = (text: string, ref: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
      const headings = registerHeadings.map((text, at) => cell(text, `${'ABCDEFGHI'.charAt(at)}1`)).join('');
      return reference(
        `<sheetData><row r="1">${headings}</row><row r="20000">${cell('远', 'A20000')}</row></sheetData>`,
      );
    },
    add: 0,
    found: { 'too-many-rows': 1 },
  },
  {
    name: 'blank rows and rows with a running number alone',
    bytes: () =>
      sheetOf([
        ['序号', ...registerHeadings],
        [1, ...registerCells(1)],
        [2],
        [],
        [3, ...registerCells(3)],
        [4, ' ', '　'],
      ]),
    add: 2,
    found: {},
  },
  {
    name: 'the same row three times',
    bytes: () => registerBook([registerCells(1), registerCells(1), registerCells(1)]),
    add: 1,
    aside: { duplicate: 2 },
    found: {},
  },
  {
    name: 'one page under two titles',
    bytes: () =>
      registerBook([registerCells(1), registerCells(2, { 网址: 'https://demo.example.cn/1.html#top' })]),
    add: 1,
    aside: { duplicate: 1 },
    found: {},
  },

  // Cells
  {
    name: 'a column merged over its rows',
    bytes: () =>
      sheetOf(
        [
          registerHeadings,
          registerCells(1),
          registerCells(2, { 栏目: null }),
          registerCells(3, { 栏目: null }),
        ],
        {
          merged: ['B2:B4'],
        },
      ),
    add: 3,
    found: { 'merged-cell': 2 },
  },
  {
    name: 'a title merged across all columns between the rows',
    bytes: () =>
      sheetOf([registerHeadings, registerCells(1), ['二、规划计划'], registerCells(2)], {
        merged: ['A3:I3'],
      }),
    add: 2,
    found: { 'row-of-one-cell': 1 },
  },
  {
    name: 'merged cells over each other, thousands of rows deep',
    bytes: () =>
      sheetOf([registerHeadings, ...good(3)], {
        merged: Array.from({ length: 2_000 }, (_, index) => `B2:B${3_000 + index}`),
      }),
    add: 3,
    found: {},
  },
  {
    name: 'hidden rows',
    bytes: () => registerBook(good(3), { hiddenRows: [3] }),
    add: 3,
    found: { 'row-hidden': 1 },
  },
  {
    name: 'a formula that came to an error',
    bytes: () => oneWith({ 标题: { formula: 'VLOOKUP(A1,B:B,1)', came: { error: '#N/A' } } }),
    ...refusedRow,
    found: { 'cell-error': 1 },
  },
  {
    name: 'an error without a formula in a column that may be empty',
    bytes: () => oneWith({ 文号: { error: '#REF!' } }),
    ...refusedRow,
    found: { 'cell-error': 1 },
  },
  {
    name: 'an error value in a CSV',
    bytes: () => registerCsv([registerCells(1), registerCells(2, { 责任科室: '#NAME?' })]),
    ...refusedRow,
    found: { 'cell-error': 1 },
  },
  {
    name: 'formulas that came to something',
    bytes: () =>
      registerBook([
        registerCells(1, {
          标题: { formula: 'A9&B9', came: '算出来的标题' },
          公开日期: { formula: 'TODAY()', came: 43_171 },
        }),
      ]),
    add: 1,
    found: {},
  },
  {
    name: 'a cell of 40,000 characters',
    bytes: () => oneWith({ 标题: '长'.repeat(40_000) }),
    ...refusedRow,
    found: { 'text-too-long': 1 },
  },
  {
    name: 'a control character in a title',
    bytes: () => oneWith({ 标题: '铃\u0007响' }),
    ...refusedRow,
    found: { 'text-control': 1 },
  },
  {
    name: 'a title that turns around',
    bytes: () => oneWith({ 标题: '公告\u202egnp.exe' }),
    ...refusedRow,
    found: { 'text-turns': 1 },
  },
  {
    name: 'a line break in a title, made by Alt and Enter',
    bytes: () => registerBook([registerCells(1, { 标题: '第一行\n第二行' })]),
    add: 1,
    found: { 'line-break-joined': 1 },
  },
  {
    name: 'a column that the year does not have',
    bytes: () => oneWith({ 栏目: '小道消息' }),
    ...refusedRow,
    found: { 'column-unknown': 1 },
  },
  {
    name: 'columns by their ids and English names',
    bytes: () =>
      registerBook([registerCells(1, { 栏目: 'policies' }), registerCells(2, { 栏目: 'Policy documents' })]),
    add: 2,
    found: {},
  },

  // Days
  {
    name: 'days as every office writes them',
    bytes: () =>
      registerBook(
        [
          '2018年3月12日',
          '2018-3-12',
          '2018/03/12',
          '2018.3.12',
          '20180312',
          '２０１８年３月１２日',
          '二〇一八年三月十二日',
          20_180_312,
          43_171,
          { serial: 43_171.6 },
          '2018-03-12 09:30:00',
        ].map((公开日期, index) => registerCells(index, { 公开日期 })),
      ),
    add: 11,
    found: {},
  },
  {
    name: 'a workbook that counts days from 1904',
    bytes: () =>
      registerBook(
        [registerCells(1, { 公开日期: { serial: 41_709 } }), registerCells(2, { 公开日期: 41_709 })],
        {},
        { from1904: true },
      ),
    add: 2,
    found: {},
  },
  {
    name: 'a number that is no day',
    bytes: () => oneWith({ 公开日期: 7 }),
    ...refusedRow,
    found: { 'day-unclear': 1 },
  },
  {
    name: 'a day that does not exist',
    bytes: () => oneWith({ 公开日期: '2018-02-30' }),
    ...refusedRow,
    found: { 'day-impossible': 1 },
  },
  {
    name: 'a month for a day',
    bytes: () => oneWith({ 公开日期: '2018年4月' }),
    ...refusedRow,
    found: { 'day-unclear': 1 },
  },
  {
    name: 'a day in the order of another country',
    bytes: () => oneWith({ 公开日期: '4/5/2018' }),
    ...refusedRow,
    found: { 'day-unclear': 1 },
  },
  {
    name: 'a day of another year, which is added and does not count',
    bytes: () => oneWith({ 成文日期: '2017-03-12', 公开日期: '2017-03-12', 保密审查日期: '2017-03-12' }),
    add: 2,
    found: { 'outside-year': 1 },
  },
  {
    name: 'a day that has not come, and one before the thing was made',
    bytes: () =>
      registerBook([
        registerCells(1, { 公开日期: '2018-12-01' }),
        registerCells(2, { 公开日期: '2018-03-12', 成文日期: '2018-03-13' }),
      ]),
    add: 2,
    found: { 'in-future': 1, 'published-before-made': 1 },
  },

  // Addresses
  {
    name: 'an address that runs a script',
    bytes: () => oneWith({ 网址: 'javascript:alert(1)' }),
    ...refusedRow,
    found: { 'url-not-http': 1 },
  },
  {
    name: 'an address that is a file on somebody’s machine',
    bytes: () => oneWith({ 网址: 'file:///C:/台账.docx' }),
    ...refusedRow,
    found: { 'url-not-http': 1 },
  },
  {
    name: 'an address without its scheme',
    bytes: () => oneWith({ 网址: 'www.daying.gov.cn/a.html' }),
    ...refusedRow,
    found: { 'url-not-http': 1 },
  },
  {
    name: 'two addresses in one cell',
    bytes: () => oneWith({ 网址: 'http://demo.example.cn/8\nhttp://demo.example.cn/9' }),
    ...refusedRow,
    found: { 'url-broken': 1 },
  },
  {
    name: 'an address with a password in it',
    bytes: () => oneWith({ 网址: 'http://admin:123456@demo.example.cn/9' }),
    ...refusedRow,
    found: { 'url-credentials': 1 },
  },
  {
    name: 'an address of 2,000 characters',
    bytes: () => oneWith({ 网址: `http://demo.example.cn/${'a'.repeat(2_000)}` }),
    ...refusedRow,
    found: { 'text-too-long': 1 },
  },
  {
    name: 'marks that say there is nothing',
    bytes: () =>
      registerBook([
        registerCells(1, { 文号: '无', 网址: '/' }),
        registerCells(2, { 文号: '——', 网址: null }),
      ]),
    add: 2,
    found: {},
  },

  // The secrecy review
  {
    name: 'no review, a review a day late, and half a review',
    bytes: () =>
      registerBook([
        registerCells(1, { 保密审查人: null, 保密审查日期: null }),
        registerCells(2, { 保密审查日期: '2018-03-13' }),
        registerCells(3, { 保密审查人: '' }),
      ]),
    add: 2,
    aside: { error: 1 },
    found: { 'not-reviewed': 1, 'review-after-publication': 1, 'review-incomplete': 1 },
  },
  {
    name: 'a mark for the review: yes, no, and what nobody can tell',
    bytes: () => {
      const none = { 保密审查人: null, 保密审查日期: null };
      return sheetOf([
        [...registerHeadings, '保密审查'],
        [...registerCells(1), '√'],
        [...registerCells(2, none), '否'],
        [...registerCells(3), '未审查'],
        [...registerCells(4), '再说'],
        [...registerCells(5), { flag: true }],
        [...registerCells(6, none), '是'],
      ]);
    },
    add: 3,
    aside: { error: 3 },
    found: { 'not-reviewed': 1, 'review-contradicts': 1, 'mark-unclear': 1, 'review-incomplete': 1 },
  },
  {
    name: 'everything wrong in one row is told at once',
    bytes: () =>
      registerBook([
        registerCells(1, {
          标题: null,
          栏目: '无此栏目',
          文号: 'x'.repeat(201),
          网址: 'ftp://demo.example.cn/',
          成文日期: '去年',
          公开日期: '2018-13-01',
          责任科室: ' ',
        }),
      ]),
    ...{ add: 0, aside: { error: 1 } },
    found: {
      missing: 2,
      'column-unknown': 1,
      'text-too-long': 1,
      'url-not-http': 1,
      'day-unclear': 1,
      'day-impossible': 1,
    },
  },
  {
    name: 'text cells that look like formulas, which are text',
    bytes: () =>
      registerCsv([registerCells(1, { 标题: "=cmd|'/C calc'!A0" }), registerCells(2, { 标题: '+86 公告' })]),
    add: 2,
    found: {},
  },
  {
    name: 'a formula that starts another program',
    bytes: () => oneWith({ 标题: { formula: "cmd|'/C calc'!A0", came: '看似平常的标题' } }),
    add: 0,
    found: { 'file-unsafe': 1 },
  },
  {
    name: 'a title that looks like such a formula, and is text',
    bytes: () => oneWith({ 标题: "=cmd|'/C calc'!A0" }),
    add: 2,
    found: {},
  },
  {
    name: 'links to another workbook and to another program beside the register',
    bytes: () =>
      registerBook(
        good(1),
        {},
        {
          parts: {
            'xl/externalLinks/externalLink1.xml':
              '<externalLink><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>',
            'xl/externalLinks/_rels/externalLink1.xml.rels':
              '<Relationships><Relationship Id="rId1" Target="http://example.invalid/x.xlsx" TargetMode="External"/></Relationships>',
          },
        },
      ),
    add: 0,
    found: { 'file-unsafe': 1 },
  },
  {
    name: 'headings that are names every object has',
    bytes: () =>
      sheetOf([
        [...registerHeadings, '__proto__', 'constructor', 'toString', 'hasOwnProperty'],
        [...registerCells(1), 'polluted', 'polluted', 'polluted', 'polluted'],
      ]),
    add: 1,
    found: { 'heading-unknown': 1 },
  },
  {
    name: 'headings that are such names alone',
    bytes: () =>
      sheetOf([
        ['__proto__', 'constructor', 'prototype'],
        ['1', '2', '3'],
      ]),
    add: 0,
    found: { 'heading-none': 1 },
  },
  {
    name: '600,000 rows of a CSV',
    bytes: () => utf8(`${registerHeadings.join(',')}\r\n${'a,b,c\r\n'.repeat(600_000)}`),
    add: 0,
    found: { 'too-many-rows': 1 },
  },
  {
    name: '600,000 rows of a workbook',
    bytes: () => {
      const text = (said: string) => `<c t="inlineStr"><is><t>${said}</t></is></c>`;
      const row = `<row>${registerHeadings.map(() => text('甲')).join('')}</row>`;
      return reference(
        `<sheetData><row>${registerHeadings.map(text).join('')}</row>${row.repeat(600_000)}</sheetData>`,
      );
    },
    add: 0,
    found: { 'file-unsafe': 1 },
  },
];
