import { writeXlsx, type CellStyle, type WriteSheet } from 'hucre/xlsx';
import { clauses, places, type Place } from '../../domain/rubric/phrases/clauses.ts';
import { conditionPhrase, consequencePhrase } from '../../domain/rubric/phrases/effect-phrases.ts';
import { printHeading } from '../../domain/rubric/phrases/heading-text.ts';
import { itemPhrases } from '../../domain/rubric/phrases/item-phrases.ts';
import { exampleOf, formOf, printPhrase, type Phrase } from '../../domain/rubric/phrases/match-clause.ts';
import {
  cityPhrase,
  partPhrases,
  roundingPhrase,
  schemePhrases,
} from '../../domain/rubric/phrases/part-phrases.ts';
import { isPlainLine, quote } from '../../domain/rubric/phrases/quoted-text.ts';
import type { Item, Rubric, Scheme } from '../../domain/rubric/rubric.ts';
import { generalKeys, sheetNames, tables, type GeneralKey } from './layout.ts';

/** A rubric with a text that no cell can hold. */
export class RubricTooLong extends Error {
  override readonly name = 'RubricTooLong';
  readonly code = 'rubric-too-long';
}

/** What the format of workbooks allows in one cell, in UTF-16 units. */
const longestCell = 32_767;

/**
 * Writes a rubric as a workbook in the shape that offices use: on the left what is evaluated with its points, on the right
 * how points are given. The same rubric gives the same bytes. `readRubricWorkbook` reads it back as the same rubric.
 * @throws RubricTooLong for a text that is longer than a cell can be
 */
export async function writeRubricWorkbook(rubric: Rubric): Promise<Uint8Array> {
  const names = sheetNamesFor(rubric.schemes);
  return writeXlsx({
    sheets: [
      toSheet(generalSheet(rubric)),
      ...rubric.schemes.map((scheme, index) =>
        toSheet(schemeSheet(rubric, scheme, names[index] ?? scheme.id)),
      ),
      toSheet(effectsSheet(rubric)),
      toSheet(bandsSheet(rubric)),
      toSheet(helpSheet),
    ],
    properties: { creator: '标尺', created: epoch, modified: epoch },
    defaultFont: { name: '等线', size: 11 },
    activeSheet: 1,
  });
}

/** Dates inside the package say nothing, and would make each copy differ. */
const epoch = new Date('2018-01-01T00:00:00.000Z');

type RowKind = 'title' | 'scheme' | 'note' | 'heading' | 'part' | 'plain';
type Row = Readonly<{
  kind: RowKind;
  cells: readonly (string | null)[];
  /** How many rows below belong to the first cell of this one. */
  tall?: number;
}>;
type Layout = Readonly<{ name: string; widths: readonly number[]; rows: readonly Row[] }>;

/** Kinds of row whose one cell goes over all columns. */
const wide: ReadonlySet<RowKind> = new Set(['title', 'scheme', 'note', 'part']);

function generalSheet(rubric: Rubric): Layout {
  const row = (key: GeneralKey, zh: string, en: string | null = null): Row => ({
    kind: 'plain',
    cells: [generalKeys[key][0], zh, en],
  });
  return {
    name: sheetNames.general,
    widths: [12, 64, 64],
    rows: [
      headingRow(tables.general),
      row('format', rubric.format),
      row('id', rubric.id),
      row('version', `${rubric.version}`),
      row('title', cellText(rubric.title.zh), cellText(rubric.title.en)),
      row('source', cellText(rubric.source.zh), cellText(rubric.source.en)),
      row('rounding', printPhrase(roundingPhrase(rubric.rounding))),
      row('city', printPhrase(cityPhrase(rubric.cityDeductionFactor))),
      ...rubric.notes.map((note) => row('note', cellText(note.zh), cellText(note.en))),
    ],
  };
}

function headingRow(
  table: Readonly<Record<string, readonly [string, ...string[]]>>,
  without: readonly string[] = [],
): Row {
  return {
    kind: 'heading',
    cells: Object.entries(table).flatMap(([field, [name]]) => (without.includes(field) ? [] : [name])),
  };
}

/** A text of its own cell: as it is, unless a spreadsheet or a reader would not keep it so. */
function cellText(text: string): string {
  return text.split('\n').every(isPlainLine) ? text : quote(text);
}

