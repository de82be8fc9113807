import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'acorn';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { problemOf } from '../../functions/middleware/problems.ts';
import { buildWeb } from '../../infra/local/web/build-web.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { openConsole } from './console.ts';
import { allScreens, answerReads, isForPeople, walk } from './walk.ts';

/** What holds on every screen of the console: sessions, tabs, networks, keys, sizes, colours, browsers, the page's policy. */

const open = openConsole('2018-06-15T04:00:00.000Z');
const root = path.join(import.meta.dirname, '../..');

const bring = (unit: string, title: string) =>
  open.embedded.as(`unit-${unit}`).call(routes.requestEvidence, {
    params: { cycle: '2018', unit },
    body: {
      items: ['A2'],
      title,
      note: null,
      channel: null,
      files: [],
      links: [{ url: 'http://demo.example.cn/a.html', title: null }],
      replaces: null,
    },
    key: `key-of-the-platform-${unit}`,
  });

/** Another tab of the same browser, which the issuer knows: one press of a button signs in. */
async function tab(address: string): Promise<Page> {
  const opened = await open.context.newPage();
  await opened.goto(open.at(address));
  await opened.getByRole('button', { name: '登录' }).click();
  await opened.getByRole('navigation', { name: '菜单' }).waitFor({ state: 'attached' });
  return opened;
}

const focused = z.object({ tag: z.string(), name: z.string() });
const whatHasFocus = async (page: Page) =>
  focused.parse(
    await page.evaluate(
      '({ tag: document.activeElement.tagName, name: document.activeElement.getAttribute("aria-label") ?? document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText ?? "" })',
    ),
  );

