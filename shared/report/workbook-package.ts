import { columnLetter, type Cell, type CellKind, type Sheet } from './sheet.ts';
import { attribute, cellText } from './workbook-text.ts';
import type { ZipEntry } from './zip-stream.ts';

/** What a workbook says of itself. */
export type About = Readonly<{ title: string; creator: string; madeAt: Date }>;

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * The parts of an XLSX package (ECMA-376, Office Open XML) in the order in which they are written. The workbook's own part comes
 * last: it names the lines to print, which are known once a sheet's rows have passed.
 */
export function* packageParts(sheets: readonly Sheet[], about: About): Generator<ZipEntry> {
  const part = (path: string, xml: string): ZipEntry => ({ path, content: [declaration, xml] });
  yield part('[Content_Types].xml', contentTypes(sheets.length));
  yield part('_rels/.rels', packageRelations);
  yield part('docProps/core.xml', coreProperties(about));
  yield part('docProps/app.xml', appProperties);
  yield part('xl/styles.xml', styles);
  yield part('xl/_rels/workbook.xml.rels', workbookRelations(sheets.length));
  const lines: number[] = [];
  for (const [index, sheet] of sheets.entries()) {
    const counted = (last: number) => lines.push(last);
    yield { path: `xl/worksheets/sheet${index + 1}.xml`, content: worksheet(sheet, index === 0, counted) };
  }
  yield part('xl/workbook.xml', workbook(sheets, lines));
}

/** Places of the cell formats in `styles`: headings, then each kind's cells, then those of the line of totals. */
const headingStyle = 1;
const cellStyle = { text: 2, wrapped: 3, points: 4, count: 5 } as const satisfies Record<CellKind, number>;
const totalStyle = { text: 6, wrapped: 6, points: 7, count: 8 } as const satisfies Record<CellKind, number>;

function* worksheet(of: Sheet, selected: boolean, counted: (lastLine: number) => void): Generator<string> {
  const letters = of.headings.map((_, place) => columnLetter(place));
  yield `${declaration}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>${sheetView(of, selected)}<sheetFormatPr defaultRowHeight="15"/>${columns(of)}<sheetData>`;
  const headings = of.headings.map((value): Cell => ({ value }));
  yield row(
    1,
    letters,
    headings,
    of.headings.map(() => headingStyle),
    linesOf(
      headings,
      of.widths.map((width, place) => ({ place, width: width + 1 })),
    ),
  );
  const ofCells = of.kinds.map((kind) => cellStyle[kind]);
  let line = 1;
  const wraps = of.kinds.flatMap((kind, place) =>
    kind === 'wrapped' ? [{ place, width: of.widths[place] ?? 0 }] : [],
  );
  for (const cells of of.rows) yield row((line += 1), letters, cells, ofCells, linesOf(cells, wraps));
  const filtered = line;
  if (of.totals !== null) {
    const ofTotals = of.kinds.map((kind) => totalStyle[kind]);
    yield row((line += 1), letters, of.totals(filtered - 1), ofTotals);
  }
  const filter = of.filter ? `<autoFilter ref="A1:${letters.at(-1) ?? 'A'}${filtered}"/>` : '';
  yield `</sheetData>${filter}<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.7" header="0.3" footer="0.3"/><pageSetup paperSize="${paperOf(of)}" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>`;
  counted(line);
}

/** A4, or A3 for a sheet that A4 would print too small to read: as Excel numbers them. */
function paperOf({ widths }: Sheet): number {
  return widths.reduce((sum, width) => sum + width, 0) > 260 ? 8 : 9;
}

function sheetView({ frozenColumns }: Sheet, selected: boolean): string {
  const across = frozenColumns === 0 ? '' : ` xSplit="${frozenColumns}"`;
  const pane = frozenColumns === 0 ? 'bottomLeft' : 'bottomRight';
  return `<sheetViews><sheetView workbookViewId="0"${selected ? ' tabSelected="1"' : ''}><pane${across} ySplit="1" topLeftCell="${columnLetter(frozenColumns)}2" activePane="${pane}" state="frozen"/><selection pane="${pane}"/></sheetView></sheetViews>`;
}

function columns({ widths, kinds }: Sheet): string {
  const each = widths.map(
    (width, place) =>
      `<col min="${place + 1}" max="${place + 1}" width="${width}" style="${cellStyle[kinds[place] ?? 'text']}" customWidth="1"/>`,
  );
  return `<cols>${each.join('')}</cols>`;
}

/** @param line 1 is the headings' */
function row(
  line: number,
  letters: readonly string[],
  cells: readonly Cell[],
  styleOf: readonly number[],
  lines = 1,
): string {
  let xml = lines > 1 ? `<row r="${line}" ht="${lines * lineHeight}" customHeight="1">` : `<row r="${line}">`;
  for (let place = 0; place < cells.length; place += 1) {
    const cell = cells[place];
    const letter = letters[place];
    if (cell === undefined || letter === undefined) continue;
    xml += cellXml(`${letter}${line}`, styleOf[place] ?? 0, cell);
  }
  return `${xml}</row>`;
}

/** Of a line of text, in points. */
const lineHeight = 15;
/** More than this no row shows at once: who wants the rest opens the cell. Excel takes up to 409 points. */
const mostLines = 20;

/**
 * How many lines the longest wrapped text of a row takes: programs that only show or print a workbook do not work it out, and would cut
 * the text off. A Chinese character is as wide as two figures, in which widths are stated.
 */
