import { fold } from '../../domain/rubric/phrases/fold.ts';
import { readHeading, type Heading } from '../../domain/rubric/phrases/heading-text.ts';
import { readItemPhrases } from '../../domain/rubric/phrases/item-phrases.ts';
import { isUnderstood, type Phrase } from '../../domain/rubric/phrases/match-clause.ts';
import { readPartPhrases } from '../../domain/rubric/phrases/part-phrases.ts';
import type { Placed } from '../../domain/rubric/phrases/phrase-fault.ts';
import { readLines } from '../../domain/rubric/phrases/read-lines.ts';
import { readList } from '../../domain/rubric/phrases/slots.ts';
import { compareExact, parseExact, sum, toPoints } from '../../domain/scoring/exact.ts';
import { positivePoints } from '../../domain/values.ts';
import type { CellPlace } from './cell-fault.ts';
import type { Path, Reading } from './reading.ts';
import type { Table, TableRow, TextCell } from './sheet-table.ts';

type Draft = Readonly<Record<string, unknown>>;

/** A part or an item while its rows come by. */
type OpenItem = {
  readonly heading: TextCell;
  readonly points: TextCell | null;
  readonly rules: TextCell[];
};
type OpenPart = {
  readonly heading: TextCell | null;
  readonly points: TextCell | null;
  readonly items: OpenItem[];
};

/**
 * Reads a scheme's sheet: what stands above the table, then a row for each part and each item. An item may take several
 * rows, where offices merge its name over them.
 * @param title the rubric's title, which may stand above the table; null where it could not be read
 */
export function readSchemeSheet(table: Table, path: Path, title: string | null, reading: Reading): Draft {
  const head = readHead(table, path, title, reading);
  const parts = partsOf(table, reading);
  codesTwice(parts, reading);
  reading.told([...path, 'parts']);
  if (parts.length === 0) {
    const at = table.headings.get('item') ?? table.headings.get('rule');
    if (at !== undefined)
      reading.report(at, 'missing', '表头下面没有类别和项目', 'there are no parts below the headings');
    reading.madeUp([...path, 'parts']);
  }
  return {
    ...head,
    parts: parts.map((part, index) => readPart(part, [...path, 'parts', index], reading)),
  };
}

function readHead({ above, headings }: Table, path: Path, title: string | null, reading: Reading): Draft {
  const phrases = above.flatMap((cell, index) => {
    if (cell.unreadable || cell.text.trim() === title) return [];
    const read = readLines(cell.text, 'scheme');
    if (index > 0 || read.some(isUnderstood)) return reading.understood(read, cell.at);
    if (title !== null) {
      reading.report(
        cell.at,
        'title-differs',
        `这一行应当与总则里的标题一致（“${title}”），或者删掉`,
        `this line must be the title of the sheet 总则 (“${title}”), or be deleted`,
      );
    }
    return [];
  });
  const one = (...clauses: Phrase['clause'][]) => {
    const [first = null, ...others] = phrases.filter((each) => clauses.includes(each.phrase.clause));
    for (const { phrase, at } of others) reading.saidTwice(phrase, at);
    return first;
  };
  const scheme = one('scheme');
  const here = scheme?.at ?? above[0]?.at ?? headings.get('item') ?? headings.get('rule');
  const classes = one('for-all', 'for-classes');
  const [least, most] = [one('least'), one('most')];
  if (here !== undefined) reading.place(path, here);
  if (classes !== null) {
    reading.place([...path, 'classes'], classes.at);
    // What the rubric says of all schemes together is about their classes, or about a name that is there twice.
    reading.place(['schemes'], classes.at);
  }
  if (least !== null) reading.place([...path, 'limits', 'least'], least.at);
  if (most !== null) reading.place([...path, 'limits', 'most'], most.at);
  if (scheme === null && here !== undefined) {
    reading.report(
      here,
      'missing',
      '表格上方没有写这套规则的名称和满分，例如“全部单位（All units，all），满分 100 分”',
      'the scheme’s name and full marks are missing above the table',
    );
  }
  if (classes === null && here !== undefined) {
    reading.report(
      here,
      'missing',
      '表格上方没有写用于哪些单位，例如“用于全部单位”',
      'for which units the scheme is for is missing above the table',
    );
  }
  if (scheme === null) for (const key of ['id', 'label', 'total']) reading.madeUp([...path, key]);
  if (classes === null) reading.madeUp([...path, 'classes']);
  const values = scheme?.phrase.values;
  return {
    id: values?.id ?? `made-up-${path.at(-1) ?? ''}`,
    label: { zh: values?.zh ?? '?', en: values?.en ?? '?' },
    total: values?.total ?? '1',
    classes: classes?.phrase.clause === 'for-classes' ? readList(classes.phrase.values.classes ?? '') : 'all',
    limits: { least: least?.phrase.values.least ?? '0', most: most?.phrase.values.most ?? null },
  };
}

