import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { givePoints } from '../../../../shared/app/assessment/give-points.ts';
import { handIn } from '../../../../shared/app/assessment/hand-in.ts';
import { takenInMay } from '../../../support/deductions.ts';
import { freezeBatch } from '../../../../shared/app/run/freeze-batch.ts';
import { planFreeze } from '../../../../shared/app/run/plan-freeze.ts';
import { getStandingsFile } from '../../../../shared/app/standing/get-standings-file.ts';
import { getUnitStanding } from '../../../../shared/app/standing/get-unit-standing.ts';
import { listStandings } from '../../../../shared/app/standing/list-standings.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { inputsBatch } from '../../../../shared/contracts/run-files.ts';
import { storageKeys } from '../../../../shared/contracts/storage-keys.ts';
import type { StandingFilter } from '../../../../shared/contracts/standing-routes.ts';
import { unitStandingView } from '../../../../shared/contracts/standing-views.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import { itemsOf as itemsOfScheme } from '../../../../shared/domain/rubric/rubric.ts';
import { compileRubric } from '../../../../shared/domain/scoring/compile-rubric.ts';
import { scoreUnit } from '../../../../shared/domain/scoring/score-unit.ts';
import { noon, sampleRow, sampleUnit } from '../../../support/builders.ts';
import { evidenceIn } from '../../../support/evidence.ts';
import { sampleRequest } from '../../../support/requests.ts';
import { rubric2018 } from '../../../support/scoring.ts';
import { asked, in002, inertCallbacks, memoryFiles, people, unitIds } from '../world.ts';
import {
  countingStore,
  overWorld,
  putEvidence,
  putRows,
  standingWorld,
  type StandingWorld,
} from './standing-world.ts';

const inYear = { cycle: '2018' };

/** 002: evidence in every state, rows; 015: a deduction of a body that has handed in and one that has not; 048: nothing. */
async function filledWorld(): Promise<StandingWorld> {
  const world = await standingWorld();
  await putEvidence(
    world,
    evidenceIn('accepted', 1, { items: ['A1'] }),
    evidenceIn('returned', 2, { items: ['A2'], changedAt: '2018-06-10T04:00:00.000Z' }),
    evidenceIn('inspected', 3, { items: ['A3'] }),
    evidenceIn('withdrawn', 4, { items: ['B2'] }),
  );
  await putRows(world, [sampleRow(1), sampleRow(2, { publishedOn: '2018-06-01', madeOn: '2018-06-01' })]);
  const points = [{ item: 'C6', points: '20', level: null, reason: '缺两个领域', checks: {} }];
  await givePoints(world)(asked(people.reviewer, in002, { points }));
  const deduct = {
    unit: '015',
    points: '1.5',
    fact: '未公开',
    document: null,
    happenedOn: '2018-05-02',
    links: [],
  };
  await takenInMay(world, people.serviceCentre, 'service-centre', deduct);
  await takenInMay(world, people.tradeUnion, 'trade-union', deduct);
  await handIn({ ...world, callbacks: inertCallbacks })(
    asked(people.tradeUnion, { ...inYear, body: 'trade-union' }, { note: null, workReport: null }),
  );
  return world;
}
const see = (world: StandingWorld, member: Member = people.clerk002, unit = '002') =>
  getUnitStanding(world)(asked(member, { ...inYear, unit }, undefined));
const list = (
  world: StandingWorld,
  query: StandingFilter & Readonly<{ limit?: number; after?: string }> = {},
  member: Member = people.admin,
) => listStandings(world)({ ...asked(member, inYear, undefined), query: { limit: 50, ...query } });
const itemsOf = async (world: StandingWorld, unit = '002', member: Member = people.clerk002) =>
  new Map((await see(world, member, unit)).items.map((item) => [item.code, item]));

