import { buildZip, bytesOf, utf8, type ZipPart } from './file-builders.ts';

/** Builds spreadsheets part by part, so that a test can break one in a single place. Nothing is random, no clock is read. */

/** A cell: text, a number, nothing, or something that a workbook says of it. */
export type SheetCell =
  | string
  | number
  | null
  /** A day's number, shown as a date. */
  | Readonly<{ serial: number }>
  | Readonly<{ flag: boolean }>
  | Readonly<{ error: string }>
  /** A formula with what it came to when the file was saved. */
  | Readonly<{ formula: string; came: string | number | Readonly<{ error: string }> }>;

export type SheetParts = Readonly<{
  name: string;
  state?: 'hidden' | 'veryHidden';
  rows: readonly (readonly SheetCell[])[];
  /** Rows counted from 1. */
  hiddenRows?: readonly number[];
  merged?: readonly string[];
  /** Taken in place of what the rows give. */
  xml?: string;
}>;

export type WorkbookParts = Readonly<{
  sheets: readonly SheetParts[];
  from1904?: boolean;
  parts?: Readonly<Record<string, string | Uint8Array>>;
  /** Parts left out. */
  without?: readonly string[];
  zip?: readonly ZipPart[];
}>;

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
/** The style that shows a number as 2018年4月18日. */
const dateStyle = 1;

export function buildWorkbook(of: WorkbookParts): Uint8Array {
  const sheets = of.sheets.map((sheet, index) => ({ ...sheet, id: index + 1 }));
  const all: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `${head}<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relationships}"><workbookPr${of.from1904 === true ? ' date1904="1"' : ''}/><sheets>${sheets
      .map(
        ({ id, name, state }) =>
          `<sheet name="${escaped(name)}" sheetId="${id}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${id}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packages}/relationships">${sheets
      .map(
        ({ id }) =>
          `<Relationship Id="rId${id}" Type="${relationships}/worksheet" Target="worksheets/sheet${id}.xml"/>`,
      )
      .join('')}<Relationship Id="rIdS" Type="${relationships}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(sheets.map((sheet) => [`xl/worksheets/sheet${sheet.id}.xml`, sheetXml(sheet)])),
    ...of.parts,
  };
  const kept = Object.entries(all).filter(([name]) => of.without?.includes(name) !== true);
  return buildZip([...kept.map(([name, data]) => ({ name, data })), ...(of.zip ?? [])]);
}

function sheetXml({ rows, hiddenRows = [], merged = [], xml }: SheetParts): string {
  const data = rows
    .map((row, index) => {
      const hidden = hiddenRows.includes(index + 1) ? ' hidden="1"' : '';
      const cells = row.map((cell, column) => cellXml(cell, `${letters(column)}${index + 1}`)).join('');
      return `<row r="${index + 1}"${hidden}>${cells}</row>`;
    })
    .join('');
  const merges =
    merged.length === 0
      ? ''
      : `<mergeCells count="${merged.length}">${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  return `${head}<worksheet xmlns="${main}">${xml ?? `<sheetData>${data}</sheetData>${merges}`}</worksheet>`;
}

function cellXml(cell: SheetCell, ref: string): string {
  if (cell === null) return '';
  if (typeof cell === 'string')
    return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`;
  if ('serial' in cell) return `<c r="${ref}" s="${dateStyle}"><v>${cell.serial}</v></c>`;
  if ('flag' in cell) return `<c r="${ref}" t="b"><v>${cell.flag ? 1 : 0}</v></c>`;
  if ('error' in cell) return `<c r="${ref}" t="e"><v>${cell.error}</v></c>`;
  const { formula, came } = cell;
  const [type, value] =
    typeof came === 'object' ? ['e', came.error] : typeof came === 'string' ? ['str', came] : ['n', came];
  return `<c r="${ref}" t="${type}"><f>${escaped(formula)}</f><v>${escaped(String(value))}</v></c>`;
}

function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/"/g, '&quot;')
    .replace(
      /[\0-\x08\x0b\x0c\x0e-\x1f]/g,
      (each) => `_x${each.charCodeAt(0).toString(16).padStart(4, '0')}_`,
    );
}

function letters(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : letters(Math.floor(index / 26) - 1) + letters(index % 26);
}

