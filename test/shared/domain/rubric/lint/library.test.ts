import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cycleDefinition } from '../../../../../shared/domain/cycle/cycle.ts';
import { lintRubric, type LintGiven } from '../../../../../shared/domain/rubric/lint/lint-rubric.ts';
import type { Rubric } from '../../../../../shared/domain/rubric/rubric.ts';
import { inputsOf, libraryRubric, perfectUnit, register, rubric2018 } from '../../../../support/scoring.ts';

/** What is remarked on the rubrics that the product brings along, word for word: a change of any check shows here. */

const file = new URL('../../../../../infra/cycles/2018/cycle.json', import.meta.url);
const { units } = cycleDefinition.parse(JSON.parse(readFileSync(file, 'utf8')));
const told = (rules: Rubric, given?: LintGiven) =>
  lintRubric(rules, given).map(
    ({ code, severity, path, message }) => `${severity} ${code} ${path.slice(2).join('.')}：${message.zh}`,
  );

test('2018 with the targets of its 64 units', () => {
  expect(told(rubric2018, { units })).toEqual([
    'warning doing-nothing-keeps-most parts.2.items.0.rule：目标 20 条的 2 个单位一条不公开，C1 也有 19 分（满分 25 分）。可以考虑提高这些单位的目标，或者给它们单独一套规则、每条多扣一些。',
    'warning doing-nothing-keeps-most parts.2.items.0.rule：目标 30 条的 1 个单位一条不公开，C1 也有 16 分（满分 25 分）。可以考虑提高这些单位的目标，或者给它们单独一套规则、每条多扣一些。',
    'note cannot-lose-all parts.2.items.0.rule：目标 70 条的 4 个单位一条不公开，C1 也有 4 分（满分 25 分），扣不完。',
    'warning bonus-out-of-proportion parts.2.items.0.rule.bonus：目标 20 条的 2 个单位要超 200 条（目标的 10 倍）才能得到 C1 的全部加分 4 分。',
    'warning bonus-out-of-proportion parts.2.items.0.rule.bonus：目标 30 条的 1 个单位要超 200 条（目标的 6.7 倍）才能得到 C1 的全部加分 4 分。',
    'warning bonus-out-of-proportion parts.2.items.0.rule.bonus：目标 70 条的 4 个单位要超 200 条（目标的 2.9 倍）才能得到 C1 的全部加分 4 分。',
    'warning bonus-out-of-proportion parts.2.items.0.rule.bonus：目标 90 条的 1 个单位要超 200 条（目标的 2.2 倍）才能得到 C1 的全部加分 4 分。',
    'note effects-overlap effects.1：“出现失泄密”和“依申请公开办理不力，行政诉讼败诉”都会使 C 计 0 分；两件事都发生时，只失去一次。',
  ]);
});

test('2018 by itself, when nothing of the year is known', () => {
  expect(told(rubric2018)).toEqual([
    'note cannot-lose-all parts.2.items.0.rule：目标不到 84 条的单位，一条不公开也扣不完 C1 的 25 分；不到 42 条的，还能留下一半以上。请对照各单位的目标看一看。',
    'note effects-overlap effects.1：“出现失泄密”和“依申请公开办理不力，行政诉讼败诉”都会使 C 计 0 分；两件事都发生时，只失去一次。',
  ]);
});

test('2018 on the scores of two units: what never acted and separates nobody', () => {
  const year = inputsOf([
    perfectUnit({ unit: '001', order: 1 }),
    perfectUnit({ unit: '002', order: 2, measures: register(230) }),
  ]);
  const nobodyLost = [
    'A1',
    'A2',
    'A3',
    'B1',
    'B2',
    'B3',
    'C2',
    'C3',
    'C4',
    'C5',
    'C6',
    'C7',
    'C8',
    'C9',
    'C10',
  ];
  const found = lintRubric(rubric2018, { inputs: year });
  expect(
    found.filter((each) => each.code === 'item-nobody-lost').map((each) => each.message.zh.split(' ')[0]),
  ).toEqual([...nobodyLost, 'D1', 'D2', 'D3', 'D4']);
  expect(told(rubric2018, { inputs: year }).filter((each) => !each.includes('item-nobody-lost'))).toEqual([
    'note effects-overlap effects.1：“出现失泄密”和“依申请公开办理不力，行政诉讼败诉”都会使 C 计 0 分；两件事都发生时，只失去一次。',
    'note city-factor-idle ：没有一个牵头部门是被评价单位，市级扣分不会扣到任何单位。',
    'note effect-never-acted effects.0：“出现失泄密”在这份数据里没有发生过。',
    'note effect-never-acted effects.1：“依申请公开办理不力，行政诉讼败诉”在这份数据里没有发生过。',
    'note limit-never-bound parts.2.items.0.rule.bonus.most：C1 最多加 4 分的上限在这份数据里没有限制过任何单位。',
    'note cause-never-found parts.2.items.7.causes.0：C8 的“信息公开目录未更新”在这份数据里没有一个单位出现。',
    'note cause-never-found parts.2.items.7.causes.1：C8 的“没有年度报告”在这份数据里没有一个单位出现。',
  ]);
});

test('the made-up rubrics', () => {
  expect(told(libraryRubric('ten-points'))).toEqual([
    'note cannot-lose-all parts.0.items.1.rule：单位全年一条不公开，A2 也有 0.5 分（满分 3 分），扣不完。',
    'note nothing-done-scores total：一个单位要是什么都没做，也没有人去查，总分有 2.5 分（满分 10 分）：A2 0.5 分、A4 2 分。从满分往下扣的项目，没有人查就等于满分。',
  ]);
  expect(told(libraryRubric('hundred-down'))).toEqual([
    'note cannot-lose-all parts.1.items.0.rule：目标不到 60 条的单位，一条不公开也扣不完 B1 的 30 分；不到 30 条的，还能留下一半以上。请对照各单位的目标看一看。',
    'note nothing-done-scores total：一个单位要是什么都没做，也没有人去查，总分有 48 分（满分 100 分），评为不合格：A1 15 分、A2 -2 分、B2 20 分、C1 15 分。从满分往下扣的项目，没有人查就等于满分。',
  ]);
  expect(told(libraryRubric('two-parts'))).toEqual([
    'note cannot-lose-all parts.0.items.0.rule：目标不到 100 条的单位，一条不公开也扣不完 A1 的 40 分；不到 50 条的，还能留下一半以上。请对照各单位的目标看一看。',
  ]);
});
