import { z } from 'zod';
import { magicOf } from '../../domain/evidence/inspect-magic.ts';
import type { Inflate } from '../../domain/evidence/inspect-tools.ts';
import { importFindingText } from '../../domain/register-import/import-findings.ts';
import type { CellFile } from '../../domain/register-import/sheet-cells.ts';
import { readCondition, readConsequence } from '../../domain/rubric/phrases/effect-phrases.ts';
import type { Phrase } from '../../domain/rubric/phrases/match-clause.ts';
import { rubric, type Rubric } from '../../domain/rubric/rubric.ts';
import { readRegisterFile } from '../read-register-file.ts';
import type { CellFault, CellPlace } from './cell-fault.ts';
import { issuesOf, type Issue } from './issue-text.ts';
import { generalKeys, nameOf, sheetNames, type GeneralKey, type TableKind } from './layout.ts';
import { readSchemeSheet } from './read-scheme-sheet.ts';
import { Reading, type Path } from './reading.ts';
import { readTable, type Table, type TableRow, type TextCell } from './sheet-table.ts';

/** What reading came to: the rubric, or every fault there is, in the order of the workbook. */
export type ReadRubricWorkbook =
  Readonly<{ ok: true; value: Rubric }> | Readonly<{ ok: false; faults: readonly CellFault[] }>;

/**
 * Reads a rubric from a workbook in the shape that `writeRubricWorkbook` gives it, also where somebody moved columns, left
 * rows out or wrote in his own way. Nothing wrong is passed over and nothing is guessed: each fault is named with its cell.
 * The archive is checked before it is unpacked.
 * @param inflate the platform's bounded decompressor
 */
export async function readRubricWorkbook(bytes: Uint8Array, inflate: Inflate): Promise<ReadRubricWorkbook> {
  if (bytes.length > 0 && magicOf(bytes) === null) {
    return fileFault({ code: 'file-not-spreadsheet', facts: { found: 'TEXT' } });
  }
  const read = await readRegisterFile(bytes, inflate);
  return read.ok ? readRubricSheets(read.file) : fileFault(read.fault);
}

function fileFault(
  fault: Parameters<typeof importFindingText>[0] & Pick<CellFault, 'code'>,
): ReadRubricWorkbook {
  return {
    ok: false,
    faults: [{ sheet: null, cell: null, code: fault.code, message: importFindingText(fault) }],
  };
}

/** Reads a rubric from the cells of a workbook. */
export function readRubricSheets(file: CellFile): ReadRubricWorkbook {
  const reading = new Reading();
  for (const sheet of file.hiddenSheets) {
    reading.report(
      { sheet, cell: 'A1' },
      'sheet-hidden',
      '这张表是隐藏的，没有读；请取消隐藏，或者删掉',
      'this sheet is hidden and was not read; show it or delete it',
    );
  }
  const tables = file.sheets.flatMap((sheet) => readTable(sheet, reading.report) ?? []);
  const general = onlyTable(tables, 'general', reading);
  if (general === null) sheetMissing(sheetNames.general, '事项、内容、英文', reading);
  const schemes = tables.filter((table) => table.kind === 'scheme');
  if (schemes.length === 0) {
    sheetMissing('评分表', '评价内容、评分标准', reading);
    reading.madeUp(['schemes']);
  }
  const facts = readGeneral(general, reading);
  const drafts = schemes.map((table, index) =>
    readSchemeSheet(table, ['schemes', index], facts.title, reading),
  );
  const ids = drafts.map((each) => String(each.id));
  const effects = readRows(onlyTable(tables, 'effects', reading), ids, reading, readEffect);
  const bands = readRows(onlyTable(tables, 'bands', reading), ids, reading, readBand);
  const draft = {
    ...facts.value,
    schemes: drafts.map((each, index) => ({
      ...each,
      effects: effects[index] ?? [],
      bands: bands[index] ?? [],
    })),
  };
  const value = check(draft, reading);
  return value !== null && reading.faults.length === 0
    ? { ok: true, value }
    : { ok: false, faults: inOrder(reading.faults, file) };
}

function onlyTable(tables: readonly Table[], kind: TableKind, reading: Reading): Table | null {
  const [first = null, ...others] = tables.filter((table) => table.kind === kind);
  for (const { sheet } of others) {
    reading.report(
      { sheet, cell: 'A1' },
      'sheet-twice',
      `与“${first?.sheet ?? ''}”是同一种表，请只留一张`,
      `is the same kind of sheet as “${first?.sheet ?? ''}”; keep one`,
    );
  }
  return first;
}

