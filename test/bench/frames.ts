import type { Page } from 'playwright-core';
import * as z from 'zod/mini';
import { routes } from '../../shared/contracts/routes.ts';
import type { Embedded } from '../e2e/embedded.ts';
import { tell } from './figure.ts';
import { openBrowser } from '../support/browser.ts';
import { sampleEntry } from '../support/builders.ts';

const rowsOfRegister = 12_000;
const rowsPerCall = 90;
const framesMeasured = 240;
const pixelsPerFrame = 90;
const figures = z.array(z.number()).check(z.minLength(1));

/** One step in each frame, down and up again, and how long each frame took. */
const scrolling = `(selector) => new Promise((resolve) => {
  const box = document.querySelector(selector);
  const scrollsItself = box !== null && box.scrollHeight > box.clientHeight + 1;
  const times = [];
  let before = performance.now();
  let step = ${pixelsPerFrame};
  const frame = (now) => {
    times.push(now - before);
    before = now;
    const target = scrollsItself ? box : document.scrollingElement;
    const at = target.scrollTop;
    target.scrollTop = at + step;
    if (target.scrollTop === at) step = -step;
    if (times.length > ${framesMeasured}) resolve(times.slice(1));
    else requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})`;

async function frames(page: Page, name: string, selector: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const times = figures.parse(await page.evaluate(`(${scrolling})(${JSON.stringify(selector)})`));
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const sorted = [...times].sort((left, right) => left - right);
  const at = (part: number) => (sorted[Math.floor((sorted.length - 1) * part)] ?? NaN).toFixed(1);
  const long = times.filter((time) => time > 50).length;
  process.stdout.write(
    `${name}: a frame ${at(0.5)} ms, 95 of 100 under ${at(0.95)} ms, the longest ${at(1)} ms, ${long} of ${times.length} over 50 ms\n`,
  );
  const value = sorted[Math.floor((sorted.length - 1) * 0.95)] ?? NaN;
  tell({ figure: `${name}: 95 of 100 frames under`, value, unit: 'ms', better: 'less', beside: null });
}

/** How smoothly the largest screens scroll on a processor four times slower: the heat map, and a register of 12,000 rows. */
export async function measureFrames(embedded: Embedded): Promise<void> {
  const column = embedded.definition.cycle.columns[0]?.id ?? '';
  const clerk = embedded.as('unit-003');
  for (let from = 0; from < rowsOfRegister; from += rowsPerCall)
    await clerk.call(routes.addRegisterRows, {
      params: { cycle: '2018', unit: '003' },
      body: {
        rows: Array.from({ length: Math.min(rowsPerCall, rowsOfRegister - from) }, (_, place) =>
          sampleEntry({
            title: `公开信息第${from + place + 1}条`,
            column,
            url: `http://demo.example.cn/${from + place + 1}.html`,
          }),
        ),
      },
      key: `key-of-the-bench-${from}`,
    });
  const browser = await openBrowser();
  try {
    for (const [who, address, selector, name] of [
      ['admin-b', '/2018/units?view=heat', '.heat-box', 'the heat map of 64 × 20, scrolled'],
      ['unit-003', '/2018/units/003/register', '[role=region]', 'a register of 12,000 rows, scrolled'],
    ] as const) {
      const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      await page.goto(`${embedded.runtime.origin}/console${address}`);
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByLabel('账号').fill(who);
      await page.getByLabel('密码').fill(embedded.passwordOf(who));
      await page.getByRole('button', { name: '登录' }).click();
      await page.locator(`${selector} tbody tr`).nth(20).waitFor({ timeout: 120_000 });
      // Pages of the list are fetched one after the other; frames are counted when all are there.
      await page.waitForLoadState('networkidle', { timeout: 300_000 });
      await frames(page, name, selector);
      await context.close();
    }
  } finally {
    await browser.close();
  }
}
