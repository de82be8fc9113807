import { describe, expect, test } from 'vitest';
import { openConsole } from './console.ts';

/** A lead body in the console, with the unit that answers it. */

const open = openConsole('2018-06-15T04:00:00.000Z');

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
    await open.page.getByRole('button', { name: '保存' }).click();
    await open.page.getByText('草稿', { exact: true }).waitFor();
    await open.page.getByRole('button', { name: '把 1 笔草稿告知单位' }).click();
    await open.page.getByText('已告知').waitFor();
    // Open deductions hold the hand-in up, and the page says so.
    await open.page.getByRole('button', { name: '报送' }).click();
    await open.page.getByRole('alert').waitFor();

    const clerk = await open.another('unit-002', '/2018/units/002/deductions');
    await clerk.getByLabel('我要说明').fill('四月已更新，有照片');
    await open.isUsable('unit-deduction', clerk);
    await clerk.getByRole('button', { name: '提交' }).click();
    await clerk.getByText('已说明，等答复').waitFor();
    await clerk.context().close();

    await open.page.reload();
    await open.page.getByLabel('答复（单位会看到）').fill('照片属实，减为一分');
    await open.page.getByLabel(/改为扣几分/).fill('1');
    await open.isUsable('body-answer');
    await open.page.getByRole('button', { name: '提交' }).click();
    await open.page.getByText('照片属实，减为一分').waitFor();
    await open.page.getByRole('button', { name: '报送' }).click();
    await open.page.getByText(/已于.*报送/).waitFor();
    await open.onPhone('body');
  }, 90_000);
});
