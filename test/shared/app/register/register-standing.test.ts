import { beforeEach, expect, test } from 'vitest';
import { addRegisterRows } from '../../../../shared/app/register/add-register-rows.ts';
import { getRegisterStanding } from '../../../../shared/app/register/get-register-standing.ts';
import { listRowsNotCounted } from '../../../../shared/app/register/list-rows-not-counted.ts';
import type { RegisterEntry } from '../../../../shared/domain/register/register-row.ts';
import { sampleEntry } from '../../../support/builders.ts';
import { asked, in002, people, sampleWorld, type World } from '../world.ts';

let world: World;
beforeEach(async () => {
  world = await sampleWorld();
});

const add = async (rows: RegisterEntry[]) =>
  (await addRegisterRows(world)(asked(people.clerk002, in002, { rows }))).items;
const standing = () => getRegisterStanding(world)(asked(people.clerk002, in002, undefined));
const notCounted = (limit = 50, after?: string) =>
  listRowsNotCounted(world)({
    ...asked(people.clerk002, in002, undefined),
    query: { limit, after },
  });
const numbered = (number: number, over: Partial<RegisterEntry> = {}) =>
  sampleEntry({ title: `第${number}条`, url: `http://demo.example.cn/${number}.html`, ...over });

test('points come from the engine: two of two is full marks, one short costs 0.3, and the pace says the year’s end', async () => {
  expect((await standing()).points).toEqual({ item: 'C1', now: '24.4', atPace: '24.4', atTarget: '25' });
  await add([numbered(1), numbered(2)]);
  // 2 items in 166 of 365 days are 4 by the year's end: two above the target is not yet a full ten.
  expect(await standing()).toMatchObject({
    asOf: '2018-06-15',
    count: 2,
    atPace: 4,
    missing: 0,
    points: { item: 'C1', now: '25', atPace: '25', atTarget: '25' },
  });
});

test('columns carry their names, and the month what it lacks', async () => {
  await add([numbered(1)]);
  const found = await standing();
  expect(found.columns.map((column) => column.label.zh)).toEqual(['公告公示', '政策文件', '规划计划']);
  expect(found.month).toEqual({ month: 6, count: 0, wanted: 1, missing: 1 });
});

test('every row that does not count is listed with its reason, and a duplicate with the row it repeats', async () => {
  const [first, copy, , reviewedLate] = await add([
    numbered(1),
    numbered(1, { title: '换了标题' }),
    numbered(3, { secrecyReview: null }),
    numbered(4, { secrecyReview: { reviewer: '甲', reviewedOn: '2018-03-13' } }),
    numbered(5, { madeOn: '2017-12-31', publishedOn: '2017-12-31' }),
  ]);
  const { items } = await notCounted();
  expect(items).toHaveLength(4);
  const reasons = new Map(items.map((each) => [each.row, each]));
  // Which of the two counts is decided by their ids, since both were published on one day.
  const [counted, repeated] = [first!, copy!].sort((left, right) => (left.id < right.id ? -1 : 1));
  expect(reasons.get(repeated!.id)).toMatchObject({
    reason: 'duplicate',
    duplicateOf: { row: counted!.id, title: counted!.entry.title },
  });
  expect(reasons.get(reviewedLate!.id)).toMatchObject({ reason: 'reviewed-late', reviewedOn: '2018-03-13' });
  expect(items.map((each) => each.reason).sort()).toEqual([
    'duplicate',
    'not-reviewed',
    'outside-year',
    'reviewed-late',
  ]);
});

test('pages of rows that do not count follow each other without a gap', async () => {
  await add([1, 2, 3, 4, 5].map((number) => numbered(number, { secrecyReview: null })));
  const first = await notCounted(2);
  const second = await notCounted(2, first.next ?? '');
  const third = await notCounted(2, second.next ?? '');
  expect(third.next).toBeNull();
  const rows = [first, second, third].flatMap((page) => page.items.map((each) => each.row));
  expect(new Set(rows).size).toBe(5);
});

test('another unit’s clerk is refused both', async () => {
  const call = asked(people.clerk015, in002, undefined);
  await expect(getRegisterStanding(world)(call)).rejects.toMatchObject({ code: 'not-your-unit' });
  await expect(listRowsNotCounted(world)({ ...call, query: { limit: 50 } })).rejects.toMatchObject({
    code: 'not-your-unit',
  });
});
