import { Html, markup, type HtmlValue } from '../html.ts';
import { fontsOf, type FaceName } from './fonts.ts';
import { character, closer, linePitch, sizes, typeWidth } from './measures.ts';

/**
 * WordprocessingML, of the parts that official documents need. Written by the same template as pages are, so a text from a person
 * is always escaped; members stand in the order that the schema wants.
 */
export type Block = Html;

/** How letters look. */
export type Look = Readonly<{ face?: FaceName; points?: number; color?: string; latin?: 'own' | 'song' }>;

/** How a paragraph stands; measures in twentieths of a point. */
export type Stand = Readonly<{
  style?: 'Title' | 'Heading1';
  align?: 'left' | 'center' | 'right' | 'both';
  first?: number;
  left?: number;
  right?: number;
  before?: number;
  line?: number;
  keepNext?: boolean;
  /** Keeps to its own line height where the section has a grid of lines. */
  offGrid?: boolean;
  ruleBelow?: string;
}>;

/** What XML 1.0 can hold of a text; a carriage return is a line break, and what it cannot hold becomes the replacement character. */
export function writable(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\t\n\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd');
}

/** Letters. Line breaks and tabs become Word's own, since XML would make spaces of them. */
export function run(text: string, look: Look = {}): Html {
  const { face = 'body', points = sizes.三号, color, latin = 'own' } = look;
  const fonts = fontsOf(face, latin);
  const size = Math.round(points * 2);
  const pieces = writable(text)
    .split(/([\n\t])/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (piece === '\n') return markup`<w:br/>`;
      return piece === '\t' ? markup`<w:tab/>` : markup`<w:t xml:space="preserve">${piece}</w:t>`;
    });
  return markup`<w:r><w:rPr><w:rFonts w:ascii="${fonts.ascii}" w:hAnsi="${fonts.ascii}" w:cs="${fonts.ascii}" w:eastAsia="${fonts.eastAsia}"/>${color !== undefined && markup`<w:color w:val="${color}"/>`}<w:spacing w:val="${points === sizes.三号 ? closer : 0}"/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>${pieces}</w:r>`;
}

/** A paragraph on the line grid. */
export function paragraph(runs: HtmlValue, stand: Stand = {}): Block {
  const {
    style,
    align = 'left',
    first,
    left,
    right,
    before = 0,
    line = linePitch,
    keepNext,
    ruleBelow,
    offGrid,
  } = stand;
  const indents = [
    left === undefined ? null : markup` w:left="${left}"`,
    right === undefined ? null : markup` w:right="${right}"`,
    first === undefined ? null : markup` w:firstLine="${first}"`,
  ].filter((each) => each !== null);
  return markup`<w:p><w:pPr>${style !== undefined && markup`<w:pStyle w:val="${style}"/>`}${keepNext === true && markup`<w:keepNext/>`}${ruleBelow !== undefined && markup`<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="11" w:color="${ruleBelow}"/></w:pBdr>`}${offGrid === true && markup`<w:snapToGrid w:val="0"/>`}<w:spacing w:before="${before}" w:after="0" w:line="${line}" w:lineRule="exact"/>${indents.length > 0 && markup`<w:ind${indents}/>`}<w:jc w:val="${align}"/></w:pPr>${runs}</w:p>`;
}

/**
 * A paragraph of the body: 三号仿宋, its first line two characters in. `lead` stands before it in 楷体.
 * @param keepNext it stays on the page of what follows, such as a signature, which may not stand on a page alone
 */
export function body(text: string, lead = '', keepNext = false): Block {
  return paragraph([lead !== '' && run(lead, { face: 'script' }), run(text)], {
    align: 'both',
    first: character * 2,
    keepNext,
  });
}

/** 一、 in 黑体. */
export function heading(text: string): Block {
  return paragraph(run(text, { face: 'black' }), { style: 'Heading1', first: character * 2, keepNext: true });
}

/** Characters of 二号 that fit a line of the title. */
const titleWidth = 19;

/** A long title in two lines that are broken by sense: after 关于 where that fits, else in the middle. */
function titleLines(text: string): string {
  const letters = Array.from(text);
  if (letters.length <= titleWidth || text.includes('\n')) return text;
  const about = Array.from(/^.*?关于/u.exec(text)?.[0] ?? '').length;
  const fits = about > 0 && about <= titleWidth && letters.length - about <= titleWidth;
  const at = fits ? about : Math.ceil(letters.length / 2);
  return `${letters.slice(0, at).join('')}\n${letters.slice(at).join('')}`;
}

/** The document's title: 二号小标宋, in the middle. */
export function title(text: string): Block {
  return paragraph(run(titleLines(text), { face: 'title', points: sizes.二号 }), {
    style: 'Title',
    align: 'center',
    line: Math.round(linePitch * 1.15),
    keepNext: true,
  });
}

/** So many empty lines of the grid. */
export function emptyLines(count: number, keepNext = false): Block[] {
  return Array.from({ length: count }, () => paragraph(run(''), { keepNext }));
}

/** A column of a table: its heading, its share of the type area's width, and how its cells stand. */
export type TableColumn = Readonly<{ heading: string; width: number; align?: 'left' | 'center' | 'right' }>;

/** A table of the type area's width: the heading row comes again on every page, and no row is torn. */
export function table(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  points: number = sizes.五号,
): Block {
  const all = columns.reduce((total, { width }) => total + width, 0);
  const widths = columns.map(({ width }) => Math.floor((width / all) * typeWidth));
  const cell = (text: string, at: number, head: boolean) =>
    markup`<w:tc><w:tcPr><w:tcW w:w="${widths[at] ?? 0}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>${paragraph(run(text, { face: head ? 'black' : 'song', points }), { align: head ? 'center' : (columns[at]?.align ?? 'left'), line: Math.round(points * 26), offGrid: true })}</w:tc>`;
  return markup`<w:tbl><w:tblPr><w:tblW w:w="${typeWidth}" w:type="dxa"/>${borders(8, 4)}<w:tblLayout w:type="fixed"/>${margins(45, 18)}</w:tblPr><w:tblGrid>${widths.map((width) => markup`<w:gridCol w:w="${width}"/>`)}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${columns.map((column, at) => cell(column.heading, at, true))}</w:tr>${rows.map((cells) => markup`<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells.map((text, at) => cell(text, at, false))}</w:tr>`)}</w:tbl>`;
}

/** Lines around a table and inside it, in eighths of a point. */
export function borders(outer: number, inner: number, sides: 'ruled' | 'open' = 'ruled'): Html {
  const side = (name: string, size: number) =>
    markup`<w:${new Html(name)} w:val="${size === 0 ? 'none' : 'single'}" w:sz="${size}" w:space="0" w:color="auto"/>`;
  const upright = sides === 'ruled' ? inner : 0;
  return markup`<w:tblBorders>${side('top', outer)}${side('left', upright)}${side('bottom', outer)}${side('right', upright)}${side('insideH', inner)}${side('insideV', upright)}</w:tblBorders>`;
}

/** What stays free inside a table's cells, in twentieths of a point. */
export function margins(beside: number, above: number): Html {
  return markup`<w:tblCellMar><w:top w:w="${above}" w:type="dxa"/><w:left w:w="${beside}" w:type="dxa"/><w:bottom w:w="${above}" w:type="dxa"/><w:right w:w="${beside}" w:type="dxa"/></w:tblCellMar>`;
}
