import { createRequire } from 'node:module';
import path from 'node:path';
import * as z from 'zod/mini';
import { ReportModel } from '../../shared/report/model.ts';
import {
  colours,
  mm,
  Paper,
  textWidth,
  type PrintColumn,
  type TextStyle,
} from '../../shared/report/pdf/paper.ts';
import { printMethod } from '../../shared/report/pdf/print-method.ts';
import { printOverview } from '../../shared/report/pdf/print-overview.ts';
import { printUnit } from '../../shared/report/pdf/print-unit.ts';
import type { PrintFonts } from '../../shared/report/pdf/printing-font.ts';
import type { ReportInput } from '../../shared/report/report-input.ts';

/** What pdfmake takes: one entry for each heading, paragraph and table. */
type Content = Readonly<Record<string, unknown>>;

const pdfmakeShape = z.custom<
  Readonly<{
    setFonts: (of: Readonly<Record<string, unknown>>) => void;
    setUrlAccessPolicy: (may: () => boolean) => void;
    setLocalAccessPolicy: (may: () => boolean) => void;
    createPdf: (of: Content) => Readonly<{ getBuffer: () => Promise<Uint8Array> }>;
  }>
>((value: unknown) => typeof value === 'object' && value !== null && 'createPdf' in value);

/** Rules between rows and none between columns, and the room about a cell's text, as on the report's sheets. */
const layout = {
  hLineWidth: (at: number) => (at < 2 ? 0.8 : 0.6),
  vLineWidth: () => 0,
  hLineColor: (at: number) => (at < 2 ? colours.ink : colours.rule),
  paddingLeft: () => 3.5,
  paddingRight: () => 3.5,
  paddingTop: () => 2.6,
  paddingBottom: () => 2.6,
};

/** Takes down what the report's sheets are asked to show, in place of drawing it. */
class Recorder extends Paper {
  readonly content: Content[] = [];
  /** The next entry begins a page; a plain field, since the base turns its first page before this class has fields of its own. */
  private turned = false;

  #add(of: Content): void {
    this.content.push(this.turned ? { ...of, pageBreak: 'before' } : of);
    this.turned = false;
  }

  override turnPage(): void {
    this.turned = true;
  }

  /** An entry of the table of contents and of the bookmarks. */
  override bookmark(): void {
    // Its heading carries both.
  }

  /** @param listed whether the contents name it */
  title(text: string, listed: boolean): void {
    this.#add({
      text,
      bold: true,
      fontSize: 17,
      margin: [0, 6, 0, 8],
      ...(listed ? { tocItem: true, outline: true } : {}),
    });
  }

  override heading(text: string, level: 1 | 2 | 3): void {
    const looks = {
      1: { fontSize: 17, margin: [0, 6, 0, 8] },
      2: { fontSize: 13, margin: [0, 14, 0, 5] },
      3: { fontSize: 11, margin: [0, 9, 0, 3] },
    } as const;
    this.#add({ text, bold: true, lineHeight: 1, ...looks[level] });
  }

  override paragraph(text: string, _where: string, style: Partial<TextStyle> = {}): void {
    this.#add({
      text,
      fontSize: style.points ?? 10,
      bold: style.weight === 'bold',
      color: style.colour ?? colours.ink,
      alignment: style.align ?? 'left',
      lineHeight: 1.14,
      margin: [style.indent ?? 0, style.before ?? 0, 0, style.after ?? 4],
    });
  }

  override table(
    columns: readonly PrintColumn[],
    rows: readonly (readonly string[])[],
    _where: (row: number) => string,
    points = 8.5,
  ): void {
    const all = columns.reduce((total, { width }) => total + width, 0);
    const pad = 3.5;
    this.#add({
      fontSize: points,
      layout,
      margin: [0, 0, 0, 6],
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: columns.map(({ width }) => (width / all) * textWidth - 2 * pad),
        body: [
          columns.map(({ heading }) => ({
            text: heading,
            bold: true,
            alignment: 'center',
            fillColor: colours.shade,
          })),
          ...rows.map((cells) =>
            cells.map((text, at) => ({ text, alignment: columns[at]?.align ?? 'left' })),
          ),
        ],
      },
    });
  }
}

const load = createRequire(path.join(process.cwd(), 'package.json'));

/**
 * The report's PDF as pdfmake makes it: the same headings, paragraphs and tables of the same size in the same two weights, with contents,
 * bookmarks, running heads and numbers. It is handed its content ready-made and tags nothing, both to its advantage.
 * @param files where the fonts lie, since pdfmake takes them by their paths
 * @returns what makes the file
 */
export function reportByPdfmake(
  input: ReportInput,
  fonts: PrintFonts,
  files: Readonly<Record<'normal' | 'bold', string>>,
): () => Promise<Uint8Array> {
  const model = new ReportModel(input);
  const paper = new Recorder(fonts, {
    title: model.title,
    author: model.issuer,
    madeAt: '2019-01-15T00:00:00.000Z',
    runningHead: '',
  });
  for (const [title, print] of [
    ['概况与排名', () => printOverview(model, paper)],
    ['评分办法', () => printMethod(model, paper)],
  ] as const) {
    paper.turnPage();
    paper.title(title, true);
    print();
  }
  for (const unit of model.inAnnexOrder) {
    paper.turnPage();
    paper.title(unit.name, true);
    printUnit(model, unit, paper);
  }
  const pdfmake = pdfmakeShape.parse(load('pdfmake'));
  pdfmake.setFonts({ serif: files });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => true);
  return () =>
    pdfmake
      .createPdf({
        pageSize: 'A4',
        pageMargins: [25 * mm, 28 * mm, 22 * mm, 24 * mm],
        defaultStyle: { font: 'serif', fontSize: 10, color: colours.ink },
        info: { title: model.title, author: model.issuer },
        header: {
          text: model.title,
          alignment: 'center',
          fontSize: 8,
          color: colours.muted,
          margin: [0, 16 * mm, 0, 0],
        },
        footer: (page: number, pages: number) => ({
          text: `${page} / ${pages}`,
          alignment: 'center',
          fontSize: 8.5,
        }),
        content: [
          { text: model.title, bold: true, fontSize: 24, alignment: 'center', margin: [0, 52 * mm, 0, 22] },
          { toc: { title: { text: '目录', bold: true, fontSize: 17 } }, pageBreak: 'before' },
          ...paper.content,
        ],
      })
      .getBuffer();
}
