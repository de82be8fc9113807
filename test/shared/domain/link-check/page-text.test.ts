import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePage, pageText, saysTitle } from '../../../../shared/domain/link-check/page-text.ts';
import { bytesOf, utf8 } from '../../../support/file-builders.ts';
import { encodeText } from '../../../support/spreadsheets.ts';

const title = '关于开展2018年春季植树活动的通知';

describe('a title is on the page', () => {
  test.each([
    ['in its title, before the site’s name', `<title>${title}_大英县人民政府</title>`],
    ['in its text, its title being the site’s', `<title>大英县人民政府</title><h1>${title}</h1>`],
    ['broken up by tags and blanks', '<h1>关于开展<b>2018</b>年\n 春季植树<br>活动的通知</h1>'],
    ['in wide letters and other quotation marks', `<p>“关于开展２０１８年春季植树活动的通知”</p>`],
    ['with entities', '<p>关于开展&#50;018年&nbsp;春季植树活动的&#x901a;知</p>'],
    ['in capital letters of tags', `<TITLE>${title}</TITLE>`],
  ])('%s', (_, html) => expect(saysTitle(pageText(html), title)).toBe(true));

  test.each([
    ['only in a script', `<script>var t='${title}'</script><p>404</p>`],
    ['only in a comment', `<!-- ${title} --><p>页面不存在</p>`],
    ['only in part', '<p>关于开展2018年春季植树</p>'],
    ['in a script that is never closed', `<script>${title}`],
    ['nowhere', ''],
  ])('not when it stands %s', (_, html) => expect(saysTitle(pageText(html), title)).toBe(false));
});

test('the page’s own title is read, squeezed into a line', () => {
  expect(pageText('<html><title lang="zh">\n 大英县 &amp; \t 政府\n</title>').title).toBe('大英县 & 政府');
});

test('no page makes it throw or go back over what it has read', () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    '<script',
    '</script',
    '<!--',
    '-->',
    '<title',
    '&#',
    ';',
    '&amp;',
    'a',
    '字',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const page = pageText(parts.join(''));
      expect(page.words.length).toBeLessThanOrEqual(parts.join('').length * 2 + 60);
    }),
    { seed: 2018 },
  );
});

test('a quarter of a million opened tags are read in one pass', () => {
  expect(pageText('<a'.repeat(131_072)).words).toBe('');
  expect(pageText('<script>'.repeat(32_768)).words).toBe('');
  expect(pageText('<!--'.repeat(65_536)).words).toBe('');
});

describe('the encoding of a page', () => {
  test.each([
    ['by the server’s word', encodeText(title, 'gb18030'), 'text/html; charset=GBK'],
    ['by its own word', bytesOf('<meta charset="gb2312">', encodeText(title, 'gb18030')), 'text/html'],
    [
      'by its own older word',
      bytesOf(
        '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">',
        encodeText(title, 'gb18030'),
      ),
      'text/html',
    ],
    ['by nobody’s word, in UTF-8', utf8(title), null],
    ['by nobody’s word, in GB18030', encodeText(title, 'gb18030'), 'text/html'],
    ['by a word that nobody knows', utf8(title), 'text/html; charset=klingon'],
    ['in UTF-8, cut off in a character', utf8(`${title}。`).slice(0, -1), 'text/html'],
  ])('%s', (_, bytes, contentType) => {
    expect(decodePage(bytes, contentType)).toContain(title);
  });
});
