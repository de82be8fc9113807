import { beforeEach, describe, expect, test } from 'vitest';
import { answerAppeal } from '../../../../shared/app/appeals/answer-appeal.ts';
import { decideAppeal } from '../../../../shared/app/appeals/decide-appeal.ts';
import { fileAppeal } from '../../../../shared/app/appeals/file-appeal.ts';
import { listAppeals, listUnitAppeals } from '../../../../shared/app/appeals/list-appeals.ts';
import { readAppeals } from '../../../../shared/app/public/read-report.ts';
import { withdrawAppeal } from '../../../../shared/app/appeals/withdraw-appeal.ts';
import type { Call } from '../../../../shared/app/use-case.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import { plainWeek } from '../../../support/requests.ts';
import { asked, changes, freeze, in002, people, sampleWorld, stream002, type World } from '../world.ts';

type Entry = Call<'fileAppeal'>['body'];
const stream = streams.appeals('2018', '002');
let world: World;
beforeEach(async () => {
  world = await sampleWorld();
  await publish(1);
});

/** Published at noon of Friday 15 June 2018: ten working days by Mondays to Fridays end on 29 June. */
const publish = (revision: number, at = '2018-06-15T04:00:00.000Z') =>
  world.store.put(
    collections.publications,
    { cycle: '2018' },
    {
      cycle: '2018',
      title: '2018年评价',
      demonstration: true,
      run: `000${revision}`,
      revision,
      at,
      withdrawn: null,
      hiddenThrough: 0,
    },
  );
const deps = () => ({ ...world, calendar: plainWeek });
const entry = (over: Partial<Entry> = {}): Entry => ({
  item: 'C2',
  grounds: '培训有记录',
  evidence: [],
  links: [],
  ...over,
});
const file = (over: Partial<Entry> = {}, key = '1', member: Member = people.clerk002) =>
  fileAppeal(deps())(asked(member, in002, entry(over), `key-of-an-appeal-${key}`));
const at = (appeal: string) => ({ ...in002, appeal });
const answer = (appeal: string, member: Member = people.reviewer, text = '签到表缺两次') =>
  answerAppeal(world)(asked(member, at(appeal), { text }));
const decide = (
  appeal: string,
  over: Partial<Call<'decideAppeal'>['body']> = {},
  member: Member = people.admin,
) =>
  decideAppeal(world)(
    asked(member, at(appeal), { outcome: 'upheld', reason: '补充材料属实', points: '2', ...over }),
  );
const withdraw = (appeal: string) => withdrawAppeal(world)(asked(people.clerk002, at(appeal), undefined));
const own = (member: Member = people.clerk002) => listUnitAppeals(deps())(asked(member, in002, undefined));

describe('filing an appeal', () => {
  test('is possible for ten working days from the publication, the last one included', async () => {
    expect((await own()).window).toEqual({
      run: '0001',
      revision: 1,
      publishedOn: '2018-06-15',
      lastDay: '2018-06-29',
    });
    world.clock.set('2018-06-29T15:59:59.000Z');
    expect(await file()).toMatchObject({ status: 'filed', item: 'C2', run: '0001', revision: 1 });
    world.clock.set('2018-06-29T16:00:00.000Z');
    await expect(file({ item: 'C3' }, '2')).rejects.toMatchObject({
      code: 'appeal-too-late',
      details: { lastDay: '2018-06-29' },
    });
  });

  test('also after the year is frozen: that is when appeals come', async () => {
    await freeze(world, stream002);
    expect((await file()).status).toBe('filed');
  });

  test('needs a published report, an item that the unit has, and evidence of its own', async () => {
    await expect(file({ item: 'Z9' })).rejects.toMatchObject({ code: 'unknown-item' });
    await expect(file({ evidence: ['0'.repeat(26)] })).rejects.toMatchObject({ code: 'evidence-unknown' });
    world = await sampleWorld();
    await expect(file()).rejects.toMatchObject({ code: 'report-unknown' });
    expect((await own()).window).toBeNull();
  });

  test('once for an item of a revision; withdrawn it may be filed again, and a new revision may be disputed anew', async () => {
    const first = await file();
    expect(await file()).toEqual(first);
    await expect(file({ grounds: '再说一次' }, '2')).rejects.toMatchObject({ code: 'appeal-filed-already' });
    await withdraw(first.id);
    const second = await file({ grounds: '再说一次' }, '3');
    expect(second.id).not.toBe(first.id);
    await publish(2, '2018-06-20T04:00:00.000Z');
    expect(await file({}, '4')).toMatchObject({ revision: 2 });
  });

  test('is the unit’s own affair', async () => {
    await expect(file({}, '1', people.clerk015)).rejects.toMatchObject({ code: 'not-your-unit' });
    await expect(own(people.clerk015)).rejects.toMatchObject({ code: 'not-your-unit' });
  });
});

