import { readCondition, readConsequence } from '../../domain/rubric/phrases/effect-phrases.ts';
import type { Phrase } from '../../domain/rubric/phrases/match-clause.ts';
import type { Path, Reading } from './reading.ts';
import type { Table, TableRow } from './sheet-table.ts';

type RowReader = (
  rows: readonly TableRow[],
  path: Path,
  reading: Reading,
) => Readonly<Record<string, unknown>>;

type Drafts = readonly Readonly<Record<string, unknown>>[];

/** Reads the effects of every scheme, in the order of the sheet. @param ids the schemes' ids */
export function readEffectsSheet(
  table: Table | null,
  ids: readonly string[],
  reading: Reading,
): readonly Drafts[] {
  // Conditions and consequences may take several rows, where offices merge the name over them.
  const groups: TableRow[][] = [];
  for (const row of table?.rows ?? []) {
    const goesOn = !row.cells.has('name') && !row.cells.has('scheme');
    if (goesOn && groups.length > 0) groups.at(-1)?.push(row);
    else groups.push([row]);
  }
  return byScheme('effects', groups, ids, reading, readEffect);
}

/** Reads the bands of every scheme, one a row. */
export function readBandsSheet(
  table: Table | null,
  ids: readonly string[],
  reading: Reading,
): readonly Drafts[] {
  const groups = (table?.rows ?? []).map((row) => [row]);
  return byScheme('bands', groups, ids, reading, readBand);
}

function byScheme(
  list: 'effects' | 'bands',
  groups: readonly (readonly TableRow[])[],
  ids: readonly string[],
  reading: Reading,
  read: RowReader,
): readonly Drafts[] {
  const drafts: Readonly<Record<string, unknown>>[][] = ids.map(() => []);
  for (const rows of groups) {
    const scheme = schemeOf(rows, ids, reading);
    const into = scheme === null ? undefined : drafts[scheme];
    // What belongs to no scheme is read for its own faults alone.
    if (scheme === null || into === undefined) read(rows, ['of-no-scheme'], reading);
    else into.push(read(rows, ['schemes', scheme, list, into.length], reading));
  }
  return drafts;
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