/** Presses Tab until something of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    if ((await whatHasFocus(page)).name.trim().startsWith(name)) return;
  }
  throw new Error(`${name} cannot be reached by Tab`);
}

describe('a session', () => {
  test('that ends in the middle of a decision is taken up again where it was, with what was typed', async () => {
    await bring('020', '会话');
    await open.signIn('reviewer-a', '/2018/review');
    await open.page.getByRole('button', { name: /会话/ }).click();
    await open.page.getByRole('button', { name: '退回', exact: true }).click();
    await open.page.getByLabel('退回理由（单位会看到）').fill('写了一半');
    await open.page.evaluate("sessionStorage.removeItem('biaochi-tokens')");
    await open.page.getByRole('button', { name: '退回', exact: true }).click();
    await open.page.getByText('登录已过期').waitFor();
    await open.isUsable('session-over');
    await open.page.getByRole('button', { name: '登录', exact: true }).click();
    await open.page.getByRole('button', { name: /会话/ }).click();
    expect(await open.page.getByLabel('退回理由（单位会看到）').inputValue()).toBe('写了一半');
    await open.page.getByRole('button', { name: '退回', exact: true }).click();
    await open.page.getByText('已退回：会话').waitFor();
  }, 120_000);
});

describe('two tabs', () => {
  test('show one state: what one decides is gone from the other without a reload', async () => {
    await bring('021', '两个标签页');
    await open.signIn('reviewer-a', '/2018/review');
    await open.page.getByRole('button', { name: /两个标签页/ }).click();
    const other = await tab('/2018/review');
    await other.getByRole('button', { name: /两个标签页/ }).waitFor();
    await open.page.getByRole('button', { name: '认可', exact: true }).click();
    await open.page.getByText('已认可：两个标签页').waitFor();
    await other.getByRole('button', { name: /两个标签页/ }).waitFor({ state: 'detached' });
  }, 120_000);

  test('with the same form hold one draft: what is typed in one stands in the other', async () => {
    await open.signIn('body-civil-affairs', '/2018/bodies/civil-affairs?view=hand-in');
    const other = await tab('/2018/bodies/civil-affairs?view=hand-in');
    await open.page.getByLabel('全年工作情况（可不填）').fill('在第一个标签页里写的');
    await expect
      .poll(() => other.getByLabel('全年工作情况（可不填）').inputValue(), { timeout: 15_000 })
      .toBe('在第一个标签页里写的');
  }, 120_000);
});

test('a network that is down is said, and when it is back the page says so and is read anew', async () => {
  await open.signIn('body-trade-union', '/2018/bodies/trade-union');
  await open.page.getByText('还没有登记扣分').waitFor();
  await open.context.setOffline(true);
  await open.page.getByText('网络断开了').waitFor();
  await open.isUsable('offline');
  await open.context.setOffline(false);
  await open.page.getByText('网络已经恢复').waitFor();
  expect(await open.page.getByText('网络断开了').count()).toBe(0);
}, 120_000);

test('a screen whose script does not come says so, the menu stays, and opening it anew shows it', async () => {
  await open.signIn('unit-030', '/2018/units/030');
  await open.page.getByRole('heading', { name: '每一项的得分和理由' }).waitFor();
  const menu = open.page.getByRole('navigation', { name: '菜单' });
  const script = /\/assets\/register-page-[^/]*\.js$/;
  await open.page.route(script, (route) => route.abort());
  await menu.getByRole('link', { name: '公开台账' }).click();
  await open.page.getByRole('alert').getByText('这个页面没有打开').waitFor();
  await open.page.getByText('您填写的内容没有丢').waitFor();
  await open.isUsable('page-failed');
  await open.onPhone('page-failed');
  // Whoever goes elsewhere leaves it behind.
  await menu.getByRole('link', { name: '牵头部门的任务' }).click();
  await open.page.getByRole('heading', { level: 1, name: '牵头部门的任务' }).waitFor();
  expect(await open.page.getByText('这个页面没有打开').count()).toBe(0);
  await menu.getByRole('link', { name: '公开台账' }).click();
  await open.page.getByText('这个页面没有打开').waitFor();
  await open.page.unroute(script);
  await open.page.getByRole('button', { name: '重新打开' }).click();
  await open.page.getByRole('heading', { level: 1, name: '公开台账' }).waitFor();
}, 120_000);

test('a year’s address typed by hand leads to what its reader has to do; a year that there is not is no page', async () => {
  await open.signIn('unit-022', '/2018');
  await open.page.waitForURL(/\/console\/2018\/units\/022$/);
  await open.page.goto(open.at('/1999'));
  await open.page.getByRole('heading', { name: '没有这个页面' }).waitFor();
  await open.isUsable('no-such-year');
}, 120_000);

test('a move to another screen is said: the window’s title, and the focus on the new heading', async () => {
  await open.signIn('body-civil-affairs');
  await open.page.getByRole('heading', { level: 1, name: '县民政局' }).waitFor();
  await expect.poll(() => open.page.title()).toBe('县民政局 · 标尺');
  await open.page.getByRole('navigation', { name: '菜单' }).getByRole('link', { name: '消息' }).click();
  await open.page.getByRole('heading', { level: 1, name: '消息' }).waitFor();
  await expect.poll(() => open.page.title()).toBe('消息 · 标尺');
  await expect.poll(() => whatHasFocus(open.page)).toMatchObject({ tag: 'H1', name: '消息' });
}, 120_000);

test('a whole task by the keyboard alone: from the first Tab to a deduction that is stored, and the focus comes back', async () => {
  await open.signIn('body-internal-affairs');
  await open.page.getByRole('button', { name: '登记一笔扣分' }).waitFor();
  const { page } = open;
  await page.keyboard.press('Tab');
  expect((await whatHasFocus(page)).name).toBe('跳到正文');
  await page.keyboard.press('Enter');
  await tabTo(page, '登记一笔扣分');
  await page.keyboard.press('Enter');
  await tabTo(page, '单位');
  // The first unit of the list; one's own is not in it.
  await page.keyboard.press('ArrowDown');
  await tabTo(page, '扣几分');
  await page.keyboard.type('1');
  await tabTo(page, '事实');
  await page.keyboard.type('未公开财务支出');
  await tabTo(page, '发生日期');
  // The parts of a day are typed one after the other, as the browser's language orders them.
  await page.keyboard.type('20180503');
  if ((await page.getByLabel('发生日期').inputValue()) !== '2018-05-03')
    await page.getByLabel('发生日期').fill('2018-05-03');
  await tabTo(page, '保存');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('row').getByText('未公开财务支出').waitFor();
  expect((await whatHasFocus(page)).name).toBe('登记一笔扣分');
  const { items } = await open.embedded.as('body-internal-affairs').call(routes.listDeductions, {
    params: { cycle: '2018', body: 'internal-affairs' },
    query: { limit: 10 },
  });
  expect(items.map(({ unit, points }) => [unit, points])).toEqual([['002', '1']]);
}, 120_000);

test('six hundred rows: only those near the window stand in the page, their number is stated, and keys scroll to the end', async () => {
  const row = (at: number) => `商务局,0.5,第${at}次未公开,2018-05-03`;
  const csv = `﻿单位,扣分,事实,日期\n${Array.from({ length: 600 }, (_, at) => row(at + 1)).join('\n')}\n`;
  await open.embedded.as('body-service-centre').call(routes.importDeductions, {
    params: { cycle: '2018', body: 'service-centre' },
    body: { file: Buffer.from(csv).toString('base64'), dryRun: false },
  });
  await open.signIn('body-service-centre', '/2018/bodies/service-centre');
  const table = open.page.getByRole('table');
  await expect.poll(() => table.getAttribute('aria-rowcount'), { timeout: 30_000 }).toBe('601');
  expect(await table.locator('tbody tr[aria-rowindex]').count()).toBeLessThan(80);
  await open.isUsable('long-list');
  await open.page.getByRole('region', { name: '扣分' }).focus();
  await open.page.keyboard.press('End');
  await table.locator('tr[aria-rowindex="601"]').waitFor();
  expect(await table.locator('tbody tr[aria-rowindex]').count()).toBeLessThan(80);
  // On a phone, where rows are blocks: the first of them are there at once, and the last can be scrolled to.
  await open.page.setViewportSize({ width: 360, height: 740 });
  await open.page.reload();
  await table.locator('tr[aria-rowindex="2"]').waitFor();
  await open.page.getByRole('region', { name: '扣分' }).focus();
  // How high blocks are is known only when they have been seen: the end moves on a little when it is come to.
  await expect
    .poll(async () => {
      await open.page.keyboard.press('End');
      return table.locator('tr[aria-rowindex="601"]').count();
    })
    .toBe(1);
  expect(await table.locator('tbody tr[aria-rowindex]').count()).toBeLessThan(80);
  await open.onPhone('long-list');
  expect(open.complaints).toEqual([]);
}, 180_000);

describe('whoever looks otherwise', () => {
  const screens = [
    ['reviewer-a', '/2018/review', '待评审'],
    ['body-civil-affairs', '/2018/bodies/civil-affairs', '县民政局'],
    ['admin-a', '/2018/units', '各单位现状'],
    ['unit-003', '/2018/units/003', '每一项的得分和理由'],
  ] as const;
  test.each(screens)(
    '%s at 200 %% zoom loses nothing of %s',
    async (who, address, heading) => {
      await open.signIn(who, address);
      // What a window of 1280 × 800 has room for at twice the size.
      await open.page.setViewportSize({ width: 640, height: 400 });
      await open.page.getByRole('heading', { name: heading }).first().waitFor();
      await open.isUsable(`zoom-${who}`);
    },
    120_000,
  );

  test('sees in Windows’ high contrast what is chosen, though no background is painted', async () => {
    await bring('022', '高对比度');
    await open.page.emulateMedia({ forcedColors: 'active' });
    await open.signIn('reviewer-a', '/2018/review');
    await open.page.getByRole('button', { name: /高对比度/ }).click();
    await open.page.screenshot({
      path: path.join(root, 'test/.output/screens/high-contrast.png'),
      fullPage: true,
    });
    const outline = (selector: string) =>
      open.page.evaluate(
        `(() => { const style = getComputedStyle(document.querySelector(${JSON.stringify(selector)})); return style.outlineStyle !== 'none' || style.borderInlineStartWidth !== '0px'; })()`,
      );
    expect(await outline('.queue .chosen')).toBe(true);
    expect(await outline('.side a.active')).toBe(true);
    expect(await outline('.tabs [aria-selected=true]')).toBe(true);
  }, 120_000);
});

describe('the page’s policy', () => {
  test('is broken by nothing on the way through an office’s screens, and the tests would hear of it', async () => {
    await open.signIn('admin-a', '/2018/units');
    await open.page.getByRole('link', { name: '商务局' }).waitFor();
    await open.page.getByRole('link', { name: '年终评价' }).click();
    await open.page.getByRole('heading', { level: 1 }).waitFor();
    expect(open.complaints).toEqual([]);
    await open.page.evaluate(
      'document.body.insertAdjacentHTML("beforeend", "<p style=\'color: red\'>x</p>")',
    );
    // Once by the browser's console, once by the event.
    await expect
      .poll(() => open.complaints.filter((each) => each.includes('Content Security Policy')))
      .toHaveLength(2);
    open.complaints.length = 0;
  }, 120_000);
});

describe('every screen', () => {
  /** They ask for nothing before somebody acts. */
  const asksNothing = ['units/030/evidence/bundle', 'units/030/register/import'];
  /** For who keeps the office, though it is of a unit. */
  const trail = 'units/030/audit';
  /** What the server says of whatever breaks in it. */
  const fault = problemOf(new Error('it broke'), 'zh', '20180615');
  const main = () => open.page.getByRole('main');
  const at = (screen: string) => open.at(`/2018/${screen}`);
  const soon = { timeout: 20_000 };
  const reading = () => main().getByRole('status', { name: '正在读取…' });

  test('whose readings fail says so in words, shows nothing of the inside, and can be tried again', async () => {
    expect(allScreens.length).toBeGreaterThanOrEqual(35);
    await open.signIn('admin-b');
    const body = JSON.stringify(await fault);
    const asked = await answerReads(open.page, (route) =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', body }),
    );
    await walk(open.page, at, allScreens, async (screen) => {
      await main().getByRole('heading', { level: 1 }).waitFor(soon);
      if (asksNothing.includes(screen)) return;
      const again = main().getByRole('button', { name: '再试一次' }).first();
      await again.waitFor(soon);
      await main().getByText('编号：20180615').or(main().getByText('没有连上服务器')).first().waitFor(soon);
      // What could not be read is not said to be empty.
      expect(await main().locator('.nothing:not([role=alert])').count()).toBe(0);
      isForPeople(await main().innerText(), screen);
      await open.isUsable(`failed-${screen.replaceAll('/', '-')}`);
      const before = asked();
      await again.click();
      await expect.poll(asked).toBeGreaterThan(before);
    });
  }, 600_000);

  test('whose readings take their time says that it reads, and shows nothing that is not there', async () => {
    await open.signIn('admin-b');
    await answerReads(open.page, () => new Promise(() => undefined));
    await walk(open.page, at, allScreens, async (screen) => {
      await main().getByRole('heading', { level: 1 }).waitFor(soon);
      if (asksNothing.includes(screen)) return;
      await reading().first().waitFor(soon);
      expect(await main().getByRole('alert').count()).toBe(0);
      isForPeople(await main().innerText(), screen);
    });
    await open.isUsable('reading');
    await open.page.unrouteAll({ behavior: 'ignoreErrors' });
  }, 600_000);

  test('is read by those whom it is for: nothing is left half read, and no name of the inside is shown', async () => {
    const whose = [
      ['unit-030', allScreens.filter((each) => each.startsWith('units/030') && each !== trail)],
      ['body-civil-affairs', allScreens.filter((each) => each.startsWith('bodies/'))],
      ['reviewer-b', allScreens.filter((each) => each.startsWith('review'))],
      ['admin-b', [trail, ...allScreens.filter((each) => !/^(?:units\/030|bodies\/|review)/.test(each))]],
    ] as const;
    for (const [who, screens] of whose) {
      await open.signIn(who);
      await walk(open.page, at, screens, async (screen) => {
        await main().getByRole('heading', { level: 1 }).waitFor(soon);
        await expect.poll(() => reading().count()).toBe(0);
        isForPeople(await main().innerText(), screen);
      });
      await open.forgetSignIn();
    }
  }, 600_000);
});