describe('an answer', () => {
  test('is given by who assesses the item: its reviewer, its body’s member, or an admin; nobody else', async () => {
    const { id } = await file();
    await expect(answer(id, people.reviewerOfA)).rejects.toMatchObject({ code: 'role-needed' });
    await expect(answer(id, people.civilAffairs)).rejects.toMatchObject({ code: 'role-needed' });
    expect(await answer(id)).toMatchObject({ status: 'answered', answer: { text: '签到表缺两次' } });
    const ofBody = await file({ item: 'D3' }, '2');
    expect((await answer(ofBody.id, people.civilAffairs)).status).toBe('answered');
  });

  test('not about one’s own unit; twice the same is done, another is too late', async () => {
    const { id } = await file();
    await expect(answer(id, people.reviewerFrom002)).rejects.toMatchObject({ code: 'recused' });
    const said = await answer(id);
    expect(await answer(id)).toEqual(said);
    await expect(answer(id, people.reviewer, '换个说法')).rejects.toMatchObject({
      code: 'appeal-wrong-state',
    });
    expect(await changes(world, stream)).toBe(2);
  });
});

describe('a decision', () => {
  test('is a second person’s, after the answer, with the points that the item should have', async () => {
    const { id } = await file();
    await expect(decide(id)).rejects.toMatchObject({ code: 'appeal-wrong-state' });
    await answer(id, people.admin);
    await expect(decide(id)).rejects.toMatchObject({ code: 'second-person-needed' });
    const decided = await decide(id, {}, people.secondAdmin);
    expect(decided).toMatchObject({ status: 'decided', decision: { outcome: 'upheld', points: '2' } });
    expect(await decide(id, {}, people.secondAdmin)).toEqual(decided);
    // From the moment of the decision anybody may read it, without what the unit wrote and who decided.
    const { appeals } = await readAppeals(world, '2018');
    expect(appeals).toMatchObject([{ unit: '002', item: 'C2', outcome: 'upheld', points: '2', revision: 1 }]);
    expect(JSON.stringify(appeals)).not.toMatch(/培训有记录|admin-/);
    await expect(withdraw(id)).rejects.toMatchObject({ code: 'appeal-wrong-state' });
  });

  test('names points exactly when something is to change', async () => {
    const { id } = await file();
    await answer(id);
    await expect(decide(id, { points: null })).rejects.toMatchObject({ code: 'appeal-points-needed' });
    await expect(decide(id, { outcome: 'rejected' })).rejects.toMatchObject({ code: 'appeal-points-needed' });
    expect((await decide(id, { outcome: 'rejected', points: null })).decision?.points).toBeNull();
  });

  test('is nobody’s about their own unit', async () => {
    const { id } = await file();
    await answer(id);
    const fromUnit = { ...people.secondAdmin, homeUnit: '002' };
    await expect(decide(id, {}, fromUnit)).rejects.toMatchObject({ code: 'recused' });
  });
});

test('the county office sees all of them with figures; who acted and what was written stand in no list and no audit entry', async () => {
  const upheld = await file();
  await answer(upheld.id);
  await decide(upheld.id);
  const gone = await file({ item: 'C3' }, '2');
  await withdraw(gone.id);
  await file({ item: 'C4' }, '3');
  const seen = await listAppeals(world)(asked(people.signer, { cycle: '2018' }, undefined));
  expect(seen.figures).toEqual({
    filed: 1,
    answered: 0,
    withdrawn: 1,
    upheld: 1,
    'partly-upheld': 0,
    rejected: 0,
  });
  expect(JSON.stringify(seen)).not.toMatch(/reviewer-1|admin-1|clerk-002/);
  expect(JSON.stringify(await world.store.events(stream))).not.toContain('培训有记录');
});
