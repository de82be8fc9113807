import type { Cycle, Unit } from '../cycle/cycle.ts';
import { fillBoth } from '../fill-text.ts';
import { namedRows, type NamedRow } from '../register-import/named-columns.ts';
import { readDay } from '../register-import/read-day.ts';
import { shown } from '../register-import/import-findings.ts';
import type { CellFile } from '../register-import/sheet-cells.ts';
import { compareExact, parseExact } from '../scoring/exact.ts';
import { line, paragraph, positivePoints, webAddress, type Bilingual } from '../values.ts';
import type { DeductionEntry } from './deduction.ts';
import { isInYear } from './deduction-life.ts';
import type { SheetFault, SheetFaultCode } from './deduction-sheet-fault.ts';

const texts: Readonly<Record<SheetFaultCode, Bilingual>> = {
  'unit-unknown': {
    zh: '没有“{found}”这个被评价单位。请写全称或编号。',
    en: 'No evaluated unit is called “{found}”. Write its full name or number.',
  },
  'unit-own': {
    zh: '“{found}”是您自己所在的单位，按回避规定请同事登记。',
    en: '“{found}” is your own unit; by the rule of recusal a colleague has to record it.',
  },
  'points-unclear': {
    zh: '扣分“{found}”看不明白。请写大于 0 的数，最多四位小数。',
    en: 'The points “{found}” are not clear. Write a number above 0 with at most four decimals.',
  },
  'points-out-of-range': {
    zh: '扣分 {found} 超过了本项目的上限。',
    en: '{found} points are more than the item’s range.',
  },
  'fact-missing': { zh: '没有写扣分的事实。', en: 'The fact that it rests on is missing.' },
  'text-too-long': {
    zh: '“{found}”太长：文号最多 200 字，事实最多 2000 字。',
    en: '“{found}” is too long: at most 200 characters for the document, 2,000 for the fact.',
  },
  'day-unclear': {
    zh: '日期“{found}”看不明白。请写成 2018-05-03 这样。',
    en: 'The day “{found}” is not clear. Write it as 2018-05-03.',
  },
  'day-outside-year': {
    zh: '日期 {found} 不在本年度的填报期内。',
    en: 'The day {found} is outside the year.',
  },
  'link-unclear': {
    zh: '“{found}”不是可以打开的网址。请写以 https:// 或 http:// 开头的完整地址。',
    en: '“{found}” is no address that can be opened. Write it in full, from https:// or http://.',
  },
  'row-repeated': { zh: '与第 {found} 行完全相同。', en: 'It is the same as row {found}.' },
};

export function sheetFaultText({ code, found }: SheetFault): Bilingual {
  return fillBoth(texts[code], { found });
}

/** A row of a sheet: the deduction it states, or all that is wrong with it. */
export type SheetRow = Readonly<{ row: number }> &
  (Readonly<{ entry: DeductionEntry }> | Readonly<{ faults: readonly SheetFault[] }>);

const names = {
  unit: ['单位', '单位名称', '被扣单位', '被评价单位', 'unit'],
  points: ['扣分', '扣分分值', '扣分值', '分值', 'points'],
  fact: ['事实', '扣分事实', '事由', '扣分事由', '扣分原因', 'fact'],
  document: ['文号', '依据文号', '依据', 'document'],
  happenedOn: ['日期', '发生日期', '时间', 'date'],
  link: ['链接', '网址', 'link'],
} as const;
const columns = ['unit', 'points', 'fact', 'document', 'happenedOn', 'link'] as const;
type Row = NamedRow<(typeof columns)[number]>;

export type SheetRules = Readonly<{
  cycle: Pick<Cycle, 'window'>;
  units: readonly Unit[];
  /** The most that the item gives or takes in a unit. */
  most: (unit: Unit) => string;
  /** The unit of who imports, from which they may not take. */
  ownUnit: string | null;
}>;

/**
 * Reads a body's sheet of deductions, by its headings: 单位, 扣分, 事实, 日期, and 文号 and 链接 where there are any.
 * @returns null when no row looks like headings
 */
export function readDeductionSheet(file: CellFile, rules: SheetRules): readonly SheetRow[] | null {
  const [sheet] = file.sheets;
  const rows =
    sheet === undefined ? null : namedRows(sheet, names, columns, ['unit', 'points', 'fact', 'happenedOn']);
  if (rows === null) return null;
  const seen = new Map<string, number>();
  return rows.map((row): SheetRow => {
    const read = readRow(row, file.from1904, rules);
    if ('faults' in read) return read;
    const key = JSON.stringify(read.entry);
    const before = seen.get(key);
    if (before !== undefined)
      return { row: row.number, faults: [{ code: 'row-repeated', found: String(before) }] };
    seen.set(key, row.number);
    return read;
  });
}

function readRow(row: Row, from1904: boolean, rules: SheetRules): SheetRow {
  const faults: SheetFault[] = [];
  const fail = (code: SheetFaultCode, found: string | null) => {
    faults.push({ code, found: shown(found ?? '') });
    return null;
  };
  const unit = readUnit(row, rules, fail);
  const points = readPoints(row, unit, rules, fail);
  const fact = readFact(row, fail);
  const happenedOn = readHappenedOn(row, from1904, rules, fail);
  const document = row.text('document');
  if (document !== null && !line.safeParse(document).success) fail('text-too-long', document);
  const link = row.text('link');
  if (link !== null && !webAddress.safeParse(link).success) fail('link-unclear', link);
  if (faults.length > 0 || unit === null || points === null || fact === null || happenedOn === null)
    return { row: row.number, faults };
  const links = link === null ? [] : [{ url: link, title: null }];
  return { row: row.number, entry: { unit: unit.id, points, fact, document, happenedOn, links } };
}

type Fail = (code: SheetFaultCode, found: string | null) => null;

function readUnit(row: Row, { units, ownUnit }: SheetRules, fail: Fail): Unit | null {
  const text = row.text('unit');
  // A spreadsheet program takes the number 002 for 2.
  const found = units.find(({ id, name }) => name === text || id === text || id === text?.padStart(3, '0'));
  if (found === undefined) return fail('unit-unknown', text);
  return found.id === ownUnit ? fail('unit-own', text) : found;
}

function readPoints(row: Row, unit: Unit | null, { most }: SheetRules, fail: Fail): string | null {
  const text =
    row
      .text('points')
      ?.replace(/^[-－—]/, '')
      .replace(/分$/, '')
      .trim() ?? null;
  const read = positivePoints.safeParse(text);
  if (!read.success || compareExact(parseExact(read.data), parseExact('0')) <= 0)
    return fail('points-unclear', row.text('points'));
  if (unit !== null && compareExact(parseExact(read.data), parseExact(most(unit))) > 0)
    return fail('points-out-of-range', read.data);
  return read.data;
}

function readFact(row: Row, fail: Fail): string | null {
  const text = row.text('fact');
  if (text === null) return fail('fact-missing', null);
  return paragraph.safeParse(text).success ? text : fail('text-too-long', text);
}

function readHappenedOn(row: Row, from1904: boolean, { cycle }: SheetRules, fail: Fail): string | null {
  const cell = row.cell('happenedOn');
  const read = cell === null ? null : readDay(cell, from1904);
  if (read === null || 'fault' in read) return fail('day-unclear', row.text('happenedOn'));
  return isInYear(read.day, cycle.window) ? read.day : fail('day-outside-year', read.day);
}