describe('points', () => {
  test('are those that a freeze of the same moment would score, for every unit', async () => {
    const world = await filledWorld();
    const lines = new Map((await list(world)).items.map((line) => [line.unit, line.total]));
    const seen = await Promise.all(unitIds.map((unit) => see(world, people.admin, unit)));

    const runs = memoryFiles();
    const place = { ...inYear, run: '0001' };
    await planFreeze({ ...world, runs })(place);
    await freezeBatch({ ...world, runs })({ ...place, batch: 0 });
    const { units: frozen } = inputsBatch.parse(
      JSON.parse(runs.text(storageKeys.runBatch({ ...place, kind: 'inputs', batch: 0 }))),
    );
    const rules = compileRubric(rubric2018);
    for (const [index, inputs] of frozen.entries()) {
      const score = scoreUnit(rules, inputs);
      expect(lines.get(score.unit)).toBe(score.total);
      expect(seen[index]?.items.map(({ evidence: _, ...item }) => item)).toEqual(score.items);
    }
    expect(frozen.map((each) => each.unit)).toEqual(unitIds);
  });

  test('come with the reason for each item and what would raise it', async () => {
    const items = await itemsOf(await filledWorld());
    expect(items.get('A1')).toMatchObject({ points: '2', maximum: '2', raise: null });
    expect(items.get('A2')).toMatchObject({ points: '0', noEvidence: true, raise: { by: '2' } });
    for (const { reason } of items.values()) expect(reason.zh.length).toBeGreaterThan(1);
  });

  test('count the deductions of a body once it has handed in, and not before', async () => {
    const world = await filledWorld();
    const items = await itemsOf(world, '015', people.admin);
    expect([items.get('D2')?.points, items.get('D4')?.points]).toEqual(['0', '-1.5']);
  });
});

describe('a unit is told', () => {
  test('how far the evidence of each item is', async () => {
    const items = await itemsOf(await filledWorld());
    const states = ['A1', 'A2', 'A3', 'B2', 'C1', 'C2'].map((code) => items.get(code)?.evidence.state);
    // The only piece for B2 was taken back; C1 is counted from the register; C2 may have evidence and has none.
    expect(states).toEqual(['accepted', 'returned', 'waiting', 'missing', 'not-needed', 'not-needed']);
  });

  test('what came back, with the reviewer’s reason and not their name', async () => {
    const { returned } = await see(await filledWorld());
    expect(returned).toEqual([
      {
        id: evidenceIn('returned', 2).id,
        title: '第2份材料',
        items: ['A2'],
        status: 'returned',
        reason: '缺少公章',
        since: '2018-06-10T04:00:00.000Z',
      },
    ]);
  });

  test('what is due and overdue, soonest first, in words', async () => {
    const { duties } = await see(await filledWorld());
    expect(duties.map(({ kind, dueOn, stage }) => [kind, dueOn, stage])).toEqual([
      ['contacts', '2018-04-20', 'overdue'],
      ['evidence-returned', '2018-06-20', null],
      ['evidence-missing', '2018-12-31', null],
    ]);
    expect(duties[0]?.title).toEqual({ zh: '填报联系人员登记表', en: 'File the contacts form' });
  });

  test('that a request is due, by its day of arrival alone', async () => {
    const world = await filledWorld();
    const request = sampleRequest('2018-06-01');
    await world.store.put(collections.requests, { ...in002, request: request.id }, request);
    const { duties } = await see(world);
    const found = duties.find((duty) => duty.kind === 'request');
    // Fifteen working days from Monday 4 June, the holidays of a plain calendar left out: 22 June.
    expect(found).toMatchObject({ dueOn: '2018-06-22', stage: 'soon' });
    expect(JSON.stringify(duties)).not.toMatch(/张三丰|决算/);
  });

  test('how its register goes, with the columns that are blank this month', async () => {
    const { register } = await see(await filledWorld());
    expect(register).toMatchObject({ target: 2, count: 2, missing: 0, behind: false });
    expect(register.blankColumns.map((column) => column.zh)).toEqual(['政策文件', '规划计划']);
    const other = await see(await filledWorld(), people.admin, '048');
    expect(other.register).toMatchObject({ target: 20, count: 0, behind: true, atPace: 0 });
    expect(other.gaps).toEqual(['evidence-missing', 'contacts', 'register-behind', 'overdue']);
  });

  test('nothing about contacts when somebody else reads: not even whether the form is there', async () => {
    const world = await filledWorld();
    const [own, reviewer] = [await see(world), await see(world, people.reviewer)];
    expect(own.contacts).toBe('missing');
    expect(own.gaps).toContain('contacts');
    expect(reviewer.contacts).toBeNull();
    expect(reviewer.duties.map((duty) => duty.kind)).not.toContain('contacts');
    // The only thing overdue was the form.
    expect(reviewer.gaps).toEqual(own.gaps.filter((gap) => gap !== 'contacts' && gap !== 'overdue'));
    const signer = (await list(world, {}, people.signer)).items;
    expect(signer.every((line) => line.contacts === null && line.overdue === 0)).toBe(true);
  });

  test('its own and no other unit’s', async () => {
    await expect(see(await filledWorld(), people.clerk015)).rejects.toMatchObject({ code: 'not-your-unit' });
  });
});

