import { beforeEach, describe, expect, test } from 'vitest';
import { beginNextCycle, previewNextCycle } from '../../../../shared/app/cycle/begin-next-cycle.ts';
import { adoptRubric } from '../../../../shared/app/rubric/adopt-rubric.ts';
import { listRubrics } from '../../../../shared/app/rubric/list-rubrics.ts';
import { addRegisterRows } from '../../../../shared/app/register/add-register-rows.ts';
import { handInForBody } from '../../../../shared/app/assessment/hand-in-for-body.ts';
import { getSignOffSheet } from '../../../../shared/app/run/get-sign-off-sheet.ts';
import { changeMember, listMembers } from '../../../../shared/app/people/members.ts';
import { startRun } from '../../../../shared/app/run/start-run.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import type { NextCycleEntry } from '../../../../shared/domain/cycle/next-cycle.ts';
import { requireNotOwnUnit, type Role } from '../../../../shared/domain/people/member.ts';
import { sampleEntry } from '../../../support/builders.ts';
import { inYear, publishedYear, type FilledYear } from '../../../support/published-year.ts';
import { asked, people } from '../world.ts';

const entry = (over: Partial<NextCycleEntry> = {}): NextCycleEntry => ({
  cycle: '2019',
  title: '2019年度评价',
  window: { opensOn: '2019-01-01', closesOn: '2019-12-31' },
  reforms: [
    { kind: 'merge', units: ['002', '015'], into: { id: '100', name: '商务和民政局', class: 'department' } },
    { kind: 'rename', unit: '048', name: '新蓬莱镇' },
  ],
  targets: { kind: 'percent', percent: 150 },
  exceptions: [],
  bodies: null,
  ...over,
});
let year: FilledYear;
beforeEach(async () => {
  year = await publishedYear();
  year.world.clock.set('2019-03-01T01:00:00.000Z');
});
const begin = (over: Partial<NextCycleEntry> = {}) =>
  beginNextCycle(year.world)(asked(people.admin, inYear, entry(over)));

