import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { routes } from '../../shared/contracts/routes.ts';
import { rubricWithFacts } from '../support/rubric-with-facts.ts';
import { openConsole } from './console.ts';

/** What the county office records of a unit that nobody hands in: who finds it where, and who may change it. */

const open = openConsole('2018-06-15T04:00:00.000Z');
const dialog = () => open.page.getByRole('dialog');
const row = (name: string) =>
  open.page
    .getByRole('row')
    .filter({ has: open.page.getByRole('rowheader', { name: new RegExp(`^${name} `) }) });
const admin = () => open.embedded.as('admin-a');
const params = { cycle: '2018', unit: '003' };

describe('where the year’s rubric asks for nothing', () => {
  test('an admin is told so from the unit’s page on, and where it would be written; the unit that it has nothing to do', async () => {
    await open.signIn('admin-b', '/2018/units');
    await open.page.getByRole('link', { name: '商务局' }).click();
    const places = open.page.getByRole('navigation', { name: '这个单位的其他页面' });
    await places.getByRole('link', { name: '不适用、外部评分与计数' }).click();
    await open.page.getByText('没有要登记的情况').waitFor();
    await open.page.getByRole('link', { name: '看评价细则' }).waitFor();
    await open.isUsable('facts-none');
    await open.forgetSignIn();
    await open.signIn('unit-003', '/2018/units/003/facts');
    await open.page.getByText('不用办理').waitFor();
    expect(await open.page.getByRole('link', { name: '看评价细则' }).count()).toBe(0);
  }, 120_000);
});

