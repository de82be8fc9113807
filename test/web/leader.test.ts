import { beforeAll, describe, expect, test, vi } from 'vitest';
import { RefusedCall } from '../../infra/demo/api-client.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { openConsole } from './console.ts';

/** After the year end: the year on one page, corrections, appeals, problem letters, and the rubric. */

const open = openConsole('2018-06-15T04:00:00.000Z');
const dialog = () => open.page.getByRole('dialog');
const inYear = { cycle: '2018' };
/** The whole text of the choice that begins with an item's code. */
const optionOf = async (code: string) =>
  (await dialog().getByRole('option').allTextContents()).find((text) => text.startsWith(`${code} `)) ?? '';

/** Publishes the year as people do, by the API. */
async function publish(): Promise<void> {
  const [admin, other, signer] = ['admin-a', 'admin-b', 'signer'].map((name) => open.embedded.as(name));
  if (admin === undefined || other === undefined || signer === undefined) throw new Error('nobody there');
  const { items: bodies } = await admin.call(routes.listBodies, { params: inYear });
  for (const { id } of bodies)
    await other.call(routes.handInForBody, {
      params: { ...inYear, body: id },
      body: { reason: '电话核实无扣分' },
    });
  const run = await admin.call(routes.startRun, { params: inYear, body: {}, key: 'the-year-end-of-2018' });
  const params = { ...inYear, run: run.id };
  const until = async (is: () => Promise<boolean>) =>
    vi.waitFor(async () => expect(await is()).toBe(true), { timeout: 120_000, interval: 500 });
  await until(async () => (await admin.call(routes.getRun, { params })).step === 'sign-off');
  await until(async () => {
    try {
      await other.call(routes.reviewReport, { params, body: { comment: null } });
      return true;
    } catch (error) {
      // The step is entered a moment before the report may be read.
      if (error instanceof RefusedCall && error.problem.status === 409) return false;
      throw error;
    }
  });
  await signer.call(routes.signOff, { params, body: { decision: 'approve', comment: null } });
  await until(async () => (await admin.call(routes.getRun, { params })).status === 'published');
}

beforeAll(publish, 400_000);

