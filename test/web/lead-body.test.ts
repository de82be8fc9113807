import { describe, expect, test } from 'vitest';
import { routes } from '../../shared/contracts/routes.ts';
import { openConsole } from './console.ts';

/** A lead body in the console, with the unit that answers it. */

const open = openConsole('2018-06-15T04:00:00.000Z');

const place = { cycle: '2018', body: 'civil-affairs' };
const sheet = (rows: readonly string[]) => ({
  name: '扣分.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`﻿单位,扣分,事实,日期,文号\n${rows.join('\n')}\n`),
});

describe('a lead body', () => {
  test('records a deduction and tells the unit, which replies; answers, and hands in', async () => {
    await open.signIn('body-civil-affairs');
    await open.page.getByText('还没有登记扣分').waitFor();
    await open.isUsable('body-empty');
    await open.page.getByRole('button', { name: '登记一笔扣分' }).click();
    await open.page.getByRole('button', { name: '保存' }).click();
    expect(await open.page.getByText('请填写').count()).toBe(4);
    await open.isUsable('body-form');
    await open.page.getByLabel('单位', { exact: true }).selectOption({ label: '商务局' });
    await open.page.getByLabel('扣几分').fill('1.5');
    await open.page.getByLabel('事实').fill('村务公开栏未更新');
    await open.page.getByLabel('发生日期').fill('2018-05-02');
    await open.page.getByLabel('文号').fill('商政办[2018]12号');
    await open.page.getByRole('button', { name: '保存' }).click();
    await open.page.getByRole('row').getByText('草稿', { exact: true }).waitFor();
    await open.page.getByRole('button', { name: '把 1 笔草稿告知单位' }).click();
    await open.page.getByRole('dialog').getByRole('button', { name: '告知单位' }).click();
    await open.page.getByRole('row').getByText('已告知').waitFor();

    // Open deductions hold the hand-in up, and the page says so.
    await open.page.getByRole('tab', { name: '报送' }).click();
    await open.page.getByRole('button', { name: '报送本年度' }).click();
    await open.page.getByRole('button', { name: '确认报送' }).click();
    await open.page.getByRole('alert').waitFor();
    await open.page.getByRole('button', { name: '取消' }).click();

    const clerk = await open.another('unit-002', '/2018/units/002/deductions');
    await clerk.getByLabel('我要说明').fill('四月已更新，有照片');
    await open.isUsable('unit-deduction', clerk);
    await clerk.getByRole('button', { name: '提交' }).click();
    await clerk.getByText('已说明，等答复').waitFor();
    await clerk.context().close();

    await open.page.goto(open.at('/2018/bodies/civil-affairs'));
    await open.page.getByText('1 份单位说明等您答复').waitFor();
    expect(await open.page.getByText('商政办〔2018〕12号').count()).toBe(1);
    await open.page.getByLabel('答复（单位会看到）').fill('照片属实，减为一分');
    await open.page.getByLabel(/改为扣几分/).fill('1');
    await open.isUsable('body-answer');
    await open.page.getByRole('button', { name: '提交答复' }).click();
    await open.page.getByText('已答复商务局').waitFor();
    await open.page.getByRole('button', { name: '商务局' }).click();
    await open.page.getByRole('dialog').getByText('照片属实，减为一分').waitFor();
    await open.isUsable('body-detail');
    await open.page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();
    await open.onPhone('body');

    await open.page.getByRole('tab', { name: '报送' }).click();
    await open.page.getByLabel('全年工作情况（可不填）').fill('全年开展了两次检查。');
    await open.page.getByRole('button', { name: '报送本年度' }).click();
    await open.page.getByRole('button', { name: '确认报送' }).click();
    await open.page.getByText(/已于.*报送/).waitFor();
    await open.page.getByText('全年开展了两次检查。').waitFor();
    await open.isUsable('body-handed-in');
  }, 180_000);

  test('imports a sheet: every fault in its place, nothing written before it is right, nothing twice', async () => {
    await open.signIn('body-trade-union', '/2018/bodies/trade-union');
    await open.page.getByRole('button', { name: '从表格导入' }).click();
    const good = '商务局,0.5,未公开办事指南,2018-05-03,工〔2018〕3号';
    await open.page
      .getByLabel('Excel 或 CSV 文件')
      .setInputFiles(sheet([good, '没有这个局,0.5,未公开,2018-05-03,', '商务局,99,未公开,2018-05-04,']));
    await open.page.getByText('没有“没有这个局”这个被评价单位').waitFor();
    await open.page.getByText('99 超过了本项目的上限').waitFor();
    await open.isUsable('import-faults');
    await open.onPhone('import-faults');
    const listed = async () =>
      (
        await open.embedded.as('body-trade-union').call(routes.listDeductions, {
          params: { ...place, body: 'trade-union' },
          query: { limit: 10 },
        })
      ).items.map(({ unit, points, status }) => [unit, points, status]);
    expect(await listed()).toEqual([]);
    await open.page.getByLabel('Excel 或 CSV 文件').setInputFiles(sheet([good]));
    await open.page.getByRole('button', { name: '导入 1 行为草稿' }).click();
    await open.page.getByText('已导入 1 笔草稿').waitFor();
    expect(await listed()).toEqual([['002', '0.5', 'draft']]);
    await open.page.getByRole('button', { name: '从表格导入' }).click();
    await open.page.getByLabel('Excel 或 CSV 文件').setInputFiles(sheet([good]));
    await open.page.getByText('已登记过', { exact: true }).waitFor();
    expect(await open.page.getByRole('button', { name: '导入 0 行为草稿' }).isDisabled()).toBe(true);
    expect(open.complaints).toEqual([]);
  }, 120_000);

  test('files a plan, is told when a colleague has changed it, and follows what units report', async () => {
    await open.signIn('body-internal-affairs', '/2018/bodies/internal-affairs?view=plan');
    await open.page.getByText('还没有报送推进计划').waitFor();
    await open.page.getByRole('button', { name: '填写推进计划' }).click();
    await open.page.getByLabel('任务', { exact: true }).fill('更新公开目录');
    await open.page.getByLabel('完成期限').fill('2018-06-30');
    await open.page.getByLabel('给哪些单位').selectOption({ label: '商务局' });
    await open.isUsable('plan-form');
    await open.page.getByRole('button', { name: '报送计划' }).click();
    await open.page.getByText('1 个单位中 0 个已落实').waitFor();
    const params = { cycle: '2018', body: 'internal-affairs' };
    const colleague = open.embedded.as('body-internal-affairs');
    const { tasks } = await colleague.call(routes.getWorkPlan, { params });
    const [first] = tasks.map(({ units: _, ...task }) => task);
    if (first === undefined) throw new Error('the plan has no task');

    await open.page.getByRole('button', { name: '调整推进计划' }).click();
    await open.page.getByRole('button', { name: '再加一条任务' }).click();
    await open.page.getByLabel('任务', { exact: true }).nth(1).fill('晒权力清单');
    await open.page.getByLabel('完成期限').nth(1).fill('2018-09-30');
    await colleague.call(routes.fileWorkPlan, {
      params,
      body: { tasks: [{ ...first, title: '更新公开目录和指南' }] },
    });
    await open.page.getByRole('button', { name: '报送计划' }).click();
    await open.page.getByText('别人刚刚改过').waitFor();
    await open.page.getByText(/更新公开目录和指南/).waitFor();
    await open.isUsable('plan-conflict');
    await open.page.getByRole('button', { name: '用我填写的，再提交一次' }).click();
    await open.page.getByRole('heading', { name: '晒权力清单' }).waitFor();

    await open.embedded.as('unit-002').call(routes.replyToTask, {
      params: { cycle: '2018', unit: '002', body: 'internal-affairs', task: first.id },
      body: { text: '已更新', evidence: [] },
    });
    await open.page.reload();
    await open.page.getByText('1 条任务落实情况等您认可').waitFor();
    await open.page.getByRole('button', { name: '商务局' }).first().click();
    await open.isUsable('plan-reply');
    await open.page.getByRole('button', { name: '认可落实' }).click();
    await open.page.getByText('1 个单位中 1 个已落实').waitFor();
    await open.isUsable('plan');
    await open.onPhone('plan');

    await open.page.getByRole('tab', { name: '季度小结' }).click();
    await open.page.getByLabel('第 1 季度推进情况').fill('一季度完成目录更新。');
    await open.isUsable('summaries');
    await open.page.getByRole('button', { name: '报送小结' }).first().click();
    await open.page.getByText('第 1 季度小结已报送').waitFor();
    expect(open.complaints).toEqual([]);
  }, 150_000);
});
