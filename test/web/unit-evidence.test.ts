import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makePdf } from '../../infra/demo/sample-files/make-pdf.ts';
import { makePhoto } from '../../infra/demo/sample-files/make-photo.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { buildZip } from '../support/file-builders.ts';
import { openConsole } from './console.ts';

/** How a unit’s clerk brings evidence, whatever happens to the line, the page and the session. */

const open = openConsole('2018-06-15T04:00:00.000Z');

const pdfOf = (name: string) => makePdf(name, { title: name, lines: ['现将有关事项公开如下。'] }).bytes;
const photoOf = (name: string) => makePhoto(name, { takenAt: '2018-05-03T10:11:12' }).bytes;
const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(pdfOf(name)) });
const photo = (name: string) => ({ name, mimeType: 'image/jpeg', buffer: Buffer.from(photoOf(name)) });
/** The store’s uploads: what the tests hold up and let through. */
const puts = (url: URL) => url.pathname.includes('/evidence/');

async function piecesOf(unit: string) {
  const { items } = await open.embedded.as(`unit-${unit}`).call(routes.listEvidence, {
    params: { cycle: '2018', unit },
    query: { limit: 50 },
  });
  return items;
}
const stateOf = (unit: string, title: string) => async () =>
  (await piecesOf(unit)).find((piece) => piece.title === title)?.status ?? null;

