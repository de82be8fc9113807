import type { Day } from '../values.ts';
import type { Cell } from './sheet-cells.ts';

/** A day read from a cell, or why there is none. */
export type ReadDay = Readonly<{ day: Day }> | Readonly<{ fault: 'day-unclear' | 'day-impossible' }>;

/** Years that a register can speak of: what falls outside was misread or mistyped. */
const [firstYear, lastYear] = [1949, 2099];

/** Excel's day numbers of 1 January 1949 and 31 December 2099. */
const [firstSerial, lastSerial] = [17_899, 73_050];
/** What day number 0 is in each date system; 1900's is off by one for a leap day that never was. */
const dayZero = { from1900: Date.UTC(1899, 11, 30), from1904: Date.UTC(1904, 0, 1) } as const;
const dayMs = 86_400_000;

/**
 * Reads a day as offices write it: 2018年4月18日, 2018-4-18, 2018/04/18, 2018.4.18, 20180418, 二〇一八年四月十八日, each
 * also with a time after it, which is left out; a date cell; or a bare number that is Excel's count of days. What could be
 * two days (4/5/2018) or no whole day (2018年4月) is not guessed.
 */
export function readDay(cell: Cell, from1904: boolean): ReadDay {
  switch (cell.kind) {
    case 'day':
      return ofDay(cell.day);
    case 'number':
      return ofNumber(cell.number, from1904);
    case 'text':
      return ofText(cell.text, from1904);
    case 'flag':
    case 'error':
      return { fault: 'day-unclear' };
  }
}

function ofDay(day: Day): ReadDay {
  const year = Number(day.slice(0, 4));
  return year >= firstYear && year <= lastYear ? { day } : { fault: 'day-impossible' };
}

function ofNumber(number: number, from1904: boolean): ReadDay {
  if (Number.isInteger(number) && number >= 19_000_000 && number <= 21_000_000) {
    const digits = String(number);
    return ofParts(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6));
  }
  const serial = Math.floor(number);
  const zero = from1904 ? dayZero.from1904 : dayZero.from1900;
  const shift = from1904 ? (dayZero.from1904 - dayZero.from1900) / dayMs : 0;
  // So said, a number that is none is no day either.
  if (!(serial + shift >= firstSerial && serial + shift <= lastSerial)) return { fault: 'day-unclear' };
  return ofDay(new Date(zero + serial * dayMs).toISOString().slice(0, 10));
}

const separated = /^(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})(?:$|[T ].*$)/;
const written = /^(?<year>\d{4})年(?<month>\d{1,2})月(?<day>\d{1,2})[日号](?:$|\D.*$|\d{1,2}[:时点].*$)/;

function ofText(text: string, from1904: boolean): ReadDay {
  const plain = fromChineseNumerals(text.normalize('NFKC').trim()).replace(/\s*([年月日])\s*/g, '$1');
  const groups = (separated.exec(plain) ?? written.exec(plain))?.groups;
  if (groups !== undefined) return ofParts(groups['year'] ?? '', groups['month'] ?? '', groups['day'] ?? '');
  return /^\d{5}(?:\.\d+)?$|^\d{8}$/.test(plain)
    ? ofNumber(Number(plain), from1904)
    : { fault: 'day-unclear' };
}

function ofParts(year: string, month: string, day: string): ReadDay {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const date = new Date(Date.UTC(y, m - 1, d));
  const real = date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
  return real ? ofDay(date.toISOString().slice(0, 10)) : { fault: 'day-impossible' };
}

const numerals = '〇一二三四五六七八九';

/** 二〇一八年十二月三十一日 → 2018年12月31日. What is not written so stays as it is. */
function fromChineseNumerals(text: string): string {
  const found =
    /^([〇零○O一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$/.exec(
      text.replace(/\s/g, ''),
    );
  if (found === null) return text;
  const [, year = '', month = '', day = ''] = found;
  const digits = Array.from(year.replace(/[零○O]/g, '〇'), (each) => numerals.indexOf(each)).join('');
  return `${digits}年${upTo99(month)}月${upTo99(day)}日`;
}

/** 十 → 10, 十二 → 12, 三十一 → 31. */
function upTo99(text: string): number {
  const [tens = '', ones = ''] = text.includes('十') ? text.split('十') : ['〇', text];
  const digit = (of: string, empty: number) => (of === '' ? empty : numerals.indexOf(of));
  return digit(tens, 1) * 10 + digit(ones, 0);
}
