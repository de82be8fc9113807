import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';

/**
 * `npm run pictures -- DATA_FOLDER [ORIGIN]`: takes the pictures in docs/images from a demonstration year that `npm start` serves, so that they
 * show what the product is. What they show is made up, and says so.
 */
const [dataFolder = '.biaochi', origin = 'http://localhost:8018'] = process.argv.slice(2);
const folder = path.join(import.meta.dirname, '../../docs/images');
const desktop = { width: 1200, height: 760 };
const phone = { width: 390, height: 780 };

type Picture = Readonly<{
  name: string;
  address: string;
  size?: typeof desktop;
  /** What is done before it is taken. */
  first?: (page: Page) => Promise<void>;
}>;
const inConsole = (name: string, screen: string, more: Omit<Picture, 'name' | 'address'> = {}): Picture => ({
  name,
  address: `/console/2018/${screen}`,
  ...more,
});

const pictures: Readonly<Record<string, readonly Picture[]>> = {
  'unit-003': [
    inConsole('unit-home', 'units/003'),
    inConsole('evidence', 'units/003/evidence'),
    inConsole('register', 'units/003/register'),
    inConsole('problems', 'units/003/problems'),
    inConsole('phone', 'units/003', { size: phone }),
  ],
  'admin-b': [
    inConsole('year', 'office'),
    inConsole('heat-map', 'units', { first: (page) => page.getByText('热力图').click() }),
    inConsole('decisions', 'decisions'),
    inConsole('run', 'run'),
    inConsole('rubric', 'rubric'),
    inConsole('leader', 'leader'),
    inConsole('audit', 'audit'),
  ],
  'body-civil-affairs': [inConsole('lead-body', 'bodies/civil-affairs')],
};
const published: readonly Picture[] = [
  { name: 'report', address: '/reports/2018/index.html' },
  { name: 'unit', address: '/reports/2018/units/003.html' },
  { name: 'verify', address: '/reports/2018/verify.html' },
];

function passwords(): ReadonlyMap<string, string> {
  const lines = readFileSync(path.join(dataFolder, 'accounts.txt'), 'utf8').split('\n');
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const [username, password] = line.split('\t');
      return username === undefined || password === undefined ? [] : [[username, password]];
    }),
  );
}

async function take(page: Page, { name, address, size = desktop, first }: Picture): Promise<void> {
  await page.setViewportSize(size);
  await page.goto(`${origin}${address}`);
  await page.waitForLoadState('networkidle');
  await first?.(page);
  await page.locator('h1').first().waitFor();
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  console.log(name);
}

async function signedIn(browser: Browser, username: string, password: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(`${origin}/console`);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByLabel('账号').fill(username);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL(/\/console\/\d{4}/);
  return page;
}

const browser = await openBrowser();
try {
  mkdirSync(folder, { recursive: true });
  const known = passwords();
  for (const [username, wanted] of Object.entries(pictures)) {
    const page = await signedIn(browser, username, known.get(username) ?? '');
    for (const each of wanted) await take(page, each);
    await page.context().close();
  }
  const reader = await browser.newPage({ locale: 'zh-CN' });
  for (const each of published) await take(reader, each);
} finally {
  await browser.close();
}