/** Codes are unique among parts and items together; each further one is told at its own cell. */
function codesTwice(parts: readonly OpenPart[], reading: Reading): void {
  const seen = new Set<string>();
  const look = (cell: TextCell | null, place: 'part' | 'item') => {
    const code = cell === null ? undefined : readHeading(cell.text, place)?.code;
    if (cell === null || code === undefined) return;
    if (seen.has(code))
      reading.report(cell.at, 'said-twice', `编号 ${code} 用了两次`, `the code ${code} is used twice`);
    seen.add(code);
  };
  for (const part of parts) {
    look(part.heading, 'part');
    for (const item of part.items) look(item.heading, 'item');
  }
}

/** Gathers rows: a cell over all columns begins a part, one on the left an item, one on the right alone goes on with it. */
function partsOf(table: Table, reading: Reading): readonly OpenPart[] {
  const parts: OpenPart[] = [];
  for (const row of table.rows) {
    const left = row.cells.get('item') ?? null;
    const rule = row.cells.get('rule') ?? null;
    const points = row.cells.get('points') ?? null;
    const heading = partHeading(row);
    if (heading !== null) {
      parts.push({ heading, points: points === heading ? null : points, items: [] });
      if (rule !== null && rule !== heading) besidePart(rule, reading);
      if (left !== null && left !== heading) besidePart(left, reading);
    } else if (left !== null) {
      if (parts.length === 0) {
        reading.report(
          left.at,
          'missing',
          '这个项目上面没有类别；类别占一整行，例如“A 组织保障”',
          'there is no part above this item',
        );
        parts.push({ heading: null, points: null, items: [] });
      }
      parts.at(-1)?.items.push({ heading: left, points, rules: rule === null ? [] : [rule] });
    } else if (rule !== null) {
      const item = parts.at(-1)?.items.at(-1);
      if (item === undefined)
        reading.report(rule.at, 'missing', '左边没有写是哪个项目', 'the item on the left is missing');
      else item.rules.push(rule);
    } else if (points !== null) {
      reading.report(points.at, 'missing', '左边没有写是哪个项目', 'the item on the left is missing');
    }
  }
  return parts;
}

function besidePart({ at }: TextCell, reading: Reading): void {
  reading.report(
    at,
    'outside-table',
    '类别占一整行，这一格没有读；请移到项目那一行',
    'a part takes the whole row, so this cell was not read; move it to an item',
  );
}

/** A row of one cell over all columns; or, where that was undone, a single letter with nothing beside it. */
function partHeading(row: TableRow): TextCell | null {
  if (row.wide !== null) return row.cells.get(row.wide) ?? null;
  const left = row.cells.get('item');
  if (left === undefined || row.cells.has('rule')) return null;
  return readHeading(left.text, 'part')?.code.length === 1 && isOnlyPart(left.text) ? left : null;
}

/** Whether nothing in a heading is an item's. */
function isOnlyPart(text: string): boolean {
  return (readHeading(text, 'item')?.phrases ?? []).every((phrase) => !isUnderstood(phrase));
}

function readPart({ heading, points, items }: OpenPart, path: Path, reading: Reading): Draft {
  const read = heading === null ? null : nameOf(heading, 'part', path, reading);
  const own = heading === null ? [] : reading.understood(read?.phrases ?? [], heading.at);
  const column = points === null ? null : reading.phrase(withUnit(points), 'item');
  const phrases = [...own, ...(column === null || points === null ? [] : [asSum(column, points.at)])];
  const said = readPartPhrases(phrases);
  if (heading !== null) {
    const fine = reading.take(said, path, heading.at, own.length < (read?.phrases.length ?? 0));
    if (!fine) for (const key of ['kind', 'most', 'weight']) reading.madeUp([...path, key]);
    if (items.length === 0) {
      reading.report(heading.at, 'missing', '这个类别下面没有项目', 'there are no items below this part');
      reading.madeUp([...path, 'items']);
    }
  }
  const drafts = items.map((item, index) => readItem(item, [...path, 'items', index], reading));
  if (said.points !== null) checkSum(said.points, drafts, path, reading);
  return { ...labelOf(read, path, reading), ...said.value, items: drafts };
}

/** Points in a column of their own, beside a part, are what its items add up to. */
function asSum({ values }: Phrase, at: CellPlace): Placed<CellPlace> {
  return { phrase: { clause: 'part-points', values }, at };
}

