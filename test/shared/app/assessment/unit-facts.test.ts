import { beforeEach, describe, expect, test } from 'vitest';
import { givePoints } from '../../../../shared/app/assessment/give-points.ts';
import { listUnitFacts } from '../../../../shared/app/assessment/list-unit-facts.ts';
import { setItemFacts } from '../../../../shared/app/assessment/set-item-facts.ts';
import { setUnitMeasure } from '../../../../shared/app/assessment/set-unit-measure.ts';
import type { Call } from '../../../../shared/app/use-case.ts';
import { create, replace } from '../../../../shared/app/writes.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { rubrics } from '../../../../shared/contracts/stored-rubric.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import { rubric, type Item } from '../../../../shared/domain/rubric/rubric.ts';
import { rubric2018, scheme2018 } from '../../../support/scoring.ts';
import { asked, changes, freeze, in002, people, sampleWorld, stream002, type World } from '../world.ts';

const label = { zh: '名', en: 'name' };
const good = { id: 'good', label: { zh: '好', en: 'Good' }, points: '5' };
const fair = { id: 'fair', label: { zh: '较好', en: 'Fair' }, points: '3' };

/** The rubric of 2018 with an item of each kind that asks for facts beside evidence and points. */
function changed(item: Item): Item {
  switch (item.code) {
    case 'C2':
      return { ...item, notApplicable: { method: 'rescale', within: 'part' } };
    case 'C3':
      return { ...item, rule: { kind: 'graded', levels: [good, fair] } };
    case 'C4':
      return {
        ...item,
        rule: { kind: 'imported', periods: ['上半年', '下半年'], combine: 'mean', outOf: '100' },
      };
    case 'C5':
      return {
        ...item,
        rule: { kind: 'count', of: { measure: 'adopted' }, gives: { every: 1, points: '1', most: null } },
      };
    case 'C9':
      return {
        ...item,
        rule: { kind: 'deductions' },
        causes: [{ id: 'late', label, points: '1', each: true }],
      };
    default:
      return item;
  }
}

let world: World;
beforeEach(async () => {
  world = await sampleWorld();
  const parts = scheme2018.parts.map((part) => ({ ...part, items: part.items.map(changed) }));
  const value = rubric.parse({ ...rubric2018, version: 2, schemes: [{ ...scheme2018, parts }] });
  const before = (await world.store.get(collections.cycles, { cycle: '2018' }))!;
  const audit = {
    at: '2018-01-02T00:00:00.000Z',
    actor: 'test',
    action: 'item-facts.set',
    subject: 'unit:002',
    details: {},
  } as const;
  await world.store.commit({
    stream: streams.office('2018'),
    writes: [
      create(
        rubrics,
        { cycle: '2018', version: 2 },
        { cycle: '2018', version: 2, rubric: value, storedAt: audit.at, storedBy: 'test' },
      ),
      replace(collections.cycles, { cycle: '2018' }, before, {
        ...before.value,
        rubric: { id: value.id, version: 2 },
      }),
    ],
    audit,
  });
});

type Facts = Call<'setItemFacts'>['body'];
const set = (item: string, facts: Partial<Facts>, member = people.admin, unit = '002') =>
  setItemFacts(world)(
    asked(member, { cycle: '2018', unit, item }, { notApplicable: null, imported: [], ...facts }),
  );
