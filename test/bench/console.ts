import { loadavg } from 'node:os';
import path from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { buildWeb } from '../../infra/local/web/build-web.ts';
import { startEmbedded } from '../e2e/embedded.ts';
import { openBrowser } from '../support/browser.ts';
import { tell } from './figure.ts';
import { measureFrames } from './frames.ts';

/**
 * `npm run bench:console`: how long the first screens take on an office's computer, a processor four times slower than this one
 * behind a slow 4G network (1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back, as Lighthouse has it), with nothing in the
 * browser's cache. Interactive is when the screen's content stands and the last long task (50 ms) before that is over.
 * Then how smoothly the largest screens scroll. The figures are of this machine at this moment: its load is printed beside them.
 */
const rounds = 5;
/** After so long a screen's content is to stand. */
const goalMs = 2_000;
const slow4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1_600 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
} as const;

const webDir = await buildWeb(path.join(import.meta.dirname, '../..'));
const embedded = await startEmbedded('2018-06-15T04:00:00.000Z', webDir);
const browser = await openBrowser();

async function slowed(page: Page, processor: number, network: boolean): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.clearBrowserCache');
  await session.send('Emulation.setCPUThrottlingRate', { rate: processor });
  if (network) await session.send('Network.emulateNetworkConditions', slow4G);
  return session;
}

/**
 * Noted by the page itself, since whoever drives a browser looks only every half second: the ends of long tasks, and when the
 * first element of a kind with a text has been painted.
 */
const noting = (selector: string, text: string) => `
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) window.longTasks.push(each.startTime + each.duration);
  }).observe({ type: 'longtask', buffered: true });
  window.stands = new Promise((stood) => new MutationObserver((_, observer) => {
    const stands = [...document.querySelectorAll(${JSON.stringify(selector)})].some(({ textContent }) => textContent === ${JSON.stringify(text)});
    if (!stands) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => stood(window.stoodAt = performance.now())));
  }).observe(document, { childList: true, subtree: true }));`;
/** So long after the content stands a long task still counts. */
const quietMs = 1_000;

/** From the navigation's beginning until the content stands and no long task follows it closely, in milliseconds. */
async function interactive(page: Page): Promise<number> {
  await page.evaluate('window.stands');
  await page.waitForTimeout(quietMs);
  return Number(await page.evaluate('Math.max(window.stoodAt, ...window.longTasks)'));
}

async function signInScreen(): Promise<number> {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await page.addInitScript(noting('button', '登录'));
  await slowed(page, 4, true);
  await page.goto(`${embedded.runtime.origin}/console`, { waitUntil: 'commit' });
  const took = await interactive(page);
  await context.close();
  return took;
}

async function homeScreen(): Promise<number> {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await page.addInitScript(noting('h2', '每一项的得分和理由'));
  await page.goto(`${embedded.runtime.origin}/console`);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByLabel('账号').fill('unit-003');
  await page.getByLabel('密码').fill(embedded.passwordOf('unit-003'));
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { name: '每一项的得分和理由' }).waitFor();
  await slowed(page, 4, true);
  await page.reload({ waitUntil: 'commit' });
  const took = await interactive(page);
  await context.close();
  return took;
}

async function measured(name: string, one: () => Promise<number>): Promise<void> {
  const all: number[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(Math.round(await one()));
  all.sort((left, right) => left - right);
  const middle = all[Math.floor(all.length / 2)] ?? NaN;
  process.stdout.write(`${name}: ${middle} ms (${all.join(', ')})\n`);
  tell({ figure: name, value: middle, unit: 'ms', better: 'less', beside: { what: 'goal', value: goalMs } });
}

try {
  process.stdout.write(`load of this machine: ${loadavg()[0]?.toFixed(1) ?? '?'}\n`);
  await measured('sign-in screen', signInScreen);
  await measured('a unit’s home, points and reasons', homeScreen);
  await measureFrames(embedded);
} finally {
  await browser.close();
  await embedded.close();
}
