import { describe, expect, it } from 'vitest';
import { balanceLines, breakLines } from '../../../../shared/report/pdf/break-lines.ts';
import { PrintingFont } from '../../../../shared/report/pdf/printing-font.ts';
import { printFonts } from '../../../support/print-fonts.ts';

const font = new PrintingFont(printFonts.bold);

describe('lines that stand in the middle', () => {
  it('are as few as others and as equally long as they can be: no title leaves a word’s end alone', () => {
    const title = '2018年大英县政务公开绩效评价（演示数据）';
    expect(breakLines(title, 18, font).at(-1)).toBe('数据）');
    const lines = balanceLines(title, 18, font);
    expect(lines).toHaveLength(2);
    expect(lines.join('')).toBe(title);
    const [first = 0, second = 0] = lines.map((line) => font.widthOf(line));
    expect(Math.abs(first - second)).toBeLessThan(5);
  });

  it('that fit stay as they are, and breaks that somebody typed stand', () => {
    expect(balanceLines('短标题', 18, font)).toEqual(['短标题']);
    expect(balanceLines('一行\n又一行', 18, font)).toEqual(['一行', '又一行']);
  });
});
