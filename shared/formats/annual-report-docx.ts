import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type IParagraphOptions,
} from 'docx';
import type { AnnualReportDraft, AnnualReportWriter } from '../ports/annual-report-writer.ts';

/**
 * The annual report's draft as a Word file, in the measures of GB/T 9704-2012: A4, type area 156 × 225 mm, body 仿宋 16 pt,
 * headings 黑体, title 小标宋 22 pt. The six parts stand in their order; figures are filled in, words that only the unit can
 * write are marked 【】, and what the check found stands on a last page that is taken out before the report goes out.
 */
export const annualReportDocx: AnnualReportWriter = async (draft) => {
  const { report, demonstration } = draft;
  const title = `${report.name}${report.year}年政府信息公开工作年度报告`;
  const document = new Document({
    title,
    creator: report.name,
    description: '草稿',
    styles: { default: { document: { run: { font: fonts('仿宋'), size: halfPoints(16) } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), footer: mm(25) },
          },
        },
        footers: { default: pageNumber() },
        children: [
          centred(title, fonts('方正小标宋简体'), 22),
          centred(demonstration ? '（草稿，演示数据）' : '（草稿）', fonts('楷体'), 16),
          ...overall(draft),
          ...publishedTables(draft),
          heading('三、收到和处理政府信息公开申请情况'),
          requestsTable(draft),
          heading('四、因政府信息公开工作被申请行政复议、提起行政诉讼情况'),
          contestsTable(draft),
          heading('五、存在的主要问题及改进情况'),
          body('【请填写：本年度存在的主要问题，以及改进情况。】'),
          heading('六、其他需要报告的事项'),
          body('【请填写：收取信息处理费的情况及其他需要报告的事项；没有的，写明“无”。】'),
          ...hints(draft),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
};

function overall({ report, published }: AnnualReportDraft): Paragraph[] {
  const total = (row: string) => report.requests.rows.find((each) => each.id === row)?.cells.at(-1) ?? 0;
  const contests = report.contests.rows.reduce((sum, { cells }) => sum + (cells.at(-1) ?? 0), 0);
  return [
    heading('一、总体情况'),
    body(
      `${report.year}年，本机关主动公开政府信息${published}条。新收政府信息公开申请${total('received')}件，上年结转${total('carried-in')}件，` +
        `办结${total('closed-total')}件，结转下年度继续办理${total('carried-on')}件。因政府信息公开工作被申请行政复议、提起行政诉讼共${contests}件。`,
    ),
    body('【请填写：主动公开、依申请公开、政府信息管理、公开平台建设、监督保障的情况。】'),
  ];
}

/** Part 2: what the unit fills in itself. */
function publishedTables({ format }: AnnualReportDraft): (Paragraph | Table)[] {
  const tables = format.published.flatMap(({ heading: of, columns, rows }) => {
    const share = grid / (columns.length + 1);
    return [
      table(
        Array.from({ length: columns.length + 1 }, () => share),
        [
          [cell(of.zh, { columnSpan: columns.length + 1 })],
          [cell('信息内容'), ...columns.map(({ zh }) => cell(zh))],
          ...rows.map(({ zh }) => [cell(zh), ...columns.map(() => cell(''))]),
        ],
      ),
      new Paragraph({ spacing: { line: 120, lineRule: LineRuleType.EXACT } }),
    ];
  });
  return [heading('二、主动公开政府信息情况'), ...tables];
}

/** Part 3. Its left columns are the headings above a row, which neighbours share. */
function requestsTable({ format, report }: AnnualReportDraft): Table {
  const { rows, columns } = report.requests;
  const depth = 1 + Math.max(...rows.map((each) => each.under.length));
  const kinds = format.columns;
  const groups = spansOf(kinds.map(({ group, id }) => group?.zh ?? id));
  const grouped = kinds.some(({ group }) => group !== null);
  const headingRows = grouped ? 3 : 2;
  const headCells = groups.map(({ at, length }) => {
    const column = kinds[at];
    const group = column?.group ?? null;
    return group === null
      ? cell(column?.label.zh ?? '', { rowSpan: headingRows - 1 })
      : cell(group.zh, { columnSpan: length });
  });
  const head = [
    [
      cell('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', {
        columnSpan: depth,
        rowSpan: headingRows,
      }),
      cell('申请人情况', { columnSpan: columns.length }),
    ],
    [...headCells, cell('总计', { rowSpan: headingRows - 1 })],
    ...(grouped ? [kinds.filter(({ group }) => group !== null).map(({ label }) => cell(label.zh))] : []),
  ];
  const lines = rows.map(({ under, label, cells }, at) => {
    const above = under.flatMap((each, level) => {
      const path = (place: number) =>
        rows[place]?.under
          .slice(0, level + 1)
          .map(({ zh }) => zh)
          .join('/');
      const mine = path(at);
      if (at > 0 && path(at - 1) === mine && (rows[at - 1]?.under.length ?? 0) > level) return [];
      let rowSpan = 1;
      while (path(at + rowSpan) === mine && (rows[at + rowSpan]?.under.length ?? 0) > level) rowSpan += 1;
      return [cell(each.zh, { rowSpan })];
    });
    return [
      ...above,
      cell(label.zh, { columnSpan: depth - under.length, left: true }),
      ...cells.map((each) => cell(String(each))),
    ];
  });
  const number = grid * 0.075;
  const label = grid - number * columns.length;
  const left =
    depth === 1
      ? [label]
      : [
          label * 0.16,
          ...Array.from(
            { length: depth - 1 },
            (_, level) => label * (level === depth - 2 ? 0.58 : 0.26 / Math.max(1, depth - 2)),
          ),
        ];
  return table([...left, ...columns.map(() => number)], [...head, ...lines]);
}

/** Part 4: all headings side by side, the numbers in one row. */
function contestsTable({ format, report }: AnnualReportDraft): Table {
  const { rows, columns } = report.contests;
  const groups = spansOf(format.contests.map(({ group, id }) => group?.zh ?? id));
  const head = groups.map(({ at, length }) => {
    const contest = format.contests[at];
    const group = contest?.group ?? null;
    return group === null
      ? cell(contest?.label.zh ?? '', { columnSpan: columns.length, rowSpan: 2 })
      : cell(group.zh, { columnSpan: columns.length * length });
  });
  const below = format.contests.filter(({ group }) => group !== null);
  const width = grid / (columns.length * rows.length);
  return table(
    rows.flatMap(() => columns.map(() => width)),
    [
      head,
      below.map(({ label }) => cell(label.zh, { columnSpan: columns.length })),
      rows.flatMap(() => columns.map(({ label }) => cell(label.zh))),
      rows.flatMap(({ cells }) => cells.map((each) => cell(String(each)))),
    ],
  );
}

/** What the check found: for the one who fills the report in, not for its readers. */
function hints({ report, demonstration }: AnnualReportDraft): Paragraph[] {
  const lines = report.findings.map(
    ({ words, weight }) => `${weight === 'error' ? '须更正' : '请核对'}：${words.zh}`,
  );
  return [
    heading('填报提示（正式公布前请删除本页）', { pageBreakBefore: true }),
    body(`表中数字取自截至${report.asOf}的依申请公开台账，本报告应于${report.dueOn}前公布。`),
    ...(demonstration ? [body('本年度为演示数据，不得对外公布。')] : []),
    ...(lines.length === 0 ? [body('各列数字平衡，没有需要核对的地方。')] : lines.map((each) => body(each))),
  ];
}

/** Runs of equal neighbours: where each begins and how long it is. */
function spansOf(names: readonly string[]): readonly Readonly<{ at: number; length: number }>[] {
  const spans: { at: number; length: number }[] = [];
  names.forEach((name, at) => {
    const open = spans.at(-1);
    if (open !== undefined && names[open.at] === name) open.length += 1;
    else spans.push({ at, length: 1 });
  });
  return spans;
}

/** 156 mm: the type area's width, in twentieths of a point. */
const grid = mm(156);

function table(widths: readonly number[], rows: readonly (readonly TableCell[])[]): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: grid, type: WidthType.DXA },
    columnWidths: widths.map(Math.round),
    rows: rows.map((children) => new TableRow({ children, cantSplit: true })),
  });
}

