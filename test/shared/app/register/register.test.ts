import { beforeEach, describe, expect, test } from 'vitest';
import { addRegisterRows } from '../../../../shared/app/register/add-register-rows.ts';
import { correctRegisterRow } from '../../../../shared/app/register/correct-register-row.ts';
import { countUnitRegister } from '../../../../shared/app/register/count-unit-register.ts';
import { listRegisterRows } from '../../../../shared/app/register/list-register-rows.ts';
import { withdrawRegisterRow } from '../../../../shared/app/register/withdraw-register-row.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import type { RegisterEntry } from '../../../../shared/domain/register/register-row.ts';
import { noon, sampleEntry } from '../../../support/builders.ts';
import { asked, changes, freeze, in002, people, sampleWorld, stream002, type World } from '../world.ts';

const key = 'key-0000000000000001';
let world: World;
beforeEach(async () => {
  world = await sampleWorld();
});

const add = (rows: RegisterEntry[], over: Partial<{ key: string }> = {}) =>
  addRegisterRows(world)(asked(people.clerk002, in002, { rows }, over.key ?? key));
const addOne = async () => (await add([sampleEntry()])).items[0]!;
const correct = (row: string, entry: RegisterEntry) =>
  correctRegisterRow(world)(asked(people.clerk002, { ...in002, row }, entry));
const withdraw = (row: string, reason: string) =>
  withdrawRegisterRow(world)(asked(people.clerk002, { ...in002, row }, { reason }));
const stored = async () => (await world.store.all(collections.registerRows, in002)).map((each) => each.value);

describe('adding rows', () => {
  test('keeps every row and writes one audit entry for the batch, with the hash of what came', async () => {
    const { items } = await add([sampleEntry(), sampleEntry({ title: '第二条', column: 'plans' })]);
    expect(items.map((row) => row.entry.title)).toEqual(['关于开展春季植树活动的通知', '第二条']);
    expect(items[0]).toMatchObject({ status: 'current', addedAt: noon, cycle: '2018', unit: '002' });
    expect(await stored()).toHaveLength(2);
    const [event, ...more] = await world.store.events(stream002);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ action: 'register.add', actor: 'clerk-002', details: { rows: 2 } });
    expect(event?.details['content']).toMatch(/^[0-9a-f]{64}$/);
  });

  test('the same call again gives the same rows and changes nothing: a lost answer is asked for twice', async () => {
    const first = await add([sampleEntry(), sampleEntry({ title: '第二条' })]);
    world.clock.set('2018-07-01T00:00:00.000Z');
    const again = await add([sampleEntry(), sampleEntry({ title: '第二条' })]);
    expect(again).toEqual(first);
    expect(await changes(world, stream002)).toBe(1);
  });

  test('a repeated call finds the rows as they are now, not as they were sent', async () => {
    const row = await addOne();
    await withdraw(row.id, '重复登记');
    expect((await add([sampleEntry()])).items[0]?.status).toBe('withdrawn');
  });

  test.each([
    ['other content', [sampleEntry({ title: '另一条' }), sampleEntry({ title: '第二条' })]],
    ['a row fewer', [sampleEntry()]],
    ['a row more', [sampleEntry(), sampleEntry({ title: '第二条' }), sampleEntry({ title: '第三条' })]],
  ])('a key that is used again with %s is refused, and nothing is added', async (_, rows) => {
    await add([sampleEntry(), sampleEntry({ title: '第二条' })]);
    await expect(add(rows)).rejects.toMatchObject({ code: 'idempotency-key-reused', kind: 'conflict' });
    expect(await stored()).toHaveLength(2);
    expect(await changes(world, stream002)).toBe(1);
  });

  test('one key in two units makes two records: a key is only its unit’s', async () => {
    const first = await addOne();
    const other = await addRegisterRows(world)(
      asked(people.clerk015, { cycle: '2018', unit: '015' }, { rows: [sampleEntry()] }, key),
    );
    expect(other.items[0]?.id).not.toBe(first.id);
  });

  test('a column that the year does not have refuses the whole batch and names each such row', async () => {
    const rows = [sampleEntry(), sampleEntry({ column: 'gossip' }), sampleEntry({ column: 'rumours' })];
    await expect(add(rows)).rejects.toMatchObject({
      code: 'unknown-column',
      details: { known: 'notices, policies, plans' },
      findings: [
        { pointer: '/rows/1/column', message: 'gossip' },
        { pointer: '/rows/2/column', message: 'rumours' },
      ],
    });
    expect(await stored()).toEqual([]);
    expect(await changes(world, stream002)).toBe(0);
  });

  test('another unit’s clerk is refused before anything is looked up', async () => {
    const call = asked(people.clerk015, in002, { rows: [sampleEntry()] });
    await expect(addRegisterRows(world)(call)).rejects.toMatchObject({ code: 'not-your-unit' });
    expect(await stored()).toEqual([]);
  });

  test('a unit or a cycle that is not there is told apart', async () => {
    const rows = { rows: [sampleEntry()] };
    const toUnit = asked(people.clerk900, { cycle: '2018', unit: '900' }, rows);
    await expect(addRegisterRows(world)(toUnit)).rejects.toMatchObject({ code: 'unit-unknown' });
    const toCycle = asked(people.clerk002, { cycle: '1999', unit: '002' }, rows);
    await expect(addRegisterRows(world)(toCycle)).rejects.toMatchObject({ code: 'cycle-unknown' });
  });
});

