import { expect, test } from 'vitest';
import { explain } from '../../../../shared/domain/scoring/explain.ts';
import { score } from '../../../../shared/domain/scoring/score.ts';
import { inputsOf, perfectItems, perfectUnit, register, rubric2018 } from '../../../support/scoring.ts';

const items = perfectItems();
items['C8'] = {
  evidence: 0,
  checks: { 'no-annual-report': true },
  assessments: [{ assessor: 'a1', points: '4.5', reason: '目录分类不清' }],
};
items['D3'] = {
  evidence: 0,
  deductions: [{ points: '0.8', fact: '公开栏未更新', document: null, date: '2018-06-01' }],
};
const unit = perfectUnit({
  measures: register(221),
  items,
  cityDeductions: [{ body: 'civil-affairs', item: 'D3', points: '1.5', document: '市通报' }],
});
const result = score(rubric2018, inputsOf([unit]));
const page = (language: 'zh' | 'en') => explain(result.units[0]!, result, language);

test('says total, rank, every item with reason, arithmetic and raise, and what acted on the whole', () => {
  const text = page('zh');
  // 100 − 5.7 − 0.5 − 2 − 0.8 − 3 = 88
  expect(text).toContain('商务局：总分 88 分（满分 100 分），第 1 名（同类第 1 名）。演示数据。');
  expect(text).toContain('C1 完成政府信息目标任务：19.3/25 分。计入 221 条，目标 240 条，得 19.3 分。');
  expect(text).toContain('算法：满分 25 分 +25；少 19 条，每少 1 条扣 0.3 分 −5.7');
  expect(text).toContain('怎样提高：再公开 19 条：+5.7 分。');
  expect(text).toContain('算法：评分 4.5 分 +4.5；没有年度报告，扣 2 分 −2');
  expect(text).toContain('怎样提高：不再出现“公开栏未更新”：+0.8 分。');
  expect(text).toMatch(/各类合计之外：市上对 D3 扣 1\.5 分.* −3。总分 88 分。/);
  for (const item of result.units[0]!.items) expect(text).toContain(`  ${item.code} ${item.label.zh}：`);
});

test('says the same in English, but for what people typed', () => {
  const text = page('en');
  expect(text).toContain('商务局: 88 of 100 points, rank 1 (1 in its class). Demonstration data.');
  expect(text).toContain('What would raise it: 19 more items: +5.7');
  expect(text.replaceAll(/商务局|目录分类不清|公开栏未更新|市通报/g, '')).not.toMatch(/\p{Script=Han}/u);
});
