import { describe, expect, test } from 'vitest';
import { routes } from '../../shared/contracts/routes.ts';
import { openConsole } from './console.ts';

/** What a unit’s clerk does in the console, and is told. */

const open = openConsole('2018-06-15T04:00:00.000Z');

describe('a unit’s clerk', () => {
  test('sees the points of today with each reason, what is to be done, and the pace', async () => {
    await open.signIn('unit-003');
    await open.page.getByRole('heading', { name: '每一项的得分和理由' }).waitFor();
    const standing = await open.embedded
      .as('unit-003')
      .call(routes.getUnitStanding, { params: { cycle: '2018', unit: '003' } });
    const main = open.page.getByRole('main');
    await main.getByText(standing.total, { exact: true }).first().waitFor();
    for (const item of standing.items)
      await main.getByText(item.reason.zh, { exact: true }).first().waitFor();
    await main.getByText(`已计入 ${standing.register.count} 条`).waitFor();
    await open.isUsable('unit-home');
    await open.onPhone('unit-home');
    await open.page.getByRole('button', { name: 'English' }).click();
    await open.page.getByRole('heading', { name: 'Points as of now' }).waitFor();
    await open.isUsable('unit-home-english');
    expect(open.complaints).toEqual([]);
  }, 60_000);

  test('adds a row to the register: what is missing is said, a refusal is said, and the row is there', async () => {
    await open.signIn('unit-004', '/2018/units/004/register');
    await open.page.getByText('台账还是空的').waitFor();
    await open.isUsable('register-empty');
    await open.page.getByRole('button', { name: '登记一条' }).click();
    await open.page.getByRole('button', { name: '保存' }).click();
    expect(await open.page.getByText('请填写').count()).toBeGreaterThan(2);
    await open.isUsable('register-form');
    await open.page.getByRole('dialog').getByLabel('栏目').selectOption({ label: '工作动态' });
    await open.page.getByLabel('标题').fill('关于开展检查的通知');
    await open.page.getByLabel('责任科室').fill('办公室');
    await open.page.getByLabel('形成日期').fill('2018-06-11');
    await open.page.getByLabel('发布日期').fill('2018-06-12');
    await open.page.getByLabel('网址').fill('不是网址');
    await open.page.getByRole('button', { name: '保存' }).click();
    await open.page.getByRole('alert').waitFor();
    await open.page.getByLabel('网址').fill('http://demo.example.cn/1.html');
    await open.page.getByRole('button', { name: '保存' }).click();
    await open.page.getByRole('link', { name: '关于开展检查的通知' }).waitFor();
    const { items } = await open.embedded.as('unit-004').call(routes.listRegisterRows, {
      params: { cycle: '2018', unit: '004' },
      query: { limit: 10 },
    });
    expect(items.map(({ entry }) => entry.title)).toEqual(['关于开展检查的通知']);
    await open.page.getByRole('cell', { name: '没有保密审查' }).waitFor();
    await open.page.getByLabel('是否计入').selectOption('counts');
    await open.page.getByText('没有符合条件的').waitFor();
    await open.page.getByLabel('是否计入').selectOption('not-reviewed');
    await open.page.getByRole('link', { name: '关于开展检查的通知' }).waitFor();
    await open.isUsable('register');
    await open.onPhone('register');
  }, 90_000);

  test('who corrects a row that somebody has just corrected sees both and chooses; the history keeps what it said', async () => {
    const place = { cycle: '2018', unit: '006' };
    const entry = (title: string) => ({
      title,
      column: 'notices',
      documentNumber: null,
      url: null,
      madeOn: '2018-06-11',
      publishedOn: '2018-06-12',
      responsibleOffice: '办公室',
      secrecyReview: null,
    });
    const staff = open.embedded.as('unit-006');
    const { items } = await staff.call(routes.addRegisterRows, {
      params: place,
      body: { rows: [entry('原来的标题')] },
      key: 'unit-web-conflict-row',
    });
    await open.signIn('unit-006', '/2018/units/006/register');
    await open.page.getByRole('button', { name: '更正' }).click();
    await open.page.getByRole('dialog').getByLabel('标题').fill('我写的标题');
    // The rehearsal's clock stands still by itself.
    await open.embedded.as('admin-a').call(routes.setRehearsalClock, {
      params: {},
      body: { now: '2018-06-15T04:05:00.000Z' },
    });
    await staff.call(routes.correctRegisterRow, {
      params: { ...place, row: items[0]?.id ?? '' },
      body: entry('别人写的标题'),
    });
    await open.page.getByRole('button', { name: '保存' }).click();
    await open.page.getByText('别人刚刚改过').waitFor();
    await open.page.getByRole('dialog').getByRole('cell', { name: '别人写的标题' }).waitFor();
    await open.isUsable('register-conflict');
    await open.page.getByRole('button', { name: '用我填写的，再提交一次' }).click();
    await open.page.getByRole('rowheader', { name: '我写的标题' }).waitFor();
    await open.page.getByRole('button', { name: '记录' }).click();
    await open.page.getByText('原来的标题').waitFor();
    await open.isUsable('register-history');
    await open.page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();
    await open.page.getByRole('button', { name: '撤回' }).click();
    await open.page.getByRole('dialog').getByLabel('撤回的原因').fill('误登');
    // While it is being withdrawn, a colleague puts it right: it does not go unread.
    await staff.call(routes.correctRegisterRow, {
      params: { ...place, row: items[0]?.id ?? '' },
      body: entry('同事又改的标题'),
    });
    await open.page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
    await open.page.getByRole('dialog').getByText('请看过再决定撤回不撤回').waitFor();
    await open.page.getByRole('dialog').locator('ins').getByText('同事又改的标题').waitFor();
    expect(await open.page.getByLabel('撤回的原因').inputValue()).toBe('误登');
    await open.isUsable('register-withdraw-changed');
    await open.page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
    await open.page.getByText('没有符合条件的').waitFor();
  }, 90_000);

  test('imports a sheet: the headings are mended, errors stand in their places, and the rows are added once', async () => {
    await open.signIn('unit-011', '/2018/units/011/register/import');
    const file = [
      '信息标题,所属栏目,成文日期,我们的发布日,责任科室',
      '第一条,公告公示,2018-06-01,2018-06-02,办公室',
      '第二条,公告公示,2018-06-01,六月,办公室',
    ].join('\n');
    await open.page.getByTestId('import-file').setInputFiles({
      name: '台账.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`\ufeff${file}`),
    });
    await open.page.getByLabel('“我们的发布日”是什么').selectOption('publishedOn');
    await open.page.getByText('将加入 1 行').waitFor();
    await open.page.getByText('需要修改 1 行').waitFor();
    await open.isUsable('register-import');
    await open.onPhone('register-import');
    await open.page.getByRole('button', { name: '加入 1 行' }).click();
    await open.page.getByText('已加入 1 行').waitFor();
    await open.page.getByText('已在台账 1 行').waitFor();
    await open.page.getByRole('button', { name: '撤销这次导入' }).click();
    await open.isUsable('register-import-undo');
    await open.page.getByRole('dialog').getByRole('button', { name: '撤销这次导入' }).click();
    await open.page.getByText('已撤销 1 行').waitFor();
    await open.page.getByText('将加入 1 行').waitFor();
    await open.page.getByRole('button', { name: '加入 1 行' }).click();
    await open.page.getByText('已加入 1 行').waitFor();
    await open.page.getByRole('link', { name: '回到台账' }).click();
    await open.page.getByRole('rowheader', { name: '第一条' }).waitFor();
    expect(open.complaints).toEqual([]);
  }, 90_000);

  test('whose network is down is told so in words, keeps what was typed, and goes on when it is back', async () => {
    await open.signIn('unit-007', '/2018/units/007/register');
    await open.page.getByRole('button', { name: '登记一条' }).click();
    await open.page.getByLabel('标题').fill('断网时写的');
    await open.page.getByRole('dialog').getByLabel('栏目').selectOption({ label: '工作动态' });
    await open.page.getByLabel('责任科室').fill('办公室');
    await open.page.getByLabel('形成日期').fill('2018-06-11');
    await open.page.getByLabel('发布日期').fill('2018-06-12');
    await open.context.setOffline(true);
    await open.page.getByRole('button', { name: '保存' }).click();
    await open.page.getByText('没有连上服务器').waitFor({ timeout: 15_000 });
    expect(await open.page.getByLabel('标题').inputValue()).toBe('断网时写的');
    await open.context.setOffline(false);
    await open.page.getByRole('button', { name: '保存' }).click();
    await open.page.getByRole('rowheader', { name: '断网时写的' }).waitFor();
  }, 60_000);

  test('may not look at another unit: the page says so in words', async () => {
    await open.signIn('unit-002', '/2018/units/003');
    await open.page.getByRole('alert').waitFor();
    expect(await open.page.getByRole('alert').innerText()).toContain('这一步没有办成');
  }, 60_000);
});
