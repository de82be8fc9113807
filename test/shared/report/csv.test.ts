import { describe, expect, it } from 'vitest';
import { neutraliseText, NotANumber, restoreText, writeCsv } from '../../../shared/report/csv.ts';
import { brokenText, hostileTexts, rareCharacters } from './hostile.ts';
import { parseCsv } from './read-back.ts';

const columns = [
  { name: 'text', kind: 'text', value: (row: { text: string; points: string | null }) => row.text },
  { name: 'points', kind: 'number', value: (row: { text: string; points: string | null }) => row.points },
] as const;

describe('CSV files', () => {
  it('begin with a byte order mark and end every line with CRLF, because Excel reads UTF-8 only then', () => {
    expect(writeCsv(columns, [{ text: '政府办', points: '87.6' }])).toBe(
      '\ufefftext,points\r\n政府办,87.6\r\n',
    );
  });

  it.each([...hostileTexts, rareCharacters])(
    'give back every text, and begin no cell like a formula: %j',
    (text) => {
      const [, row] = parseCsv(writeCsv(columns, [{ text, points: '-0.3' }]));
      expect(restoreTextOf(row?.[0])).toBe(text);
      expect(row?.[0]).not.toMatch(/^[\s\p{Cf}]*[=+\-@＝＋－＠]/u);
      expect(row?.[1]).toBe('-0.3');
    },
  );

  it('leave numbers alone: a negative number is no formula', () => {
    expect(
      parseCsv(
        writeCsv(columns, [
          { text: 'x', points: null },
          { text: 'y', points: '-12' },
        ]),
      ),
    ).toEqual([
      ['text', 'points'],
      ['x', ''],
      ['y', '-12'],
    ]);
  });

  it.each(['=1', '1e3', '', '1 ', '0x1'])(
    'refuse a number cell that is no decimal number, naming column and value: %j',
    (points) => {
      expect(() => writeCsv(columns, [{ text: 'x', points }])).toThrow(NotANumber);
    },
  );

  it('neutralise reversibly: plain text stays, an apostrophe of the author survives', () => {
    for (const text of ['政府办', '1=1', "'", "''=", ''])
      expect(restoreTextOf(neutraliseText(text))).toBe(text);
    expect(neutraliseText('政府办')).toBe('政府办');
  });

  it('keep half a character out of the file', () => {
    expect(
      new TextDecoder().decode(
        new TextEncoder().encode(writeCsv(columns, [{ text: brokenText, points: '0' }])),
      ),
    ).toContain('半个\ufffd字');
  });
});

/** Only text that was neutralised begins with an apostrophe. */
function restoreTextOf(cell: string | undefined): string | undefined {
  return cell === undefined ? undefined : restoreText(cell);
}