describe('where the rubric asks for facts', () => {
  test('an admin records that an item does not apply, with a reason, and sees before it is saved what will change', async () => {
    await admin().call(routes.storeRubric, {
      params: { cycle: '2018' },
      body: { text: stringify(rubricWithFacts()) },
      key: 'a-rubric-that-asks-for-facts',
    });
    await admin().call(routes.adoptRubric, { params: { cycle: '2018' }, body: { version: 2 } });
    await open.signIn('admin-b', '/2018/units/003/facts');
    await row('C2').getByText('适用', { exact: true }).waitFor();
    await open.isUsable('facts');
    await row('C2')
      .getByRole('button', { name: /^登记 C2/ })
      .click();
    await dialog().getByLabel('这一项对这个单位不适用').check();
    await dialog().getByRole('button', { name: '保存' }).click();
    // Nothing is left out without a reason.
    await dialog().getByText('请填写').waitFor();
    await dialog()
      .getByLabel(/^为什么不适用/)
      .fill('本单位没有行政许可事项。');
    await dialog().getByText('按比例分给同一部分的其他项').waitFor();
    // What was typed outlives a reload.
    await open.page.reload();
    await row('C2')
      .getByRole('button', { name: /^登记 C2/ })
      .click();
    await dialog().getByText('上次没填完的内容').waitFor();
    await dialog().locator('ins').getByText('不适用：本单位没有行政许可事项。').waitFor();
    expect(await dialog().locator('del').innerText()).toBe('适用');
    await open.isUsable('facts-aside');
    await open.onPhone('facts-aside');
    await dialog().getByRole('button', { name: '保存' }).click();
    await dialog().waitFor({ state: 'detached' });
    await row('C2').getByText('本单位没有行政许可事项。').waitFor();
    const { items } = await admin().call(routes.listUnitFacts, { params });
    expect(items).toMatchObject([{ item: 'C2', notApplicable: { reason: '本单位没有行政许可事项。' } }]);
    expect(open.complaints).toEqual([]);
  }, 180_000);

  test('scores from elsewhere are entered as they come, none above what they are out of', async () => {
    await open.signIn('admin-b', '/2018/units/003/facts');
    await row('C4').getByText('上半年 未登记').waitFor();
    await row('C4')
      .getByRole('button', { name: /^登记 C4/ })
      .click();
    await dialog().getByLabel('上半年').fill('100.5');
    await dialog().getByText('请填 0 到 100 的数').waitFor();
    await dialog().getByRole('button', { name: '保存' }).click();
    // It was not sent.
    expect((await admin().call(routes.listUnitFacts, { params })).items.map(({ item }) => item)).toEqual([
      'C2',
    ]);
    await dialog().getByLabel('上半年').fill('86.5');
    await open.isUsable('facts-scores');
    await dialog().getByRole('button', { name: '保存' }).click();
    await row('C4').getByText('上半年 86.5').waitFor();
    await row('C4').getByText('下半年 未登记').waitFor();
    expect(open.complaints).toEqual([]);
  }, 120_000);

  test('a count is entered by month; two who enter it at once are told, see both and choose', async () => {
    await open.signIn('admin-b', '/2018/units/003/facts');
    const card = open.page.locator('section.card').filter({ hasText: '计数：C5' });
    await card.getByText('还没有登记，按 0 计。').waitFor();
    await card.getByRole('button', { name: /^登记 C5/ }).click();
    await dialog().getByLabel('1月', { exact: true }).fill('三');
    await dialog().getByText('请填整数').waitFor();
    await dialog().getByLabel('1月', { exact: true }).fill('3');
    await dialog().getByLabel('2月', { exact: true }).fill('2');
    await admin().call(routes.setUnitMeasure, {
      params: { ...params, measure: 'adopted' },
      body: { months: [3, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
    });
    await dialog().getByRole('button', { name: '保存' }).click();
    await dialog().getByText('别人刚刚改过').waitFor();
    await dialog().getByRole('row', { name: '2月 5 2' }).waitFor();
    // What is the same is not asked about.
    expect(await dialog().getByRole('row').count()).toBe(2);
    await open.isUsable('facts-conflict');
    await dialog().getByRole('button', { name: '用我填写的，再提交一次' }).click();
    await dialog().waitFor({ state: 'detached' });
    await expect
      .poll(async () =>
        (await admin().call(routes.listUnitFacts, { params })).measures[0]?.months.slice(0, 2),
      )
      .toEqual([3, 2]);
    await card.getByText('全年').waitFor();
    expect(await card.locator('.sum dd').innerText()).toBe('5');
    await open.isUsable('facts-recorded');
    await open.onPhone('facts-recorded');
    expect(open.complaints).toEqual([]);
  }, 120_000);

  test('the unit reads it from its home on and changes nothing; an admin of the unit is told who may', async () => {
    await open.signIn('unit-003');
    await open.page.getByRole('link', { name: '为什么不适用' }).click();
    await row('C2').getByText('本单位没有行政许可事项。').waitFor();
    expect(await open.page.getByRole('button', { name: /登记|修改/ }).count()).toBe(0);
    await open.forgetSignIn();
    await open.signIn('admin-a', '/2018/units/001/facts');
    await open.page.getByText(/按规定回避/).waitFor();
    await row('C2').waitFor();
    expect(await open.page.getByRole('button', { name: /登记|修改/ }).count()).toBe(0);
    expect(open.complaints).toEqual([]);
  }, 120_000);
});

describe('who changed what of a unit', () => {
  test('an admin reads from the unit’s page on, by what was done and by whom, with what it was before', async () => {
    await admin().call(routes.setItemFacts, {
      params: { cycle: '2018', unit: '005', item: 'C2' },
      body: { notApplicable: null, imported: [] },
    });
    await open.signIn('admin-b', '/2018/units/005');
    await open.page.getByRole('link', { name: '谁改过什么' }).click();
    await open.page.getByRole('heading', { level: 1, name: '谁改过什么' }).waitFor();
    const entry = open.page.locator('.trail-list > li').first();
    await entry.waitFor();
    await entry.getByText('改了什么').click();
    await open.isUsable('unit-trail');
    await open.onPhone('unit-trail');
    await entry.getByRole('button', { name: '演示员·管理甲' }).click();
    await open.page.getByRole('button', { name: '不限经办人' }).waitFor();
    await open.page.getByLabel('哪一类').selectOption('appeals');
    await open.page.getByText('没有符合条件的记录').waitFor();
    expect(open.complaints).toEqual([]);
  }, 120_000);

  test('a unit without any entry is said to have none; its own people, who may not read it, find no way there', async () => {
    await open.signIn('admin-b', '/2018/units/031/audit');
    await open.page.getByText('这个单位今年还没有任何登记和改动').waitFor();
    await open.isUsable('unit-trail-none');
    await open.forgetSignIn();
    await open.signIn('unit-005', '/2018/units/005');
    await open.page.getByRole('heading', { name: '每一项的得分和理由' }).waitFor();
    expect(await open.page.getByRole('link', { name: '谁改过什么' }).count()).toBe(0);
  }, 120_000);
});

describe('links of a register that are not right', () => {
  test('stand above it with what is wrong and the row to put right; who only reads changes nothing', async () => {
    const place = { cycle: '2018', unit: '008' };
    const row = (title: string, url: string) => ({
      title,
      column: 'notices',
      documentNumber: null,
      url,
      madeOn: '2018-06-11',
      publishedOn: '2018-06-12',
      responsibleOffice: '办公室',
      secrecyReview: null,
    });
    await open.embedded.as('unit-008').call(routes.addRegisterRows, {
      params: place,
      body: { rows: [row('打不开的通知', 'http://www.biaochi.invalid/a.html')] },
      key: 'a-row-with-a-dead-link',
    });
    await admin().call(routes.setLinkCheck, {
      params: { cycle: '2018' },
      body: { domains: ['biaochi.invalid'] },
    });
    await open.embedded.runtime.invokeFunction('biaochi-event-check-links', {});
    await open.signIn('admin-b', '/2018/settings');
    await open.page.getByRole('listitem').filter({ hasText: '打不开 1 条' }).getByRole('link').click();
    const found = open.page.getByText('1 个链接有问题');
    await found.click();
    await open.page.getByText('连接不上网站。').waitFor();
    expect(await open.page.getByRole('button', { name: /更正/ }).count()).toBe(0);
    await open.forgetSignIn();
    await open.signIn('unit-008', '/2018/units/008/register');
    await found.click();
    await open.isUsable('link-findings');
    await open.onPhone('link-findings');
    const line = open.page
      .getByRole('region', { name: '1 个链接有问题' })
      .getByRole('row', { name: /打不开的通知/ });
    await line.getByRole('button', { name: /更正/ }).click();
    await dialog().getByLabel('网址').fill('http://www.biaochi.invalid/b.html');
    await dialog().getByRole('button', { name: '保存' }).click();
    // What was found is no longer so: the row has another address.
    await found.waitFor({ state: 'detached' });
    expect(open.complaints).toEqual([]);
  }, 120_000);
});