describe('the window is the calendar days of Asia/Shanghai, whatever day it is in UTC', () => {
  const inside = ['2017-12-31T16:00:00.000Z', '2018-12-31T15:59:59.999Z'];
  const outside = ['2017-12-31T15:59:59.999Z', '2018-12-31T16:00:00.000Z', '2019-06-01T00:00:00.000Z'];

  test.each(inside)('%s is inside: rows are added, corrected and withdrawn', async (at) => {
    world.clock.set(at);
    const row = await addOne();
    await correct(row.id, sampleEntry({ title: '更正后' }));
    expect((await withdraw(row.id, '误登')).status).toBe('withdrawn');
  });

  test.each(outside)('%s is outside: each of the three is refused and says the window', async (at) => {
    const row = await addOne();
    world.clock.set(at);
    const refusal = {
      code: 'window-closed',
      kind: 'wrongState',
      details: { opensOn: '2018-01-01', closesOn: '2018-12-31' },
    };
    await expect(add([sampleEntry()], { key: 'key-0000000000000002' })).rejects.toMatchObject(refusal);
    await expect(correct(row.id, sampleEntry({ title: '改' }))).rejects.toMatchObject(refusal);
    await expect(withdraw(row.id, '误登')).rejects.toMatchObject(refusal);
    expect(await stored()).toEqual([row]);
  });

  test('the refusal says the day in Shanghai, which the clerk sees on the wall', async () => {
    world.clock.set('2018-12-31T16:00:00.000Z');
    await expect(add([sampleEntry()])).rejects.toMatchObject({ details: { today: '2019-01-01' } });
  });
});

test('a frozen unit takes no change of any kind, and says so', async () => {
  const row = await addOne();
  await freeze(world, stream002);
  const frozen = { code: 'frozen', kind: 'wrongState' };
  await expect(add([sampleEntry()], { key: 'key-0000000000000002' })).rejects.toMatchObject(frozen);
  await expect(correct(row.id, sampleEntry({ title: '改' }))).rejects.toMatchObject(frozen);
  await expect(withdraw(row.id, '误登')).rejects.toMatchObject(frozen);
  expect(await stored()).toEqual([row]);
});

