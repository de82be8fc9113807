import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page, Route } from 'playwright-core';
import { expect } from 'vitest';

const source = path.join(import.meta.dirname, '../../web/src');

/** Every screen of the console, by an address at which it can be looked at: as the areas list them in their `screens.ts`. */
export const allScreens: readonly string[] = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => path.basename(name) === 'screens.ts')
  .flatMap((name) => [...readFileSync(path.join(source, name), 'utf8').matchAll(/path: '([^']+)', page: /g)])
  .map(([, address = '']) =>
    address
      .replace(':unit', '030')
      .replace(':body', 'civil-affairs')
      .replace(':item', 'C2')
      .replace(':request', '01ARZ3NDEKTSV4RRFFQ69G5FAV'),
  );

/** What the console needs before there is any screen: who is signed in, and which years there are. */
const beforeAll = /\/api\/(?:me|cycles)$/;
/** What is read, of the system and of what is published. */
const reads = /\/(?:api|reports)\//;

/** From now on every reading of a page is answered like this, but for what the console begins with. @returns how many were */
export async function answerReads(
  page: Page,
  answer: (route: Route) => Promise<void>,
): Promise<() => number> {
  let count = 0;
  await page.route(reads, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (beforeAll.test(pathname) || route.request().resourceType() === 'document') return route.fallback();
    count += 1;
    return answer(route);
  });
  return () => count;
}

/**
 * Goes to screens one after the other and looks at each. One that is not as it should be stops none: all are named at the end.
 * @param at the address of a screen
 */
export async function walk(
  page: Page,
  at: (screen: string) => string,
  screens: readonly string[],
  look: (screen: string) => Promise<void>,
): Promise<void> {
  const wrong: string[] = [];
  for (const screen of screens) {
    await page.goto(at(screen));
    try {
      await look(screen);
    } catch (error) {
      wrong.push(`${screen}: ${String(error).slice(0, 500)}`);
    }
  }
  expect(wrong).toEqual([]);
}

/** Words that Chinese texts have in Latin letters: formats, names of things, a file's ending. */
const names =
  /\b(?:CSV|JSON|XLSX?|DOCX?|PDF|PPTX?|ZIP|OFD|PNG|JPE?G|Word|Excel|WPS|YAML|English|Webhook|HTTPS?|SHA-256|KB|MB|GB|QQ|URL|Enter|Esc|Tab|https?:\/\/\S*|[\w.-]+\.cn(?:\/\S*)?|[A-D]\d{1,2}|[KJYN])\b/gi;

/** Nothing that people are shown is an error of a program, a name of its inside, or English where Chinese is spoken. */
export function isForPeople(text: string, where: string): void {
  const rest = text.replace(names, '');
  expect(rest.match(/[A-Za-z_]{3,}[\w-]*/g) ?? [], `${where} shows words that are no people’s`).toEqual([]);
  expect(text, where).not.toMatch(/\b[0-9A-HJKMNP-TV-Z]{26}\b/);
}