/** The code and the names of a heading; what is missing is told and made up. */
function nameOf(cell: TextCell, place: 'item' | 'part', path: Path, reading: Reading): Heading | null {
  reading.place(path, cell.at);
  if (cell.unreadable) return null;
  const read = readHeading(cell.text, place);
  if (read === null) {
    const example = place === 'part' ? 'A 组织保障' : 'A1 有具体负责人';
    reading.report(
      cell.at,
      'not-understood',
      `应当以编号开头（一个大写字母，可以带数字），例如“${example}”`,
      'must begin with a code: a capital letter, perhaps with digits',
    );
    return null;
  }
  if (read.zh === null)
    reading.report(cell.at, 'missing', '编号后面没有写名称', 'there is no name after the code');
  else if (read.en === null)
    reading.report(
      cell.at,
      'missing',
      '没有写英文名称；请在名称下面另起一行写（Alt+Enter 换行）',
      'the name in English is missing; write it on the next line',
    );
  return read;
}

function labelOf(read: Heading | null, path: Path, reading: Reading): Draft {
  if (read === null) reading.madeUp([...path, 'code']);
  if (read?.zh == null || read.en === null) reading.madeUp([...path, 'label']);
  return { code: read?.code ?? madeUpCode(path), label: { zh: read?.zh ?? '?', en: read?.en ?? '?' } };
}

/** A code that nobody else has: at most 50 parts of 200 items each take a letter and a number of four letters. */
function madeUpCode(path: Path): string {
  const [, , , part = 0, , item = 0] = path;
  return `Z${(Number(part) * 20 + Number(item)) % 1000}`;
}

function readItem({ heading, points, rules }: OpenItem, path: Path, reading: Reading): Draft {
  const read = nameOf(heading, 'item', path, reading);
  const beside = reading.understood(read?.phrases ?? [], heading.at);
  const given = pointsOf(beside, points, reading);
  if (given === null) {
    reading.madeUp([...path, 'points']);
    if (read !== null && beside.length === read.phrases.length && points === null)
      reading.report(
        heading.at,
        'missing',
        '没有写分值，例如“（2 分）”',
        'the points are missing, such as （2 分）',
      );
  } else {
    reading.place([...path, 'points'], given.at);
  }
  const rule = rules[0]?.at ?? heading.at;
  for (const key of ['rule', 'causes', 'notApplicable', 'evidence', 'assessor', 'guidance']) {
    reading.place([...path, key], rule);
  }
  const before = reading.faults.length;
  const phrases = rules.flatMap((cell) => reading.lines(cell, 'rule'));
  const unread = reading.faults.length > before || rules.some((cell) => cell.unreadable);
  const said = readItemPhrases(phrases);
  if (rules.length === 0) {
    reading.report(
      heading.at,
      'missing',
      '右边没有写怎样得分',
      'how the item gets its points is missing on the right',
    );
  }
  const fine = reading.take(said, path, rule, unread || rules.length === 0);
  if (!fine) reading.madeUp([...path, 'rule']);
  return {
    ...labelOf(read, path, reading),
    points: given?.phrase.values.points ?? '1',
    ...(fine ? said.value : madeUpRule),
  };
}

/** Stands for what could not be read, so that the rest of the rubric can still be checked. */
const madeUpRule = {
  rule: { kind: 'deductions' },
  causes: [],
  notApplicable: null,
  evidence: 'none',
  assessor: 'county-office',
  guidance: { zh: '?', en: '?' },
} as const;

/** The points beside the name, or in a column of their own. */
function pointsOf(
  beside: readonly Placed<CellPlace>[],
  column: TextCell | null,
  reading: Reading,
): Placed<CellPlace> | null {
  const own = column === null ? null : reading.phrase(withUnit(column), 'item');
  const [first = null, ...others] = [
    ...beside,
    ...(own === null || column === null ? [] : [{ phrase: own, at: column.at }]),
  ];
  for (const each of others) {
    if (each.phrase.values.points !== first?.phrase.values.points) reading.saidTwice(each.phrase, each.at);
  }
  return first;
}

/** A column of points has bare numbers more often than not. */
function withUnit(cell: TextCell): TextCell {
  return /^[\d.]+$/.test(fold(cell.text).trim()) ? { ...cell, text: `${cell.text.trim()} 分` } : cell;
}

function checkSum(said: Placed<CellPlace>, items: readonly Draft[], path: Path, reading: Reading): void {
  const isMadeUp = items.some((_, index) => reading.isMadeUp([...path, 'items', index, 'points']));
  const points = items.map((item) => positivePoints.safeParse(item.points));
  const written = positivePoints.safeParse(said.phrase.values.points);
  if (isMadeUp || !written.success || points.some((each) => !each.success)) return;
  const together = sum(points.flatMap((each) => (each.success ? [parseExact(each.data)] : [])));
  if (compareExact(together, parseExact(written.data)) === 0) return;
  reading.report(
    said.at,
    'sum-differs',
    `写的是共 ${written.data} 分，各项合计是 ${toPoints(together)} 分`,
    `says ${written.data} points, but the items add up to ${toPoints(together)}`,
  );
}