function schemeSheet(rubric: Rubric, scheme: Scheme, name: string): Layout {
  const [first, ...others] = schemePhrases(scheme).map(printPhrase);
  return {
    name,
    widths: [42, 96],
    rows: [
      ...(isPlainLine(rubric.title.zh) ? [wideRow('title', rubric.title.zh)] : []),
      wideRow('scheme', first ?? ''),
      wideRow('note', others.join('\n')),
      headingRow(tables.scheme, ['points']),
      ...scheme.parts.flatMap((part) => [
        wideRow('part', printHeading(part.code, part.label, partPhrases(part), 'part')),
        ...part.items.flatMap(itemRows),
      ]),
    ],
  };
}

function wideRow(kind: RowKind, text: string): Row {
  return { kind, cells: [text, null] };
}

/** An item takes one row, unless its rule is longer than a cell can be. */
function itemRows(item: Item): readonly Row[] {
  const heading = printHeading(
    item.code,
    item.label,
    [{ clause: 'item-points', values: { points: item.points } }],
    'item',
  );
  const cells = inCells(itemPhrases(item));
  return cells.map((cell, index) => ({
    kind: 'plain',
    cells: [index === 0 ? heading : null, cell],
    ...(index === 0 && cells.length > 1 ? { tall: cells.length - 1 } : {}),
  }));
}

function inCells(phrases: readonly Phrase[]): readonly string[] {
  const cells: string[] = [];
  for (const line of phrases.map(printPhrase)) {
    const before = cells.at(-1);
    if (before !== undefined && before.length + line.length < longestCell)
      cells[cells.length - 1] = `${before}\n${line}`;
    else cells.push(line);
  }
  return cells;
}

/** With one scheme nobody needs to be told which. */
function withoutScheme(rubric: Rubric): readonly string[] {
  return rubric.schemes.length === 1 ? ['scheme'] : [];
}

function effectsSheet(rubric: Rubric): Layout {
  const one = rubric.schemes.length === 1;
  return {
    name: sheetNames.effects,
    widths: [...(one ? [] : [14]), 40, 44, 44],
    rows: [
      headingRow(tables.effects, withoutScheme(rubric)),
      ...rubric.schemes.flatMap((scheme) =>
        scheme.effects.map(({ code, label, when, then }): Row => ({
          kind: 'plain',
          cells: [
            ...(one ? [] : [scheme.id]),
            printPhrase({ clause: 'name', values: { ...label, id: code } }),
            when.map((each) => printPhrase(conditionPhrase(each))).join('\n'),
            then.map((each) => printPhrase(consequencePhrase(each))).join('\n'),
          ],
        })),
      ),
    ],
  };
}

function bandsSheet(rubric: Rubric): Layout {
  const one = rubric.schemes.length === 1;
  return {
    name: sheetNames.bands,
    widths: [...(one ? [] : [14]), 48, 20],
    rows: [
      headingRow(tables.bands, withoutScheme(rubric)),
      ...rubric.schemes.flatMap((scheme) =>
        scheme.bands.map(({ id, label, from }): Row => ({
          kind: 'plain',
          cells: [
            ...(one ? [] : [scheme.id]),
            printPhrase({ clause: 'name', values: { ...label, id } }),
            printPhrase({ clause: 'band-from', values: { points: from } }),
          ],
        })),
      ),
    ],
  };
}

const placeNames: Readonly<Record<Place, string>> = {
  rule: '评分标准',
  item: '评价内容：项目',
  part: '评价内容：类别',
  scheme: '表格上方',
  condition: '特殊情形：条件',
  consequence: '特殊情形：后果',
  rounding: '总则：取整',
  city: '总则：市级扣分',
  name: '情形、等次的名称',
  band: '等次：起点分',
  version: '总则：版本',
};

const advice = [
  '填写说明：每个项目一行，左边写编号、名称、英文名称和分值，右边写怎样得分。类别占一整行，写在它的项目上面。',
  '右边每句话占一行，也可以几句写在一行、用分号隔开。只能用下表里的写法，数字和引号里的字可以改。全角半角、空格、换行都不影响。',
  '名称里有特殊符号的，用引号引起来。代号用小写英文字母、数字和短横线。分数最多四位小数。',
  '改好以后导入，看不懂的地方会逐格列出来。 Every sentence that may be used is in the table below; whatever is not understood is named by its cell.',
] as const;

const helpSheet: Layout = {
  name: sheetNames.help,
  widths: [20, 56, 60, 64],
  rows: [
    ...advice.map((text): Row => ({ kind: 'note', cells: [text, null, null, null] })),
    headingRow(tables.help),
    ...placesInOrder().flatMap((place) =>
      places[place].map((id): Row => ({
        kind: 'plain',
        cells: [
          placeNames[place],
          formOf(id),
          exampleOf(id),
          `${clauses[id].means.zh}\n${clauses[id].means.en}`,
        ],
      })),
    ),
  ],
};

