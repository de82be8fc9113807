import { strFromU8, unzipSync } from 'fflate';
import { decodeEntities } from '../shared/report/read-back.ts';

/** A reader of Word files for tests, written apart from the library that writes them. */
export type ReadDocx = Readonly<{
  names: readonly string[];
  /** Paragraphs outside tables, with the style that makes a heading one. */
  paragraphs: readonly Readonly<{ text: string; style: string | null }>[];
  /** Tables as grids: a merged cell's text stands in every place it covers. */
  tables: readonly (readonly (readonly string[])[])[];
  xml: string;
}>;

export function readDocx(bytes: Uint8Array): ReadDocx {
  const files = unzipSync(bytes);
  const xml = strFromU8(files['word/document.xml']!);
  const tables = [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([table]) => gridOf(table));
  const outside = xml.replace(/<w:tbl>.*?<\/w:tbl>/gs, '');
  const paragraphs = [...outside.matchAll(/<w:p>.*?<\/w:p>|<w:p [^>]*>.*?<\/w:p>/gs)].map(([each]) => ({
    text: textOf(each),
    style: /<w:pStyle w:val="([^"]+)"/.exec(each)?.[1] ?? null,
  }));
  return { names: Object.keys(files), paragraphs, tables, xml };
}

function textOf(xml: string): string {
  return decodeEntities(
    [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|(<w:br\/>)|(<w:tab\/>)/g)]
      .map(([, text, br, tab]) => text ?? (br === undefined ? (tab === undefined ? '' : '\t') : '\n'))
      .join(''),
  );
}

function gridOf(table: string): string[][] {
  const grid: string[][] = [];
  for (const [row] of table.matchAll(/<w:tr>.*?<\/w:tr>|<w:tr [^>]*>.*?<\/w:tr>/gs)) {
    const above = grid.at(-1) ?? [];
    const cells: string[] = [];
    for (const [cell] of row.matchAll(/<w:tc>.*?<\/w:tc>/gs)) {
      const span = Number(/<w:gridSpan w:val="(\d+)"/.exec(cell)?.[1] ?? '1');
      const continues = /<w:vMerge(?: w:val="continue")?\/>/.test(cell);
      for (let place = 0; place < span; place += 1) {
        cells.push(continues ? (above[cells.length] ?? '') : textOf(cell));
      }
    }
    grid.push(cells);
  }
  return grid;
}