export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** Separated text; a field is put into quotation marks where it must be. */
export function buildCsv(
  rows: readonly (readonly string[])[],
  options: Readonly<{ separator?: string; lineEnd?: string; encoding?: TextEncoding }> = {},
): Uint8Array {
  const { separator = ',', lineEnd = '\r\n', encoding = 'utf-8' } = options;
  const field = (text: string) => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return encodeText(rows.map((row) => row.map(field).join(separator) + lineEnd).join(''), encoding);
}

export function encodeText(text: string, encoding: TextEncoding): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return utf8(text);
    case 'utf-8-bom':
      return bytesOf([0xef, 0xbb, 0xbf], utf8(text));
    case 'utf-16le':
      return bytesOf([0xff, 0xfe], Buffer.from(text, 'utf16le'));
    case 'utf-16be':
      return bytesOf([0xfe, 0xff], Buffer.from(text, 'utf16le').swap16());
    case 'gb18030':
      return Buffer.concat(Array.from(text, gb18030Of));
  }
}

let gb18030Table: Map<string, Uint8Array> | null = null;

/** A character in GB18030: Node only decodes it, so the table is made by decoding every sequence of two and four bytes. */
function gb18030Of(character: string): Uint8Array {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return Uint8Array.of(point);
  if (point >= 0x10000) return fourBytes(0x90 - 0x81, point - 0x10000);
  gb18030Table ??= makeGb18030Table();
  const found = gb18030Table.get(character);
  if (found === undefined) throw new Error(`GB18030 has no ${character}`);
  return found;
}

/** The sequence so many places after the first one of a lead byte: the four bytes count in 126, 10, 126 and 10. */
function fourBytes(lead: number, offset: number): Uint8Array {
  const [a, b, c, d] = [
    lead + Math.floor(offset / 12_600),
    Math.floor(offset / 1_260) % 10,
    Math.floor(offset / 10) % 126,
    offset % 10,
  ];
  return Uint8Array.of(0x81 + a, 0x30 + b, 0x81 + c, 0x30 + d);
}

function makeGb18030Table(): Map<string, Uint8Array> {
  const table = new Map<string, Uint8Array>();
  const decoder = new TextDecoder('gb18030');
  const add = (bytes: Uint8Array) => {
    const text = decoder.decode(bytes);
    if (text.length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, bytes);
  };
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) add(Uint8Array.of(lead, trail));
  }
  for (let offset = 0; offset < 39_420; offset += 1) add(fourBytes(0, offset));
  return table;
}

/** The headings of a register as an office writes them. */
export const registerHeadings = [
  '标题',
  '栏目',
  '文号',
  '网址',
  '成文日期',
  '公开日期',
  '责任科室',
  '保密审查人',
  '保密审查日期',
] as const;

/** A row that is right in everything; a test changes the one field it is about. */
export function registerCells(
  number: number,
  over: Partial<Record<(typeof registerHeadings)[number], SheetCell>> = {},
): SheetCell[] {
  const cells: Record<(typeof registerHeadings)[number], SheetCell> = {
    标题: `第${number}条信息`,
    栏目: '公告公示',
    文号: `大府办〔2018〕${number}号`,
    网址: `http://demo.example.cn/${number}.html`,
    成文日期: '2018年3月12日',
    公开日期: '2018-03-12',
    责任科室: '办公室',
    保密审查人: '审核员甲',
    保密审查日期: '2018/3/12',
    ...over,
  };
  return registerHeadings.map((heading) => cells[heading]);
}

/** A workbook of one sheet with the headings in its first row. */
export function registerBook(
  rows: readonly (readonly SheetCell[])[],
  sheet: Partial<SheetParts> = {},
  book: Partial<WorkbookParts> = {},
): Uint8Array {
  return buildWorkbook({ sheets: [{ name: '台账', rows: [registerHeadings, ...rows], ...sheet }], ...book });
}

/** The same as separated text. */
export function registerCsv(
  rows: readonly (readonly SheetCell[])[],
  options: Parameters<typeof buildCsv>[1] = {},
): Uint8Array {
  const texts = rows.map((row) => row.map((cell) => (typeof cell === 'object' ? '' : String(cell))));
  return buildCsv([registerHeadings, ...texts], options);
}