function sheetMissing(name: string, headings: string, reading: Reading): void {
  reading.report(
    null,
    'sheet-missing',
    `没有找到“${name}”这张表（表头是${headings}）`,
    `there is no sheet ${name} (with the headings ${headings})`,
  );
}

type General = Readonly<{ value: Readonly<Record<string, unknown>>; title: string | null }>;

/** Stands for what is missing, so that the rest can still be checked. */
const madeUpGeneral = {
  id: 'made-up',
  version: 1,
  title: { zh: '?', en: '?' },
  source: { zh: '?', en: '?' },
  rounding: { at: 'item', places: 2, mode: 'half-up' },
} as const;

function readGeneral(table: Table | null, reading: Reading): General {
  const rows = new Map<GeneralKey, TableRow[]>();
  for (const row of table?.rows ?? []) {
    const key = row.cells.get('key');
    const found = key === undefined ? undefined : generalKey(key.text);
    const [first] = row.cells.values();
    if (found !== undefined) rows.set(found, [...(rows.get(found) ?? []), row]);
    else if (first !== undefined) {
      const known = Object.values(generalKeys).map(([name]) => name);
      reading.report(
        key?.at ?? first.at,
        key === undefined ? 'missing' : 'unknown-name',
        key === undefined ? '左边没有写事项' : `没有这个事项；有：${known.join('、')}`,
        key === undefined
          ? 'what this is, is missing on the left'
          : `there is no such line; there are: ${known.join(', ')}`,
      );
    }
  }
  const here = table?.headings.get('key') ?? null;
  const one = (key: GeneralKey): TextCell | null => {
    const [row, ...others] = rows.get(key) ?? [];
    for (const other of others) {
      const [cell] = other.cells.values();
      if (cell !== undefined)
        reading.report(cell.at, 'said-twice', '这个事项前面已经写过', 'this line was there before');
    }
    const cell = row?.cells.get('zh') ?? null;
    if (cell === null && table !== null)
      reading.report(
        row?.cells.get('key')?.at ?? here,
        'missing',
        `没有写“${generalKeys[key][0]}”`,
        `${generalKeys[key][0]} (${key}) is missing`,
      );
    if (cell !== null) reading.place([generalPaths[key]], cell.at);
    return cell;
  };
  const both = (key: 'title' | 'source') => {
    const cell = one(key);
    const zh = cell === null ? null : reading.text(cell, [key]);
    const en = rows.get(key)?.[0]?.cells.get('en') ?? null;
    if (cell !== null && en === null) englishMissing(cell.at, reading);
    return zh === null || en === null ? null : { zh, en: reading.text(en, [key]) };
  };
  const format = one('format');
  const id = one('id');
  const version = phraseOf(one('version'), 'version', reading);
  const title = both('title');
  const source = both('source');
  const rounding = phraseOf(one('rounding'), 'rounding', reading)?.values;
  const city = phraseOf(one('city'), 'city', reading);
  const notes = (rows.get('note') ?? []).map((row, index) => readNote(row, ['notes', index], reading));
  if (format !== null && !format.unreadable && reading.text(format, ['format']) !== 'biaochi-rubric/1') {
    reading.report(
      format.at,
      'not-understood',
      '格式要写 biaochi-rubric/1',
      'the format must be biaochi-rubric/1',
    );
  }
  for (const [key, read] of Object.entries({ id, version, title, source, rounding })) {
    if (read == null) reading.madeUp([key]);
  }
  return {
    title: title?.zh ?? null,
    value: {
      format: 'biaochi-rubric/1',
      id: id === null ? madeUpGeneral.id : reading.text(id, ['id']),
      version: version === null ? madeUpGeneral.version : Number(version.values.version),
      title: title ?? madeUpGeneral.title,
      source: source ?? madeUpGeneral.source,
      rounding:
        rounding === undefined
          ? madeUpGeneral.rounding
          : { at: rounding.at, places: Number(rounding.places), mode: rounding.mode },
      cityDeductionFactor: city?.clause === 'city-factor' ? Number(city.values.factor) : null,
      notes,
    },
  };
}

const generalPaths: Readonly<Record<GeneralKey, string>> = {
  format: 'format',
  id: 'id',
  version: 'version',
  title: 'title',
  source: 'source',
  rounding: 'rounding',
  city: 'cityDeductionFactor',
  note: 'notes',
};

function generalKey(text: string): GeneralKey | undefined {
  const name = nameOf(text);
  const keys: readonly GeneralKey[] = [
    'format',
    'id',
    'version',
    'title',
    'source',
    'rounding',
    'city',
    'note',
  ];
  return keys.find((key) => generalKeys[key].some((each) => nameOf(each) === name));
}

