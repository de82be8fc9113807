import PDFDocument from 'pdfkit';
import type { Instant } from '../../domain/values.ts';
import { balanceLines, breakLines } from './break-lines.ts';
import { useAdvancesAlone } from './plain-layout.ts';
import { printable, type Printable } from './printable.ts';
import { PrintingFont, type PrintFonts } from './printing-font.ts';

/** Points of a millimetre. */
export const mm = 72 / 25.4;

/** A4, in points, with the margins of a printed report. */
const sheet = { width: 595.28, height: 841.89, left: 25 * mm, right: 22 * mm, top: 28 * mm, bottom: 24 * mm };
/** The width that text may have. */
export const textWidth = sheet.width - sheet.left - sheet.right;

export const colours = {
  ink: '#1f2125',
  muted: '#585c64',
  red: '#a3241a',
  rule: '#b9b2a4',
  shade: '#f4f1ea',
} as const;

type Weight = keyof PrintFonts;
export type TextStyle = Readonly<{
  points: number;
  weight?: Weight;
  colour?: string;
  align?: 'left' | 'center' | 'right';
  /** Line height in letters. */
  leading?: number;
  indent?: number;
  before?: number;
  after?: number;
}>;

/** A column of a table. `width` is its share. */
export type PrintColumn = Readonly<{ heading: string; width: number; align?: 'left' | 'center' | 'right' }>;

export type PaperProperties = Readonly<{
  title: string;
  author: string;
  /** What the file says it was made at: nothing here asks a clock. */
  madeAt: Instant;
  /** At the head of every page but the first. */
  runningHead: string;
}>;

type Structure = ReturnType<InstanceType<typeof PDFDocument>['struct']>;

/**
 * Sheets of A4 that text and tables flow over, tagged so that a reading program knows headings and tables, with bookmarks, running
 * heads and page numbers. Only the characters that are used are embedded. The same calls give the same bytes.
 */
export class Paper {
  readonly #pdf: InstanceType<typeof PDFDocument>;
  readonly #fonts: Readonly<Record<Weight, PrintingFont>>;
  readonly #properties: PaperProperties;
  readonly #root: Structure;
  readonly #chunks: Uint8Array[] = [];
  readonly #done: Promise<void>;
  #parent: Structure;
  #y = sheet.top;
  #page = 0;

