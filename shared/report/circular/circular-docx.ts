import { startOfDay } from '../../domain/calendar.ts';
import type { CircularTemplate } from '../../domain/circular/circular-template.ts';
import { character, mm, sizes, typeWidth } from '../docx/measures.ts';
import {
  body,
  borders,
  emptyLines,
  heading,
  margins,
  paragraph,
  run,
  title,
  type Block,
} from '../docx/wordml.ts';
import { writeDocx } from '../docx/write-docx.ts';
import { markup } from '../html.ts';
import type { ReportModel } from '../model.ts';
import { attachments } from './circular-attachments.ts';
import { circularText, type CircularText } from './circular-text.ts';

/** The red of head marks. */
const red = 'E60012';

/**
 * The circular (通报) as a Word file laid out by GB/T 9704-2012: head mark and rule in red, document number, title, addressee, the
 * body's sections in their order, who is praised, the attachments each on a page of its own, and the imprint at the foot of the
 * last page. A pure function: the same input gives the same bytes.
 */
export function circularDocx(model: ReportModel, template: CircularTemplate): Uint8Array {
  const text = circularText(model, template);
  const tables = attachments(model);
  return writeDocx({
    title: `${text.demonstration ?? ''}${text.title}`,
    creator: text.issuer,
    subject: text.number,
    madeAt: new Date(startOfDay(model.input.publishedOn)).toISOString(),
    sections: [
      { blocks: [...head(text), ...main(text), ...signature(text)], grid: true },
      // Tables keep to no grid, which is for 三号 letters; the pages' numbers go on.
      ...tables.map((blocks, at) => ({
        blocks: at === tables.length - 1 ? [...blocks, ...imprint(text)] : blocks,
        grid: false,
      })),
    ],
  });
}

/** Head mark, number, rule, title. The mark stands 35 mm below the type area's upper edge, as large as its words let it. */
function head(text: CircularText): Block[] {
  const points = Math.min(56, Math.floor((typeWidth / 20 - 12) / Array.from(text.headMark).length));
  return [
    // Space before a page's first paragraph is dropped by some programs: an empty one holds it.
    paragraph(run(''), { line: mm(35) }),
    paragraph(run(text.headMark, { face: 'title', points, color: red }), {
      align: 'center',
      line: Math.round(points * 26),
    }),
    ...emptyLines(2),
    // 4 mm between the number and the rule, as wide as the type area.
    paragraph(run(text.number), { align: 'center', ruleBelow: red }),
    ...emptyLines(2),
    title(text.title),
    ...(text.demonstration === null
      ? []
      : [paragraph(run(text.demonstration, { face: 'script' }), { align: 'center' })]),
    ...emptyLines(1),
  ];
}

function main(text: CircularText): Block[] {
  return [
    paragraph(run(text.addressee)),
    ...text.opening.map((each) => body(each)),
    ...text.sections.flatMap((section) => [
      heading(section.heading),
      ...section.paragraphs.map((each) => body(each)),
      // Who is praised belongs to the results.
      ...(section.id === 'results' && text.praise !== null
        ? [
            body(text.praise.intro),
            ...text.praise.classes.map(({ label, names }) => body(`${names}。`, `${label}：`)),
          ]
        : []),
    ]),
  ];
}

/** Kept together, so that no page holds the date alone: the attachments two characters in, issuer, date four characters from the right, and the note. */
function signature(text: CircularText): Block[] {
  const note = text.attachments.map((name, at) =>
    paragraph(run(`${at === 0 ? '附件：' : '　　　'}${at + 1}．${name}`), {
      left: character * 2,
      keepNext: true,
    }),
  );
  const date = Array.from(text.date).reduce((width, letter) => width + (/[0-9]/.test(letter) ? 0.5 : 1), 0);
  const issuer = Array.from(text.issuer).length;
  return [
    ...emptyLines(1, true),
    ...note,
    ...emptyLines(2, true),
    // The issuer stands over the middle of the date, or the date under the middle of a longer issuer.
    paragraph(run(text.issuer), {
      align: 'right',
      right: Math.round(character * Math.max(2, 4 + (date - issuer) / 2)),
      keepNext: true,
    }),
    paragraph(run(text.date), {
      align: 'right',
      right: Math.round(character * Math.max(4, 2 + (issuer - date) / 2)),
      keepNext: true,
    }),
    // 附注 stands two characters in.
    paragraph(run(text.note), { first: character * 2 }),
  ];
}

/** 版记: between rules at the foot of the last page's type area, in 四号仿宋. */
function imprint(text: CircularText): Block[] {
  const half = Math.floor(typeWidth / 2);
  const look = { points: sizes.四号 };
  const cell = (width: number, span: number, words: string, align: 'left' | 'right') =>
    markup`<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span > 1 && markup`<w:gridSpan w:val="${span}"/>`}<w:vAlign w:val="center"/></w:tcPr>${paragraph(run(words, look), { align, line: 520 })}</w:tc>`;
  const row = (cells: readonly Block[]) => markup`<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells}</w:tr>`;
  return [
    paragraph(run(''), { line: 200 }),
    markup`<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="margin" w:horzAnchor="margin" w:tblpX="1" w:tblpYSpec="bottom"/><w:tblW w:w="${half * 2}" w:type="dxa"/>${borders(8, 6, 'open')}<w:tblLayout w:type="fixed"/>${margins(sizes.四号 * 20, 0)}</w:tblPr><w:tblGrid><w:gridCol w:w="${half}"/><w:gridCol w:w="${half}"/></w:tblGrid>${text.copyTo !== null && row([cell(half * 2, 2, `抄送：${text.copyTo}`, 'left')])}${row([cell(half, 1, text.printed.by, 'left'), cell(half, 1, `${text.printed.on}印发`, 'right')])}</w:tbl>`,
    paragraph(run(''), { line: 20 }),
  ];
}
