import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../support/browser.ts';
import { hostileTexts } from './hostile.ts';
import { correctedInput, inputWithLastYear, rendered, sampleInput } from './sample.ts';

/** Pictures and PDFs are left in an ignored folder, for people to look at. */
const folder = fileURLToPath(new URL('../../.output/report/', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Unit 008 had a leak, 005 bears what the city took, 011 fell below zero. */
const shown = [
  'index',
  'method',
  'units/005',
  'units/008',
  'units/011',
  'corrected/changes',
  'corrected/units/001',
  'en',
  'data',
  'compared/units/001',
  'compared/units/002',
];

let browser: Browser;

beforeAll(async () => {
  await write(folder, await rendered(sampleInput()));
  await write(join(folder, 'corrected'), await rendered(correctedInput()));
  await write(join(folder, 'compared'), await rendered(inputWithLastYear()));
  await write(join(folder, 'hostile'), await rendered(sampleInput({ texts: hostileTexts })));
  await write(join(folder, 'hostile', 'corrected'), await rendered(correctedInput(hostileTexts.join(' '))));
  browser = await openBrowser();
}, 60_000);

afterAll(async () => {
  await browser.close();
});

describe.each(shown)('%s in a browser', (name) => {
  const url = pathToFileURL(join(folder, `${name}.html`)).href;
  const picture = (what: string) => join(folder, 'pictures', `${name.replaceAll('/', '-')}-${what}`);

  it('has no fault that axe can find, and its style sheet gets past its own policy', async () => {
    // axe is injected, which the page's policy would rightly refuse.
    const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.goto(url);
    await page.evaluate(axe);
    const found: { id: string; nodes: { html: string }[] }[] = await page.evaluate(
      `axe.run(document).then((report) => report.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) })))`,
    );
    expect(found).toEqual([]);
    await context.close();
  }, 60_000);

  it.each([
    ['desktop', 1280],
    ['phone', 360],
  ])(
    'fits a %s of %i pixels without scrolling sideways',
    async (what, width) => {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      const faults: string[] = [];
      page.on('console', (message) => faults.push(message.text()));
      page.on('pageerror', (error) => faults.push(error.message));
      await page.goto(url);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(await page.evaluate(`getComputedStyle(document.querySelector('main')).borderTopColor`)).toBe(
        'rgb(163, 36, 26)',
      );
      expect(faults).toEqual([]);
      await leavePicture(page, picture(`${what}.png`));
      await page.close();
    },
    60_000,
  );

  it('prints on A4', async () => {
    const page = await browser.newPage();
    await page.goto(url);
    const pdf = await page.pdf({
      path: picture('print.pdf'),
      preferCSSPageSize: true,
      printBackground: true,
    });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    // 595 × 842 points
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
    await page.close();
  }, 60_000);
});

describe('hostile texts in a browser', () => {
  it('run nothing and fit a phone', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 900 } });
    const faults: string[] = [];
    page.on('dialog', (dialog) => {
      faults.push(dialog.message());
      void dialog.dismiss();
    });
    page.on('console', (message) => faults.push(message.text()));
    page.on('request', (request) => {
      if (!request.url().startsWith(pathToFileURL(folder).href)) faults.push(request.url());
    });
    for (const name of shown.filter((each) => !each.startsWith('compared/'))) {
      await page.goto(pathToFileURL(join(folder, 'hostile', `${name}.html`)).href);
      expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBe(360);
      await leavePicture(page, join(folder, 'pictures', `hostile-${name.replaceAll('/', '-')}.png`));
    }
    expect(faults).toEqual([]);
    await page.close();
  }, 60_000);
});

/** For people to look at. A busy machine sometimes cannot capture a page this tall, which is no fault of the report's. */
async function leavePicture(page: Page, path: string): Promise<void> {
  await page.screenshot({ path, fullPage: true }).catch(() => undefined);
}

async function write(to: string, files: ReadonlyMap<string, Uint8Array | string>): Promise<void> {
  for (const [path, body] of files) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    writeFileSync(join(to, path), body);
  }
}