function placesInOrder(): readonly Place[] {
  return [
    'item',
    'rule',
    'part',
    'scheme',
    'condition',
    'consequence',
    'name',
    'band',
    'rounding',
    'city',
    'version',
  ];
}

const thin = { style: 'thin', color: { rgb: 'B8B0A6' } } as const;
const around = { top: thin, bottom: thin, left: thin, right: thin };
const wrapped = { vertical: 'top', wrapText: true } as const;
const middle = { horizontal: 'center', vertical: 'center', wrapText: true } as const;
const red = { rgb: '7A1A12' };

const styles: Readonly<Record<RowKind, CellStyle>> = {
  title: { font: { bold: true, size: 16, color: red }, alignment: middle },
  scheme: { font: { bold: true, size: 12 }, alignment: middle },
  note: { font: { color: { rgb: '5A5148' } }, alignment: wrapped },
  heading: {
    font: { bold: true, color: red },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F6EFEA' } },
    alignment: middle,
    border: { ...around, bottom: { style: 'medium', color: { rgb: 'A8261B' } } },
  },
  part: {
    font: { bold: true },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FBF8F5' } },
    alignment: wrapped,
    border: around,
  },
  plain: { alignment: wrapped, border: around },
};

/** Points of height of a line; programs do not work out the height of merged cells by themselves. */
const lineHeight = 18;

/** @throws RubricTooLong */
function toSheet({ name, widths, rows }: Layout): WriteSheet {
  const heading = rows.findIndex((row) => row.kind === 'heading');
  const last = widths.length - 1;
  const all = widths.reduce((sum, width) => sum + width, 0);
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  rows.forEach((row, r) => {
    widths.forEach((_, column) => cells.set(`${r},${column}`, { style: styles[row.kind] }));
  });
  const tooLong = rows.flatMap((row) => row.cells).find((cell) => (cell?.length ?? 0) > longestCell);
  if (tooLong !== undefined && tooLong !== null) {
    throw new RubricTooLong(
      `A text of “${name}” has ${tooLong.length} characters, more than the ${longestCell} of a cell: ${tooLong.slice(0, 40)}…`,
    );
  }
  return {
    name,
    columns: widths.map((width) => ({ width })),
    rows: rows.map((row) => widths.map((_, column) => row.cells[column] ?? null)),
    cells,
    merges: rows.flatMap((row, r) => [
      ...(wide.has(row.kind) ? [{ startRow: r, endRow: r, startCol: 0, endCol: last }] : []),
      ...(row.tall === undefined ? [] : [{ startRow: r, endRow: r + row.tall, startCol: 0, endCol: 0 }]),
    ]),
    rowDefs: new Map(
      rows.flatMap((row, r) =>
        wide.has(row.kind)
          ? [
              [
                r,
                { height: linesIn(row.cells[0] ?? '', all) * lineHeight + (row.kind === 'title' ? 14 : 4) },
              ] as const,
            ]
          : [],
      ),
    ),
    freezePane: { rows: heading + 1, columns: 0 },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      printTitlesRow: `$${heading + 1}:$${heading + 1}`,
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
  };
}

/** How many lines a text takes in a cell of so many characters; a Chinese character is two wide. Rows have at most 409 points. */
function linesIn(text: string, width: number): number {
  const lines = text
    .split('\n')
    .map((line) => Math.max(1, Math.ceil((line.length + (line.match(/[^\0-ÿ]/g)?.length ?? 0)) / width)));
  return Math.min(
    20,
    lines.reduce((sum, each) => sum + each, 0),
  );
}

/** Sheet names are short, without some marks, and each once whatever its case; schemes may have any names. */
function sheetNamesFor(schemes: readonly Scheme[]): readonly string[] {
  const taken = new Set<string>([...Object.values(sheetNames), 'history']);
  return schemes.map(({ label }, index) => {
    const plain = Array.from(label.zh.replace(/[^\p{L}\p{N}（）·-]/gu, ''))
      .slice(0, longestName)
      .join('');
    const name = plain === '' || taken.has(plain.toLowerCase()) ? `规则 ${index + 1}` : plain;
    taken.add(name.toLowerCase());
    return name;
  });
}

/** The format allows 31 units; a rare character takes two. */
const longestName = 15;
