import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { routes } from '../../shared/contracts/routes.ts';
import { buildWorkbook } from '../support/spreadsheets.ts';
import { startEmbedded, type Embedded } from './embedded.ts';

/** A lead body's year and its hand-in, through everything that is deployed. */
let embedded: Embedded;
beforeAll(async () => {
  embedded = await startEmbedded('2018-12-03T02:00:00.000Z');
}, 240_000);
afterAll(() => embedded.close(), 60_000);

const inYear = { cycle: '2018' };
const place = { cycle: '2018', body: 'civil-affairs' };
const body = () => embedded.as('body-civil-affairs');
const admin = () => embedded.as('admin-b');
const goTo = (now: string) =>
  embedded.as('admin-a').call(routes.setRehearsalClock, { params: {}, body: { now } });
const handIn = () => body().call(routes.handIn, { params: place, body: { note: '本年度已办结' } });

describe('a plan for the year', () => {
  const ofTask = { ...place, task: 'boards', unit: '002' };
  const planned = async () => {
    const { items } = await embedded
      .as('unit-002')
      .call(routes.listUnitTasks, { params: { ...inYear, unit: '002' } });
    return items.filter(({ task }) => task.id === 'boards').map(({ state }) => state);
  };
  const reply = (text: string) =>
    embedded.as('unit-002').call(routes.replyToTask, {
      params: { ...inYear, unit: '002', body: place.body, task: 'boards' },
      body: { text, evidence: [] },
    });
  const answer = (done: boolean, text: string | null) =>
    body().call(routes.answerTask, { params: ofTask, body: { done, text } });

  test('is filed, replied to, sent back, done; a quarter is summed up; the county office sees who is late', async () => {
    const task = { detail: null, for: { kind: 'unit', unit: '002' } } as const;
    const tasks = [
      { ...task, id: 'boards', title: '更新村务公开栏', dueOn: '2018-12-20' },
      { ...task, id: 'late', title: '报送半年情况', dueOn: '2018-06-30' },
    ];
    await body().call(routes.fileWorkPlan, { params: place, body: { tasks } });
    expect(await planned()).toEqual(['open']);
    await reply('已更新两块');
    await answer(false, '还差三块');
    expect(await planned()).toEqual(['returned']);
    await reply('五块都已更新');
    expect(await planned()).toEqual(['replied']);
    await answer(true, null);
    expect(await planned()).toEqual(['done']);
    await expect(reply('再补充一点')).rejects.toMatchObject({ problem: { code: 'plan-task-done' } });
    const summary = { params: { ...place, quarter: '3' as const }, body: { text: '三季度检查了二十个单位' } };
    await body().call(routes.writeSummary, summary);

    const { items } = await admin().call(routes.listWorkPlans, { params: inYear });
    const seen = items.find((each) => each.body === place.body);
    expect(seen?.tasks.map(({ units }) => units.map(({ state }) => state))).toEqual([['done'], ['overdue']]);
    expect(seen?.summaries.map(({ quarter, text, overdue }) => [quarter, text !== null, overdue])).toEqual([
      [1, false, true],
      [2, false, true],
      [3, true, false],
      [4, false, false],
    ]);
  }, 60_000);
});

