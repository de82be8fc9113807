import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { keyOf } from '../../shared/contracts/collection.ts';
import * as collections from '../../shared/contracts/collections.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { rubric } from '../../shared/domain/rubric/rubric.ts';
import { embeddedTable } from '../support/embedded-table.ts';
import { openConsole } from './console.ts';

/** A year that breaks on its way, is published, corrected, and followed by another: in the console, each person in their own browser. */

const open = openConsole('2019-01-05T02:00:00.000Z');
const dialog = () => open.page.getByRole('dialog');
const admin = () => open.embedded.as('admin-b');
const library: unknown = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../shared/domain/rubric/library/2018.json'), 'utf8'),
);
/** The rubric of 2018, but that C5 (突发公共事件) need not apply to every unit. */
function withAside(): unknown {
  const of = rubric.parse(library);
  return {
    ...of,
    version: 2,
    schemes: of.schemes.map((scheme) => ({
      ...scheme,
      parts: scheme.parts.map((part) => ({
        ...part,
        items: part.items.map((item) =>
          item.code === 'C5' ? { ...item, notApplicable: { method: 'spread', within: 'part' } } : item,
        ),
      })),
    })),
  };
}

const clockTo = (now: string) =>
  open.embedded.as('admin-a').call(routes.setRehearsalClock, { params: {}, body: { now } });
const give = (cycle: string, unit: string, item: string, points: string) =>
  open.embedded.as('reviewer-b').call(routes.givePoints, {
    params: { cycle, unit },
    body: { points: [{ item, points, level: null, reason: '缺一部分', checks: {} }] },
  });
async function allHandedIn(cycle: string): Promise<void> {
  const { items } = await admin().call(routes.listBodies, { params: { cycle } });
  for (const { id } of items)
    await admin().call(routes.handInForBody, {
      params: { cycle, body: id },
      body: { reason: '电话核实无扣分' },
    });
}
async function read(): Promise<void> {
  await open.page.getByRole('button', { name: '我已核稿' }).click();
  await dialog().getByRole('button', { name: '我已核稿' }).click();
  await open.page.getByText('已核稿，等待签发').waitFor();
}
async function signed(): Promise<void> {
  await open.page.getByRole('button', { name: '同意签发' }).click();
  await dialog().getByRole('button', { name: '同意签发' }).click();
}

