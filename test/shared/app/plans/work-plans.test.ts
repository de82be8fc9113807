import { beforeEach, describe, expect, test } from 'vitest';
import {
  answerTask,
  fileWorkPlan,
  getWorkPlan,
  listUnitTasks,
  listWorkPlans,
  replyToTask,
  writeSummary,
} from '../../../../shared/app/plans/work-plans.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import { summaryDueOn, type PlanTask } from '../../../../shared/domain/plans/work-plan.ts';
import { asked, changes, freeze, people, sampleWorld, type World } from '../world.ts';

const ofBody = { cycle: '2018', body: 'civil-affairs' } as const;
const stream = streams.plans('2018', 'civil-affairs');
const all: PlanTask = {
  id: 'village',
  title: '村务公开栏上网',
  detail: null,
  dueOn: '2018-06-20',
  for: { kind: 'all' },
};
const towns: PlanTask = {
  ...all,
  id: 'towns',
  dueOn: '2018-09-30',
  for: { kind: 'class', class: 'township' },
};
const one: PlanTask = { ...all, id: 'one', dueOn: '2018-05-31', for: { kind: 'unit', unit: '002' } };

let world: World;
beforeEach(async () => {
  world = await sampleWorld();
});
const filePlan = (tasks: PlanTask[] = [all, towns, one], member: Member = people.civilAffairs) =>
  fileWorkPlan(world)(asked(member, ofBody, { tasks }));
const plan = (member: Member = people.civilAffairs) => getWorkPlan(world)(asked(member, ofBody, undefined));
const tasksOf = async (unit = '002', member: Member = people.clerk002) =>
  (await listUnitTasks(world)(asked(member, { cycle: '2018', unit }, undefined))).items;
const say = (task: string, text = '已公开', member: Member = people.clerk002, unit = '002') =>
  replyToTask(world)(asked(member, { ...ofBody, unit, task }, { text, evidence: [] }));
const answer = (
  task: string,
  done: boolean,
  text: string | null,
  unit = '002',
  member: Member = people.civilAffairs,
) => answerTask(world)(asked(member, { ...ofBody, unit, task }, { done, text }));

describe('a lead body’s plan', () => {
  test('has dated tasks for all, a class or a unit; each unit sees its own, the first due first, and what is overdue', async () => {
    await filePlan();
    expect((await tasksOf()).map(({ task, state }) => [task.id, state])).toEqual([
      ['one', 'overdue'],
      ['village', 'open'],
    ]);
    const seen = await plan();
    expect(seen.tasks.map(({ id, units }) => [id, units.map(({ unit }) => unit)])).toEqual([
      ['village', ['001', '002', '005', '015', '048']],
      ['towns', ['048']],
      ['one', ['002']],
    ]);
  });

  test('filed again as it is, is filed; with other tasks it is filed anew, but what was replied to stays', async () => {
    await filePlan();
    await filePlan();
    expect(await changes(world, stream)).toBe(1);
    await say('village');
    await expect(filePlan([towns])).rejects.toMatchObject({
      code: 'plan-task-has-replies',
      details: { task: 'village' },
    });
    expect((await filePlan([{ ...all, dueOn: '2018-12-01' }])).tasks).toHaveLength(1);
  });

  test.each([
    ['with a task twice', [all, all], 'plan-task-twice'],
    ['for a unit that is not there', [{ ...one, for: { kind: 'unit', unit: '900' } }], 'unit-unknown'],
  ] as const)('%s is refused', async (_, tasks, code) => {
    await expect(filePlan([...tasks])).rejects.toMatchObject({ code });
  });

  test('is filed by its own members alone, and read by them and the county office', async () => {
    await expect(filePlan([all], people.tradeUnion)).rejects.toMatchObject({ code: 'not-your-body' });
    await expect(plan(people.tradeUnion)).rejects.toMatchObject({ code: 'not-your-body' });
    expect((await plan(people.signer)).filedAt).toBeNull();
  });

  test('goes on while a run has closed the year: no points rest on it', async () => {
    await filePlan();
    await freeze(world, streams.body('2018', 'civil-affairs'));
    await freeze(world, streams.unit('2018', '002'));
    expect(await say('village')).toMatchObject({ status: 'replied' });
  });
});