describe('who only reads', () => {
  test('a unit’s leader finds what the unit’s staff keep', async () => {
    await open.signIn('leader-001');
    await open.page.getByRole('heading', { name: '每一项的得分和理由' }).waitFor();
    await open.page.getByRole('link', { name: '公开台账' }).waitFor();
  }, 120_000);

  test('an auditor finds all units', async () => {
    await open.signIn('auditor', '/2018/units');
    await open.page.getByRole('link', { name: '商务局' }).waitFor();
    await open.isUsable('auditor');
  }, 120_000);
});

describe('browsers of ES2020', () => {
  const built = async (ending: string) => {
    const assets = path.join(await buildWeb(root), 'assets');
    return readdirSync(assets)
      .filter((name) => name.endsWith(ending))
      .map((name) => [name, readFileSync(path.join(assets, name), 'utf8')] as const);
  };

  test('can read every script: none uses newer syntax', async () => {
    const scripts = await built('.js');
    expect(scripts.length).toBeGreaterThan(5);
    for (const [name, text] of scripts)
      expect(() => parse(text, { ecmaVersion: 2020, sourceType: 'module' }), name).not.toThrow();
    // The check itself finds what is newer.
    expect(() => parse('a ??= 1', { ecmaVersion: 2020, sourceType: 'module' })).toThrow();
  }, 120_000);

  test('understand every condition of the style sheets: ranges came with Chromium 104', async () => {
    const sheets = await built('.css');
    expect(sheets.length).toBeGreaterThan(2);
    for (const [name, text] of sheets) expect(text, name).not.toMatch(/\((?:width|height)\s*[<>]/);
  }, 120_000);

  test('have every function that the console calls itself: those that came after Chromium 92 are not used', () => {
    const newer =
      /\.(?:toSorted|toReversed|toSpliced|findLast|findLastIndex|groupBy)\(|structuredClone\(|Array\.fromAsync/;
    const files = readdirSync(path.join(root, 'web/src'), { recursive: true, encoding: 'utf8' });
    const using = files
      .filter((name) => /\.tsx?$/.test(name))
      .filter((name) => newer.test(readFileSync(path.join(root, 'web/src', name), 'utf8')));
    expect(using).toEqual([]);
  });
});
