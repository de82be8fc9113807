import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { buildWeb } from '../../infra/local/web/build-web.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { startEmbedded, type Embedded } from '../e2e/embedded.ts';
import { openBrowser } from '../support/browser.ts';
import { buildPdf } from '../support/file-builders.ts';

/** The console in a real browser over everything that is deployed: what people do in it, and what they are told. */

const root = path.join(import.meta.dirname, '../..');
const pictures = path.join(root, 'test/.output/screens');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const found = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

let embedded: Embedded;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** What the browser complained of: a policy that was broken, an error that nobody caught. */
let complaints: string[];
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  const webDir = await buildWeb(root);
  embedded = await startEmbedded('2018-06-15T04:00:00.000Z', webDir);
  browser = await openBrowser();
}, 300_000);
afterAll(async () => {
  await browser.close();
  await embedded.close();
}, 60_000);
beforeEach(async () => {
  context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!/^(?:http:\/\/(?:localhost|127\.0\.0\.1):\d+\/|data:|blob:)/.test(request.url()))
      complaints.push(`asked for ${request.url()}`);
  });
});
afterEach(() => context.close());

const at = (address: string) => `${embedded.runtime.origin}/console${address}`;

async function signIn(username: string, address = ''): Promise<void> {
  await page.goto(at(address));
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByLabel('账号').fill(username);
  await page.getByLabel('密码').fill(embedded.passwordOf(username));
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('navigation', { name: '菜单' }).waitFor({ state: 'attached' });
}

/** Nobody is kept out: axe finds nothing, and the page is no wider than its window. */
async function isUsable(name: string): Promise<void> {
  await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
  await page.evaluate(axe);
  const result = found.parse(
    await page.evaluate('axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] })'),
  );
  expect(
    result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    name,
  ).toEqual([]);
  const tooWide = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  expect(tooWide, `${name} is wider than its window`).toBeLessThanOrEqual(0);
}

async function onPhone(name: string): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 });
  await isUsable(`${name}-phone`);
  await page.setViewportSize({ width: 1280, height: 800 });
}