function phraseOf(
  cell: TextCell | null,
  place: 'version' | 'rounding' | 'city',
  reading: Reading,
): Phrase | null {
  return cell === null ? null : reading.phrase(cell, place);
}

function readNote(row: TableRow, path: Path, reading: Reading): Readonly<Record<string, unknown>> {
  const zh = row.cells.get('zh');
  const en = row.cells.get('en');
  const at = zh?.at ?? row.cells.get('key')?.at;
  if (at !== undefined) {
    reading.place(path, at);
    if (zh === undefined) reading.report(at, 'missing', '没有写内容', 'the text is missing');
    else if (en === undefined) englishMissing(at, reading);
  }
  return {
    zh: zh === undefined ? '?' : reading.text(zh, path),
    en: en === undefined ? '?' : reading.text(en, path),
  };
}

function englishMissing(at: CellPlace, reading: Reading): void {
  reading.report(
    at,
    'missing',
    '没有写英文；请写在右边“英文”一列',
    'the English is missing; write it in the column 英文',
  );
}

type RowReader = (
  rows: readonly TableRow[],
  path: Path,
  reading: Reading,
) => Readonly<Record<string, unknown>>;

/** Reads the rows of a table that belongs to schemes, each under its scheme; a row without a name goes on with the one above. */
function readRows(
  table: Table | null,
  ids: readonly string[],
  reading: Reading,
  read: RowReader,
): readonly (readonly Readonly<Record<string, unknown>>[])[] {
  const list = table?.kind === 'effects' ? 'effects' : 'bands';
  const groups: TableRow[][] = [];
  for (const row of table?.rows ?? []) {
    if (row.cells.has('name') || groups.length === 0) groups.push([row]);
    else groups.at(-1)?.push(row);
  }
  const read_: Readonly<Record<string, unknown>>[][] = ids.map(() => []);
  for (const rows of groups) {
    const scheme = schemeOf(rows, ids, reading);
    const into = scheme === null ? undefined : read_[scheme];
    if (into === undefined) {
      read(rows, ['unknown'], reading);
      continue;
    }
    into.push(read(rows, ['schemes', scheme ?? 0, list, into.length], reading));
  }
  return read_;
}

/** Which scheme a row belongs to: the only one, or the one that is named. */
function schemeOf(rows: readonly TableRow[], ids: readonly string[], reading: Reading): number | null {
  const [row] = rows;
  const cell = row?.cells.get('scheme');
  const [first] = row?.cells.values() ?? [];
  if (cell === undefined) {
    if (ids.length === 1) return 0;
    if (first !== undefined && ids.length > 1)
      reading.report(
        first.at,
        'missing',
        `有几套规则，要在“规则”一列写明是哪一套：${ids.join('、')}`,
        `there are several schemes; say which in the column 规则: ${ids.join(', ')}`,
      );
    return null;
  }
  if (cell.unreadable) return null;
  const place = ids.indexOf(cell.text.trim());
  if (place !== -1) return place;
  reading.report(
    cell.at,
    'unknown-name',
    `没有这套规则；有：${ids.join('、')}`,
    `there is no such scheme; there are: ${ids.join(', ')}`,
  );
  return null;
}

/** The name, id and so on of an effect or a band; what is missing is told and made up. */
function readName(rows: readonly TableRow[], path: Path, reading: Reading): Phrase['values'] {
  const cell = rows[0]?.cells.get('name');
  const [first] = rows[0]?.cells.values() ?? [];
  const at = cell?.at ?? first?.at;
  if (at !== undefined) reading.place(path, at);
  // What is said of the list as a whole stands at its first row.
  if (at !== undefined && path.at(-1) === 0) reading.place(path.slice(0, -1), at);
  if (cell === undefined && at !== undefined)
    reading.report(
      at,
      'missing',
      '没有写名称，例如“优秀（Excellent，excellent）”',
      'the name is missing, such as 优秀（Excellent，excellent）',
    );
  const phrase = cell === undefined ? null : reading.phrase(cell, 'name');
  if (phrase === null) for (const key of ['code', 'id', 'label']) reading.madeUp([...path, key]);
  return phrase?.values ?? { zh: '?', en: '?', id: `made-up-${path.at(-1) ?? ''}` };
}

