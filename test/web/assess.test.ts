import { describe, expect, test } from 'vitest';
import { routes } from '../../shared/contracts/routes.ts';
import { openConsole } from './console.ts';

/** A reviewer in the console. */

const open = openConsole('2018-06-15T04:00:00.000Z');

describe('a reviewer', () => {
  test('accepts one piece and sends another back, by keys, and finds their own unit’s greyed', async () => {
    const photograph = async (unit: string, title: string) =>
      open.embedded.as(`unit-${unit}`).call(routes.requestEvidence, {
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
    await open.signIn('reviewer-a');
    await open.page.getByText('这是您所在的单位，按规定回避').first().waitFor();
    await open.page.getByRole('button', { name: /甲/ }).click();
    await open.isUsable('review');
    await open.page.keyboard.press('y');
    await open.page.getByRole('button', { name: /甲/ }).waitFor({ state: 'detached' });
    await open.page.getByRole('button', { name: /乙/ }).click();
    await open.page.keyboard.press('n');
    await open.page.getByLabel('退回理由（单位会看到）').fill('看不清楚');
    await open.page.getByRole('button', { name: '退回' }).click();
    await open.page.getByRole('button', { name: /乙/ }).waitFor({ state: 'detached' });
    await open.page.getByRole('button', { name: /丙/ }).click();
    expect(await open.page.getByRole('button', { name: '认可' }).isDisabled()).toBe(true);
    await open.onPhone('review');
    const status = async (unit: string) =>
      (
        await open.embedded.as(`unit-${unit}`).call(routes.listEvidence, {
          params: { cycle: '2018', unit },
          query: { limit: 5 },
        })
      ).items.map((each) => [each.status, each.reason]);
    expect(await status('008')).toEqual([['accepted', null]]);
    expect(await status('009')).toEqual([['returned', '看不清楚']]);
  }, 90_000);
});
