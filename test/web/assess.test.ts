import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { routes } from '../../shared/contracts/routes.ts';
import { openConsole } from './console.ts';

/** A reviewer in the console. */

const open = openConsole('2018-06-15T04:00:00.000Z');

const inUnit = (unit: string) => ({ cycle: '2018', unit });
const bring = (unit: string, title: string, items = ['A2']) =>
  open.embedded.as(`unit-${unit}`).call(routes.requestEvidence, {
    params: inUnit(unit),
    body: {
      items,
      title,
      note: null,
      channel: null,
      files: [],
      links: [{ url: 'http://demo.example.cn/a.html', title: null }],
      replaces: null,
    },
    key: `key-of-the-review-${unit}-${items.join()}`,
  });
const statusOf = async (unit: string) =>
  (
    await open.embedded
      .as(`unit-${unit}`)
      .call(routes.listEvidence, { params: inUnit(unit), query: { limit: 5 } })
  ).items.map((each) => [each.status, each.reason]);
const pointsOf = async (unit: string, item: string) =>
  (await open.embedded.as('reviewer-a').call(routes.listPoints, { params: inUnit(unit) })).items
    .filter((each) => each.item === item)
    .map(({ points, reason }) => [points, reason]);

describe('a reviewer', () => {
  test('accepts one piece and sends another back, by keys, and finds their own unit’s greyed, with who may', async () => {
    await bring('008', '甲');
    await bring('009', '乙');
    await bring('001', '丙');
    await open.signIn('reviewer-a');
    await open.page.getByText('这是您所在的单位，按规定回避').first().waitFor();
    await open.page.getByRole('button', { name: /甲/ }).click();
    await open.isUsable('review');
    await open.page.keyboard.press('y');
    await open.page.getByRole('button', { name: /甲/ }).waitFor({ state: 'detached' });
    await open.page.getByText('已认可：甲').waitFor();
    await open.page.getByRole('button', { name: /乙/ }).click();
    await open.page.keyboard.press('n');
    // What is asked for has the focus: the reason is typed at once.
    await open.page.keyboard.type('看不清楚');
    expect(await open.page.getByLabel('退回理由（单位会看到）').inputValue()).toBe('看不清楚');
    await open.page.getByRole('button', { name: '退回', exact: true }).click();
    await open.page.getByRole('button', { name: /乙/ }).waitFor({ state: 'detached' });
    await open.page.getByRole('button', { name: /丙/ }).click();
    await open.page.getByText(/可由.*办理/).waitFor();
    expect(await open.page.getByRole('button', { name: '认可', exact: true }).count()).toBe(0);
    await open.onPhone('review');
    expect(await statusOf('008')).toEqual([['accepted', null]]);
    expect(await statusOf('009')).toEqual([['returned', '看不清楚']]);
    expect(open.complaints).toEqual([]);
  }, 120_000);

  test('works the queue by the keyboard alone: moves, accepts, moves on, and sends back with a reason', async () => {
    await bring('013', '己');
    await bring('014', '庚');
    await open.signIn('reviewer-a', '/2018/review');
    const current = open.page.locator('.queue [aria-current=true]');
    await open.page.getByRole('button', { name: /己/ }).waitFor();
    const pieces = await open.page.locator('.queue li').count();
    /** Down the queue until a piece is open; nobody's mouse is touched. */
    const goTo = async (title: string) => {
      for (let step = 0; step < pieces; step += 1) {
        if ((await current.textContent())?.includes(title) === true) return;
        await open.page.keyboard.press('ArrowDown');
      }
      expect(await current.textContent()).toContain(title);
    };
    await goTo('己');
    await open.page.keyboard.press('y');
    await open.page.getByText('已认可：己').waitFor();
    for (let step = 0; step < pieces; step += 1) await open.page.keyboard.press('k');
    await goTo('庚');
    await open.page.keyboard.press('n');
    await open.page.keyboard.type('请补充日期');
    // The reason is typed; what comes after it is the button that accepts, and then the one that sends back.
    await open.page.keyboard.press('Tab');
    await open.page.keyboard.press('Tab');
    await open.page.keyboard.press('Enter');
    await open.page.getByText('已退回：庚').waitFor();
    expect(await statusOf('013')).toEqual([['accepted', null]]);
    expect(await statusOf('014')).toEqual([['returned', '请补充日期']]);
    expect(open.complaints).toEqual([]);
  }, 120_000);

  test('whose keys move through a long queue has the chosen piece in sight and in focus, also after it is decided', async () => {
    const units = Array.from({ length: 24 }, (_, place) => String(place + 22).padStart(3, '0'));
    for (const unit of units) await bring(unit, `长队列 ${unit}`);
    await open.signIn('reviewer-a', '/2018/review');
    await open.page.getByRole('button', { name: /长队列 045/ }).waitFor();
    const seen = z.object({ text: z.string(), focused: z.boolean(), above: z.boolean(), below: z.boolean() });
    /** Where the chosen piece is: its list shows a part, and the window another. */
    const chosen = async () =>
      seen.parse(
        await open.page.evaluate(`(() => {
          const at = document.querySelector('.queue [aria-current=true]');
          const box = at.getBoundingClientRect();
          const list = at.closest('.queue').getBoundingClientRect();
          return {
            text: at.textContent,
            focused: document.activeElement === at,
            above: box.top < Math.max(0, list.top) - 1,
            below: box.bottom > Math.min(window.innerHeight, list.bottom) + 1,
          };
        })()`),
      );
    const inSight = { focused: true, above: false, below: false };
    for (let step = 0; step < units.length; step += 1) {
      await open.page.keyboard.press(step % 2 === 0 ? 'ArrowDown' : 'j');
      await expect.poll(chosen).toMatchObject(inSight);
    }
    await open.isUsable('review-long');
    for (let step = 0; step < units.length - 2; step += 1) await open.page.keyboard.press('k');
    await expect.poll(chosen).toMatchObject(inSight);
    const before = await chosen();
    await open.page.keyboard.press('y');
    await expect.poll(async () => (await chosen()).text).not.toBe(before.text);
    expect(await chosen()).toMatchObject(inSight);
    await open.page.setViewportSize({ width: 360, height: 740 });
    await open.page.keyboard.press('ArrowDown');
    await expect.poll(chosen).toMatchObject(inSight);
    expect(open.complaints).toEqual([]);
  }, 180_000);

  test('returns several pieces with one reason; keys may be turned off, and then a letter does nothing', async () => {
    await bring('010', '丁');
    await bring('011', '戊');
    await open.signIn('reviewer-a', '/2018/review');
    await open.page.getByText('键盘操作').click();
    await open.page.getByLabel('使用单个按键').uncheck();
    await open.page.getByRole('button', { name: /丁/ }).click();
    await open.page.keyboard.press('y');
    await open.page.getByLabel(/选中.*丁/).check();
    await open.page.getByLabel(/选中.*戊/).check();
    await open.page.getByText('已选 2 条').waitFor();
    await open.page.getByRole('button', { name: '退回选中的' }).click();
    await open.isUsable('review-many');
    await open.page.getByRole('dialog').getByLabel('退回理由（单位会看到）').fill('请补充日期');
    await open.page.getByRole('dialog').getByRole('button', { name: '退回' }).click();
    await open.page.getByText('已办理 2 份').waitFor();
    expect(await statusOf('010')).toEqual([['returned', '请补充日期']]);
    expect(await statusOf('011')).toEqual([['returned', '请补充日期']]);
  }, 120_000);

  test('gives points beside the evidence: below full marks only with a reason, and what the other window wrote is not lost', async () => {
    await bring('012', '概况页面', ['C2']);
    await open.signIn('reviewer-a', '/2018/review?view=points&item=C2');
    await open.page.getByRole('row').nth(12).getByRole('link').waitFor();
    await open.isUsable('points-sheet');
    await open.onPhone('points-sheet');
    await open.page.goto(open.at('/2018/review/012/C2'));
    await open.page.getByText('概况页面').waitFor();
    await open.page.getByLabel(/^得分/).fill('1.5');
    await open.page.getByRole('button', { name: '提交评分' }).click();
    await open.page.getByText('不满分要写理由，单位会看到。').waitFor();
    await open.isUsable('judge');
    await open.page.getByLabel('理由').fill('概况未更新');
    await open.page.getByRole('button', { name: '提交评分' }).click();
    await open.page.getByText('评分已保存').waitFor();
    expect(await pointsOf('012', 'C2')).toEqual([['1.5', '概况未更新']]);

    // The same reviewer, in another window, gives other points meanwhile.
    await open.embedded.as('reviewer-a').call(routes.givePoints, {
      params: inUnit('012'),
      body: { points: [{ item: 'C2', points: '1', reason: '缺领导分工', level: null, checks: {} }] },
    });
    await open.page.getByLabel('理由').fill('概况未更新，电话有误');
    await open.page.getByRole('button', { name: '修改评分' }).click();
    await open.page.getByText('别人刚刚改过').waitFor();
    await open.page.getByText('缺领导分工').waitFor();
    await open.isUsable('judge-conflict');
    await open.page.getByRole('button', { name: '用我填写的，再提交一次' }).click();
    await expect
      .poll(() => pointsOf('012', 'C2'), { timeout: 15_000 })
      .toEqual([['1.5', '概况未更新，电话有误']]);
    expect(await open.page.getByText('别人刚刚改过').count()).toBe(0);
    await open.onPhone('judge');
    expect(open.complaints).toEqual([]);
  }, 120_000);

  test('gives several units the same points with one reason', async () => {
    await open.signIn('reviewer-b', '/2018/review?view=points&item=C7');
    const boxes = open.page.locator('tbody input[type=checkbox]:enabled');
    await boxes.nth(3).check();
    await boxes.nth(4).check();
    await open.page.getByRole('button', { name: '给选中的 2 个单位评分' }).click();
    const dialog = open.page.getByRole('dialog');
    await dialog.getByRole('button', { name: '给满分 2' }).click();
    await open.isUsable('points-many');
    await dialog.getByRole('button', { name: '给选中的 2 个单位评分' }).click();
    await open.page.getByText('已给 2 个单位评分').waitFor();
    await open.page.getByText('还有 61 个单位没评').waitFor();
    expect(await pointsOf('005', 'C7')).toEqual([['2', null]]);
  }, 120_000);
});

test('the portal office finds its own item to give points for, and no evidence to decide', async () => {
  await open.signIn('body-portal-office', '/2018/review');
  await open.page.getByRole('tab', { name: /评分/ }).waitFor();
  expect(await open.page.getByRole('tab', { name: /佐证材料/ }).count()).toBe(0);
  await open.page.getByText('还有 64 个单位没评').waitFor();
  await open.page.goto(open.at('/2018/review/003/B1'));
  await open.page.getByRole('button', { name: '给满分 6' }).click();
  await open.page.getByRole('button', { name: '提交评分' }).click();
  await open.page.getByText('评分已保存').waitFor();
  expect(open.complaints).toEqual([]);
}, 120_000);
