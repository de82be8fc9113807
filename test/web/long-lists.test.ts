import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Route } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { RouteShape } from '../../shared/contracts/route.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { emptyAnswer, longAnswer } from '../support/sample-of.ts';
import { openConsole } from './console.ts';
import { allScreens, answerReads, walk } from './walk.ts';

/** Every list of the console in a world where there is nothing, and in one where there is very much with very long names. */

const open = openConsole('2018-06-15T04:00:00.000Z');
const pictures = path.join(import.meta.dirname, '../../test/.output/screens');
const main = () => open.page.getByRole('main');
const at = (screen: string) => open.at(`/2018/${screen}`);
const reading = () => main().getByRole('status', { name: '正在读取…' });

/** Reads that answer with a list, by the form of their address. */
const lists = Object.entries<RouteShape>(routes)
  .filter(
    ([, { method, output }]) =>
      method === 'GET' && output instanceof z.ZodMiniObject && 'items' in output.shape,
  )
  .map(([name, { path: address, output }]) => ({
    name,
    output,
    holes: address.split('{').length,
    form: new RegExp(`^${address.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }))
  // An address with a word in a place is no address with something else there.
  .sort((left, right) => left.holes - right.holes);
const listAt = (address: string) => lists.find(({ form }) => form.test(new URL(address).pathname));

/** One unit's one item is no list, and shows nothing but what is the reader's to judge. */
const walked = allScreens.filter((each) => each !== 'review/030/C2');
const whose = [
  ['unit-030', walked.filter((each) => each.startsWith('units/030') && !each.endsWith('/audit'))],
  ['body-civil-affairs', walked.filter((each) => each.startsWith('bodies/'))],
  ['reviewer-b', walked.filter((each) => each.startsWith('review'))],
  ['admin-b', walked.filter((each) => !/^(?:units\/030(?!\/audit)|bodies\/|review)/.test(each))],
] as const;

/** Screens on which something stands also where their lists are empty, and what it is. */
const otherwise: Readonly<Record<string, string>> = {
  'units/030': '目前没有要办的事',
  'units/030/appeals': '评分项',
  'lead-bodies': '还没有报计划',
  office: '全年进程',
  settings: '还没有检查过',
};

/** Every screen in turn, as whoever works on it, with lists answered otherwise than they are. @returns which screens asked for which */
async function walkAll(
  answer: (route: Route, list: (typeof lists)[number]) => Promise<void>,
  look: (screen: string, asked: ReadonlySet<string>) => Promise<void>,
): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  for (const [who, screens] of whose) {
    // On a phone the menu, by which one sees that somebody is signed in, is folded away.
    await open.page.setViewportSize({ width: 1280, height: 800 });
    await open.signIn(who);
    const asked = new Set<string>();
    await answerReads(open.page, async (route) => {
      const list = listAt(route.request().url());
      if (list === undefined) return route.fallback();
      asked.add(list.name);
      return answer(route, list);
    });
    await walk(open.page, at, screens, async (screen) => {
      await main().getByRole('heading', { level: 1 }).waitFor({ timeout: 20_000 });
      await expect.poll(() => reading().count(), { timeout: 20_000 }).toBe(0);
      expect(await main().getByText('这个页面没有打开').count(), open.complaints.join('\n')).toBe(0);
      open.complaints.length = 0;
      await look(screen, asked);
      asked.clear();
    });
    await open.page.unrouteAll({ behavior: 'ignoreErrors' });
    await open.forgetSignIn();
  }
}

const picture = (name: string, screen: string) =>
  open.page.screenshot({ path: path.join(pictures, `${name}-${screen.replaceAll('/', '-')}.png`) });

/** Names of units and bodies, which many screens ask for beside what they show, and what the menu counts. */
const names = ['listUnits', 'listBodies', 'listInbox'];

describe('every screen', () => {
  test('with nothing to show says so, and what is to be done', async () => {
    const silent: string[] = [];
    await walkAll(
      async (route, { name, output }) => {
        if (names.includes(name)) return route.fallback();
        return route.fulfill({ json: emptyAnswer(output) });
      },
      async (screen, asked) => {
        await picture('empty', screen);
        const shows = [...asked].filter((name) => !names.includes(name));
        const also = otherwise[screen];
        if (also !== undefined) await main().getByText(also).first().waitFor();
        else if (shows.length > 0 && (await main().locator('.nothing').count()) === 0)
          silent.push(`${screen}: ${shows.join(' ')}`);
        for (const each of await main().locator('.nothing').all())
          expect(
            (await each.innerText()).length,
            `${screen} says no more than that there is nothing`,
          ).toBeGreaterThan(12);
      },
    );
    expect(silent).toEqual([]);
  }, 600_000);

  test.each([
    [1280, 800],
    [360, 740],
  ])(
    'with three hundred of everything, and names of sixty characters, stays within a window of %i',
    async (width, height) => {
      await walkAll(
        (route, { output }) => route.fulfill({ json: longAnswer(output, 300) }),
        async (screen) => {
          await open.page.setViewportSize({ width, height });
          await picture(`long-${width}`, screen);
          // A list that shows only what is near the window shows that.
          for (const list of await main().locator('.scroll.long:not(details *)').all())
            await list.locator('tbody th[scope=row]').first().waitFor();
          const tooWide = await open.page.evaluate(
            'document.documentElement.scrollWidth - window.innerWidth',
          );
          expect(tooWide, 'wider than its window').toBeLessThanOrEqual(0);
        },
      );
    },
    600_000,
  );
});