describe('a unit’s clerk', () => {
  test('brings several files at once: they are read, sent straight to the store and inspected; a picture is shown', async () => {
    await open.signIn('unit-005', '/2018/units/005/evidence?item=A1');
    await open.page.getByText('还没有材料').waitFor();
    await open.isUsable('evidence-empty');
    await open.page.getByRole('button', { name: '提交材料' }).click();
    await open.page.getByText('请至少放一个文件、填一个网址，或者写一段说明。').waitFor();
    await open.page.getByLabel('材料名称').fill('分工文件');
    await open.page
      .getByTestId('files')
      .setInputFiles([pdf('分工一.pdf'), pdf('分工二.pdf'), photo('会场.jpg')]);
    await open.isUsable('evidence-chosen');
    await open.page.getByRole('button', { name: '提交材料' }).click();
    await open.page.getByRole('rowheader', { name: '分工文件' }).waitFor();
    await open.page.getByText('已传到 3 个，检查通过后由评审认可。').waitFor();
    await expect.poll(stateOf('005', '分工文件'), { timeout: 20_000 }).toBe('inspected');
    await open.page.reload();
    await open.page.getByRole('cell', { name: '待评审' }).waitFor();
    await open.isUsable('evidence');
    await open.onPhone('evidence');
    await open.page.getByRole('button', { name: '会场.jpg' }).click();
    await expect
      .poll(() => open.page.evaluate('document.querySelector("canvas").width'), { timeout: 10_000 })
      .toBeGreaterThan(300);
    await open.isUsable('evidence-preview');
    expect(open.complaints).toEqual([]);
  }, 120_000);

  test('whose line breaks loses nothing: the files go on when it is back, and only what is missing travels', async () => {
    await open.signIn('unit-006', '/2018/units/006/evidence?item=A1');
    await open.page.getByLabel('材料名称').fill('断线时的材料');
    await open.page.getByTestId('files').setInputFiles([pdf('先到.pdf'), pdf('后到.pdf')]);
    let sent = 0;
    // The line breaks only when the first file has come: both are on their way at once.
    const firstCame = open.page.waitForResponse((answer) => answer.request().method() === 'PUT');
    await open.context.route(puts, async (route) => {
      sent += 1;
      if (sent === 1) return route.continue();
      await firstCame;
      await open.context.setOffline(true);
      return route.abort();
    });
    await open.page.getByRole('button', { name: '提交材料' }).click();
    await open.page.getByText('网络断了，文件没有丢').waitFor({ timeout: 20_000 });
    await open.isUsable('evidence-no-line');
    await open.context.unroute(puts);
    const again: string[] = [];
    open.page.on('request', (request) => {
      if (request.method() === 'PUT') again.push(request.url());
    });
    await open.context.setOffline(false);
    await open.page.getByText('已传到 2 个').waitFor({ timeout: 20_000 });
    expect(again).toHaveLength(1);
    await expect.poll(stateOf('006', '断线时的材料'), { timeout: 20_000 }).toBe('inspected');
  }, 120_000);

  test('who leaves the page and comes back goes on without choosing the files again; on another computer they are asked for', async () => {
    await open.signIn('unit-007', '/2018/units/007/evidence?item=A2');
    await open.page.getByLabel('材料名称').fill('重启后的材料');
    await open.page.getByTestId('files').setInputFiles([pdf('没传完.pdf')]);
    // The line hangs: nothing comes, nothing breaks.
    await open.context.route(puts, () => undefined);
    await open.page.getByRole('button', { name: '提交材料' }).click();
    await open.page.getByRole('heading', { name: '正在传送' }).waitFor();
    await expect.poll(stateOf('007', '重启后的材料')).toBe('requested');

    const elsewhere = await open.another('unit-007', '/2018/units/007/evidence');
    await elsewhere.getByText('“重启后的材料”还差 1 个文件没有传到').waitFor();
    await open.isUsable('evidence-unfinished', elsewhere);
    await elsewhere.getByLabel('选择文件').setInputFiles([pdf('别的.pdf')]);
    await elsewhere.getByText('和当初登记的不是同一个文件').waitFor();
    await elsewhere.context().close();

    await open.page.reload();
    await open.context.unroute(puts);
    await open.page.reload();
    await open.page.getByText('已传到 1 个').waitFor({ timeout: 20_000 });
    await expect.poll(stateOf('007', '重启后的材料'), { timeout: 20_000 }).toBe('inspected');
  }, 120_000);

  test('keeps the files and words of a form through the end of a session', async () => {
    await open.signIn('unit-008', '/2018/units/008/evidence?item=A1');
    await open.page.getByLabel('材料名称').fill('登录过期前写的');
    await open.page.getByTestId('files').setInputFiles([pdf('过期.pdf')]);
    await open.page.getByText('过期.pdf').first().waitFor();
    await open.forgetSignIn();
    await open.signIn('unit-008', '/2018/units/008/evidence?item=A1');
    expect(await open.page.getByLabel('材料名称').inputValue()).toBe('登录过期前写的');
    await open.page.getByText('过期.pdf').first().waitFor();
    await open.page.getByRole('button', { name: '提交材料' }).click();
    await expect.poll(stateOf('008', '登录过期前写的'), { timeout: 30_000 }).toBe('inspected');
  }, 120_000);

  test('hands in links and a note alone, withdraws a piece, and hands in again what came back', async () => {
    await open.signIn('unit-009', '/2018/units/009/evidence?item=A3');
    await open.page.getByLabel('材料名称').fill('制度网页');
    await open.page.getByText('还有网址或说明').click();
    await open.page.getByRole('button', { name: '加一个网址' }).click();
    await open.page.getByLabel('网址 1').fill('demo.example.cn');
    await open.page.getByRole('button', { name: '提交材料' }).click();
    await open.page.getByText('网址要以 http:// 或 https:// 开头').waitFor();
    await open.page.getByLabel('网址 1').fill('https://demo.example.cn/rules');
    await open.page.getByRole('button', { name: '提交材料' }).click();
    await open.page.getByRole('rowheader', { name: '制度网页' }).waitFor();
    const [piece] = await piecesOf('009');
    await open.embedded.as('reviewer-a').call(routes.returnEvidence, {
      params: { cycle: '2018', unit: '009', evidence: piece?.id ?? '' },
      body: { reason: '网页打不开，请补充截图。' },
    });
    await open.page.reload();
    await open.page.getByText('网页打不开，请补充截图。').waitFor();
    await open.page.getByRole('link', { name: '重新报送' }).click();
    await open.page.getByText('替换“制度网页”').waitFor();
    await open.isUsable('evidence-replace');
    await open.page.getByTestId('files').setInputFiles([photo('截图.jpg')]);
    await open.page.getByRole('button', { name: '提交材料' }).click();
    await expect
      .poll(async () => (await piecesOf('009')).map(({ status }) => status).sort(), { timeout: 20_000 })
      .toEqual(['inspected', 'replaced']);
    await open.page.reload();
    await open.page.getByRole('button', { name: '撤回', exact: true }).click();
    await open.page.getByRole('dialog').getByLabel('撤回的原因').fill('放错了');
    await open.isUsable('evidence-withdraw');
    await open.page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
    await open.page.getByText('放错了').waitFor();
  }, 120_000);

  test('hands in a whole folder, and a ZIP file, after seeing what comes of each file', async () => {
    await open.signIn('unit-010', '/2018/units/010/evidence/bundle');
    const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-folder-'));
    mkdirSync(path.join(folder, 'B3 公开栏'));
    writeFileSync(path.join(folder, 'A1 分工.pdf'), pdfOf('分工'));
    writeFileSync(path.join(folder, 'A2 经办.jpg'), photoOf('经办'));
    writeFileSync(path.join(folder, '没有编号.pdf'), pdfOf('没有编号'));
    const chooser = open.page.waitForEvent('filechooser');
    await open.page.getByRole('button', { name: '选择文件夹' }).click();
    await (await chooser).setFiles(folder);
    await open.page.getByText('将报送 2 份材料，共 2 个文件').waitFor({ timeout: 20_000 });
    await open.isUsable('evidence-bundle');
    await open.page.getByRole('button', { name: '确认报送' }).click();
    await open.page.getByText('已报送 2 份材料').waitFor({ timeout: 20_000 });
    await expect
      .poll(async () => (await piecesOf('010')).map(({ status }) => status), { timeout: 30_000 })
      .toEqual(['inspected', 'inspected']);
    rmSync(folder, { recursive: true });

    const zip = buildZip([
      { name: 'A3 制度.pdf', data: pdfOf('制度') },
      { name: 'A1 分工.txt', data: '分工如下' },
    ]);
    await open.page.getByTestId('zip').setInputFiles({
      name: '材料.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from(zip),
    });
    await open.page.getByText('将报送 2 份材料，共 2 个文件').waitFor({ timeout: 20_000 });
    await open.page.getByRole('button', { name: '确认报送' }).click();
    await open.page.getByText('已报送 2 份材料').waitFor({ timeout: 30_000 });
    await open.onPhone('evidence-bundle');
    expect(await piecesOf('010')).toHaveLength(4);
  }, 120_000);

  // The last of this file: it moves the year's clock past its end.
  test('whose file has not come when the year closes is told that it will not count, and whom to ask', async () => {
    const bytes = pdfOf('没有传完');
    await open.embedded.as('unit-011').call(routes.requestEvidence, {
      params: { cycle: '2018', unit: '011' },
      key: 'a-file-that-never-came',
      body: {
        items: ['A1'],
        title: '没有传完的材料',
        note: null,
        channel: null,
        files: [
          {
            name: '没有传完.pdf',
            size: bytes.length,
            contentType: 'application/pdf',
            sha256: createHash('sha256').update(bytes).digest('hex'),
          },
        ],
        links: [],
        replaces: null,
      },
    });
    await open.embedded.as('admin-a').call(routes.setRehearsalClock, {
      params: {},
      body: { now: '2019-01-20T02:00:00.000Z' },
    });
    await open.signIn('unit-011', '/2018/units/011/evidence?item=A1');
    const piece = open.page.getByRole('row').filter({ hasText: '没有传完的材料' });
    await piece.getByText('封存前仍未传到的文件不计入评价；有疑问请联系县政府办。').waitFor();
    expect(await open.page.getByRole('button', { name: '提交材料' }).count()).toBe(0);
    await open.isUsable('evidence-too-late');
    await open.onPhone('evidence-too-late');
    expect(open.complaints).toEqual([]);
  }, 120_000);
});
