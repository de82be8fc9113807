import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { routes } from '../../shared/contracts/routes.ts';
import { openConsole } from './console.ts';

/** Unpacks a whole record and runs the program that lies in it, as whoever gets it does. @returns what it says; throws where it finds a fault */
function checkedByItsOwnProgram(archive: string): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'biaochi-custody-'));
  try {
    for (const [name, body] of Object.entries(unzipSync(readFileSync(archive)))) {
      mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
      writeFileSync(path.join(dir, name), body);
    }
    return execFileSync(process.execPath, [path.join(dir, 'verify.mjs')], { cwd: dir, encoding: 'utf8' });
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** The year end in the console, each person in a browser of their own. */

const open = openConsole('2018-06-15T04:00:00.000Z');

describe('the year end', () => {
  test('is started by an admin, sent back with a reason, mended, read by another, signed and published, each in their own browser', async () => {
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

    await open.signIn('signer', '/2018/run');
    await open.page.getByText(/请留意/).waitFor();
    await open.page
      .getByText(/个单位有缺材料的项/)
      .first()
      .waitFor();
    expect(await open.page.getByRole('button', { name: '同意签发' }).isDisabled()).toBe(true);
    await open.page.getByRole('button', { name: '退回', exact: true }).click();
    await open.page.getByRole('dialog').getByLabel('退到哪一步').selectOption('freeze');
    await open.page.getByRole('dialog').getByRole('button', { name: '退回', exact: true }).click();
    // Nobody is sent back to work without being told why.
    await open.page.getByRole('dialog').getByText('请填写').waitFor();
    await open.page.getByRole('dialog').getByLabel('退回理由').fill('请核对商务局的培训得分');
    await open.isUsable('run-return');
    await open.page.getByRole('dialog').getByRole('button', { name: '退回', exact: true }).click();
    await open.page.getByText('评价停下了，等您处理').waitFor({ timeout: 60_000 });
    await open.forgetSignIn();

    await open.signIn('admin-b', '/2018/run');
    await open.page
      .getByRole('alert')
      .getByText(/请核对商务局的培训得分/)
      .waitFor();
    await open.page.getByText('先打开要更正的数据').click();
    await open.page.getByLabel('商务局', { exact: true }).check();
    await open.isUsable('run-stopped');
    await open.onPhone('run-stopped');
    await open.page.getByRole('button', { name: '打开这些数据' }).click();
    await open.page.getByText('已打开 1 处，可以更正了。').waitFor();
    await open.embedded.as('reviewer-b').call(routes.givePoints, {
      params: { cycle: '2018', unit: '002' },
      body: { points: [{ item: 'C2', points: '1.5', level: null, reason: '缺一次培训', checks: {} }] },
    });
    await open.page.getByLabel('从哪一步继续').selectOption('freeze');
    await open.page.getByRole('button', { name: '从这一步继续' }).click();
    await open.page.getByText('等待核稿').waitFor({ timeout: 120_000 });
    await open.page.getByRole('button', { name: '我已核稿' }).click();
    await open.page.getByRole('dialog').getByLabel(/意见/).fill('培训得分已核对。');
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
  }, 300_000);

  test('is handed over to the archive in one file, and the report is taken back with a reason that the public reads', async () => {
    await open.signIn('admin-b', '/2018/run');
    await open.page.getByLabel(/含佐证文件/).check();
    await open.page.getByRole('button', { name: '开始打包' }).click();
    await open.page.getByRole('button', { name: '下载归档包' }).waitFor({ timeout: 60_000 });
    await open.page.getByText(/第 1 版（含佐证文件）.*已打好/).waitFor();
    const saved = open.page.waitForEvent('download');
    await open.page.getByRole('button', { name: '下载归档包' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toMatch(/^2018-r1-custody\.zip$/);
    // What the county office hands over, as the city checks it.
    expect(checkedByItsOwnProgram(await download.path())).toMatch(/条记录前后相连，其中 \d+ 条与/);
    await open.isUsable('custody');
    await open.onPhone('custody');
    await open.forgetSignIn();

    await open.signIn('signer', '/2018/re-evaluation');
    await open.page.getByRole('button', { name: '撤回报告' }).click();
    await open.page.getByRole('dialog').getByLabel('撤回理由（公开）').fill('附件含有不该公开的内容。');
    await open.page.getByRole('dialog').getByLabel('以前的版本').selectOption('yes');
    await open.isUsable('withdraw-report');
    await open.page.getByRole('dialog').getByRole('button', { name: '撤回报告' }).click();
    await open.page.getByRole('dialog').waitFor({ state: 'detached', timeout: 60_000 });
    await open.page.getByRole('listitem').getByText('附件含有不该公开的内容。').waitFor();
    expect(await open.page.getByRole('button', { name: '撤回报告' }).count()).toBe(0);
    await open.isUsable('report-withdrawn');
    const answer = await fetch(`${open.embedded.runtime.origin}/reports/2018/units/002.html`);
    expect(answer.status).not.toBe(200);
    expect(open.complaints).toEqual([]);
  }, 180_000);
});
