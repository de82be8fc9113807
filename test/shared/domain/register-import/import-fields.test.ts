import { expect, test } from 'vitest';
import {
  fieldHeadings,
  importField,
  meaningOf,
  plainHeading,
} from '../../../../shared/domain/register-import/import-fields.ts';
import { columnLetters } from '../../../../shared/domain/register-import/sheet-cells.ts';

const none = new Map();

test.each([
  ['标题', 'title'],
  ['信息名称', 'title'],
  ['文件名称', 'title'],
  ['栏目', 'column'],
  ['类别', 'column'],
  ['文号', 'documentNumber'],
  ['发文字号', 'documentNumber'],
  ['网址', 'url'],
  ['链接', 'url'],
  ['成文日期', 'madeOn'],
  ['制作日期', 'madeOn'],
  ['公开日期', 'publishedOn'],
  ['发布日期', 'publishedOn'],
  ['责任科室', 'responsibleOffice'],
  ['审核人', 'reviewer'],
  ['保密审查人', 'reviewer'],
  ['是否保密审查', 'reviewMark'],
  ['保密审查日期', 'reviewedOn'],
  ['序号', 'none'],
  [' 标 题 * ', 'title'],
  ['公开日期（年/月/日）', 'publishedOn'],
  ['ＵＲＬ', 'url'],
  ['Published on', 'publishedOn'],
])('%s is the %s', (heading, field) => expect(meaningOf(heading, none)?.field).toBe(field));

test.each(['', '领导批示', '标题党', '123'])('“%s” is nothing that is known', (heading) =>
  expect(meaningOf(heading, none)).toBeNull(),
);

test('no heading means two fields: which one would be a matter of luck', () => {
  const all = importField.options.flatMap((field) => fieldHeadings[field].map(plainHeading));
  expect(new Set(all).size).toBe(all.length);
  expect(all).not.toContain('');
});

test('what a unit told comes before what is generally known', () => {
  expect(meaningOf('标题', new Map([['标题', 'none']]))).toEqual({ field: 'none', rank: -1, by: 'unit' });
});

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [51, 'AZ'],
  [52, 'BA'],
  [199, 'GR'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %i is %s, as spreadsheet programs show it', (index, letters) =>
  expect(columnLetters(index)).toBe(letters),
);