  constructor(fonts: PrintFonts, properties: PaperProperties) {
    this.#properties = properties;
    this.#fonts = { regular: new PrintingFont(fonts.regular), bold: new PrintingFont(fonts.bold) };
    const madeAt = new Date(properties.madeAt);
    this.#pdf = new PDFDocument({
      autoFirstPage: false,
      bufferPages: true,
      size: 'A4',
      margin: 0,
      pdfVersion: '1.7',
      tagged: true,
      lang: 'zh-CN',
      displayTitle: true,
      // No font of the library's own, which it would look for beside itself.
      font: '',
      // A line of Chinese never comes again: keeping each would only take memory.
      fontLayoutCache: false,
      info: {
        Title: properties.title,
        Author: properties.author,
        CreationDate: madeAt,
        ModDate: madeAt,
      },
    });
    this.#pdf.registerFont('regular', fonts.regular);
    this.#pdf.registerFont('bold', fonts.bold);
    for (const weight of ['regular', 'bold']) useAdvancesAlone(this.#pdf.font(weight));
    this.#pdf.on('data', (chunk: Uint8Array) => this.#chunks.push(chunk));
    this.#done = new Promise((resolve, reject) => {
      this.#pdf.on('end', () => resolve());
      this.#pdf.on('error', reject);
    });
    this.#root = this.#pdf.struct('Document');
    this.#pdf.addStructure(this.#root);
    this.#parent = this.#root;
    this.turnPage();
  }

  /** The number of the page that is being filled, from 1. */
  get page(): number {
    return this.#page;
  }

  /** Points that are left on the page. */
  get room(): number {
    return sheet.height - sheet.bottom - this.#y;
  }

  turnPage(): void {
    this.#pdf.addPage();
    this.#page += 1;
    this.#y = sheet.top;
  }

  skip(points: number): void {
    this.#y += points;
  }

  /** Leaves the page if fewer points are left on it. */
  need(points: number): void {
    if (this.room < points) this.turnPage();
  }

  /** A place that `link` leads to, and what the bookmarks call it. */
  bookmark(title: string, name: string, level: 1 | 2): void {
    this.#pdf.addNamedDestination(name, 'XYZ', sheet.left, Math.max(0, this.#y - 12), null);
    const shown = printable(title, this.#fonts.regular, title).drawn;
    const parts = this.#pdf.outline.children;
    const last = parts.at(-1);
    if (level === 2 && last !== undefined) last.addItem(shown);
    else this.#pdf.outline.addItem(shown);
  }

  heading(text: string, level: 1 | 2 | 3, where = '标题'): void {
    const looks = {
      1: { points: 17, before: 6, after: 8 },
      2: { points: 13, before: 14, after: 5 },
      3: { points: 11, before: 9, after: 3 },
    } as const;
    const { points, before, after } = looks[level];
    if (this.#y > sheet.top) this.skip(before);
    this.need(points * 1.4 + after + 40);
    this.#flow(`H${level}`, text, where, { points, weight: 'bold', leading: 1.4 });
    this.skip(after);
  }

  paragraph(text: string, where: string, style: Partial<TextStyle> = {}): void {
    const { before = 0, after = 4 } = style;
    this.skip(before);
    this.#flow('P', text, where, { points: 10, leading: 1.65, ...style });
    this.skip(after);
  }

  /** A rule over the text's whole width. */
  rule(colour: string = colours.rule, thickness = 0.6): void {
    this.#artifact(() => {
      this.#pdf
        .moveTo(sheet.left, this.#y)
        .lineTo(sheet.width - sheet.right, this.#y)
        .lineWidth(thickness)
        .stroke(colour);
    });
  }

  /**
   * A table whose heading row comes again on every page. A row that no page can hold goes on over the next; every other one is
   * kept whole.
   * @param where of which table a cell's text is, in words, by its row
   */
  table(
    columns: readonly PrintColumn[],
    rows: readonly (readonly string[])[],
    where: (row: number) => string,
    points = 8.5,
  ): void {
    const all = columns.reduce((total, { width }) => total + width, 0);
    const widths = columns.map(({ width }) => (width / all) * textWidth);
    const pad = { x: 3.5, y: 2.6 };
    const height = points * 1.45;
    const table = this.#child(this.#parent, 'Table');
    const prepare = (cells: readonly string[], weight: Weight, of: string) =>
      cells.map((text, at) => {
        const made = printable(text, this.#fonts[weight], of);
        const room = ((widths[at] ?? 0) - pad.x * 2) / points;
        return { ...made, lines: breakLines(made.drawn, room, this.#fonts[weight]) };
      });
    const head = () => {
      const cells = prepare(
        columns.map(({ heading }) => heading),
        'bold',
        '表头',
      );
      const tall = Math.max(...cells.map(({ lines }) => lines.length)) * height + pad.y * 2;
      this.#artifact(() => this.#pdf.rect(sheet.left, this.#y, textWidth, tall).fill(colours.shade));
      return { cells, tall };
    };
    const drawCells = (
      elements: readonly Structure[],
      cells: ReturnType<typeof prepare>,
      from: number,
      until: number,
      tag: 'TH' | 'TD',
    ) => {
      let x = sheet.left;
      cells.forEach((cell, at) => {
        const width = widths[at] ?? 0;
        const element = elements[at];
        if (element === undefined) return;
        this.#content(element, tag, () => {
          cell.lines.slice(from, until).forEach((line, place) => {
            this.#line(line, x + pad.x, this.#y + pad.y + place * height, width - pad.x * 2, {
              points,
              weight: tag === 'TH' ? 'bold' : 'regular',
              align: tag === 'TH' ? 'center' : (columns[at]?.align ?? 'left'),
            });
          });
        });
        x += width;
      });
    };
    const drawHead = (tagged: boolean) => {
      const { cells, tall } = head();
      if (tagged) {
        const row = this.#child(table, 'TR');
        const elements = cells.map(({ exact }) => this.#child(row, 'TH', exact));
        drawCells(elements, cells, 0, Infinity, 'TH');
        for (const element of elements) element.end();
        row.end();
      } else {
        // On the pages that follow it is there for the eye alone.
        this.#artifact(() => {
          let x = sheet.left;
          cells.forEach(({ lines }, at) => {
            const width = widths[at] ?? 0;
            lines.forEach((line, place) =>
              this.#line(line, x + pad.x, this.#y + pad.y + place * height, width - pad.x * 2, {
                points,
                weight: 'bold',
                align: 'center',
              }),
            );
            x += width;
          });
        });
      }
      this.#y += tall;
      this.rule(colours.ink, 0.7);
    };

    this.need(height * 4);
    this.rule(colours.ink, 0.9);
    drawHead(true);
    rows.forEach((texts, index) => {
      const cells = prepare(texts, 'regular', where(index));
      const most = Math.max(1, ...cells.map(({ lines }) => lines.length));
      const row = this.#child(table, 'TR');
      const elements = cells.map(({ exact }) => this.#child(row, 'TD', exact));
      const fits = () => Math.floor((this.room - pad.y * 2) / height);
      const wholePage = Math.floor((sheet.height - sheet.top - sheet.bottom - 40 - pad.y * 2) / height);
      let from = 0;
      while (from < most) {
        const left = most - from;
        if (fits() < Math.min(left, wholePage)) {
          this.turnPage();
          drawHead(false);
        }
        const until = Math.min(most, from + Math.max(1, fits()));
        drawCells(elements, cells, from, until, 'TD');
        this.#y += (until - from) * height + pad.y * 2;
        this.rule();
        from = until;
      }
      for (const element of elements) element.end();
      row.end();
    });
    table.end();
    this.skip(6);
  }

  /** Fills earlier pages with a table of contents. @param entries with the page each stands on, linked to its place */
  contents(
    firstPage: number,
    columns: number,
    entries: readonly Readonly<{ title: string; name: string; page: number; level: 1 | 2 }>[],
  ): void {
    const perColumn = contentsLines;
    const width = textWidth / columns;
    const list = this.#child(this.#root, 'TOC');
    entries.forEach((entry, at) => {
      const place = at % (perColumn * columns);
      this.#pdf.switchToPage(firstPage - 1 + Math.floor(at / (perColumn * columns)));
      const x = sheet.left + Math.floor(place / perColumn) * width;
      const y = sheet.top + 40 + (place % perColumn) * 14.4;
      const room = width - 14;
      const points = 9;
      const { drawn } = printable(entry.title, this.#fonts.regular, entry.title);
      const item = this.#child(list, 'TOCI');
      const weight = entry.level === 1 ? 'bold' : 'regular';
      const number = String(entry.page);
      const indent = entry.level === 1 ? 0 : 8;
      const title = breakLines(drawn, (room - indent - 30) / points, this.#fonts[weight])[0] ?? '';
      this.#content(item, 'TOCI', () => {
        this.#line(title, x + indent, y, room - indent - 30, { points, weight });
        this.#line(number, x + room - 30, y, 30, { points, weight, align: 'right' });
      });
      this.#pdf.goTo(x, y, room, 13, entry.name);
      item.end();
    });
    list.end();
  }

  /** Runs heads and numbers over all pages, and closes the file. */
  async close(): Promise<Uint8Array> {
    for (let page = 1; page < this.#page; page += 1) {
      this.#pdf.switchToPage(page);
      this.#artifact(() => {
        const { runningHead } = this.#properties;
        const drawn = printable(runningHead, this.#fonts.regular, '页眉').drawn;
        this.#line(drawn, sheet.left, 16 * mm, textWidth, {
          points: 8,
          colour: colours.muted,
          align: 'center',
        });
        this.#pdf
          .moveTo(sheet.left, 20.5 * mm)
          .lineTo(sheet.width - sheet.right, 20.5 * mm)
          .lineWidth(0.4)
          .stroke(colours.rule);
        const number = `${page + 1} / ${this.#page}`;
        this.#line(number, sheet.left, sheet.height - 15 * mm, textWidth, {
          points: 8.5,
          colour: colours.muted,
          align: 'center',
        });
      });
    }
    this.#root.end();
    this.#pdf.end();
    await this.#done;
    return new Uint8Array(Buffer.concat(this.#chunks));
  }

  /** Puts what follows under an element of its own, such as a unit's section. */
  section(title: string, fill: () => void): void {
    const before = this.#parent;
    this.#parent = this.#child(before, 'Sect', null, title);
    fill();
    this.#parent.end();
    this.#parent = before;
  }

  #flow(tag: string, text: string, where: string, style: TextStyle): void {
    const { points, weight = 'regular', leading = 1.6, indent = 0 } = style;
    const made: Printable = printable(text, this.#fonts[weight], where);
    const broken = style.align === 'center' ? balanceLines : breakLines;
    const lines = broken(made.drawn, (textWidth - indent) / points, this.#fonts[weight]);
    const height = points * leading;
    const element = this.#child(this.#parent, tag, made.exact);
    let from = 0;
    while (from < lines.length) {
      if (this.room < height) this.turnPage();
      const until = Math.min(lines.length, from + Math.max(1, Math.floor(this.room / height)));
      this.#content(element, tag, () => {
        for (const line of lines.slice(from, until)) {
          this.#line(line, sheet.left + indent, this.#y, textWidth - indent, style);
          this.#y += height;
        }
      });
      from = until;
    }
    element.end();
  }

  #line(text: string, x: number, y: number, width: number, style: TextStyle): void {
    if (text === '') return;
    const { points, weight = 'regular', colour = colours.ink, align = 'left' } = style;
    const used = this.#fonts[weight].widthOf(text) * points;
    const free = align === 'left' ? 0 : align === 'right' ? width - used : (width - used) / 2;
    this.#pdf.font(weight).fontSize(points).fillColor(colour);
    this.#pdf.text(text, x + Math.max(0, free), y, { lineBreak: false });
  }

  #child(
    parent: Structure,
    tag: string,
    exact: string | null = null,
    title: string | null = null,
  ): Structure {
    const element = this.#pdf.struct(tag, {
      ...(exact === null ? {} : { actual: exact }),
      ...(title === null ? {} : { title }),
    });
    parent.add(element);
    return element;
  }

  #content(element: Structure, tag: string, draw: () => void): void {
    const content = this.#pdf.markStructureContent(tag);
    draw();
    this.#pdf.endMarkedContent();
    element.add(content);
  }

  /** What is there for the eye alone: rules, shades, running heads. */
  #artifact(draw: () => void): void {
    this.#pdf.markContent('Artifact', { type: 'Layout' });
    draw();
    this.#pdf.endMarkedContent();
  }
}

/** Lines of a column in the table of contents. */
export const contentsLines = 44;
