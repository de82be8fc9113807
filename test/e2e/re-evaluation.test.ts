import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { routes } from '../../shared/contracts/routes.ts';
import type { NextCycleEntry } from '../../shared/domain/cycle/next-cycle.ts';
import { startEmbedded, type Embedded } from './embedded.ts';

/** After publication: an appeal, corrections, revisions and a withdrawal, through everything that is deployed. */
let embedded: Embedded;
beforeAll(async () => {
  embedded = await startEmbedded('2019-01-05T02:00:00.000Z');
}, 240_000);
afterAll(() => embedded.close(), 60_000);

const inYear = { cycle: '2018' };
const admin = () => embedded.as('admin-b');
const signer = () => embedded.as('signer');
const runOf = (run: string) => ({ ...inYear, run });

/** Until a run waits for its signature, or has stopped or ended. */
async function waits(run: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const seen = await admin().call(routes.getRun, { params: runOf(run) });
      expect(seen.step === 'sign-off' || seen.stopped !== null || seen.status !== 'active').toBe(true);
    },
    { timeout: 120_000, interval: 300 },
  );
}

async function published(run: string): Promise<void> {
  await vi.waitFor(
    async () => {
      expect((await admin().call(routes.getRun, { params: runOf(run) })).status).toBe('published');
    },
    { timeout: 60_000, interval: 200 },
  );
}

async function signed(run: string, reader = 'admin-a'): Promise<void> {
  await embedded.as(reader).call(routes.reviewReport, { params: runOf(run), body: { comment: null } });
  await signer().call(routes.signOff, { params: runOf(run), body: { decision: 'approve', comment: null } });
  await published(run);
}

async function page(path: string): Promise<Readonly<{ status: number; text: string }>> {
  const answer = await fetch(`${embedded.runtime.origin}/reports/2018/${path}`, { redirect: 'manual' });
  return { status: answer.status, text: await answer.text() };
}