describe('somebody who is not signed in', () => {
  test('is led to sign in and back to where they wanted to be', async () => {
    await page.goto(at('/2018/units/002/register'));
    await isUsable('sign-in');
    await signIn('unit-002', '/2018/units/002/register');
    await page.getByRole('heading', { name: '公开台账' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/2018/units/002/register');
    expect(complaints).toEqual([]);
  }, 60_000);

  test('whose session ends in the middle of typing signs in again and finds what was typed', async () => {
    await signIn('unit-002', '/2018/units/002/register');
    await page.getByRole('button', { name: '登记一条' }).click();
    await page.getByLabel('标题').fill('打了一半的标题');
    await page.evaluate("sessionStorage.removeItem('biaochi-tokens')");
    await page.reload();
    await page.getByRole('button', { name: '登录' }).click();
    // The issuer still knows the browser: nothing has to be typed again, neither here nor there.
    await page.getByRole('heading', { name: '公开台账' }).waitFor();
    await page.getByRole('button', { name: '登记一条' }).click();
    expect(await page.getByLabel('标题').inputValue()).toBe('打了一半的标题');
    await page.getByText('上次没填完的内容已经恢复').waitFor();
  }, 60_000);
});

describe('a unit’s clerk', () => {
  test('sees the points of today with each reason, what is to be done, and the pace', async () => {
    await signIn('unit-003');
    await page.getByRole('heading', { name: '每一项的得分和理由' }).waitFor();
    const standing = await embedded
      .as('unit-003')
      .call(routes.getUnitStanding, { params: { cycle: '2018', unit: '003' } });
    const main = page.getByRole('main');
    await main.getByText(standing.total, { exact: true }).first().waitFor();
    for (const item of standing.items)
      await main.getByText(item.reason.zh, { exact: true }).first().waitFor();
    await main.getByText(`已计入 ${standing.register.count} 条`).waitFor();
    await isUsable('unit-home');
    await onPhone('unit-home');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Points as of now' }).waitFor();
    await isUsable('unit-home-english');
    expect(complaints).toEqual([]);
  }, 60_000);

  test('adds a row to the register: what is missing is said, a refusal is said, and the row is there', async () => {
    await signIn('unit-004', '/2018/units/004/register');
    await page.getByText('台账还是空的').waitFor();
    await isUsable('register-empty');
    await page.getByRole('button', { name: '登记一条' }).click();
    await page.getByRole('button', { name: '保存' }).click();
    expect(await page.getByText('请填写').count()).toBeGreaterThan(2);
    await isUsable('register-form');
    await page.getByRole('dialog').getByLabel('栏目').press('ArrowDown');
    await page.getByRole('dialog').getByLabel('栏目').press('Enter');
    await page.getByLabel('标题').fill('关于开展检查的通知');
    await page.getByLabel('责任科室').fill('办公室');
    await page.getByLabel('形成日期').fill('2018-06-11');
    await page.getByLabel('发布日期').fill('2018-06-12');
    await page.getByLabel('网址').fill('不是网址');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('网址').fill('http://demo.example.cn/1.html');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('关于开展检查的通知').waitFor();
    const { items } = await embedded.as('unit-004').call(routes.listRegisterRows, {
      params: { cycle: '2018', unit: '004' },
      query: { limit: 10 },
    });
    expect(items.map(({ entry }) => entry.title)).toEqual(['关于开展检查的通知']);
    await isUsable('register');
    await onPhone('register');
  }, 60_000);

  test('brings two files of evidence, which go straight to the store and are inspected', async () => {
    await signIn('unit-005', '/2018/units/005/evidence?item=A1');
    await page.getByText('还没有材料').waitFor();
    await page.getByLabel('材料名称').fill('分工文件');
    const file = (name: string) => ({
      name,
      mimeType: 'application/pdf',
      buffer: Buffer.from(
        buildPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']),
      ),
    });
    await page.getByTestId('files').setInputFiles([file('分工一.pdf'), file('分工二.pdf')]);
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('已提交，检查通过后由评审认可').waitFor();
    await page.getByRole('rowheader', { name: '分工文件' }).waitFor();
    await expect
      .poll(
        async () => {
          const { items } = await embedded.as('unit-005').call(routes.listEvidence, {
            params: { cycle: '2018', unit: '005' },
            query: { limit: 10 },
          });
          return items.map(({ status, files }) => [status, files.map(({ declared }) => declared.name)]);
        },
        { timeout: 20_000 },
      )
      .toEqual([['inspected', ['分工一.pdf', '分工二.pdf']]]);
    await page.reload();
    await page.getByText('待评审').waitFor();
    await isUsable('evidence');
    await onPhone('evidence');
    expect(complaints).toEqual([]);
  }, 60_000);

  test('whose network is down is told so in words, keeps what was typed, and goes on when it is back', async () => {
    await signIn('unit-007', '/2018/units/007/register');
    await page.getByRole('button', { name: '登记一条' }).click();
    await page.getByLabel('标题').fill('断网时写的');
    await page.getByRole('dialog').getByLabel('栏目').press('ArrowDown');
    await page.getByRole('dialog').getByLabel('栏目').press('Enter');
    await page.getByLabel('责任科室').fill('办公室');
    await page.getByLabel('形成日期').fill('2018-06-11');
    await page.getByLabel('发布日期').fill('2018-06-12');
    await context.setOffline(true);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('没有连上服务器').waitFor({ timeout: 15_000 });
    expect(await page.getByLabel('标题').inputValue()).toBe('断网时写的');
    await context.setOffline(false);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('cell', { name: '断网时写的' }).or(page.getByTitle('断网时写的')).first().waitFor();
  }, 60_000);

  test('may not look at another unit: the page says so in words', async () => {
    await signIn('unit-002', '/2018/units/003');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('这一步没有办成');
  }, 60_000);
});

describe('a lead body', () => {
  test('records a deduction and tells the unit, which replies; answers, and hands in', async () => {
    await signIn('body-civil-affairs');
    await page.getByText('还没有登记扣分').waitFor();
    await isUsable('body-empty');
    await page.getByRole('button', { name: '登记一笔扣分' }).click();
    await page.getByRole('button', { name: '保存' }).click();
    expect(await page.getByText('请填写').count()).toBe(4);
    await isUsable('body-form');
    await page.getByLabel('单位', { exact: true }).selectOption({ label: '商务局' });
    await page.getByLabel('扣几分').fill('1.5');
    await page.getByLabel('事实').fill('村务公开栏未更新');
    await page.getByLabel('发生日期').fill('2018-05-02');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('草稿', { exact: true }).waitFor();
    await page.getByRole('button', { name: '把 1 笔草稿告知单位' }).click();
    await page.getByText('已告知').waitFor();
    // Open deductions hold the hand-in up, and the page says so.
    await page.getByRole('button', { name: '报送' }).click();
    await page.getByRole('alert').waitFor();

    const other = await browser.newContext({ locale: 'zh-CN' });
    const body = page;
    page = await other.newPage();
    await signIn('unit-002', '/2018/units/002/deductions');
    await page.getByLabel('我要说明').fill('四月已更新，有照片');
    await isUsable('unit-deduction');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('已说明，等答复').waitFor();
    await other.close();

    page = body;
    await page.reload();
    await page.getByLabel('答复（单位会看到）').fill('照片属实，减为一分');
    await page.getByLabel(/改为扣几分/).fill('1');
    await isUsable('body-answer');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('照片属实，减为一分').waitFor();
    await page.getByRole('button', { name: '报送' }).click();
    await page.getByText(/已于.*报送/).waitFor();
    await onPhone('body');
  }, 90_000);
});

describe('a reviewer', () => {
  test('accepts one piece and sends another back, by keys, and finds their own unit’s greyed', async () => {
    const photograph = async (unit: string, title: string) =>
      embedded.as(`unit-${unit}`).call(routes.requestEvidence, {
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
        key: `key-of-the-review-${unit}`,
      });
    await photograph('008', '甲');
    await photograph('009', '乙');
    await photograph('001', '丙');
    await signIn('reviewer-a');
    await page.getByText('这是您所在的单位，按规定回避').first().waitFor();
    await page.getByRole('button', { name: /甲/ }).click();
    await isUsable('review');
    await page.keyboard.press('y');
    await page.getByRole('button', { name: /甲/ }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /乙/ }).click();
    await page.keyboard.press('n');
    await page.getByLabel('退回理由（单位会看到）').fill('看不清楚');
    await page.getByRole('button', { name: '退回' }).click();
    await page.getByRole('button', { name: /乙/ }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /丙/ }).click();
    expect(await page.getByRole('button', { name: '认可' }).isDisabled()).toBe(true);
    await onPhone('review');
    const status = async (unit: string) =>
      (
        await embedded.as(`unit-${unit}`).call(routes.listEvidence, {
          params: { cycle: '2018', unit },
          query: { limit: 5 },
        })
      ).items.map((each) => [each.status, each.reason]);
    expect(await status('008')).toEqual([['accepted', null]]);
    expect(await status('009')).toEqual([['returned', '看不清楚']]);
  }, 90_000);
});