const months = (count: number) => [count, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const measure = (name: string, count: number) =>
  setUnitMeasure(world)(asked(people.admin, { ...in002, measure: name }, { months: months(count) }));
const seen = () => listUnitFacts(world)(asked(people.clerk002, in002, undefined));

describe('the county office records facts that nobody hands in', () => {
  test('that an item does not apply, with the reason, which the unit may read; stating it again changes nothing', async () => {
    const notApplicable = { reason: '没有行政许可事项' };
    await set('C2', { notApplicable });
    await set('C2', { notApplicable });
    expect(await changes(world, stream002)).toBe(1);
    expect((await seen()).items).toMatchObject([{ item: 'C2', notApplicable }]);
    await set('C2', { notApplicable: null });
    expect((await seen()).items).toMatchObject([{ item: 'C2', notApplicable: null }]);
  });

  test('not of an item that the rubric gives to everybody, nor of one that it does not have', async () => {
    const facts = { notApplicable: { reason: '不想做' } };
    await expect(set('C7', facts)).rejects.toMatchObject({
      code: 'item-always-applies',
      details: { item: 'C7' },
    });
    await expect(set('Z9', facts)).rejects.toMatchObject({ code: 'unknown-item' });
    await expect(set('C2', facts, people.admin, '900')).rejects.toMatchObject({ code: 'unit-unknown' });
  });

  test('scores from elsewhere for the periods that the item names, each once', async () => {
    const first = { period: '上半年', points: '81.5' };
    await set('C4', { imported: [first] });
    expect((await seen()).items).toMatchObject([{ item: 'C4', imported: [first] }]);
    await expect(set('C4', { imported: [{ period: '三季度', points: '1' }] })).rejects.toMatchObject({
      code: 'unknown-kind',
    });
    await expect(set('C4', { imported: [first, first] })).rejects.toMatchObject({ code: 'unknown-kind' });
    // Out of 100, as the item says; at an item that says nothing of it, its own points are the most.
    await expect(set('C4', { imported: [{ ...first, points: '100.1' }] })).rejects.toMatchObject({
      code: 'points-out-of-range',
      details: { item: 'C4', points: '100.1', most: '100' },
    });
    await expect(set('C2', { imported: [first] })).rejects.toMatchObject({ code: 'unknown-kind' });
  });

  test('counts that the rubric names, and never the register, which counts itself', async () => {
    await measure('adopted', 3);
    await measure('adopted', 3);
    expect(await changes(world, stream002)).toBe(1);
    expect((await seen()).measures).toMatchObject([{ measure: 'adopted', months: months(3) }]);
    await expect(measure('register', 3)).rejects.toMatchObject({ code: 'unknown-kind' });
    await expect(measure('likes', 3)).rejects.toMatchObject({ code: 'unknown-kind' });
  });

  test('who writes over what they have not seen is refused; who sends again what was done finds it done', async () => {
    const [none, three] = [{ months: months(0) }, { months: months(3) }];
    const count = (to: number, saw?: typeof none) =>
      setUnitMeasure(world)(
        asked(people.admin, { ...in002, measure: 'adopted' }, { months: months(to), seen: saw }),
      );
    await count(3, none);
    await count(3, none);
    await expect(count(4, none)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    await count(4, three);
    await count(5);

    const halves = ['上半年', '下半年'].map((period) => ({ period, points: '80' }));
    const nothing = { notApplicable: null, imported: [] };
    await set('C4', { imported: halves, seen: nothing });
    await expect(set('C4', { seen: nothing, imported: halves.slice(1) })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    // The order in which periods are named says nothing.
    await set('C4', { imported: [], seen: { notApplicable: null, imported: halves.toReversed() } });
    expect(await changes(world, stream002)).toBe(5);
  });

  test('nothing once the unit is frozen, and nothing of an admin’s own unit', async () => {
    await expect(set('C2', {}, { ...people.admin, homeUnit: '002' })).rejects.toMatchObject({
      code: 'recused',
    });
    await freeze(world, stream002);
    await expect(set('C2', {})).rejects.toMatchObject({ code: 'frozen' });
    await expect(measure('adopted', 1)).rejects.toMatchObject({ code: 'frozen' });
  });
});

describe('a reviewer judges by levels and notes causes', () => {
  type Given = Call<'givePoints'>['body']['points'][number];
  const give = (given: Partial<Given> & Pick<Given, 'item'>) =>
    givePoints(world)(
      asked(people.reviewer, in002, {
        points: [{ points: null, level: null, reason: null, checks: {}, ...given }],
      }),
    );

  test('a level has the rubric’s points; below the highest it needs a reason', async () => {
    expect((await give({ item: 'C3', level: 'good' })).items).toMatchObject([{ level: 'good', points: '5' }]);
    await expect(give({ item: 'C3', level: 'fair' })).rejects.toMatchObject({ code: 'reason-needed' });
    expect((await give({ item: 'C3', level: 'fair', reason: '有缺项' })).items[0]?.points).toBe('3');
  });

  test('no level that there is none of, no points beside a level that are not its own, no points instead of one', async () => {
    await expect(give({ item: 'C3', level: 'best' })).rejects.toMatchObject({ code: 'unknown-kind' });
    await expect(give({ item: 'C3', level: 'good', points: '4' })).rejects.toMatchObject({
      code: 'points-out-of-range',
    });
    await expect(give({ item: 'C3', points: '4', reason: '由' })).rejects.toMatchObject({
      code: 'unknown-kind',
    });
    await expect(give({ item: 'C7', level: 'good' })).rejects.toMatchObject({ code: 'unknown-kind' });
    await expect(give({ item: 'C7' })).rejects.toMatchObject({ code: 'points-out-of-range' });
  });

  test('where points come from elsewhere, only causes are noted: found, or how often where each time counts', async () => {
    expect((await give({ item: 'C9', checks: { late: 3 } })).items).toMatchObject([
      { points: null, checks: { late: 3 } },
    ]);
    await expect(give({ item: 'C9', points: '6' })).rejects.toMatchObject({ code: 'item-not-assessed-here' });
    await expect(give({ item: 'C8', points: '5', checks: { 'no-annual-report': 2 } })).rejects.toMatchObject({
      code: 'unknown-kind',
    });
  });
});
