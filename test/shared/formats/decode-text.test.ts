import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText } from '../../../shared/formats/decode-text.ts';
import { bytesOf, utf8 } from '../../support/file-builders.ts';
import { encodeText, type TextEncoding } from '../../support/spreadsheets.ts';

const text = '标题,栏目\r\n㐂与𠮷、䶮、㙍,公告 €\r\n关于开展检查的通知,公告公示\r\n';
const encodings: readonly TextEncoding[] = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'gb18030'];

test.each(encodings)('%s reads as it was written, its mark left out', (encoding) => {
  expect(decodeText(encodeText(text, encoding))).toEqual({ text });
});

test('plain ASCII is the same in all of them', () => {
  expect(decodeText(bytesOf('a,b\r\n'))).toEqual({ text: 'a,b\r\n' });
});

test.each([
  ['a file of UTF-8 that was cut off in a character', bytesOf(utf8(text), [0xe6]), 'text-encoding'],
  ['a mark of UTF-8 before what is not', bytesOf([0xef, 0xbb, 0xbf, 0xff]), 'text-encoding'],
  ['half of a UTF-16 unit', bytesOf([0xff, 0xfe, 0x41]), 'text-encoding'],
  ['a NUL', bytesOf('a\0b'), 'text-not-text'],
  ['an escape', bytesOf('a\u001bb'), 'text-not-text'],
])('%s is told', (_, bytes, fault) => expect(decodeText(bytes)).toEqual({ fault }));

test('what is all of it UTF-8 is never taken for GB18030', () => {
  const printable = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(printable, (some) => {
      if (/[\0-\x08\x0b\x0e-\x1f\x7f]/.test(some) || some.startsWith('\ufeff')) return;
      expect(decodeText(encodeText(some, 'utf-8'))).toEqual({ text: some });
    }),
    { seed: 2018 },
  );
});