describe('deductions', () => {
  test('come in from a sheet and by hand, are told, replied to, answered, and let the body hand in at last', async () => {
    const towns = await admin().call(routes.listUnits, { params: inYear });
    const town = towns.items.find(({ class: kind }) => kind === 'township')!;
    const file = Buffer.from(
      buildWorkbook({
        sheets: [
          {
            name: '扣分',
            rows: [
              ['单位', '扣分', '事实', '日期', '文号'],
              [town.name, 0.5, '村务公开栏更新不及时', '2018-11-05', null],
              ['没有镇', 0.5, '写错了', '2018-11-05', null],
            ],
          },
        ],
      }),
    ).toString('base64');
    const dry = await body().call(routes.importDeductions, { params: place, body: { file, dryRun: true } });
    expect(dry.rows.map(({ outcome }) => outcome)).toEqual(['add', 'fault']);
    const brought = await body().call(routes.importDeductions, {
      params: place,
      body: { file, dryRun: false },
    });
    expect(brought.added).toBe(1);
    const made = await body().call(routes.recordDeduction, {
      params: place,
      key: 'key-of-a-lead-body-1',
      body: {
        unit: '002',
        points: '1.5',
        fact: '未按时公开',
        document: null,
        happenedOn: '2018-11-06',
        links: [],
      },
    });
    await expect(handIn()).rejects.toMatchObject({ problem: { code: 'deductions-open' } });

    const seenBefore = await embedded
      .as('unit-002')
      .call(routes.listUnitDeductions, { params: { ...inYear, unit: '002' } });
    expect(seenBefore.items).toEqual([]);
    const told = await body().call(routes.tellDeductions, { params: place, body: { deductions: [] } });
    // Monday 3 December 2018: the tenth is the fifth working day after it.
    expect([told.told.length, told.replyBy]).toEqual([2, '2018-12-10']);

    const reply = { ...inYear, unit: '002', body: 'civil-affairs', deduction: made.id };
    await embedded.as('unit-002').call(routes.replyToDeduction, {
      params: reply,
      body: { text: '已于 11 月 7 日补公开', evidence: [] },
    });
    const foreign = embedded
      .as('unit-003')
      .call(routes.replyToDeduction, { params: reply, body: { text: '替他说', evidence: [] } });
    await expect(foreign).rejects.toMatchObject({ problem: { code: 'not-your-unit' } });
    const answered = await body().call(routes.answerDeductionReply, {
      params: { ...place, deduction: made.id },
      body: { points: '0.5', reason: '补公开属实，酌情减扣' },
    });
    expect(answered).toMatchObject({ status: 'answered', points: '0.5', answer: { was: '1.5' } });

    await expect(handIn()).rejects.toMatchObject({ problem: { code: 'deductions-open' } });
    await goTo('2018-12-11T02:00:00.000Z');
    expect((await handIn()).status).toBe('handed-in');
    const late = body().call(routes.withdrawDeduction, {
      params: { ...place, deduction: made.id },
      body: { reason: '反悔' },
    });
    await expect(late).rejects.toMatchObject({ problem: { code: 'hand-in-wrong-state' } });

    const { items } = await embedded
      .as('unit-002')
      .call(routes.getUnitStanding, { params: { ...inYear, unit: '002' } });
    expect(items.find(({ code }) => code === 'D3')?.points).toBe('-0.5');
  }, 60_000);

  test('who may act instead of somebody who is recused is said by name', async () => {
    const { acts } = await admin().call(routes.listWhoMay, { params: { ...inYear, unit: '001' } });
    const review = acts.find(({ act }) => act === 'review');
    expect(review?.people.map(({ name }) => name)).toEqual(['演示员·评审丙']);
  }, 60_000);
});

describe('a body that does not hand in', () => {
  test('is handed in for by an admin while the run waits, and the run goes on to its sign-off', async () => {
    await goTo('2019-01-05T02:00:00.000Z');
    const run = await embedded
      .as('admin-a')
      .call(routes.startRun, { params: inYear, body: {}, key: 'key-of-a-lead-body-run' });
    await vi.waitFor(
      async () => {
        const { waitingFor } = await admin().call(routes.getRun, { params: { ...inYear, run: run.id } });
        expect(waitingFor).toContain('trade-union');
      },
      { timeout: 30_000, interval: 200 },
    );
    const { items: bodies } = await admin().call(routes.listBodies, { params: inYear });
    for (const { id } of bodies.filter((each) => each.id !== 'civil-affairs'))
      await admin().call(routes.handInForBody, {
        params: { ...inYear, body: id },
        body: { reason: '电话核实无扣分' },
      });
    const union = await admin().call(routes.getHandIn, { params: { ...inYear, body: 'trade-union' } });
    expect(union).toMatchObject({ status: 'handed-in', onBehalf: '电话核实无扣分' });
    await vi.waitFor(
      async () => {
        const { step, status } = await admin().call(routes.getRun, { params: { ...inYear, run: run.id } });
        expect([status, step]).toEqual(['active', 'sign-off']);
      },
      { timeout: 120_000, interval: 500 },
    );
    const after = admin().call(routes.handInForBody, { params: place, body: { reason: '晚了' } });
    expect((await after).onBehalf).toBeNull();
  }, 180_000);
});
