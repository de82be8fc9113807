import { describe, expect, test } from 'vitest';
import { findHeadings, repeatsHeadings } from '../../../../shared/domain/register-import/find-headings.ts';
import type {
  CellRow,
  CellSheet,
  MergedCells,
} from '../../../../shared/domain/register-import/sheet-cells.ts';

/** Where a register's headings stand, and what each column is read as. */
const row = (number: number, ...texts: readonly string[]): CellRow => ({
  number,
  hidden: false,
  cells: texts.map((text) => (text === '' ? null : { kind: 'text', text })),
});
const sheetOf = (rows: readonly CellRow[], merged: readonly MergedCells[] = []): CellSheet => ({
  name: '台账',
  rows,
  merged,
  beyond: null,
});
const merge = (firstRow: number, lastRow: number, firstColumn: number, lastColumn = firstColumn) => ({
  firstRow,
  lastRow,
  firstColumn,
  lastColumn,
});
const found = (of: CellSheet) => {
  const headings = findHeadings(of, new Map());
  return (
    headings && {
      number: headings.row.number,
      fields: Object.fromEntries([...headings.columns].map(([field, column]) => [field, column])),
      usable: headings.usable,
    }
  );
};

const upper = row(2, '序号', '标题', '栏目', '成文日期', '公开日期', '责任科室', '保密审查', '', '');
const lower = row(3, '', '', '', '', '', '', '意见', '审查人', '日期');
const data = row(4, '1', '年报', '公告公示', '2018-03-01', '2018-03-02', '办公室', '是', '甲', '2018-03-01');
const tall = [0, 1, 2, 3, 4, 5].map((column) => merge(2, 3, column));
const two = sheetOf([row(1, '台账'), upper, lower, data], [...tall, merge(2, 2, 6, 8)]);
const fields = {
  title: 1,
  column: 2,
  madeOn: 3,
  publishedOn: 4,
  responsibleOffice: 5,
  reviewMark: 6,
  reviewer: 7,
  reviewedOn: 8,
};

describe('headings over headings', () => {
  test('are read as one row: what stands below a merged heading says it more closely', () => {
    expect(found(two)).toEqual({ number: 3, fields, usable: true });
  });

  test('also from a CSV, which knows nothing of merges', () => {
    expect(found(sheetOf([upper, lower, data]))).toEqual({ number: 3, fields, usable: true });
  });

  test('are one row where the second is data: nothing of it is taken for a heading', () => {
    const plain = row(2, '标题', '栏目', '成文日期', '公开日期', '责任科室');
    const first = row(3, '年报', '公告公示', '2018-03-01', '2018-03-02', '办公室');
    expect(found(sheetOf([plain, first]))).toMatchObject({ number: 2, usable: true });
  });

  test('are one row where the first is the title of the register', () => {
    const plain = row(3, '标题', '栏目', '成文日期', '公开日期', '责任科室');
    const title = row(2, '商务局信息公开台账', '', '', '', '');
    expect(found(sheetOf([title, plain, data], [merge(2, 2, 0, 4)]))).toMatchObject({
      number: 3,
      fields: { title: 0, responsibleOffice: 4 },
    });
  });

  test('are not read over a blank row, which ends the headings', () => {
    expect(found(sheetOf([upper, { ...lower, number: 5 }]))).toMatchObject({
      number: 2,
      fields: { reviewMark: 6 },
    });
  });

  test('printed again on the next page are no rows of the register, neither of the two', () => {
    const headings = findHeadings(two, new Map())!;
    expect(repeatsHeadings({ ...upper, number: 40 }, headings)).toBe(true);
    expect(repeatsHeadings({ ...lower, number: 41 }, headings)).toBe(true);
    expect(repeatsHeadings(data, headings)).toBe(false);
  });

  test('keep what the unit said of them, by the heading with the one above it', () => {
    const odd = row(3, '', '', '', '', '', '', '意见', '审查人', '办结');
    const sheet = sheetOf([upper, odd, data], [...tall, merge(2, 2, 6, 8)]);
    const told = findHeadings(sheet, new Map([['保密审查办结', 'reviewedOn']]));
    expect(told?.columns.get('reviewedOn')).toBe(8);
    expect(told?.headings[8]).toMatchObject({ heading: '保密审查办结', by: 'unit' });
  });
});

test('no row that says enough: no headings, and nothing is guessed', () => {
  expect(found(sheetOf([]))).toBeNull();
  expect(found(sheetOf([row(1, '标题', '栏目')]))).toBeNull();
});