describe('a year that is published', () => {
  test('stops where its signer returns it, is corrected, and goes on to its first revision', async () => {
    const { items: bodies } = await admin().call(routes.listBodies, { params: inYear });
    for (const { id } of bodies)
      await admin().call(routes.handInForBody, {
        params: { ...inYear, body: id },
        body: { reason: '电话核实无扣分' },
      });
    const run = await embedded
      .as('admin-a')
      .call(routes.startRun, { params: inYear, body: {}, key: 'key-of-a-published-year' });
    await waits(run.id);
    await signer().call(routes.signOff, {
      params: runOf(run.id),
      body: { decision: 'return', comment: '请核对政府办的培训得分', to: 'freeze' },
    });
    await vi.waitFor(
      async () => {
        const seen = await admin().call(routes.getRun, { params: runOf(run.id) });
        expect(seen.stopped?.reason).toContain('请核对政府办的培训得分');
      },
      { timeout: 30_000, interval: 200 },
    );
    const give = (points: string) =>
      embedded.as('reviewer-b').call(routes.givePoints, {
        params: { ...inYear, unit: '002' },
        body: { points: [{ item: 'C2', points, level: null, reason: '缺一次培训', checks: {} }] },
      });
    await expect(give('1.5')).rejects.toMatchObject({ problem: { code: 'frozen' } });
    const { opened } = await admin().call(routes.reopenForRepair, {
      params: runOf(run.id),
      body: { units: ['002'], bodies: [], office: false },
    });
    expect(opened).toBe(1);
    await give('1.5');
    await admin().call(routes.resumeRun, { params: runOf(run.id), body: { from: 'freeze' } });
    await vi.waitFor(
      async () => {
        const seen = await admin().call(routes.getRun, { params: runOf(run.id) });
        expect([seen.step, seen.stopped]).toEqual(['sign-off', null]);
      },
      { timeout: 120_000, interval: 300 },
    );
    await expect(give('1')).rejects.toMatchObject({ problem: { code: 'frozen' } });
    await signed(run.id);
    expect((await page('units/002.html')).text).toContain('缺一次培训');
  }, 240_000);

  test('is corrected by an appeal and a named change: a second revision, with every point accounted for', async () => {
    const place = { ...inYear, unit: '002' };
    const appeal = await embedded.as('unit-002').call(routes.fileAppeal, {
      params: place,
      body: { item: 'C2', grounds: '第二次培训有签到表', evidence: [], links: [] },
      key: 'key-of-an-upheld-appeal',
    });
    const ofAppeal = { ...place, appeal: appeal.id };
    await embedded
      .as('reviewer-b')
      .call(routes.answerAppeal, { params: ofAppeal, body: { text: '评分时未见' } });
    await admin().call(routes.decideAppeal, {
      params: ofAppeal,
      body: { outcome: 'upheld', reason: '签到表属实', points: '2' },
    });
    const body = {
      scope: { kind: 'all' as const },
      reason: '落实复核决定，更正一个目标任务数',
      changes: [{ kind: 'target' as const, unit: '003', target: 60, reason: '通知附件的更正' }],
    };
    const preview = await admin().call(routes.previewReEvaluation, { params: inYear, body });
    expect(preview.difference.units.some(({ unit }) => unit === '002')).toBe(true);
    const run = await admin().call(routes.startReEvaluation, {
      params: inYear,
      body,
      key: 'key-of-a-re-evaluation',
    });
    expect(run.kind).toBe('re-evaluation');
    await waits(run.id);
    const own = admin().call(routes.reviewReport, { params: runOf(run.id), body: { comment: null } });
    await expect(own).rejects.toMatchObject({ problem: { code: 'second-person-needed' } });
    await signed(run.id);

    const told = await admin().call(routes.getReEvaluation, { params: runOf(run.id) });
    expect(told.difference).toEqual(preview.difference);
    const [mine] = (await embedded.as('unit-002').call(routes.listUnitAppeals, { params: place })).items;
    expect(mine).toMatchObject({ carriedOut: 2, decision: { points: '2' } });
    expect((await page('changes.html')).text).toContain('签到表属实');
    expect((await page('units/002.html')).text).toContain('与第 1 版相比');
    const old = await page('r1/units/002.html');
    expect([old.status, old.text.includes('已被第 2 版取代')]).toEqual([200, true]);
    const { items } = await embedded.as('unit-002').call(routes.listRevisions, { params: inYear });
    expect(items.map(({ revision, state }) => [revision, state])).toEqual([
      [2, 'in-force'],
      [1, 'superseded'],
    ]);
  }, 240_000);

  test('gives each unit a letter of what it lost, which is followed until it is mended', async () => {
    const issued = await admin().call(routes.issueProblemLetters, {
      params: inYear,
      body: { mendBy: '2019-03-31' },
    });
    expect(issued.issued).toBe(64);
    const place = { ...inYear, unit: '003' };
    const mine = () => embedded.as('unit-003').call(routes.getProblemLetter, { params: place });
    const [problem] = (await mine()).letter?.problems ?? [];
    expect(problem).toMatchObject({ status: 'open', report: null });
    const ofProblem = { ...place, problem: problem?.code ?? '' };
    const report = (text: string) =>
      embedded.as('unit-003').call(routes.reportProblem, { params: ofProblem, body: { text } });
    const answer = (mended: boolean, text: string | null) =>
      admin().call(routes.answerProblem, { params: ofProblem, body: { mended, text } });
    await report('已补办培训');
    await answer(false, '请附签到表');
    await report('签到表已上传');
    await answer(true, null);
    await expect(report('再报一次')).rejects.toMatchObject({ problem: { code: 'problem-wrong-state' } });
    expect((await mine()).letter?.problems[0]).toMatchObject({ status: 'mended' });
    const { figures } = await admin().call(routes.listProblemLetters, { params: inYear });
    expect(figures).toMatchObject({ mended: 1, units: 64, overdue: 0 });
  }, 60_000);

  test('is followed by the next year, with units merged, renamed, split and abolished, and its letters carried on', async () => {
    const { items: units } = await admin().call(routes.listUnits, { params: inYear });
    const nameOf = (unit: string) => units.find(({ id }) => id === unit)?.name ?? '';
    const body: NextCycleEntry = {
      cycle: '2019',
      title: '2019年度政务公开绩效评价',
      window: { opensOn: '2019-01-01', closesOn: '2019-12-31' },
      reforms: [
        {
          kind: 'merge',
          units: ['002', '003'],
          into: { id: '101', name: '合并后的局', class: 'department' },
        },
        { kind: 'rename', unit: '004', name: '改名后的局' },
        {
          kind: 'split',
          unit: '005',
          into: [
            { id: '005', name: '分设后的局', class: 'department', target: 30 },
            { id: '102', name: '新设的局', class: 'department', target: 20 },
          ],
        },
        { kind: 'abolish', unit: '006' },
      ],
      targets: { kind: 'percent', percent: 110 },
      exceptions: [],
      bodies: null,
    };
    const preview = await admin().call(routes.previewNextCycle, { params: inYear, body });
    await expect(admin().call(routes.listUnits, { params: { cycle: '2019' } })).rejects.toMatchObject({
      problem: { code: 'cycle-unknown' },
    });
    const begun = await admin().call(routes.beginNextCycle, { params: inYear, body });
    expect(begun).toEqual(preview);
    const next = await admin().call(routes.listUnits, { params: { cycle: '2019' } });
    expect(next.items).toHaveLength(63);
    const found = (id: string) => next.items.find((each) => each.id === id);
    expect([found('101')?.name, found('004')?.name, found('006')]).toEqual([
      '合并后的局',
      '改名后的局',
      undefined,
    ]);
    const last = units.find(({ id }) => id === '007')?.target ?? 0;
    expect(found('007')).toMatchObject({ name: nameOf('007'), target: Math.floor(last * 1.1 + 0.5) });
    // The clerk of a unit that was merged acts for the new one, and finds what is still to be mended there.
    const { letter, carried } = await embedded
      .as('unit-003')
      .call(routes.getProblemLetter, { params: { cycle: '2019', unit: '101' } });
    expect(letter).toBeNull();
    expect(carried.map(({ unit }) => unit).sort()).toEqual(['002', '003']);
    expect((await page('index.html')).status).toBe(200);
  }, 60_000);

  test('is withdrawn by its signer: the address says so and why', async () => {
    const withdraw = (who: string) =>
      embedded.as(who).call(routes.withdrawReport, {
        params: inYear,
        body: { reason: '发现一处不应公开的内容', hidesEarlier: true },
      });
    await expect(withdraw('admin-a')).rejects.toMatchObject({ problem: { code: 'role-needed' } });
    expect(await withdraw('signer')).toMatchObject({ revision: 3 });
    for (const path of ['index.html', 'r1/index.html', 'inputs.json']) {
      const gone = await page(path);
      expect([gone.status, gone.text.includes('发现一处不应公开的内容')]).toEqual([410, true]);
    }
  }, 60_000);
});