function cell(
  text: string,
  { left = false, ...span }: Readonly<{ columnSpan?: number; rowSpan?: number; left?: boolean }> = {},
): TableCell {
  return new TableCell({
    ...span,
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: mm(0.8), right: mm(0.8), top: mm(0.4), bottom: mm(0.4) },
    children: [
      new Paragraph({
        alignment: left ? AlignmentType.LEFT : AlignmentType.CENTER,
        children: [new TextRun({ text, font: fonts('宋体'), size: halfPoints(9) })],
      }),
    ],
  });
}

/** The first line's indent: two characters of 16 pt, in twentieths of a point. */
const twoCharacters = 2 * 16 * 20;

/** 225 mm over 22 lines. */
const linePitch = { line: Math.round(mm(225) / 22), lineRule: LineRuleType.EXACT };

function heading(text: string, more: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    ...more,
    heading: HeadingLevel.HEADING_1,
    spacing: linePitch,
    indent: { firstLine: twoCharacters },
    keepNext: true,
    children: [new TextRun({ text, font: fonts('黑体'), size: halfPoints(16), color: '000000' })],
  });
}

function body(text: string): Paragraph {
  return new Paragraph({
    spacing: linePitch,
    indent: { firstLine: twoCharacters },
    children: [new TextRun({ text, font: fonts('仿宋'), size: halfPoints(16) })],
  });
}

function centred(text: string, font: ReturnType<typeof fonts>, points: number): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 200 },
    children: [new TextRun({ text, font, size: halfPoints(points) })],
  });
}

function pageNumber(): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({
            font: fonts('宋体'),
            size: halfPoints(14),
            children: ['— ', PageNumber.CURRENT, ' —'],
          }),
        ],
      }),
    ],
  });
}

function fonts(chinese: string) {
  return { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia: chinese };
}

function halfPoints(points: number): number {
  return points * 2;
}

/** Millimetres in twentieths of a point. */
function mm(millimetres: number): number {
  return Math.round((millimetres * 1440) / 25.4);
}
