import type { Place } from '../../domain/rubric/phrases/clauses.ts';
import type { Phrase } from '../../domain/rubric/phrases/match-clause.ts';
import type { CellPlace } from './cell-fault.ts';
import { generalKeys, nameOf, type GeneralKey } from './layout.ts';
import type { Path, Reading } from './reading.ts';
import type { Table, TableRow, TextCell } from './sheet-table.ts';

/** What the sheet 总则 says; the title also by itself, for it stands above the tables as well. */
type General = Readonly<{ value: Readonly<Record<string, unknown>>; title: string | null }>;

/** Stands for what is missing, so that the rest can still be checked. */
const madeUp = {
  id: 'made-up',
  version: 1,
  title: { zh: '?', en: '?' },
  source: { zh: '?', en: '?' },
  rounding: { at: 'item', places: 2, mode: 'half-up' },
} as const;

/** Reads the sheet 总则: a line for each thing, by the names in its first column. @param table null where there is none */
export function readGeneralSheet(table: Table | null, reading: Reading): General {
  const lines = linesOf(table, reading);
  const title = bothLanguages('title', lines, reading);
  const source = bothLanguages('source', lines, reading);
  const id = alone('id', lines, reading);
  const version = phraseOf('version', 'version', lines, reading);
  const rounding = phraseOf('rounding', 'rounding', lines, reading)?.values;
  const city = phraseOf('city', 'city', lines, reading);
  const format = alone('format', lines, reading);
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
      id: id === null ? madeUp.id : reading.text(id, ['id']),
      version: version === null ? madeUp.version : Number(version.values.version),
      title: title ?? madeUp.title,
      source: source ?? madeUp.source,
      rounding:
        rounding === undefined
          ? madeUp.rounding
          : { at: rounding.at, places: Number(rounding.places), mode: rounding.mode },
      cityDeductionFactor: city?.clause === 'city-factor' ? Number(city.values.factor) : null,
      notes: (lines.rows.get('note') ?? []).map((row, index) => readNote(row, ['notes', index], reading)),
    },
  };
}

/** The sheet's rows by what they are, and where something is told that is missing altogether; null without a sheet. */
type Lines = Readonly<{ rows: ReadonlyMap<GeneralKey, readonly TableRow[]>; here: CellPlace | null }>;

function linesOf(table: Table | null, reading: Reading): Lines {
  const rows = new Map<GeneralKey, TableRow[]>();
  for (const row of table?.rows ?? []) {
    const key = row.cells.get('key');
    const found = key === undefined ? undefined : generalKey(key.text);
    const [first] = row.cells.values();
    if (found !== undefined) rows.set(found, [...(rows.get(found) ?? []), row]);
    else if (key !== undefined) unknownKey(key, reading);
    else if (first !== undefined)
      reading.report(first.at, 'missing', '左边没有写事项', 'what this is, is missing on the left');
  }
  return { rows, here: table?.headings.get('key') ?? null };
}

function unknownKey({ at }: TextCell, reading: Reading): void {
  const known = Object.values(generalKeys).map(([name]) => name);
  reading.report(
    at,
    'unknown-name',
    `没有这个事项；有：${known.join('、')}`,
    `there is no such line; there are: ${known.join(', ')}`,
  );
}

/** The one line of a key; null, and told, where there is none. */
function one(key: GeneralKey, { rows, here }: Lines, reading: Reading): TextCell | null {
  const [row, ...others] = rows.get(key) ?? [];
  for (const other of others) {
    const [cell] = other.cells.values();
    if (cell !== undefined)
      reading.report(cell.at, 'said-twice', '这个事项前面已经写过', 'this line was there before');
  }
  const cell = row?.cells.get('zh') ?? null;
  if (cell !== null) {
    reading.place([generalPaths[key]], cell.at);
    return cell;
  }
  const at = row?.cells.get('key')?.at ?? here;
  const name = generalKeys[key][0];
  if (at !== null) reading.report(at, 'missing', `没有写“${name}”`, `${name} (${key}) is missing`);
  return null;
}

/** A line that is the same in both languages. */
function alone(key: GeneralKey, lines: Lines, reading: Reading): TextCell | null {
  const en = lines.rows.get(key)?.[0]?.cells.get('en');
  if (en !== undefined) {
    reading.report(
      en.at,
      'outside-table',
      '这一行不用写英文；请把这一格清空',
      'this line has no English; clear the cell',
    );
  }
  return one(key, lines, reading);
}

function bothLanguages(key: 'title' | 'source', lines: Lines, reading: Reading) {
  const cell = one(key, lines, reading);
  const zh = cell === null ? null : reading.text(cell, [key]);
  const en = lines.rows.get(key)?.[0]?.cells.get('en') ?? null;
  if (cell !== null && en === null) englishMissing(cell.at, reading);
  return zh === null || en === null ? null : { zh, en: reading.text(en, [key]) };
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

function phraseOf(key: GeneralKey, place: Place, lines: Lines, reading: Reading): Phrase | null {
  const cell = alone(key, lines, reading);
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