describe('a year', () => {
  test('that stops of a damaged record says which step and unit, is mended and goes on, and is signed beside what the dry run said', async () => {
    const { items: units } = await admin().call(routes.listUnits, { params: { cycle: '2018' } });
    const name = units.find(({ id }) => id === '003')?.name ?? '';
    await admin().call(routes.storeRubric, {
      params: { cycle: '2018' },
      body: { text: JSON.stringify(withAside()) },
      key: 'a-rubric-with-an-item-aside',
    });
    await admin().call(routes.adoptRubric, { params: { cycle: '2018' }, body: { version: 2 } });
    await admin().call(routes.makeDryRun, {
      params: { cycle: '2018' },
      body: {},
      key: 'a-dry-run-before-the-points',
    });
    // A rehearsal's clock stands still: what is frozen comes after the dry run.
    await clockTo('2019-01-06T02:00:00.000Z');
    for (const unit of ['002', '003', '004']) {
      await give('2018', unit, 'C2', '1.5');
      await give('2018', unit, 'C5', '1');
    }
    await allHandedIn('2018');
    const table = embeddedTable(open.embedded);
    const restore = await table.damage(
      keyOf(collections.points, { cycle: '2018', unit: '003', item: 'C2', reviewer: 'reviewer-b' }),
    );

    await open.signIn('admin-a', '/2018/run');
    await open.page.getByRole('button', { name: '启动年终评价' }).click();
    await dialog().getByRole('button', { name: '启动年终评价' }).click();
    await open.page.getByText('评价停下了，等您处理').waitFor({ timeout: 240_000 });
    const stopped = open.page.getByRole('alert').filter({ hasText: '评价停下了' });
    await stopped.getByText(`${name} · 冻结数据`).waitFor();
    await open.isUsable('run-fault');
    await open.onPhone('run-fault');
    // What a technician needs is there for whoever opens it, and is nobody else's reading.
    expect(await stopped.innerText()).not.toMatch(/Error|[A-Za-z]{12}/);
    await stopped.locator('summary', { hasText: '技术说明' }).first().click();
    await stopped
      .getByText(/StoredShapeError|reviewer-points/)
      .first()
      .waitFor();

    // The technician puts the record back; the office opens the unit's books and lets the run go on.
    await restore();
    table.close();
    await open.page.getByText('先打开要更正的数据').click();
    expect(await open.page.getByLabel(name, { exact: true }).isChecked()).toBe(true);
    await open.page.getByRole('button', { name: '打开这些数据' }).click();
    await open.page.getByText('已打开 1 处，可以更正了。').waitFor();
    await open.page.getByRole('button', { name: '从这一步继续' }).click();
    await open.page.getByText('等待核稿').waitFor({ timeout: 120_000 });
    expect(await open.page.getByText('评价停下了').count()).toBe(0);
    await open.page.getByText('与最近一次试算相比').click();
    await open.page.getByRole('columnheader', { name: /^上次试算/ }).waitFor();
    await open.page.getByText('与上年相比').click();
    await open.page.getByText('没有上年公布的结果可比。').waitFor();
    await open.isUsable('sign-off-since-dry-run');
    await open.onPhone('sign-off-since-dry-run');
    await open.forgetSignIn();
    await open.signIn('admin-b', '/2018/run');
    await read();
    await open.forgetSignIn();
    await open.signIn('signer', '/2018/run');
    await signed();
    await open.page.getByText('已发布第 1 版').waitFor({ timeout: 60_000 });
  }, 600_000);

  test('that is published is corrected by a re-evaluation: scope, reason, changes, what comes of it, and its second revision for all to read', async () => {
    await open.signIn('admin-b', '/2018/re-evaluation');
    await open.page.getByRole('heading', { name: '启动一次重新评价' }).waitFor();
    const { items: units } = await admin().call(routes.listUnits, { params: { cycle: '2018' } });
    const nameOf = (unit: string) => units.find(({ id }) => id === unit)?.name ?? '';
    await open.page.getByLabel(nameOf('002'), { exact: true }).check();
    await open.page.getByLabel(nameOf('004'), { exact: true }).check();
    await open.page.getByLabel('为什么要更正（公开）').fill('两个单位的登记有误，予以更正');
    await open.page.getByRole('button', { name: '改一项依据' }).click();
    await dialog()
      .getByLabel('单位')
      .selectOption({ label: nameOf('002') });
    await dialog().getByLabel('评价项目').selectOption('C5');
    const aside = dialog().getByLabel('这一项对这个单位不适用');
    await aside.check();
    await dialog().getByLabel('依据和理由（公开）').fill('核实全年没有突发事件');
    await dialog().getByRole('button', { name: '改一项依据' }).click();
    // That an item does not apply says why.
    await dialog()
      .getByText(/不适用的原因没有写/)
      .waitFor();
    await dialog().getByLabel('为什么不适用（公开）').fill('本年没有突发公共事件');
    await open.isUsable('change-aside');
    await open.onPhone('change-aside');
    await dialog().getByRole('button', { name: '改一项依据' }).click();
    await open.page.getByText('C5：改为不适用。').waitFor();
    await open.page.getByRole('button', { name: '改一项得分' }).click();
    await dialog()
      .getByLabel('单位')
      .selectOption({ label: nameOf('004') });
    await dialog().getByLabel('评价项目').selectOption('C2');
    await dialog().getByLabel('改为几分').fill('2');
    await dialog().getByLabel('依据和理由（公开）').fill('概况已补齐');
    await dialog().getByRole('button', { name: '改一项得分' }).click();
    // The plan outlives a reload.
    await open.page.reload();
    await open.page.getByText('C2 改为 2 分').waitFor();
    await open.page.getByRole('button', { name: '先试算' }).click();
    await open.page.getByText('2 个单位有变化，62 个不变。').waitFor({ timeout: 60_000 });
    await open.page
      .getByText(/第 2 处更正/)
      .first()
      .waitFor();
    await open.isUsable('re-evaluation-preview');
    await open.onPhone('re-evaluation-preview');
    await open.page.getByRole('button', { name: '启动重新评价' }).click();
    await open.page.getByText('有一次评价正在进行').waitFor();
    await open.page.getByRole('link', { name: '年终评价' }).click();
    await open.page.getByText('等待核稿').waitFor({ timeout: 120_000 });
    // Who named the changes does not read them over.
    await open.page.getByRole('button', { name: '我已核稿' }).click();
    await dialog().getByRole('button', { name: '我已核稿' }).click();
    await dialog().getByRole('alert').waitFor();
    await open.isUsable('re-evaluation-own-review');
    await open.forgetSignIn();

    await open.signIn('admin-a', '/2018/run');
    await read();
    await open.forgetSignIn();
    await open.signIn('signer', '/2018/run');
    await signed();
    await open.page.getByText('已发布第 2 版').waitFor({ timeout: 60_000 });
    await open.page.getByRole('link', { name: '公布后更正' }).click();
    const revisions = open.page.getByRole('listitem');
    await revisions.filter({ hasText: '第 2 版' }).getByText('现行').waitFor();
    await revisions.filter({ hasText: '第 1 版' }).getByText('已被取代').waitFor();
    await open.page
      .getByText(/的重新评价/)
      .first()
      .click();
    await open.page.getByText('两个单位的登记有误，予以更正').last().waitFor();
    await open.page.getByText('C5：改为不适用。').waitFor();
    await open.isUsable('re-evaluation-published');
    await open.onPhone('re-evaluation-published');

    const reports = `${open.embedded.runtime.origin}/reports/2018`;
    await open.page.goto(`${reports}/units/002.html`);
    await open.page.getByText('与第 1 版相比').first().waitFor();
    await open.page
      .getByText(/本年没有突发公共事件/)
      .first()
      .waitFor();
    await open.page.goto(`${reports}/r1/units/002.html`);
    await open.page.getByText(/已被第 2 版取代/).waitFor();
    await open.page.goto(`${reports}/changes.html`);
    await open.page.getByText('核实全年没有突发事件').first().waitFor();
    await open.page.getByText(/C5.*改为不适用/).waitFor();
    await open.isUsable('public-changes');
  }, 600_000);

  test('that follows a published one is signed beside last year’s result and the last dry run, with what is worth a second look', async () => {
    await admin().call(routes.beginNextCycle, {
      params: { cycle: '2018' },
      body: {
        cycle: '2019',
        title: '2019年度政务公开绩效评价',
        window: { opensOn: '2019-01-01', closesOn: '2019-12-31' },
        reforms: [{ kind: 'rename', unit: '005', name: '改名后的局' }],
        targets: { kind: 'percent', percent: 110 },
        exceptions: [],
        bodies: null,
      },
    });
    await admin().call(routes.adoptRubric, { params: { cycle: '2019' }, body: { version: 1 } });
    await clockTo('2020-01-05T02:00:00.000Z');
    await admin().call(routes.makeDryRun, {
      params: { cycle: '2019' },
      body: {},
      key: 'a-dry-run-of-the-next-year',
    });
    await clockTo('2020-01-06T02:00:00.000Z');
    // Somebody far down last year is far up this year.
    await give('2019', '064', 'C6', '20');
    await allHandedIn('2019');
    await open.signIn('admin-a', '/2019/run');
    await open.page.getByRole('button', { name: '启动年终评价' }).click();
    await dialog().getByRole('button', { name: '启动年终评价' }).click();
    await open.page.getByText('等待核稿').waitFor({ timeout: 180_000 });
    await open.page
      .getByText(/个单位名次变化大/)
      .first()
      .waitFor();
    await open.page.getByText('与上年相比').click();
    await open.page.getByRole('columnheader', { name: '上年' }).waitFor();
    await open.page.getByText('与最近一次试算相比').click();
    await open.page.getByRole('rowheader', { name: '改名后的局' }).first().waitFor();
    await open.isUsable('sign-off-differences');
    await open.onPhone('sign-off-differences');
    expect(open.complaints).toEqual([]);
  }, 400_000);
});