describe('correcting a row', () => {
  test('keeps the row’s id and when it was added, and notes both contents by hash', async () => {
    const row = await addOne();
    world.clock.set('2018-07-01T00:00:00.000Z');
    const corrected = await correct(row.id, sampleEntry({ title: '更正后的标题' }));
    expect(corrected).toEqual({
      ...row,
      entry: sampleEntry({ title: '更正后的标题' }),
      changedAt: '2018-07-01T00:00:00.000Z',
    });
    const event = (await world.store.events(stream002)).at(-1);
    expect(event?.action).toBe('register.correct');
    expect(event?.details['was']).not.toBe(event?.details['is']);
  });

  test('to what it says already changes nothing: a repeated call is done', async () => {
    const row = await addOne();
    const first = await correct(row.id, sampleEntry({ title: '更正' }));
    world.clock.set('2018-07-01T00:00:00.000Z');
    expect(await correct(row.id, sampleEntry({ title: '更正' }))).toEqual(first);
    expect(await changes(world, stream002)).toBe(2);
  });

  test('is refused where somebody has changed the row since the caller saw it, so that nobody’s words are overwritten unread', async () => {
    const row = await addOne();
    const saying = (title: string, seen: string) =>
      correctRegisterRow(world)({
        ...asked(people.clerk002, { ...in002, row: row.id }, sampleEntry({ title })),
        query: { seen },
      });
    world.clock.set('2018-07-01T00:00:00.000Z');
    const first = await saying('甲的更正', row.changedAt);
    await expect(saying('乙的更正', row.changedAt)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    // What both say is no quarrel.
    expect(await saying('甲的更正', row.changedAt)).toEqual(first);
    expect((await saying('乙的更正', first.changedAt)).entry.title).toBe('乙的更正');
  });

  test('is refused in the same way while the clock stands, as in a rehearsal, where two changes are of one moment', async () => {
    const row = await addOne();
    const saying = (title: string, seen: string) =>
      correctRegisterRow(world)({
        ...asked(people.clerk002, { ...in002, row: row.id }, sampleEntry({ title })),
        query: { seen },
      });
    const first = await saying('甲的更正', row.changedAt);
    await expect(saying('乙的更正', row.changedAt)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    const second = await saying('乙的更正', first.changedAt);
    await expect(saying('丙的更正', first.changedAt)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect(second.changedAt > first.changedAt && first.changedAt > row.changedAt).toBe(true);
  });

  test('is refused for a withdrawn row, a row that is not there, another unit’s row and an unknown column', async () => {
    const row = await addOne();
    await expect(correct(row.id, sampleEntry({ column: 'gossip' }))).rejects.toMatchObject({
      code: 'unknown-column',
    });
    await expect(correct('0'.repeat(26), sampleEntry())).rejects.toMatchObject({ code: 'row-unknown' });
    const foreign = asked(people.clerk015, { ...in002, row: row.id }, sampleEntry());
    await expect(correctRegisterRow(world)(foreign)).rejects.toMatchObject({ code: 'not-your-unit' });
    const elsewhere = asked(people.clerk015, { cycle: '2018', unit: '015', row: row.id }, sampleEntry());
    await expect(correctRegisterRow(world)(elsewhere)).rejects.toMatchObject({ code: 'row-unknown' });
    await withdraw(row.id, '误登');
    await expect(correct(row.id, sampleEntry())).rejects.toMatchObject({
      code: 'row-wrong-state',
      details: { status: 'withdrawn' },
    });
  });
});

describe('withdrawing a row', () => {
  test('that somebody has changed since the caller saw it is refused; as it is now it may go, and again finds it done', async () => {
    const row = await addOne();
    const withdrawing = (seen: string) =>
      withdrawRegisterRow(world)({
        ...asked(people.clerk002, { ...in002, row: row.id }, { reason: '误登' }),
        query: { seen },
      });
    const corrected = await correct(row.id, sampleEntry({ title: '同事刚刚更正过' }));
    await expect(withdrawing(row.changedAt)).rejects.toMatchObject({
      code: 'changed-meanwhile',
      kind: 'conflict',
    });
    expect((await stored())[0]?.status).toBe('current');
    expect((await withdrawing(corrected.changedAt)).status).toBe('withdrawn');
    // The answer was lost, and the call comes again with what was seen then.
    expect((await withdrawing(corrected.changedAt)).status).toBe('withdrawn');
    expect(await changes(world, stream002)).toBe(3);
  });

  test('keeps it on record with the reason, and for the same reason again finds it done', async () => {
    const row = await addOne();
    const first = await withdraw(row.id, '误登');
    expect(first).toMatchObject({ status: 'withdrawn', withdrawnReason: '误登', entry: row.entry });
    expect(await withdraw(row.id, '误登')).toEqual(first);
    expect(await changes(world, stream002)).toBe(2);
  });

  test('for another reason is refused: the reason on record stands', async () => {
    const row = await addOne();
    await withdraw(row.id, '误登');
    await expect(withdraw(row.id, '其他原因')).rejects.toMatchObject({ code: 'row-wrong-state' });
    expect((await stored())[0]?.withdrawnReason).toBe('误登');
  });
});

describe('reading', () => {
  test('a unit’s own clerk, reviewers and admins see its register and its count; another clerk does not', async () => {
    await addOne();
    const page = { query: { limit: 50 } };
    for (const member of [people.clerk002, people.reviewer, people.admin, people.civilAffairs]) {
      const listed = await listRegisterRows(world)({ ...asked(member, in002, undefined), ...page });
      expect(listed.items).toHaveLength(1);
      const counted = await countUnitRegister(world)(asked(member, in002, undefined));
      expect(counted).toMatchObject({ target: 2, count: 1, registered: 1 });
    }
    const foreign = asked(people.clerk015, in002, undefined);
    await expect(listRegisterRows(world)({ ...foreign, ...page })).rejects.toMatchObject({
      code: 'not-your-unit',
    });
    await expect(countUnitRegister(world)(foreign)).rejects.toMatchObject({ code: 'not-your-unit' });
  });

  test('pages follow each other to the end', async () => {
    await add([1, 2, 3].map((place) => sampleEntry({ title: `第${place}条` })));
    const list = (after?: string) =>
      listRegisterRows(world)({
        ...asked(people.clerk002, in002, undefined),
        query: after === undefined ? { limit: 2 } : { limit: 2, after },
      });
    const first = await list();
    const second = await list(first.next!);
    expect(first.items).toHaveLength(2);
    expect(second).toMatchObject({ next: null });
    expect(new Set([...first.items, ...second.items].map((row) => row.id)).size).toBe(3);
  });
});
