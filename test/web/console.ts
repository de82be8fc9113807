import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import * as z from 'zod/mini';
import { buildWeb } from '../../infra/local/web/build-web.ts';
import { startEmbedded, type Embedded } from '../e2e/embedded.ts';
import { openBrowser } from '../support/browser.ts';

const root = path.join(import.meta.dirname, '../..');
const pictures = path.join(root, 'test/.output/screens');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const found = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/**
 * The console in a real browser over everything that is deployed, for the tests of a file: a runtime for all of them, and a browser
 * of its own for each.
 * @param now the day on which they play
 * @param strangers accounts that can sign in and are no members
 */
export function openConsole(now: string, strangers: readonly string[] = []) {
  let embedded: Embedded;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** What the browser complained of: a policy that was broken, an error that nobody caught. */
  let complaints: string[];
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    const webDir = await buildWeb(root);
    embedded = await startEmbedded(now, webDir, strangers);
    browser = await openBrowser();
  }, 600_000);
  afterAll(async () => {
    await browser.close();
    await embedded.close();
  }, 60_000);
  beforeEach(async () => {
    complaints = [];
    context = await newContext();
    page = await newPage(context);
  });
  afterEach(async () => {
    await context.close();
    // Whatever a test is about: no screen on its way may break the page's policy.
    expect(complaints.filter((each) => each.includes('Content Security Policy'))).toEqual([]);
  });

  function newContext(): Promise<BrowserContext> {
    return browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 800 } });
  }

  async function newPage(of: BrowserContext): Promise<Page> {
    const opened = await of.newPage();
    // Chromium says nothing in its console where a script catches what the policy threw.
    await opened.addInitScript(
      'addEventListener("securitypolicyviolation", (event) => console.error("Content Security Policy", event.effectiveDirective, event.blockedURI))',
    );
    opened.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    opened.on('pageerror', (error) => complaints.push(error.message));
    opened.on('request', (request) => {
      if (!/^(?:http:\/\/(?:localhost|127\.0\.0\.1):\d+\/|data:|blob:)/.test(request.url()))
        complaints.push(`asked for ${request.url()}`);
    });
    return opened;
  }

  /** An address of the console. */
  const at = (address: string) => `${embedded.runtime.origin}/console${address}`;

  async function signIn(username: string, address = '', of: Page = page): Promise<void> {
    await of.goto(at(address));
    await of.getByRole('button', { name: '登录' }).click();
    await of.getByLabel('账号').fill(username);
    await of.getByLabel('密码').fill(embedded.passwordOf(username));
    await of.getByRole('button', { name: '登录' }).click();
    await of.getByRole('navigation', { name: '菜单' }).waitFor({ state: 'attached' });
  }

  /** The browser forgets who was signed in, here and at the issuer. */
  async function forgetSignIn(): Promise<void> {
    await context.clearCookies();
    await page.evaluate('sessionStorage.clear()');
  }

  /** Somebody else at a computer of their own, whom the caller closes. */
  async function another(username: string, address = ''): Promise<Page> {
    const opened = await newPage(await newContext());
    await signIn(username, address, opened);
    return opened;
  }

  /** Nobody is kept out: axe finds nothing, and the page is no wider than its window. A picture of it is kept. */
  async function isUsable(name: string, of: Page = page): Promise<void> {
    // A picture of the whole page: what stays at the window's top stands at the page's.
    await of.evaluate('window.scrollTo(0, 0)');
    await of.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
    await of.evaluate(axe);
    const result = found.parse(
      await of.evaluate('axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] })'),
    );
    expect(
      result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      name,
    ).toEqual([]);
    const tooWide = await of.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    expect(tooWide, `${name} is wider than its window`).toBeLessThanOrEqual(0);
  }

  async function onPhone(name: string): Promise<void> {
    await page.setViewportSize({ width: 360, height: 740 });
    await isUsable(`${name}-phone`);
    await page.setViewportSize({ width: 1280, height: 800 });
  }

  return {
    get embedded() {
      return embedded;
    },
    get page() {
      return page;
    },
    get context() {
      return context;
    },
    get complaints() {
      return complaints;
    },
    at,
    signIn,
    forgetSignIn,
    another,
    isUsable,
    onPhone,
  };
}