describe('the year that follows', () => {
  test('can be looked at first: nothing is begun', async () => {
    const before = year.world.store.dump();
    const seen = await previewNextCycle(year.world)(asked(people.admin, inYear, entry()));
    expect(seen.units.map(({ id, target }) => [id, target])).toEqual([
      ['001', 6],
      ['100', 6],
      ['005', 5],
      ['048', 30],
    ]);
    expect(year.world.store.dump()).toBe(before);
  });

  test('begins with its units, bodies, settings and the last rubric as its first version; the last year stays as it was', async () => {
    const last = await year.world.store.all(collections.units, inYear);
    expect(await begin()).toMatchObject({ cycle: '2019', abolished: [], members: 5 });
    expect(await year.world.store.all(collections.units, inYear)).toEqual(last);
    const { value } = (await year.world.store.get(collections.cycles, { cycle: '2019' }))!;
    expect(value).toMatchObject({
      title: '2019年度评价',
      runsOpened: 0,
      activeRun: null,
      rubric: { version: 1 },
      rubricIsDraft: true,
      settings: { contacts: { dueOn: '2019-04-20' } },
    });
    const body = await year.world.store.get(collections.bodies, { cycle: '2019', body: 'civil-affairs' });
    expect(body?.value.unit).toBe('100');
    const handIn = await year.world.store.get(collections.handIns, { cycle: '2019', body: 'civil-affairs' });
    expect(handIn?.value.status).toBe('open');
  });

  test('the same again finds it done; other words for a year that has begun, and a year too far, are refused', async () => {
    const first = await begin();
    expect(await begin()).toMatchObject({ cycle: first.cycle, units: first.units });
    await expect(begin({ title: '另一个' })).rejects.toMatchObject({ code: 'cycle-exists' });
    await expect(begin({ cycle: '2020' })).rejects.toMatchObject({ code: 'not-the-next-year' });
  });

  test('its clerk keeps the books of the merged unit and may still ask for the old one; recusal follows them', async () => {
    await begin();
    const clerk = (await year.world.store.get(collections.members, { subject: people.clerk002.subject }))!
      .value;
    const rows = [
      sampleEntry({ title: '甲', url: 'http://demo.example.cn/a.html', publishedOn: '2019-02-02' }),
    ];
    await addRegisterRows(year.world)(asked(clerk, { cycle: '2019', unit: '100' }, { rows }));
    for (const unit of ['002', '100'])
      expect(() => requireNotOwnUnit(clerk, unit)).toThrow(expect.objectContaining({ code: 'recused' }));
  });

  test('gives its clerk the new unit before the year begins: they can still be changed, and the unit has its name and year', async () => {
    const { world } = year;
    world.clock.set('2018-11-20T01:00:00.000Z');
    await begin();
    const list = () => listMembers(world)(asked(people.admin, {}, undefined));
    const told = await list();
    expect(told.units.find(({ id }) => id === '100')).toEqual({
      id: '100',
      name: '商务和民政局',
      cycle: '2019',
    });
    const held = told.items.find(({ roles }) =>
      roles.some((each) => each.role === 'unit-staff' && each.unit === '100'),
    );
    if (held === undefined) throw new Error('nobody keeps the new unit’s books');
    const { id, version, homeUnit, roles } = held;
    const change = (displayName: string, more: readonly Role[] = []) =>
      changeMember(world)(
        asked(people.admin, { member: id }, { displayName, homeUnit, roles: [...roles, ...more], version }),
      );
    // A number that no year has is still a slip.
    await expect(change('改名', [{ role: 'unit-staff', unit: '777' }])).rejects.toMatchObject({
      code: 'unit-unknown',
    });
    expect(await change('改名')).toMatchObject({ displayName: '改名', roles });
    // Years later the old unit is of no present year, and still what they hold.
    world.clock.set('2022-02-01T01:00:00.000Z');
    const [later] = (await list()).items.filter((each) => each.id === id);
    expect(later?.version).toBe(version + 1);
    await expect(
      changeMember(world)(
        asked(people.admin, { member: id }, { displayName: '再改名', homeUnit, roles, version: version + 1 }),
      ),
    ).resolves.toMatchObject({ displayName: '再改名' });
  });

  test('makes no report by a rubric that was only taken over: it is a draft until it is adopted', async () => {
    await begin();
    const { world, machine } = year;
    const of2019 = { cycle: '2019' };
    const start = (key: string) =>
      startRun({ ...world, executions: machine.executions })(asked(people.admin, of2019, {}, key));
    await expect(start('key-of-the-year-2019-1')).rejects.toMatchObject({ code: 'rubric-is-draft' });
    const versions = () => listRubrics(world)(asked(people.admin, of2019, undefined));
    expect((await versions()).items.map(({ adopted }) => adopted)).toEqual([false]);
    await adoptRubric(world)(asked(people.admin, of2019, { version: 1 }));
    expect((await versions()).items.map(({ adopted }) => adopted)).toEqual([true]);
    expect((await start('key-of-the-year-2019-2')).status).toBe('active');
  });

  test('may have other lead bodies; one stated twice or of a unit that is gone is refused', async () => {
    const before = (await year.world.store.all(collections.bodies, inYear)).map(({ value }) => value);
    const kept = before.map(({ cycle: _, ...body }) => ({
      ...body,
      unit: ['002', '015'].includes(body.unit ?? '') ? '100' : body.unit,
    }));
    const changed = (change: object) =>
      kept.map((body) => (body.id === 'civil-affairs' ? { ...body, ...change } : body));
    for (const bodies of [[...kept, ...kept.slice(0, 1)], kept.map((body) => ({ ...body, unit: '015' }))])
      await expect(begin({ bodies })).rejects.toMatchObject({ code: 'body-not-possible' });
    // The rubric names the bodies that give its items: another one needs another rubric.
    await expect(begin({ bodies: changed({ id: 'rural-affairs' }) })).rejects.toMatchObject({
      code: 'rubric-does-not-fit',
    });
    await begin({ bodies: changed({ name: '农业农村局', unit: null }) });
    const after = await year.world.store.get(collections.bodies, { cycle: '2019', body: 'civil-affairs' });
    expect(after?.value).toMatchObject({ name: '农业农村局', unit: null });
  });

  test('is compared with the last: a renamed unit with itself, a merged one with each of those it was', async () => {
    await begin();
    const { world, machine } = year;
    const of2019 = { cycle: '2019' };
    for (const { value } of await world.store.all(collections.bodies, of2019))
      await handInForBody({ ...world, callbacks: machine.callbacks })(
        asked(people.admin, { ...of2019, body: value.id }, { reason: '电话核实' }),
      );
    await adoptRubric(world)(asked(people.admin, of2019, { version: 1 }));
    world.clock.set('2020-01-05T01:00:00.000Z');
    const { id: run } = await startRun({ ...world, executions: machine.executions })(
      asked(people.admin, of2019, {}, 'key-of-the-year-2019'),
    );
    await machine.settled();
    const sheet = await getSignOffSheet({ ...world, runs: machine.runs })(
      asked(people.signer, { ...of2019, run }, undefined),
    );
    const of = (id: string) => sheet.sinceLastYear?.find(({ unit }) => unit === id);
    expect(of('048')).toMatchObject({ name: '新蓬莱镇', merged: [] });
    expect(of('048')?.before).not.toBeNull();
    expect(of('100')).toMatchObject({ before: null, gained: null });
    expect(of('100')?.merged.map(({ unit, name }) => [unit, name])).toEqual([
      ['002', '商务局'],
      ['015', '民政局'],
    ]);
  });
});