test('after the window has closed nothing of the year is due any more', async () => {
  const world = await filledWorld();
  world.clock.set('2019-01-02T04:00:00.000Z');
  expect((await see(world)).duties).toEqual([]);
});

test('what a unit is shown is what the contract says', async () => {
  const view = await see(await filledWorld());
  expect(unitStandingView.parse(view)).toEqual(view);
});

describe('the county office', () => {
  const units = async (query: StandingFilter, world?: StandingWorld) =>
    (await list(world ?? (await filledWorld()), query)).items.map((line) => line.unit);

  test('sees all units in annex order, a line each', async () => {
    const { items, next, asOf } = await list(await filledWorld());
    expect([items.map((line) => line.unit), next, asOf]).toEqual([unitIds, null, '2018-06-15']);
    expect(items[1]).toMatchObject({ name: '商务局', returned: 1, waiting: 1, overdue: 1, item: null });
  });

  test('by class', async () => {
    expect(await units({ class: 'township' })).toEqual(['048']);
    expect(await units({ class: 'park' })).toEqual([]);
  });

  test('by what is open', async () => {
    expect(await units({ gap: 'evidence-returned' })).toEqual(['002']);
    expect(await units({ gap: 'register-behind' })).toEqual(['001', '005', '015', '048']);
  });

  test('by silence: a unit is silent when it did nothing itself, whatever reviewers did to its records', async () => {
    const world = await filledWorld();
    expect(await units({ silent: 30 }, world)).toEqual(['001', '005', '015', '048']);
    world.clock.set('2018-07-15T04:00:00.000Z');
    await putEvidence(
      world,
      evidenceIn('accepted', 3, { items: ['A3'], changedAt: '2018-07-14T04:00:00.000Z' }),
    );
    expect(await units({ silent: 30 }, world)).toEqual(unitIds);
    expect(await units({ silent: 31 }, world)).toEqual(['001', '005', '015', '048']);
  });

  test('by item: units that could get more for it, with what they have', async () => {
    const world = await filledWorld();
    const { items } = await list(world, { item: 'A1' });
    expect(items.map((line) => line.unit)).toEqual(['001', '005', '015', '048']);
    expect(items[0]?.item).toMatchObject({
      code: 'A1',
      points: '0',
      maximum: '2',
      evidence: { state: 'missing' },
    });
    await expect(list(world, { item: 'Z9' })).rejects.toMatchObject({ code: 'unknown-item' });
  });

  test('page by page without losing or repeating one, filtered or not', async () => {
    const world = await filledWorld();
    for (const filter of [{}, { gap: 'register-behind' }, { class: 'township' }] satisfies StandingFilter[]) {
      const seen: string[] = [];
      let after: string | undefined;
      for (let page = 0; page < 10; page += 1) {
        const { items, next } = await list(world, {
          ...filter,
          limit: 2,
          ...(after === undefined ? {} : { after }),
        });
        seen.push(...items.map((line) => line.unit));
        if (next === null) break;
        after = next;
      }
      expect(seen).toEqual(await units(filter, world));
    }
  });

  test('takes it out as a workbook: a line for each unit, each item and each thing to do', async () => {
    const world = await filledWorld();
    const file = await getStandingsFile(world)({ ...asked(people.admin, inYear, undefined), query: {} });
    expect(file.name).toBe('2018年各单位现状-2018-06-15.xlsx');
    const { sheets } = await readXlsx(Buffer.from(file.base64, 'base64'));
    expect(sheets.map((sheet) => sheet.name)).toEqual(['各单位（演示数据）', '各项目', '待办']);
    const lines = await list(world);
    const perUnit = sheets[0]!.rows.slice(1);
    expect(perUnit.map((row) => [row[1], row[3]])).toEqual(
      lines.items.map((line) => [line.name, Number(line.total)]),
    );
    expect(sheets[0]!.rows[0]).toContain('联系人员');
    const items = itemsOfScheme(rubric2018.schemes[0]!).map((item) => item.code);
    expect(sheets[1]!.rows.slice(1).map((row) => row[2])).toEqual(unitIds.flatMap(() => items));
    expect(sheets[2]!.rows.map((row) => row[2])).toContain('修改后重新提交佐证材料“第2份材料”（A2）');

    const signers = await getStandingsFile(world)({
      ...asked(people.signer, inYear, undefined),
      query: { class: 'township' },
    });
    const theirs = (await readXlsx(Buffer.from(signers.base64, 'base64'))).sheets;
    expect(theirs[0]!.rows[0]).not.toContain('联系人员');
    expect(theirs[0]!.rows).toHaveLength(2);
    expect(JSON.stringify(theirs[2]!.rows)).not.toContain('登记表');
  });

  test('takes out no more units at once than a call has time for, and says to go class by class', async () => {
    const world = await standingWorld();
    const there = unitIds.length;
    for (let number = there; number < 501; number += 1) {
      const unit = sampleUnit({ id: `9${String(number).padStart(3, '0')}`, class: 'department' });
      await world.store.put(collections.units, { ...inYear, unit: unit.id }, unit);
    }
    const take = (query: StandingFilter) =>
      getStandingsFile(world)({ ...asked(people.admin, inYear, undefined), query });
    await expect(take({})).rejects.toMatchObject({
      code: 'too-many-units',
      details: { units: 501, most: 500 },
    });
    const townships = await readXlsx(Buffer.from((await take({ class: 'township' })).base64, 'base64'));
    expect(townships.sheets[0]!.rows).toHaveLength(2);
  });
});

