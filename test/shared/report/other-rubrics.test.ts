import { describe, expect, it } from 'vitest';
import { libraryRubric } from '../../support/scoring.ts';
import { byId, fileText, parseHtml, textOf } from './read-back.ts';
import { rendered, sampleInput } from './sample.ts';

/** Eight units: the sample year's eighth has a leak, and some items do not apply from the fourth on. */
const units = [
  'department',
  'township',
  'park',
  'department',
  'park',
  'community',
  'department',
  'department',
].map((unitClass, index) => ({ name: `单位${index + 1}`, class: unitClass, target: 20 + index * 10 }));

async function report(name: string) {
  const input = sampleInput({ rules: libraryRubric(name), units });
  const files = await rendered(input);
  const page = (path: string) => parseHtml(fileText(files, path));
  return { input, page, text: (path: string) => textOf(page(path)) };
}

describe('a report by another county’s rubric', () => {
  it('shows grades and who failed, with the reason', async () => {
    const { input, page, text } = await report('hundred-down');
    for (const unit of input.result.units) {
      expect(textOf(byId(page(`units/${unit.unit}.html`), 'band'))).toBe(unit.band?.label.zh);
      if (unit.failed !== null) {
        expect(text(`units/${unit.unit}.html`)).toContain(`评为不合格：${unit.failed.reason.zh}`);
      }
    }
    expect(input.result.units.some((unit) => unit.failed !== null)).toBe(true);
    expect(text('method.html')).toContain('不合格，不再评分');
    expect(text('method.html')).toContain(
      '发生报送材料弄虚作假，并经两名管理员先后认定的，总分按 59 分计，评为不合格',
    );
  });

  it('gives each class its own rules, full marks and weights, with anchors that do not clash', async () => {
    const { page, text } = await report('two-parts');
    const method = page('method.html');
    expect(textOf(byId(method, 'item-A1-offices'))).toContain('主动公开');
    expect(textOf(byId(method, 'item-A1-towns'))).toContain('村务公开');
    expect(text('method.html')).toContain('本类得分乘以权重 0.7 计入总分');
    expect(text('units/002.html')).toContain('村务公开');
    expect(text('units/001.html')).toContain('乘以权重 0.7');
  });

  it('says which items did not apply and where their points went', async () => {
    const { input, text } = await report('two-parts');
    const found = input.result.units.flatMap((unit) =>
      unit.items
        .filter((item) => item.steps.some((step) => step.code === 'not-applicable'))
        .map((item) => ({ unit, item })),
    );
    expect(found.length).toBeGreaterThan(0);
    for (const { unit, item } of found) {
      expect(text(`units/${unit.unit}.html`)).toContain('本单位不适用：没有这类事项');
      expect(text(`units/${unit.unit}.html`)).toContain(`${item.code} 不适用，其分值并入本项`);
    }
  });

  it('names bonus parts as what they are, never as deductions', async () => {
    const { text } = await report('ten-points');
    expect(text('method.html')).toContain('本类是加分，在满分之外');
    expect(text('units/001.html')).not.toContain('倒扣分');
    expect(text('index.html')).toContain('B 加分（加分）');
  });
});
