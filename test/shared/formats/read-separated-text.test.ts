import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSeparatedText } from '../../../shared/formats/read-separated-text.ts';

const rowsOf = (text: string, most = 100) => {
  const read = readSeparatedText(text, most);
  return 'rows' in read ? read.rows : read.unbalanced;
};

test.each([
  [
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a,b\rc,d\r',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['a;b;c,d', [['a', 'b', 'c,d']]],
  ['a\tb,c\td', [['a', 'b,c', 'd']]],
  ['"a,b",c', [['a,b', 'c']]],
  ['"a ""b""",c', [['a "b"', 'c']]],
  ['"",c', [['', 'c']]],
  [
    '"a\r\nb",c\nd,e',
    [
      ['a\r\nb', 'c'],
      ['d', 'e'],
    ],
  ],
  [
    'a,\n,b',
    [
      ['a', ''],
      ['', 'b'],
    ],
  ],
  ['a\n\nb', [['a'], [''], ['b']]],
  ['a"b,c', [['a"b', 'c']]],
  ['', []],
])('%j', (text, rows) => expect(rowsOf(text)).toEqual(rows));

test.each([
  ['"a,b', 1],
  ['a,b\n"c,d\ne,f', 2],
  ['"a"b,c', 1],
  ['a,"b""', 1],
])('%j: the quotation marks of row %i do not close, and where it ends is not guessed', (text, row) =>
  expect(rowsOf(text)).toBe(row),
);

test('reading stops one row beyond the most there may be: a file of a gigabyte is not read to its end', () => {
  expect(rowsOf('a,b\n'.repeat(50), 10)).toHaveLength(11);
});

test('what is written by the rules is read back as it was', () => {
  const field = fc.string({ unit: fc.constantFrom('a', '信', '"', ',', ';', '\t', '\n', ' '), maxLength: 6 });
  const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(table, (rows) => {
      // Every field quoted, a first row that shows the separator.
      const shown = [['h1', 'h2', 'h3', 'h4', 'h5', 'h6'], ...rows];
      const written = shown
        .map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))
        .join('\n');
      expect(rowsOf(written)).toEqual(shown);
    }),
    { seed: 2018 },
  );
});