describe('the county office', () => {
  test('sees all units as a list and as a picture, filters them, and reminds some', async () => {
    await signIn('admin-b');
    await page.getByRole('link', { name: '商务局' }).waitFor();
    await isUsable('units');
    await page.getByRole('row').filter({ hasText: '商务局' }).getByRole('checkbox').check();
    await page.getByRole('button', { name: '提醒选中的单位' }).click();
    await page.getByText(/已提醒 [01] 个单位/).waitFor();
    await page.getByText('热力图').click();
    await page.getByRole('columnheader', { name: 'C10' }).waitFor();
    const cells = await page.locator('table.heat tbody tr').count();
    expect(cells).toBe(64);
    await isUsable('heat-map');
    await onPhone('heat-map');
    expect(complaints).toEqual([]);
  }, 90_000);
});

describe('the year end', () => {
  test('is started by an admin, read by another, signed, and published, each in their own browser', async () => {
    const { items: bodies } = await embedded
      .as('admin-b')
      .call(routes.listBodies, { params: { cycle: '2018' } });
    for (const { id } of bodies)
      await embedded.as('admin-b').call(routes.handInForBody, {
        params: { cycle: '2018', body: id },
        body: { reason: '电话核实无扣分' },
      });
    await signIn('admin-a', '/2018/run');
    await page.getByText('还没有启动年终评价').waitFor();
    await isUsable('run-before');
    await page.getByRole('button', { name: '启动年终评价' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '启动年终评价' }).click();
    await page.getByText('等待核稿').waitFor({ timeout: 60_000 });
    await isUsable('run-sign-off');
    await onPhone('run-sign-off');
    await context.clearCookies();
    await page.evaluate('sessionStorage.clear()');

    await signIn('admin-b', '/2018/run');
    await page.getByRole('button', { name: '我已核稿' }).click();
    await page.getByText('已核稿，等待签发').waitFor();
    await context.clearCookies();
    await page.evaluate('sessionStorage.clear()');

    await signIn('signer', '/2018/run');
    await page.getByRole('button', { name: '同意签发' }).click();
    await page.getByText('已发布第 1 版').waitFor({ timeout: 30_000 });
    await isUsable('run-published');
    await page.reload();
    await page.getByRole('link', { name: '评价报告' }).click();
    await page.getByText('第 1 版').first().waitFor();
    expect(complaints).toEqual([]);
  }, 180_000);
});

test('the first screen takes less than 200 KB of script, compressed, with all that a unit’s home needs', async () => {
  const sizes = new Map<string, number>();
  page.on('response', (response) => {
    if (response.url().endsWith('.js'))
      sizes.set(response.url(), Number(response.headers()['content-length'] ?? 'NaN'));
  });
  await signIn('unit-003');
  await page.getByRole('heading', { name: '每一项的得分和理由' }).waitFor();
  const whole = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  expect(sizes.size).toBeGreaterThan(2);
  expect(whole).toBeGreaterThan(50_000);
  expect(whole).toBeLessThan(200_000);
}, 60_000);