function linesOf(
  cells: readonly Cell[],
  wraps: readonly Readonly<{ place: number; width: number }>[],
): number {
  let most = 1;
  for (const { place, width } of wraps) {
    const value = cells[place]?.value;
    // A text of so few characters takes one line, however wide they are.
    if (typeof value !== 'string' || (value.length * 2 <= width - 3 && !value.includes('\n'))) continue;
    let lines = 0;
    for (const paragraph of value.split('\n'))
      lines += Math.max(1, Math.ceil(widthOf(paragraph) / (width - 3)));
    if (lines > most) most = lines;
  }
  return Math.min(most, mostLines);
}

function widthOf(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at += 1) width += text.charCodeAt(at) < 0x2000 ? 1.1 : 2.1;
  return width;
}

/** Whether a value is a number is decided by its column (`sheet`): a text in one of figures was refused there. */
function cellXml(at: string, style: number, { value, formula, figure }: Cell): string {
  const of = `<c r="${at}" s="${style}"`;
  if (value === null) return `${of}/>`;
  if (formula !== undefined) return `${of}><f>${attribute(formula)}</f><v>${value}</v></c>`;
  if (figure === true || typeof value === 'number') return `${of}><v>${value}</v></c>`;
  return `${of} t="inlineStr"><is><t xml:space="preserve">${cellText(value)}</t></is></c>`;
}

/** What is printed, what is repeated on each page, and where the filters are; Excel asks for all three by name. */
function workbook(sheets: readonly Sheet[], lines: readonly number[]): string {
  const names = sheets.flatMap(({ name, headings, filter, totals }, index) => {
    const quoted = attribute(`'${name.replaceAll("'", "''")}'`);
    const last = columnLetter(headings.length - 1);
    const line = lines[index] ?? 1;
    const defined = (which: string, range: string, more = '') =>
      `<definedName name="_xlnm.${which}" localSheetId="${index}"${more}>${quoted}!${range}</definedName>`;
    const rows = totals === null ? line : line - 1;
    return [
      ...(filter ? [defined('_FilterDatabase', `$A$1:$${last}$${rows}`, ' hidden="1"')] : []),
      defined('Print_Area', `$A$1:$${last}$${line}`),
      defined('Print_Titles', '$1:$1'),
    ];
  });
  const each = sheets.map(
    ({ name }, index) => `<sheet name="${attribute(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `<workbook xmlns="${main}" xmlns:r="${relations}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${each.join('')}</sheets><definedNames>${names.join('')}</definedNames></workbook>`;
}

function contentTypes(sheets: number): string {
  const override = (part: string, type: string) => `<Override PartName="${part}" ContentType="${type}"/>`;
  const each = Array.from({ length: sheets }, (_, index) =>
    override(`/xl/worksheets/sheet${index + 1}.xml`, `${contentType}.worksheet+xml`),
  );
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override('/xl/workbook.xml', `${contentType}.sheet.main+xml`)}${each.join('')}${override('/xl/styles.xml', `${contentType}.styles+xml`)}${override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml')}${override('/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml')}</Types>`;
}

const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';
const packageRelations = `<Relationships xmlns="${packageNamespace}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${packageNamespace}/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="${relations}/extended-properties" Target="docProps/app.xml"/></Relationships>`;
const appProperties =
  '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Biaochi</Application></Properties>';

function workbookRelations(sheets: number): string {
  const each = Array.from(
    { length: sheets },
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return `<Relationships xmlns="${packageNamespace}/relationships">${each.join('')}<Relationship Id="rId${sheets + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`;
}

function coreProperties({ title, creator, madeAt }: About): string {
  const at = madeAt.toISOString().replace('.000Z', 'Z');
  return `<cp:coreProperties xmlns:cp="${packageNamespace}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${cellText(title)}</dc:title><dc:creator>${cellText(creator)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`;
}

const bottom = (style: string, colour: string) =>
  `<border><left/><right/><top/><bottom style="${style}"><color rgb="FF${colour}"/></bottom><diagonal/></border>`;
const format = (font: number, fill: number, border: number, numberFormat: number, alignment: string) =>
  `<xf numFmtId="${numberFormat}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment ${alignment}/></xf>`;
/** `0.0#####` for points, and Excel's own number 3, `#,##0`, for counts. */
const [pointsFormat, countFormat] = [164, 3];
const formats = [
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  format(1, 2, 1, 0, 'horizontal="center" vertical="center" wrapText="1"'),
  // Texts stand a little in, so that they do not touch the figures of the column before.
  format(0, 0, 2, 0, 'horizontal="left" indent="1" vertical="top"'),
  format(0, 0, 2, 0, 'horizontal="left" indent="1" vertical="top" wrapText="1"'),
  format(0, 0, 2, pointsFormat, 'horizontal="right" vertical="top"'),
  format(0, 0, 2, countFormat, 'horizontal="right" vertical="top"'),
  format(2, 0, 3, 0, 'horizontal="left" indent="1" vertical="top"'),
  format(2, 0, 3, pointsFormat, 'horizontal="right" vertical="top"'),
  format(2, 0, 3, countFormat, 'horizontal="right" vertical="top"'),
];
const styles = `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="${pointsFormat}" formatCode="0.0#####"/></numFmts><fonts count="3"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><color rgb="FF7A1A12"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF6EFEA"/></patternFill></fill></fills><borders count="4"><border><left/><right/><top/><bottom/><diagonal/></border>${bottom('medium', 'A8261B')}${bottom('thin', 'D5D0C8')}<border><left/><right/><top style="medium"><color rgb="FFA8261B"/></top><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length}">${formats.join('')}</cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