describe('cost', () => {
  test('what lies side by side in a unit is one query, and what is shared is read once: a hundred units cost a hundred times no more', async () => {
    const world = await filledWorld();
    const { store, counts } = countingStore(world.store);
    await list(overWorld({ ...world, store: { ...world.store, ...store } }));
    const units = unitIds.length;
    const counted = counts();
    for (const each of ['register-row', 'CONFIRMATION EVIDENCE# FACTS#', 'MEASURE# POINTS#', 'request'])
      expect(counted[`query ${each}`], each).toBe(units);
    const { 'get hand-in': handIns, ...rest } = counted;
    expect(handIns).toBe(5);
    const shared = Object.entries(rest).filter(([, times]) => times !== units);
    expect(Object.fromEntries(shared)).toEqual({
      'get cycle': 1 + 3,
      'get rubric': 1,
      'get reminder-settings': 1,
      'query unit': 1,
      'query contact-form': 1,
      // Once for what counts, once for what units may still reply to.
      'query lead-body': 1 + 1,
      'query deduction': 1 + 5,
      'query city-deduction': 1,
      'query incident': 1,
    });
  });

  test('a filter by class reads nothing of the units that it leaves out', async () => {
    const world = await filledWorld();
    const { store, counts } = countingStore(world.store);
    await list(overWorld({ ...world, store: { ...world.store, ...store } }), { class: 'township' });
    expect(counts()['query register-row']).toBe(1);
  });
});

test('a day in the year’s own zone: at 16:00 UTC the day has changed', async () => {
  const world = await filledWorld();
  world.clock.set(noon.replace('04:00', '16:00'));
  expect((await see(world)).asOf).toBe('2018-06-16');
});
