import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser } from 'playwright-core';

/** A real browser, from a package: nothing of the system's is needed. Whoever asks for it closes it. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    // The tests may run as root in a container, where Chromium's own sandbox cannot start.
    args: ['--no-sandbox', '--disable-gpu'],
    headless: true,
  });
}
