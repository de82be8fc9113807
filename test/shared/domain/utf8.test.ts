import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8Of } from '../../../shared/domain/utf8.ts';

const encoder = new TextEncoder();

test('a text has the bytes that the encoder gives it, whatever characters or halves of them it is of', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), fc.string({ unit: 'grapheme' }), (parts, text) => {
      const all = `${parts.join('\ud83d')}${text}`;
      expect(utf8Of(all)).toEqual(encoder.encode(all));
    }),
  );
});

test('bytes are the caller’s own: those of the next text change none of them', () => {
  const first = utf8Of('一二三');
  utf8Of('四五六七八九十');
  expect(first).toEqual(encoder.encode('一二三'));
});

test('a text that is longer than what is kept to write into has all its bytes', () => {
  const text = '台账'.repeat(2_100_000);
  expect(Buffer.compare(utf8Of(text), encoder.encode(text))).toBe(0);
});