const readEffect: RowReader = (rows, path, reading) => {
  const { zh, en, id } = readName(rows, path, reading);
  const said = (field: 'when' | 'then') => {
    const place = field === 'when' ? 'condition' : 'consequence';
    const cells = rows.flatMap((row) => row.cells.get(field) ?? []);
    const before = reading.faults.length;
    const phrases = cells.flatMap((cell) => reading.lines(cell, place));
    const at = cells[0]?.at ?? reading.placeOf(path);
    if (cells.length === 0) {
      const zhName = field === 'when' ? '什么条件' : '有什么后果';
      reading.report(
        at,
        'missing',
        `没有写${zhName}`,
        `${field === 'when' ? 'when it acts' : 'what it does'} is missing`,
      );
    }
    if (at !== null) reading.place([...path, field], at);
    phrases.forEach((each, index) => reading.place([...path, field, index], each.at));
    if (reading.faults.length > before || cells.some((cell) => cell.unreadable))
      reading.madeUp([...path, field]);
    return phrases.map(({ phrase }) => (field === 'when' ? readCondition(phrase) : readConsequence(phrase)));
  };
  const [when, then] = [said('when'), said('then')];
  return {
    code: id,
    label: { zh, en },
    when: when.length === 0 ? [{ kind: 'incident', incident: 'made-up' }] : when,
    then: then.length === 0 ? [{ kind: 'fail' }] : then,
  };
};

const readBand: RowReader = (rows, path, reading) => {
  const { zh, en, id } = readName(rows, path, reading);
  const cell = rows[0]?.cells.get('from');
  const at = cell?.at ?? reading.placeOf(path);
  if (cell === undefined)
    reading.report(
      at,
      'missing',
      '没有写从几分起，例如“90 分起”',
      'from how many points is missing, such as 90 分起',
    );
  const phrase = cell === undefined ? null : reading.phrase(cell, 'band');
  if (at !== null) reading.place([...path, 'from'], at);
  if (phrase === null) reading.madeUp([...path, 'from']);
  return { id, label: { zh, en }, from: phrase?.values.points ?? '0' };
};

/**
 * Holds the draft against the schema and the rubric's own rules, and tells what is wrong at the cell that it came from.
 * Nothing is said of what was made up, nor of sums and references that go over something made up.
 */
function check(draft: Readonly<Record<string, unknown>>, reading: Reading): Rubric | null {
  // Sums and references are looked at only where every single value is sound: those that are not are made up.
  const shaped = shape.safeParse(draft);
  const broken = shaped.success ? [] : issuesOf(shaped.error);
  tell(broken, reading);
  const mended = broken.reduce<unknown>((value, { path }) => mendedAt(value, path), draft);
  for (const { path } of broken) reading.madeUp(path);
  if (!shape.safeParse(mended).success) return null;
  const parsed = rubric.safeParse(mended);
  if (parsed.success) return parsed.data;
  tell(issuesOf(parsed.error), reading);
  return null;
}

/** A rubric's shape without what it says of sums and references. */
const shape = z.strictObject(rubric.shape);

function tell(issues: readonly Issue[], reading: Reading): void {
  for (const issue of issues) {
    if (reading.isTold(issue.path) || isAboutMadeUp(issue, reading)) continue;
    reading.report(reading.placeOf(issue.path), 'rubric', issue.message.zh, issue.message.en);
  }
}

/** The value with something sound at a path, of the kind that was there. */
function mendedAt(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) {
    if (typeof value === 'number') return 1;
    return typeof value === 'string' && /\d/.test(value) ? '1' : 'made-up';
  }
  if (Array.isArray(value)) {
    return value.map((each: unknown, index) => (index === key ? mendedAt(each, rest) : each));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]: [string, unknown]) => [
      name,
      name === key ? mendedAt(each, rest) : each,
    ]),
  );
}

/** Places where a rule looks at the whole scheme. */
const wholeScheme = new Set(['total', 'effects', 'bands', 'most', 'to']);

function isAboutMadeUp({ path, custom }: Issue, reading: Reading): boolean {
  if (reading.isMadeUp(path) || (custom && reading.holdsMadeUp(path))) return true;
  if (!custom || path[0] !== 'schemes') return false;
  if (path.some((key) => wholeScheme.has(String(key)))) return reading.holdsMadeUp(path.slice(0, 2));
  // Sums and limits inside an item go over all of the item.
  return path[4] === 'items' && reading.holdsMadeUp(path.slice(0, 6));
}

function inOrder(faults: readonly CellFault[], file: CellFile): readonly CellFault[] {
  const sheets = [...file.sheets.map((sheet) => sheet.name), ...file.hiddenSheets];
  const key = ({ sheet, cell }: CellFault): readonly [number, number, number] => {
    const [, letters = '', row = '0'] = /^([A-Z]+)(\d+)$/.exec(cell ?? '') ?? [];
    let column = 0;
    for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
    return [sheet === null ? -1 : sheets.indexOf(sheet), Number(row), column];
  };
  return [...faults].sort((left, right) => {
    const [a, b] = [key(left), key(right)];
    return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  });
}