describe('a task', () => {
  beforeEach(() => filePlan());

  test('is replied to, returned with what is missing, replied to again and found done; all of it is on record', async () => {
    await say('village');
    await answer('village', false, '缺三个村');
    expect((await tasksOf()).find(({ task }) => task.id === 'village')).toMatchObject({
      state: 'returned',
      reply: { text: '已公开', answer: { text: '缺三个村' } },
    });
    await say('village', '三个村已补');
    await answer('village', true, null);
    world.clock.set('2018-07-01T04:00:00.000Z');
    expect((await tasksOf()).find(({ task }) => task.id === 'village')?.state).toBe('done');
    expect(await changes(world, stream)).toBe(5);
    await expect(say('village', '再说一句')).rejects.toMatchObject({ code: 'plan-task-done' });
  });

  test('that was returned is overdue after its day', async () => {
    await say('village');
    await answer('village', false, '缺三个村');
    world.clock.set('2018-06-21T04:00:00.000Z');
    expect((await tasksOf()).find(({ task }) => task.id === 'village')?.state).toBe('overdue');
  });

  test('said twice in the same words is said once', async () => {
    await say('village');
    await say('village');
    await answer('village', true, null);
    await answer('village', true, null);
    expect(await changes(world, stream)).toBe(3);
  });

  test.each([
    ['of another unit', () => say('village', '代报', people.clerk015), 'not-your-unit'],
    ['that is not for the unit', () => say('towns'), 'plan-task-unknown'],
    ['that is not in the plan', () => say('nothing'), 'plan-task-unknown'],
    ['that nobody has replied to', () => answer('village', true, null), 'plan-task-not-replied'],
    ['of the member’s own unit', () => answer('village', true, null, '015'), 'recused'],
  ])('%s is refused', async (_, call, code) => {
    await expect(call()).rejects.toMatchObject({ code });
  });

  test('not done without saying what is missing is refused', async () => {
    await say('village');
    await expect(answer('village', false, null)).rejects.toMatchObject({ code: 'missing-words' });
  });
});

describe('a quarter’s summary', () => {
  const write = (quarter: '1' | '2', text: string) =>
    writeSummary(world)(asked(people.civilAffairs, { ...ofBody, quarter }, { text }));

  test.each([
    [1, '2018-04-10'],
    [3, '2018-10-10'],
    [4, '2019-01-10'],
  ])('of quarter %i is due on %s', (quarter, day) => {
    expect(summaryDueOn('2018', quarter)).toBe(day);
  });

  test('is overdue after its day until it is written; written better, it is the better one', async () => {
    const states = async () => (await plan()).summaries.map(({ overdue, text }) => text ?? overdue);
    expect(await states()).toEqual([true, false, false, false]);
    await write('1', '一季度完成三项');
    await write('1', '一季度完成四项');
    await write('1', '一季度完成四项');
    expect(await states()).toEqual(['一季度完成四项', false, false, false]);
    expect(await changes(world, stream)).toBe(2);
  });

  test('of every body stands before the county office, with what is overdue', async () => {
    await filePlan();
    const { items } = await listWorkPlans(world)(asked(people.admin, { cycle: '2018' }, undefined));
    expect(items.map(({ body, filedAt, tasks }) => [body, filedAt !== null, tasks.length])).toEqual([
      ['civil-affairs', true, 3],
      ['internal-affairs', false, 0],
      ['portal-office', false, 0],
      ['service-centre', false, 0],
      ['trade-union', false, 0],
    ]);
    expect(items.every(({ summaries }) => summaries[0]?.overdue)).toBe(true);
  });
});

describe('who goes on from what they have seen', () => {
  const saying = (text: string, seen: string | null) =>
    replyToTask(world)(
      asked(people.clerk002, { ...ofBody, unit: '002', task: 'village' }, { text, evidence: [], seen }),
    );
  const answering = (seen: string | null) =>
    answerTask(world)(
      asked(
        people.civilAffairs,
        { ...ofBody, unit: '002', task: 'village' },
        { done: false, text: '缺截图', seen },
      ),
    );

  test('is told that somebody has spoken since, though the clock stands; nobody’s words are lost unread', async () => {
    await filePlan();
    const first = await saying('甲的报告', null);
    await expect(saying('乙的报告', null)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    const second = await saying('甲补充的报告', first.changedAt);
    // The body has read the first report alone.
    await expect(answering(first.changedAt)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    const answer = await answering(second.changedAt);
    // The unit has not read the body's answer.
    await expect(saying('乙的报告', second.changedAt)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect((await saying('乙的报告', answer.changedAt)).text).toBe('乙的报告');
  });

  test('and says what stands there already is done: a repeated call is no quarrel', async () => {
    await filePlan();
    const first = await saying('甲的报告', null);
    expect(await saying('甲的报告', null)).toEqual(first);
  });
});
