import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { routes } from '../../shared/contracts/routes.ts';
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
