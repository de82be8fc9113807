import { describe, expect, test } from 'vitest';
import { routes } from '../../shared/contracts/routes.ts';
import { openConsole } from './console.ts';

/** Signing in to the console, and what it weighs until the first screen stands. */

const open = openConsole('2018-06-15T04:00:00.000Z', ['unit-040']);

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

async function enter(username: string, by = '登录'): Promise<void> {
  await open.page.goto(open.at(''));
  await open.page.getByRole('button', { name: by }).click();
  await open.page.getByLabel('账号').fill(username);
  await open.page.getByLabel('密码').fill(open.embedded.passwordOf(username));
  await open.page.getByRole('button', { name: '登录' }).click();
}

async function invite(unit: string): Promise<string> {
  const { code } = await open.embedded.as('admin-a').call(routes.inviteMember, {
    params: {},
    body: { displayName: '新来的', homeUnit: unit, roles: [{ role: 'unit-staff', unit }] },
    key: `an-invitation-for-unit-${unit}`,
  });
  return code ?? '';
}

describe('somebody who is signed in and no member', () => {
  test('who was a member once joins by the way that the sign-in screen names', async () => {
    const admin = open.embedded.as('admin-a');
    const members = (await admin.call(routes.listMembers, { params: {} })).items;
    const there = members.find(({ roles }) => roles.some((of) => 'unit' in of && of.unit === '041'));
    if (there === undefined) throw new Error('nobody works for unit 041');
    await admin.call(routes.removeMember, {
      params: { member: there.id },
      body: { version: there.version, reason: '调离' },
    });
    await enter('unit-041', '有邀请码');
    await open.page.getByLabel('邀请码').fill(await invite('041'));
    await open.page.getByRole('button', { name: '加入' }).click();
    await open.page.getByRole('heading', { name: '每一项的得分和理由' }).waitFor();
  }, 120_000);

  test('is led to join by the code of an invitation, is told what is wrong with it, and then works', async () => {
    await enter('unit-040');
    const code = open.page.getByLabel('邀请码');
    await code.waitFor();
    await open.isUsable('join');
    await open.onPhone('join');
    await open.page.getByRole('button', { name: '加入' }).click();
    await open.page.getByText('请填写', { exact: true }).waitFor();
    await code.fill('ABCD');
    await open.page.getByText('邀请码不完整').waitFor();
    await code.fill('0'.repeat(40));
    await code.press('Enter');
    await open.page.getByRole('alert').waitFor();
    await code.fill(await invite('040'));
    await open.page.getByRole('button', { name: '加入' }).click();
    await open.page.getByRole('heading', { name: '每一项的得分和理由' }).waitFor();
    expect(new URL(open.page.url()).pathname).toBe('/console/2018/units/040');
  }, 120_000);
});

test('the first screen asks once for each thing it shows, and begins before its script has come', async () => {
  await open.signIn('unit-003', '/2018/units/003');
  await open.page.getByRole('heading', { name: '每一项的得分和理由' }).waitFor();
  const asked: string[] = [];
  const standing = Promise.withResolvers<undefined>();
  open.page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) asked.push(pathname);
    if (pathname.endsWith('/standing')) standing.resolve(undefined);
  });
  // The script comes only once the points have been asked for: if they waited for it, nothing would ever show.
  await open.page.route(/\/console-[^/]*\.js$/, async (route) => {
    await standing.promise;
    await route.continue();
  });
  await open.page.reload();
  await open.page.getByRole('heading', { name: '每一项的得分和理由' }).waitFor();
  for (const address of ['/api/me', '/api/cycles', '/api/cycles/2018/units/003/standing'])
    expect(asked.filter((each) => each === address)).toHaveLength(1);
}, 60_000);

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
