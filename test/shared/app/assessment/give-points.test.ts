import { beforeEach, describe, expect, test } from 'vitest';
import { givePoints } from '../../../../shared/app/assessment/give-points.ts';
import { listPoints } from '../../../../shared/app/assessment/list-points.ts';
import type { Call } from '../../../../shared/app/use-case.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import { asked, changes, freeze, in002, people, sampleWorld, stream002, type World } from '../world.ts';

type Given = Call<'givePoints'>['body']['points'][number];
let world: World;
beforeEach(async () => {
  world = await sampleWorld();
});

const full = (item: string, points: string): Given => ({
  item,
  points,
  level: null,
  reason: null,
  checks: {},
});
const part = (item: string, points: string, reason = '材料不全'): Given => ({
  item,
  points,
  level: null,
  reason,
  checks: {},
});
const give = (points: Given[], member: Member = people.reviewer, unit = '002') =>
  givePoints(world)(asked(member, { cycle: '2018', unit }, { points }));
const stored = async () => (await world.store.all(collections.points, in002)).map((each) => each.value);

describe('a reviewer gives points', () => {
  test('for several items in one change', async () => {
    const { items } = await give([full('C2', '2'), part('C3', '4.5')]);
    expect(items).toMatchObject([
      { item: 'C2', points: '2', own: true },
      { item: 'C3', points: '4.5', reason: '材料不全', own: true },
    ]);
    expect(await world.store.events(stream002)).toMatchObject([
      { action: 'points.give', actor: 'reviewer-1', details: { C2: '2', C3: '4.5' } },
    ]);
  });

  test('again the same: nothing changes; other points replace this reviewer’s own', async () => {
    await give([full('C2', '2'), part('C3', '4')]);
    world.clock.set('2018-07-01T00:00:00.000Z');
    await give([full('C2', '2'), part('C3', '4')]);
    expect(await changes(world, stream002)).toBe(1);
    await give([full('C2', '2'), part('C3', '3')]);
    expect((await stored()).map((each) => [each.item, each.points])).toEqual([
      ['C2', '2'],
      ['C3', '3'],
    ]);
    expect((await world.store.events(stream002)).at(-1)?.details).toEqual({ C3: '3' });
  });

  test('two reviewers stand beside each other, and neither learns who the other is', async () => {
    await give([full('C2', '2')]);
    await give([part('C2', '1')], people.secondReviewer);
    const seen = await listPoints(world)(asked(people.reviewer, in002, undefined));
    expect(seen.items.map((each) => [each.points, each.own])).toEqual([
      ['2', true],
      ['1', false],
    ]);
    expect(JSON.stringify(seen)).not.toContain('reviewer-2');
  });

  test('only causes that the item lists: a misspelt one would silently take nothing', async () => {
    await expect(give([{ ...full('C8', '5'), checks: { 'no-anual-report': true } }])).rejects.toMatchObject({
      code: 'unknown-kind',
      details: { kind: 'no-anual-report' },
    });
    await expect(give([{ ...full('C2', '2'), checks: { 'no-annual-report': true } }])).rejects.toMatchObject({
      code: 'unknown-kind',
    });
  });

  test('below full marks only with a reason: the unit is to know why', async () => {
    const refusal = { code: 'reason-needed', details: { item: 'C3' } };
    await expect(give([{ ...full('C3', '4.9999') }])).rejects.toMatchObject(refusal);
    await expect(give([full('C3', '0')])).rejects.toMatchObject(refusal);
    expect((await give([full('C3', '5.0')])).items).toHaveLength(1);
  });

  test('never above the item’s points, by however little: points are exact decimals', async () => {
    await expect(give([full('C3', '5.0001')])).rejects.toMatchObject({
      code: 'points-out-of-range',
      details: { item: 'C3', points: '5.0001', most: '5' },
    });
  });

  test('for the causes item with what was found; a listed cause may hold or not', async () => {
    const found = {
      ...part('C8', '4'),
      checks: { 'no-annual-report': true, 'catalogue-not-updated': false },
    };
    expect((await give([found])).items[0]?.checks).toEqual(found.checks);
  });

  test.each(['A1', 'B3', 'C1'])('not for %s, which is counted and not judged', async (item) => {
    await expect(give([full(item, '2')])).rejects.toMatchObject({
      code: 'item-not-assessed-here',
      details: { item },
    });
  });

  test('not for an item that the rubric does not have', async () => {
    await expect(give([full('Z9', '1')])).rejects.toMatchObject({ code: 'unknown-item' });
  });

  test('once per item in a call: which of two were meant is not ours to guess', async () => {
    await expect(give([full('C2', '2'), part('C2', '1')])).rejects.toMatchObject({
      code: 'input-invalid',
      findings: [{ pointer: '/points', code: 'item-twice' }],
    });
  });

  test('all or none: one wrong item and nothing of the call is kept', async () => {
    await expect(give([full('C2', '2'), full('C3', '6')])).rejects.toMatchObject({
      code: 'points-out-of-range',
    });
    expect(await stored()).toEqual([]);
    expect(await changes(world, stream002)).toBe(0);
  });

  test('not to their own unit, and only for the items they review', async () => {
    await expect(give([full('C2', '2')], people.reviewerFrom002)).rejects.toMatchObject({ code: 'recused' });
    expect((await give([full('C2', '2')], people.reviewerFrom002, '015')).items).toHaveLength(1);
    await expect(give([full('C2', '2')], people.reviewerOfA)).rejects.toMatchObject({
      code: 'role-needed',
      details: { item: 'C2' },
    });
  });

  test('not to a unit that is not there, nor to a frozen one', async () => {
    await expect(give([full('C2', '2')], people.reviewer, '900')).rejects.toMatchObject({
      code: 'unit-unknown',
    });
    await freeze(world, stream002);
    await expect(give([full('C2', '2')])).rejects.toMatchObject({ code: 'frozen' });
    expect(await stored()).toEqual([]);
  });
});

describe('an item that a body gives', () => {
  test('B1 is the portal office’s: its members give it, reviewers of everything do not', async () => {
    expect((await give([full('B1', '6')], people.portalOffice)).items).toHaveLength(1);
    await expect(give([full('B1', '6')])).rejects.toMatchObject({
      code: 'not-your-body',
      details: { item: 'B1', body: '县外网办' },
    });
    await expect(give([full('B1', '6')], people.civilAffairs)).rejects.toMatchObject({
      code: 'not-your-body',
    });
  });

  test('the portal office gives nothing else', async () => {
    await expect(give([full('C2', '2')], people.portalOffice)).rejects.toMatchObject({ code: 'role-needed' });
  });

  test('deductions are recorded with their facts and never given as points', async () => {
    await expect(give([part('D3', '2')], people.civilAffairs)).rejects.toMatchObject({
      code: 'not-your-body',
    });
    await expect(give([part('D3', '2')])).rejects.toMatchObject({ code: 'not-your-body' });
  });
});
