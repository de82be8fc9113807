import { strFromU8, unzipSync } from 'fflate';
import { decodeEntities } from './read-back.ts';

/** A cell as the file holds it: its value as written, and how a spreadsheet program works it out anew. */
export type FileCell = Readonly<{ value: string; isText: boolean; formula: string | null }>;

export type FileSheet = Readonly<{ name: string; xml: string; cells: ReadonlyMap<string, FileCell> }>;

/** Reads a workbook's cells by their references, apart from any library and from the writer. */
export function readSheets(bytes: Uint8Array): readonly FileSheet[] {
  const files = unzipSync(bytes);
  const names = [...strFromU8(files['xl/workbook.xml']!).matchAll(/<sheet name="([^"]*)"/g)];
  return names.map(([, name], index) => {
    const xml = strFromU8(files[`xl/worksheets/sheet${index + 1}.xml`]!);
    return { name: decodeEntities(name!), xml, cells: cellsIn(xml) };
  });
}

function cellsIn(xml: string): ReadonlyMap<string, FileCell> {
  const cells = new Map<string, FileCell>();
  for (const [, reference, rest, inner] of xml.matchAll(/<c r="([A-Z]+\d+)"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const formula = /<f>(.*?)<\/f>/.exec(inner ?? '')?.[1];
    const value = /<(?:v|t)[^>]*>(.*?)<\/(?:v|t)>/s.exec(inner ?? '')?.[1] ?? '';
    cells.set(reference!, {
      value: decodeEntities(value).replace(/_x([0-9A-F]{4})_/g, (_, code: string) =>
        String.fromCharCode(parseInt(code, 16)),
      ),
      isText: rest!.includes('inlineStr'),
      formula: formula === undefined ? null : decodeEntities(formula),
    });
  }
  return cells;
}

/** The rows of a sheet by its headings; the line of totals is one of them. */
export function rowsByHeading({ cells }: FileSheet): readonly Readonly<Record<string, string>>[] {
  const headings = [...cells]
    .filter(([at]) => /^[A-Z]+1$/.test(at))
    .map(([at, { value }]) => [at, value] as const);
  const last = Math.max(...[...cells.keys()].map((at) => Number(at.replace(/\D/g, ''))));
  return Array.from({ length: last - 1 }, (_, index) =>
    Object.fromEntries(
      headings.map(([at, heading]) => [heading, cells.get(at.replace('1', String(index + 2)))?.value ?? '']),
    ),
  );
}

/** Works a formula out as a spreadsheet program does, in floating point; throws for one that it does not know. */
export function worksOut(formula: string, of: FileSheet, all: readonly FileSheet[]): number {
  const whole = /^(\w+)\((.*)\)$/s.exec(formula);
  if (whole === null) return Number(of.cells.get(formula)?.value ?? formula);
  const [, name, inside] = whole;
  const parts = splitArguments(inside!);
  const numbers = () => parts.flatMap((part) => range(part, of, all).map(({ value }) => Number(value)));
  switch (name) {
    case 'ROUND':
      return roundHalfUp(worksOut(parts[0]!, of, all), Number(parts[1]));
    case 'SUM':
      return numbers().reduce((sum, each) => sum + each, 0);
    case 'COUNTIF':
    case 'SUMIF':
    case 'AVERAGEIF': {
      const wanted = of.cells.get(parts[1]!)!.value;
      const where = range(parts[0]!, of, all).map(({ value }) => value === wanted);
      const found = range(parts[2] ?? parts[0]!, of, all).filter((_, place) => where[place]);
      if (name === 'COUNTIF') return found.length;
      const sum = found.reduce((total, { value }) => total + Number(value), 0);
      return name === 'SUMIF' ? sum : sum / found.length;
    }
    default:
      throw new Error(`formula ${formula}`);
  }
}

function splitArguments(inside: string): string[] {
  let depth = 0;
  const parts = [''];
  for (const character of inside) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) parts.push('');
    else parts.push((parts.pop() ?? '') + character);
  }
  return parts;
}

/** Cells of one column, in their order; empty ones left out as sums do. */
function range(text: string, of: FileSheet, all: readonly FileSheet[]): FileCell[] {
  const [, name, from, first, last] =
    /^(?:'(.*)'!)?\$?([A-Z]+)\$?(\d+)(?::\$?[A-Z]+\$?(\d+))?$/.exec(text) ?? [];
  const sheet = name === undefined ? of : all.find((each) => each.name === name);
  if (sheet === undefined || from === undefined) throw new Error(`cells ${text}`);
  const cells: FileCell[] = [];
  for (let line = Number(first); line <= Number(last ?? first); line += 1) {
    const cell = sheet.cells.get(`${from}${line}`);
    if (cell !== undefined && cell.value !== '') cells.push(cell);
  }
  return cells;
}

/** As spreadsheet programs round: halves away from zero, to the digits that they hold. */
function roundHalfUp(value: number, places: number): number {
  const factor = 10 ** places;
  return (Math.sign(value) * Math.round(Number((Math.abs(value) * factor).toPrecision(15)))) / factor;
}
