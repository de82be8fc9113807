import { createServer, type Server } from 'node:http';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { noTokens } from '../../functions/adapters/tokens/no-tokens.ts';
import { createHandler } from '../../functions/api-public/handler.ts';
import { withdrawReport } from '../../shared/app/re-evaluation/withdraw-report.ts';
import { storageKeys } from '../../shared/contracts/storage-keys.ts';
import { integrityFiles } from '../../shared/report/integrity-files.ts';
import { httpEvent, lambdaContext, recordedLog } from '../functions/http-call.ts';
import { asked, people } from '../shared/app/world.ts';
import { jsonAs } from '../support/as-json.ts';
import { openBrowser } from '../support/browser.ts';
import { bundleScript } from '../support/bundle-script.ts';
import { inYear, publishedYear, type FilledYear } from '../support/published-year.ts';
import { signer } from '../support/signer.ts';

/** The page of checking in a real browser, under the policy that it is served with, over a report that was really published. */

const root = path.join(import.meta.dirname, '../..');
const pictures = path.join(root, 'test/.output/verify');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const served = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  isBase64Encoded: z.boolean(),
});

let browser: Browser;
let server: Server;
let origin: string;
let scripts: Readonly<{ page: string; program: string }>;
let year: FilledYear;
let altered: string | null = null;

beforeAll(async () => {
  scripts = { page: await bundleScript('verify.js'), program: await bundleScript('verify.mjs') };
  year = await publishedYear(undefined, undefined, integrityFiles(scripts));
  const handler = createHandler({
    ...recordedLog(),
    tokens: noTokens,
    edgeSecret: null,
    store: year.world.store,
    reports: {
      ...year.machine.reports,
      read: async (key) => {
        const bytes = await year.machine.reports.read(key);
        if (altered === null || !key.endsWith(altered)) return bytes;
        const copy = Uint8Array.from(bytes);
        copy[copy.length >> 1] = (copy[copy.length >> 1] ?? 0) ^ 1;
        return copy;
      },
    },
    issuer: 'https://issuer.example',
    console: null,
  });
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const event = httpEvent({
      route: { method: 'GET', path: '/reports/{proxy+}' },
      params: { proxy: url.pathname.replace(/^\/reports\//, '') },
      query: Object.fromEntries(url.searchParams),
      subject: null,
    });
    void Promise.resolve(handler(event, lambdaContext)).then((answer: unknown) => {
      const { statusCode, headers, body, isBase64Encoded } = served.parse(answer);
      response.writeHead(statusCode, headers);
      response.end(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
  browser = await openBrowser();
  mkdirSync(pictures, { recursive: true });
}, 120_000);
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  altered = null;
});

const faults: string[] = [];
async function opened(width = 1280): Promise<Page> {
  faults.length = 0;
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  // A breach of the page's policy is said on the console.
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${origin}/reports/2018/verify.html`);
  return page;
}
async function checked(page: Page): Promise<string> {
  await page.click('#start');
  await page.locator('#progress', { hasText: /核验(完成|不通过)/ }).waitFor();
  return page.innerText('#check');
}

describe('a reader checks a report in the browser', () => {
  test('and finds that nothing was altered, that the key is the one they know, and that the revision holds', async () => {
    const page = await opened();
    const { keyId } = await signer.publicKey();
    await page.fill('#known', `${keyId.slice(0, 32).toUpperCase()} ${keyId.slice(32)}`);
    const said = await checked(page);
    expect(said).toContain('签名有效');
    expect(said).toContain('公钥就是您知道的那一把');
    expect(said).toContain('第 1 版是现行版本');
    expect(said).not.toContain('✗');
    expect(faults).toEqual([]);
    await page.close();
  }, 60_000);

  test.each(['units/002.html', 'inputs.json', 'manifest.sig', 'revisions.json'])(
    'and is told by name that %s was altered',
    async (file) => {
      altered = file;
      const page = await opened();
      await page.click('#start');
      await page.waitForSelector('.findings .fault');
      expect(await page.innerText('#findings')).toContain(file);
      await page.close();
    },
    60_000,
  );

  test('and is told that the key is not the one they know', async () => {
    const page = await opened();
    await page.fill('#known', 'a'.repeat(64));
    expect(await checked(page)).toContain('不是您给出的公钥');
    await page.close();
  }, 60_000);
});

describe('a reader has a unit’s points computed anew', () => {
  test('and sees each step beside the published one, all of them the same', async () => {
    const page = await opened();
    await page.selectOption('#unit', '002');
    await page.click('#score');
    await page.waitForSelector('.compared');
    expect(await page.innerText('#scored')).toContain('逐字节相同');
    const rows = await page.locator('.compared tbody tr').count();
    expect(rows).toBeGreaterThan(20);
    expect(await page.locator('.compared .same').count()).toBe(rows);
    expect(faults).toEqual([]);
    await page.close();
  }, 60_000);

  test('and is told when the published result is not what the inputs give', async () => {
    const key = storageKeys.reportFile({ cycle: '2018', run: '0001', file: 'result.json' });
    const before = year.machine.reports.held.get(key) ?? new Uint8Array();
    const result = jsonAs(
      before,
      z.looseObject({ units: z.array(z.looseObject({ unit: z.string(), total: z.string() })) }),
    );
    for (const unit of result.units) if (unit.unit === '002') unit.total = '99';
    year.machine.reports.held.set(key, new TextEncoder().encode(JSON.stringify(result)));
    const page = await opened();
    await page.selectOption('#unit', '002');
    await page.click('#score');
    await page.waitForSelector('.compared');
    expect(await page.innerText('#scored')).toContain('与清单不一致');
    expect(await page.locator('.compared .differs').count()).toBe(1);
    year.machine.reports.held.set(key, before);
    await page.close();
  }, 60_000);
});

test.each([
  ['desktop', 1280],
  ['phone', 360],
])(
  'the page has no fault that axe can find and fits a %s',
  async (what, width) => {
    const page = await opened(width);
    await checked(page);
    await page.click('#score');
    await page.waitForSelector('.compared');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(faults).toEqual([]);
    await page.screenshot({ path: path.join(pictures, `verify-${what}.png`), fullPage: true });
    const context = await browser.newContext({ bypassCSP: true, viewport: { width, height: 900 } });
    const second = await context.newPage();
    await second.goto(page.url());
    await second.evaluate(axe);
    await second.click('#score');
    await second.waitForSelector('.compared');
    const violations: unknown = await second.evaluate(
      `axe.run(document).then((report) => report.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`,
    );
    expect(violations).toEqual([]);
    await context.close();
    await page.close();
  },
  90_000,
);

test('without scripts the page says how to check all the same', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${origin}/reports/2018/verify.html`);
  const said = await page.innerText('main');
  expect(said).toContain('没有运行脚本');
  expect(said).toContain('node verify.mjs');
  expect(said.replaceAll(/\s/g, '')).toContain((await signer.publicKey()).keyId);
  await context.close();
}, 60_000);

test('a revision that was withdrawn says so by its signed list, and its files still check', async () => {
  await withdrawReport({ ...year.world, reports: year.machine.reports, signer })(
    asked(people.signer, inYear, { reason: '有误', hidesEarlier: false }),
  );
  const page = await browser.newPage();
  await page.goto(`${origin}/reports/2018/r1/verify.html`);
  const said = await checked(page);
  expect(said).toContain('签名有效');
  expect(said).toContain('第 1 版已不是现行版本，最新的是第 2 版');
  await page.close();
}, 60_000);
