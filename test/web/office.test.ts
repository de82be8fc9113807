import { describe, expect, test } from 'vitest';
import { routes } from '../../shared/contracts/routes.ts';
import { openConsole } from './console.ts';

/** The county office in the console. */

const open = openConsole('2018-06-15T04:00:00.000Z');
const dialog = () => open.page.getByRole('dialog');

describe('the county office', () => {
  test('begins with what waits for it and where the year is', async () => {
    await open.signIn('admin-b');
    await open.page.getByRole('heading', { name: '年度进程' }).waitFor();
    await open.page.getByText('今天 2018年6月15日').waitFor();
    await open.page.getByRole('link', { name: /个单位有过期的事/ }).waitFor();
    await open.isUsable('office-year');
    await open.onPhone('office-year');
    await open.page.getByRole('link', { name: /个单位有过期的事/ }).click();
    await open.page.getByRole('link', { name: '商务局' }).waitFor();
    expect(await open.page.getByLabel('缺口').inputValue()).toBe('overdue');
    expect(open.complaints).toEqual([]);
  }, 120_000);

  test('sees all units as a list and as a picture, filters them, and reminds some', async () => {
    await open.signIn('admin-b', '/2018/units');
    await open.page.getByRole('link', { name: '商务局' }).waitFor();
    await open.isUsable('units');
    await open.onPhone('units');
    await open.page.getByRole('checkbox', { name: '选择商务局' }).check();
    await open.page.getByRole('button', { name: '提醒选中的 1 个单位' }).click();
    await open.page.getByText(/已提醒 [01] 个单位/).waitFor();
    await open.page.getByLabel('类别').selectOption('township');
    await open.page.getByText('显示 11 个，共 64 个').waitFor();
    expect(await open.page.locator('table.units tbody tr').count()).toBe(11);
    await open.page.getByLabel('类别').selectOption('');
    await open.page.getByRole('button', { name: '热力图' }).click();
    await open.page.getByRole('columnheader', { name: 'C10' }).waitFor();
    expect(await open.page.locator('table.heat tbody tr').count()).toBe(64);
    await open.isUsable('heat-map');
    await open.onPhone('heat-map');
    expect(open.complaints).toEqual([]);
  }, 120_000);

  test('keeps to four eyes: what one admin records another confirms, and the unit’s own is told who may act', async () => {
    await open.signIn('admin-b', '/2018/decisions');
    await open.page.getByText('没有市级扣分').waitFor();
    await open.page.getByRole('button', { name: '登记市级扣分' }).click();
    await dialog().getByLabel('牵头部门').selectOption({ label: '县民政局' });
    await dialog().getByLabel('市里扣几分').fill('0.5');
    await dialog().getByLabel('文号').fill('遂政办函〔2018〕31号');
    await dialog().getByLabel('事实').fill('二季度市级通报社会救助信息更新不及时。');
    // What was typed outlives a reload.
    await open.page.reload();
    await open.page.getByRole('button', { name: '登记市级扣分' }).click();
    await dialog().getByText('上次没填完的内容').waitFor();
    await dialog().getByLabel('认定日期').fill('2018-06-10');
    await open.isUsable('city-deduction-form');
    await dialog().getByRole('button', { name: '登记市级扣分' }).click();
    await open.page.getByText('这一步是您办的，要请另一位管理员复核。').waitFor();
    await open.forgetSignIn();

    await open.signIn('admin-a', '/2018/decisions');
    await open.page.getByRole('button', { name: '复核生效' }).click();
    await dialog().getByRole('button', { name: '复核生效' }).click();
    await open.page.getByText('已生效').waitFor();
    await open.page.getByRole('button', { name: '提出撤销' }).click();
    await dialog().getByLabel('撤销理由').fill('市里已更正通报。');
    await dialog().getByLabel('文号').fill('遂政办函〔2018〕35号');
    await dialog().getByRole('button', { name: '提出撤销' }).click();
    await open.page.getByText('等待复核撤销').waitFor();
    await open.isUsable('decisions');
    await open.onPhone('decisions');
    await open.embedded.as('admin-b').call(routes.decideIncident, {
      params: { cycle: '2018' },
      body: {
        unit: '001',
        kind: 'leak',
        reason: '内部文件误登网站',
        document: '大保办〔2018〕5号',
        decidedOn: '2018-06-01',
      },
      key: 'an-incident-of-the-office',
    });
    await open.page.reload();
    await open.page.getByText(/按规定回避。可以由.*办理/).waitFor();
    expect(open.complaints).toEqual([]);
  }, 180_000);

  test('has lead bodies, requests, contacts and settings each on a page that says what is missing', async () => {
    await open.signIn('admin-b', '/2018/lead-bodies');
    await open.page.getByRole('rowheader', { name: '县民政局' }).waitFor();
    await open.page.getByText('还没有报计划').first().waitFor();
    await open.isUsable('lead-bodies');
    await open.onPhone('lead-bodies');
    await open.page.getByRole('link', { name: '依申请公开' }).click();
    await open.page.getByRole('rowheader', { name: '商务局' }).waitFor();
    await open.page.getByText('全县年度报告数据').waitFor();
    await open.page.getByText(/数据截至.*报告应在/).waitFor();
    await open.isUsable('requests-overview');
    await open.page.getByRole('link', { name: '联系人员' }).click();
    await open.page.getByRole('rowheader', { name: '商务局' }).waitFor();
    await open.isUsable('office-contacts');
    await open.onPhone('office-contacts');
    const saved = open.page.waitForEvent('download');
    await open.page.getByRole('button', { name: '导出 CSV' }).click();
    expect((await saved).suggestedFilename()).toMatch(/\.csv$/);
    await open.page.getByRole('link', { name: '提醒与规则' }).click();
    await open.page.getByLabel('退回后补正期限').fill('15');
    await open.page.getByRole('button', { name: '保存' }).first().click();
    await open.page.getByText('已保存').waitFor();
    await open.page.reload();
    await open.page.getByLabel('退回后补正期限').waitFor();
    expect(await open.page.getByLabel('退回后补正期限').inputValue()).toBe('15');
    await open.page.getByLabel(/检查哪些网站/).fill('demo.example.cn');
    // What is not saved yet outlives a reload.
    await open.page.reload();
    await expect.poll(() => open.page.getByLabel(/检查哪些网站/).inputValue()).toBe('demo.example.cn');
    await open.page.getByLabel(/接收地址/).fill('https://oa.example.cn/hook');
    await open.page.getByLabel('开启转发').check();
    const ofWebhook = open.page.locator('section', { has: open.page.getByLabel(/接收地址/) });
    await ofWebhook.getByRole('button', { name: '保存' }).click();
    await open.page.getByText(/密钥只显示这一次/).waitFor();
    await open.isUsable('office-settings');
    await open.onPhone('office-settings');
    expect(open.complaints).toEqual([]);
  }, 180_000);

  test('tries the year out, and plans the next with its reforms before it begins it', async () => {
    await open.signIn('admin-b', '/2018/dry-runs');
    await open.page.getByText('还没有试算过').waitFor();
    await open.page.getByRole('button', { name: '试算一次' }).click();
    await open.page.getByRole('rowheader', { name: '商务局' }).waitFor({ timeout: 60_000 });
    await open.isUsable('dry-run');
    await open.page.getByRole('link', { name: '下一年度' }).click();
    await open.page.getByRole('button', { name: '合并' }).click();
    await dialog().getByLabel('商务局').check();
    await dialog().getByLabel('信访局').check();
    await dialog().getByLabel('名称').fill('商务信访局');
    await open.isUsable('reform-form');
    await dialog().getByRole('button', { name: '加上' }).click();
    await open.page.getByText('商务局、信访局合并为商务信访局').waitFor();
    await open.page.getByRole('button', { name: '看看下一年' }).click();
    await open.page.getByRole('rowheader', { name: '商务信访局' }).waitFor();
    await open.isUsable('next-year');
    await open.onPhone('next-year');
    await open.page.getByRole('button', { name: '建立2019年' }).click();
    await dialog().getByRole('button', { name: '建立2019年' }).click();
    await open.page.getByText('2019年已经建好').waitFor();
    expect(open.complaints).toEqual([]);
  }, 180_000);

  test('reads who did what, and writes the circular with what may stand in it beside it', async () => {
    const admin = open.embedded.as('admin-a');
    const settings = await admin.call(routes.getReminderSettings, { params: { cycle: '2018' } });
    await admin.call(routes.setReminderSettings, {
      params: { cycle: '2018' },
      body: { ...settings, handInNearDays: 2 },
    });
    await open.signIn('admin-b', '/2018/audit');
    await open.page.locator('.trail-list').getByText('设置提醒').first().waitFor();
    const settled = open.page.locator('.trail-list > li').filter({ hasText: '设置提醒' }).first();
    await settled.getByText('改了什么').click();
    await settled.getByRole('rowheader', { name: '报送临期天数' }).waitFor();
    await open.page.getByText('独立核验').click();
    const heads = open.page.waitForEvent('download');
    await open.page.getByRole('button', { name: '下载签名文件' }).click();
    expect((await heads).suggestedFilename()).toBe('2018年操作记录签名.jsonl');
    const key = open.page.waitForEvent('download');
    await open.page.getByRole('button', { name: '保存公钥' }).click();
    expect((await key).suggestedFilename()).toMatch(/\.pem$/);
    await open.isUsable('audit');
    await open.onPhone('audit');
    await open.page.getByLabel('哪一类').selectOption('appeals');
    await open.page.getByText('没有符合条件的记录').waitFor();
    await open.page.getByRole('link', { name: '通报' }).click();
    const title = open.page.getByLabel('标题', { exact: true });
    await title.waitFor();
    await title.fill('关于{年份}年度政务公开的通报{没有这个位置}');
    await open.page.getByRole('button', { name: '保存' }).click();
    await open.page.getByRole('alert').getByText('没有这个位置').waitFor();
    await title.fill('关于{年份}年度政务公开的通报');
    await open.page.getByRole('button', { name: '保存' }).click();
    await open.page.getByText('已保存').waitFor();
    // The form then shows what was settled, not what held before.
    await open.page.getByRole('button', { name: '放弃修改' }).waitFor({ state: 'detached' });
    expect(await title.inputValue()).toBe('关于{年份}年度政务公开的通报');
    await open.isUsable('circular');
    await open.onPhone('circular');
  }, 120_000);

  test('changes a member whom next year’s reform has given a unit that this year does not have', async () => {
    await open.signIn('admin-b', '/2018/members');
    await open.page.getByLabel('搜索').fill('商务局');
    const line = open.page
      .getByRole('row')
      .filter({ has: open.page.getByRole('rowheader', { name: '演示员·商务局', exact: true }) });
    await line.getByText('信息员（商务信访局·2019年）').first().waitFor();
    await line.getByRole('cell', { name: '商务信访局·2019年', exact: true }).waitFor();
    await line.getByRole('button', { name: '修改', exact: true }).click();
    const home = dialog().getByLabel('所在单位');
    expect(await home.locator('option:checked').textContent()).toBe('商务信访局·2019年');
    await dialog().getByLabel('姓名').fill('演示员·商务局（借调）');
    await open.isUsable('member-other-year');
    await dialog().getByRole('button', { name: '修改' }).click();
    await dialog().waitFor({ state: 'detached' });
    await open.page.getByRole('rowheader', { name: '演示员·商务局（借调）' }).waitFor();
    expect(open.complaints).toEqual([]);
  }, 120_000);

  test('invites somebody by a code that is shown once, and suspends a member with a reason', async () => {
    await open.signIn('admin-b', '/2018/members');
    await open.page.getByRole('rowheader', { name: '演示员·商务局', exact: false }).first().waitFor();
    await open.page.getByRole('button', { name: '邀请成员' }).click();
    await dialog().getByLabel('姓名').fill('演示员·新信息员');
    await dialog().getByLabel('单位', { exact: true }).selectOption({ label: '商务局' });
    await dialog().getByRole('button', { name: '加上' }).click();
    await dialog().getByText('信息员（商务局）').waitFor();
    await open.isUsable('invitation');
    await dialog().getByRole('button', { name: '邀请成员' }).click();
    await open.page.getByText('邀请码只显示这一次').waitFor();
    await open.page.getByLabel('搜索').fill('财政局');
    await open.page.getByRole('combobox', { name: /^权限/ }).selectOption('unit-staff');
    await open.page.getByRole('button', { name: '停用' }).click();
    await dialog().getByLabel('理由').fill('调离岗位');
    await dialog().getByRole('button', { name: '停用' }).click();
    await open.page.getByText('已停用').waitFor();
    await open.page.getByRole('button', { name: '恢复' }).click();
    await dialog().getByLabel('理由').fill('借调结束，回原岗位。');
    await dialog().getByRole('button', { name: '恢复' }).click();
    await open.page.getByRole('cell', { name: '正常' }).waitFor();
    await open.page.getByRole('button', { name: '修改', exact: true }).click();
    await dialog().getByLabel('姓名').fill('演示员·财政局（新）');
    await open.isUsable('member-change');
    await dialog().getByRole('button', { name: '修改' }).click();
    await open.page.getByRole('rowheader', { name: '演示员·财政局（新）' }).waitFor();
    await open.page.getByRole('button', { name: '移除' }).click();
    await dialog().getByLabel('理由').fill('退休');
    await dialog().getByRole('button', { name: '移除' }).click();
    await open.page.getByRole('cell', { name: '已移除' }).waitFor();
    // What they did stays under their name; nothing can be done to them any more.
    expect(await open.page.getByRole('button', { name: '恢复' }).count()).toBe(0);
    await open.page.getByLabel('搜索').fill('');
    await open.isUsable('members');
    await open.onPhone('members');
    expect(open.complaints).toEqual([]);
  }, 120_000);

  test('invites an admin only with a second admin, who finds it in the list and confirms it', async () => {
    await open.signIn('admin-a', '/2018/members');
    await open.page.getByRole('button', { name: '邀请成员' }).click();
    await dialog().getByLabel('姓名').fill('演示员·新管理员');
    await dialog().getByRole('combobox', { name: /权限/ }).selectOption('county-admin');
    await dialog().getByRole('button', { name: '加上' }).click();
    await dialog().getByRole('button', { name: '邀请成员' }).click();
    await open.page.getByText('邀请码只显示这一次').waitFor();
    const invited = () => open.page.getByRole('listitem').filter({ hasText: '演示员·新管理员' });
    await invited().getByText('您发出的，请另一位管理员确认。').waitFor();
    expect(await invited().getByRole('button', { name: '确认邀请' }).count()).toBe(0);
    await open.forgetSignIn();
    await open.signIn('admin-b', '/2018/members');
    await invited().getByText('等待另一位管理员确认').waitFor();
    await open.isUsable('invitation-unconfirmed');
    await invited().getByRole('button', { name: '确认邀请' }).click();
    await dialog().getByText('请核对受邀人和权限').waitFor();
    await dialog().getByRole('button', { name: '确认邀请' }).click();
    await invited().getByText('等待另一位管理员确认').waitFor({ state: 'detached' });
    expect(await invited().getByRole('button', { name: '撤回' }).count()).toBe(1);
    expect(open.complaints).toEqual([]);
  }, 120_000);

  test('stores a changed rubric as a version of its own, compares it, and adopts it', async () => {
    await open.signIn('admin-b', '/2018/rubric');
    const text = open.page.getByLabel('细则内容');
    await text.waitFor();
    const before = await text.inputValue();
    await text.fill(before.replace(/^( {2}zh: ).*$/m, '$1修订后的评价细则'));
    await open.page.getByRole('button', { name: '存为新版本' }).click();
    await open.page.getByText('已存为新版本，可以对比后采用。').waitFor();
    await open.page.getByRole('button', { name: '与现行版本对比' }).click();
    await open.page.getByRole('heading', { name: /第 2 版与第 1 版的差别/ }).waitFor();
    await open.page.getByRole('cell', { name: '修订后的评价细则' }).waitFor();
    await open.isUsable('rubric-difference');
    await open.onPhone('rubric-difference');
    await open.page.getByRole('button', { name: '采用', exact: true }).click();
    await dialog().getByRole('button', { name: '采用', exact: true }).click();
    await open.page.getByRole('listitem').filter({ hasText: '第 2 版' }).getByText('正在采用').waitFor();
    expect(open.complaints).toEqual([]);
  }, 120_000);
});