describe('after the year end', () => {
  test('who leads has the year on one page, which prints on one sheet of A4', async () => {
    await open.signIn('signer', '/2018/leader');
    await open.page.getByText('按公布的结果').waitFor();
    await open.page.getByRole('img', { name: /个单位/ }).waitFor();
    await open.isUsable('leader');
    await open.onPhone('leader');
    await open.page.emulateMedia({ media: 'print' });
    const sheet = await open.page.pdf({ format: 'A4', preferCSSPageSize: true });
    expect(sheet.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBe(1);
    await open.page.setViewportSize({ width: 720, height: 1040 });
    await open.isUsable('leader-print');
    expect(open.complaints).toEqual([]);
  }, 120_000);

  test('an appeal is answered by one and decided by another, and a correction carries it out once it was looked at', async () => {
    await open.signIn('unit-002', '/2018/units/002/appeals');
    await open.page.getByLabel('评分项').selectOption('C1');
    await open.page.getByLabel('理由').fill('公开栏照片已经补交，请复核。');
    await open.isUsable('appeal-file');
    await open.onPhone('appeal-file');
    await open.page.reload();
    await open.page.getByLabel('评分项').selectOption('C1');
    await open.page.getByRole('button', { name: '提交' }).click();
    await open.page.getByRole('article').getByText('已提出').waitFor();
    await open.isUsable('appeal-filed');
    await open.forgetSignIn();

    await open.signIn('admin-a', '/2018/appeals');
    await open.page.getByRole('button', { name: '说明评分依据' }).click();
    await dialog().getByLabel('说明', { exact: true }).fill('评分时没有看到这份材料。');
    await dialog().getByRole('button', { name: '说明评分依据' }).click();
    await open.page.getByRole('article').getByText('等待决定').waitFor();
    await open.isUsable('appeals');
    await open.forgetSignIn();

    await open.signIn('admin-b', '/2018/appeals');
    await open.page.getByRole('button', { name: '作出决定' }).click();
    await dialog().getByLabel('决定', { exact: true }).selectOption('upheld');
    await dialog()
      .getByLabel(/这一项改为几分/)
      .fill('3');
    await dialog().getByLabel('决定理由（公开）').fill('材料属实。');
    await open.isUsable('appeal-decision');
    await dialog().getByRole('button', { name: '作出决定' }).click();
    await open.page.getByText('还没有落实').waitFor();
    await open.onPhone('appeals');

    await open.page.getByRole('link', { name: '公布后更正' }).click();
    await open.page.getByLabel('商务局').check();
    await open.page.getByLabel('为什么要更正（公开）').fill('落实复核决定，并更正目标任务。');
    await open.page.getByRole('button', { name: '改目标任务' }).click();
    await dialog().getByLabel('单位').selectOption({ label: '商务局' });
    await dialog().getByLabel('目标任务').fill('180');
    await dialog().getByLabel('依据和理由（公开）').fill('印发时写错。');
    await dialog().getByRole('button', { name: '改目标任务' }).click();
    await open.page.getByText('商务局的目标任务改为 180 条。').waitFor();
    // An item's facts begin with what was published, and only what is wrong of them is changed.
    await open.page.getByRole('button', { name: '改一项依据' }).click();
    await dialog().getByLabel('单位', { exact: true }).selectOption({ label: '商务局' });
    await dialog()
      .getByLabel('评价项目', { exact: true })
      .selectOption({ label: await optionOf('A2') });
    expect(await dialog().getByLabel('认可的材料').inputValue()).toBe('0');
    await dialog().getByLabel('依据和理由（公开）').fill('材料已在期限内补交。');
    await dialog().getByRole('button', { name: '改一项依据' }).click();
    await dialog().getByText('依据还没有改动。').waitFor();
    await dialog().getByLabel('认可的材料').fill('1');
    await open.isUsable('change-facts');
    await dialog().getByRole('button', { name: '改一项依据' }).click();
    await open.page.getByText('商务局 A2 的依据重新认定。').waitFor();
    await open.page.getByRole('button', { name: '先试算' }).click();
    await open.page.getByText('一并公布 1 件复核申请的结果。').waitFor();
    await open.isUsable('re-evaluation');
    await open.onPhone('re-evaluation');
    await open.page.getByRole('button', { name: '启动重新评价' }).click();
    await open.page.getByText('有一次评价正在进行').waitFor();
    expect(open.complaints).toEqual([]);
  }, 180_000);

  test('problem letters are issued from the published result and followed', async () => {
    await open.signIn('admin-b', '/2018/problem-letters');
    await open.page.getByText('还没有发出问题清单').waitFor();
    await open.page.getByRole('button', { name: '发出问题清单' }).click();
    await dialog().getByLabel('整改期限').fill('2018-08-31');
    await dialog().getByRole('button', { name: '发出问题清单' }).click();
    await open.page.getByText('商务局').first().waitFor({ timeout: 60_000 });
    await open.forgetSignIn();

    await open.signIn('unit-002', '/2018/units/002/problems');
    for (const [form, ending] of [
      ['Word', /\.docx$/],
      ['PDF', /\.pdf$/],
    ] as const) {
      const saved = open.page.waitForEvent('download');
      await open.page.getByRole('button', { name: `下载问题清单（${form}）` }).click();
      expect((await saved).suggestedFilename()).toMatch(ending);
    }
    await open.page.getByLabel('报告整改情况').first().fill('已经补建公开栏。');
    await open.isUsable('problems');
    await open.onPhone('problems');
    await open.page.getByRole('button', { name: '提交' }).first().click();
    await open.page.getByText('已报告，待认可').waitFor();
    await open.forgetSignIn();

    await open.signIn('admin-b', '/2018/problem-letters');
    await open.page.getByText('已经补建公开栏。').waitFor();
    await open.isUsable('problem-letters');
    await open.page.getByRole('button', { name: '还没有整改到位' }).click();
    await dialog().getByLabel('还缺什么').fill('缺照片。');
    await dialog().getByRole('button', { name: '还没有整改到位' }).click();
    await open.page.getByText('缺照片。').waitFor({ state: 'attached' });
    expect(open.complaints).toEqual([]);
  }, 120_000);

  test('a rubric is checked while it is written, and tried on the published year', async () => {
    await open.signIn('admin-b', '/2018/rubric');
    const text = open.page.getByLabel('细则内容');
    await text.waitFor();
    const before = await text.inputValue();
    await text.fill('id: 2018\nversion: [');
    await open.page.getByText('错误').first().waitFor();
    await open.isUsable('rubric-faults');
    await text.fill(before);
    await open.page.getByRole('button', { name: '用已公布的年度试算' }).click();
    await open.page.getByText('哪些项决定名次').waitFor();
    await open.isUsable('rubric');
    await open.onPhone('rubric');
    expect(open.complaints).toEqual([]);
  }, 120_000);

  test('the next year stands beside the published one: figures of both, and who moved', async () => {
    await open.embedded.as('admin-b').call(routes.beginNextCycle, {
      params: inYear,
      body: {
        cycle: '2019',
        title: '2019年度政务公开绩效评价',
        window: { opensOn: '2019-01-01', closesOn: '2019-12-31' },
        reforms: [],
        targets: { kind: 'same' },
        exceptions: [],
      },
    });
    await open.embedded
      .as('admin-b')
      .call(routes.setRehearsalClock, { params: {}, body: { now: '2019-03-01T02:00:00.000Z' } });
    await open.signIn('signer', '/2019/leader');
    await open.page
      .getByText(/^上年 \d/)
      .first()
      .waitFor();
    await open.page.getByRole('heading', { name: '与上年相比' }).waitFor();
    expect(await open.page.getByText('上年没有公布的结果，不能比较。').count()).toBe(0);
    await open.isUsable('leader-year-on-year');
    await open.onPhone('leader-year-on-year');
    await open.page.emulateMedia({ media: 'print' });
    const sheet = await open.page.pdf({ format: 'A4', preferCSSPageSize: true });
    expect(sheet.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBe(1);
    expect(open.complaints).toEqual([]);
  }, 120_000);
});
