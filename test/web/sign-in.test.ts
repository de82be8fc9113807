import { describe, expect, test } from 'vitest';
import { openConsole } from './console.ts';

/** Signing in to the console, and what it weighs until the first screen stands. */

const open = openConsole('2018-06-15T04:00:00.000Z');

describe('somebody who is not signed in', () => {
  test('is led to sign in and back to where they wanted to be', async () => {
    await open.page.goto(open.at('/2018/units/002/register'));
    await open.isUsable('sign-in');
    await open.signIn('unit-002', '/2018/units/002/register');
    await open.page.getByRole('heading', { name: '公开台账' }).waitFor();
    expect(new URL(open.page.url()).pathname).toBe('/console/2018/units/002/register');
    expect(open.complaints).toEqual([]);
  }, 60_000);

  test('whose session ends in the middle of typing signs in again and finds what was typed', async () => {
    await open.signIn('unit-002', '/2018/units/002/register');
    await open.page.getByRole('button', { name: '登记一条' }).click();
    await open.page.getByLabel('标题').fill('打了一半的标题');
    await open.page.evaluate("sessionStorage.removeItem('biaochi-tokens')");
    await open.page.reload();
    await open.page.getByRole('button', { name: '登录' }).click();
    // The issuer still knows the browser: nothing has to be typed again, neither here nor there.
    await open.page.getByRole('heading', { name: '公开台账' }).waitFor();
    await open.page.getByRole('button', { name: '登记一条' }).click();
    expect(await open.page.getByLabel('标题').inputValue()).toBe('打了一半的标题');
    await open.page.getByText('上次没填完的内容已经恢复').waitFor();
  }, 60_000);
});

test('the first screen takes less than 200 KB of script, compressed, with all that a unit’s home needs', async () => {
  const sizes = new Map<string, number>();
  open.page.on('response', (response) => {
    if (response.url().endsWith('.js'))
      sizes.set(response.url(), Number(response.headers()['content-length'] ?? 'NaN'));
  });
  await open.signIn('unit-003');
  await open.page.getByRole('heading', { name: '每一项的得分和理由' }).waitFor();
  const whole = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  expect(sizes.size).toBeGreaterThan(2);
  expect(whole).toBeGreaterThan(50_000);
  expect(whole).toBeLessThan(200_000);
}, 60_000);
