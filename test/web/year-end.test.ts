import { describe, expect, test } from 'vitest';
import { routes } from '../../shared/contracts/routes.ts';
import { openConsole } from './console.ts';

/** The year end in the console, each person in a browser of their own. */

const open = openConsole('2018-06-15T04:00:00.000Z');

describe('the year end', () => {
  test('is started by an admin, read by another, signed, and published, each in their own browser', async () => {
    const { items: bodies } = await open.embedded
      .as('admin-b')
      .call(routes.listBodies, { params: { cycle: '2018' } });
    for (const { id } of bodies)
      await open.embedded.as('admin-b').call(routes.handInForBody, {
        params: { cycle: '2018', body: id },
        body: { reason: '电话核实无扣分' },
      });
    await open.signIn('admin-a', '/2018/run');
    await open.page.getByText('还没有启动年终评价').waitFor();
    await open.isUsable('run-before');
    await open.page.getByRole('button', { name: '启动年终评价' }).click();
    await open.page.getByRole('dialog').getByRole('button', { name: '启动年终评价' }).click();
    await open.page.getByText('等待核稿').waitFor({ timeout: 60_000 });
    await open.isUsable('run-sign-off');
    await open.onPhone('run-sign-off');
    await open.forgetSignIn();

    await open.signIn('admin-b', '/2018/run');
    await open.page.getByRole('button', { name: '我已核稿' }).click();
    await open.page.getByRole('dialog').getByRole('button', { name: '我已核稿' }).click();
    await open.page.getByText('已核稿，等待签发').waitFor();
    await open.forgetSignIn();

    await open.signIn('signer', '/2018/run');
    await open.page.getByRole('button', { name: '同意签发' }).click();
    await open.page.getByRole('dialog').getByRole('button', { name: '同意签发' }).click();
    await open.page.getByText('已发布第 1 版').waitFor({ timeout: 30_000 });
    await open.isUsable('run-published');
    await open.page.reload();
    await open.page.getByRole('link', { name: '评价报告' }).click();
    await open.page.getByText('第 1 版').first().waitFor();
    expect(open.complaints).toEqual([]);
  }, 180_000);
});
