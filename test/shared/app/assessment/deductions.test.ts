import { beforeEach, describe, expect, test } from 'vitest';
import { getHandIn } from '../../../../shared/app/assessment/get-hand-in.ts';
import { handIn } from '../../../../shared/app/assessment/hand-in.ts';
import { listDeductions } from '../../../../shared/app/assessment/list-deductions.ts';
import { recordDeduction } from '../../../../shared/app/assessment/record-deduction.ts';
import { withdrawDeduction } from '../../../../shared/app/assessment/withdraw-deduction.ts';
import { passOverBody } from '../../../../shared/app/run/pass-over-body.ts';
import type { Call } from '../../../../shared/app/use-case.ts';
import { streams } from '../../../../shared/contracts/collections.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import { asked, changes, freeze, inertCallbacks, people, sampleWorld, type World } from '../world.ts';

type Body = Call<'recordDeduction'>['body'];
const ofCivilAffairs = { cycle: '2018', body: 'civil-affairs' } as const;
const stream = streams.body('2018', 'civil-affairs');
const key = (place: number) => `key-${String(place).padStart(16, '0')}`;

let world: World;
beforeEach(async () => {
  world = await sampleWorld();
});

const sampleBody = (over: Partial<Body> = {}): Body => ({
  unit: '002',
  points: '1.5',
  fact: '未按时公开',
  document: null,
  happenedOn: '2018-05-02',
  ...over,
});
const record = (over: Partial<Body> = {}, place = 1, member: Member = people.civilAffairs) =>
  recordDeduction(world)(asked(member, ofCivilAffairs, sampleBody(over), key(place)));
const withdraw = (deduction: string, member: Member = people.civilAffairs) =>
  withdrawDeduction(world)(asked(member, { ...ofCivilAffairs, deduction }, { reason: '记错了' }));
const handOver = () =>
  handIn({ ...world, callbacks: inertCallbacks })(asked(people.civilAffairs, ofCivilAffairs, { note: null }));
const passOver = () => passOverBody(world)({ cycle: '2018', run: '0001', body: 'civil-affairs' });
const list = (member: Member) =>
  listDeductions(world)({ ...asked(member, ofCivilAffairs, undefined), query: { limit: 50 } });

describe('a lead body records a deduction', () => {
  test('for its own item, whatever the caller may think it is', async () => {
    expect(await record()).toMatchObject({ item: 'D3', unit: '002', points: '1.5', status: 'recorded' });
    expect(await changes(world, stream)).toBe(1);
  });

  test('again with the same key: the same record; with other content: refused', async () => {
    const first = await record();
    expect(await record()).toEqual(first);
    await expect(record({ points: '2' })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(await changes(world, stream)).toBe(1);
  });

  test('within the item’s range, its edge included', async () => {
    expect((await record({ points: '8' })).points).toBe('8');
    await expect(record({ points: '8.0001' }, 2)).rejects.toMatchObject({
      code: 'points-out-of-range',
      details: { item: 'D3', points: '8.0001', most: '8' },
    });
  });

  test('never from the unit its member works in', async () => {
    await expect(record({ unit: '015' })).rejects.toMatchObject({ code: 'recused' });
    expect(await changes(world, stream)).toBe(0);
  });

  test('only for itself, only from units of the year, and only where it takes points at all', async () => {
    await expect(record({}, 1, people.tradeUnion)).rejects.toMatchObject({ code: 'not-your-body' });
    await expect(record({ unit: '900' })).rejects.toMatchObject({ code: 'unit-unknown' });
    const portal = asked(people.portalOffice, { cycle: '2018', body: 'portal-office' }, sampleBody());
    await expect(recordDeduction(world)(portal)).rejects.toMatchObject({
      code: 'item-not-assessed-here',
      details: { item: 'B1' },
    });
  });

  test('not after it has handed in, nor after the deadline passed it over; a repeat of before is still answered', async () => {
    const before = await record();
    await handOver();
    await expect(record({}, 2)).rejects.toMatchObject({
      code: 'hand-in-wrong-state',
      details: { status: 'handed-in' },
    });
    expect(await record()).toEqual(before);

    world = await sampleWorld();
    await passOver();
    await expect(record()).rejects.toMatchObject({
      code: 'hand-in-wrong-state',
      details: { status: 'silent' },
    });
  });

  test('not once the body is frozen', async () => {
    await freeze(world, stream);
    await expect(record()).rejects.toMatchObject({ code: 'frozen' });
  });
});

describe('a lead body takes a deduction back', () => {
  test('before it hands in; again finds it done; it stays on record', async () => {
    const { id } = await record();
    expect((await withdraw(id)).status).toBe('withdrawn');
    expect((await withdraw(id)).status).toBe('withdrawn');
    expect(await changes(world, stream)).toBe(2);
    expect((await list(people.civilAffairs)).items).toMatchObject([{ id, status: 'withdrawn' }]);
  });

  test('the reason is kept out of the audit chain, which is shown to more people, but for its hash', async () => {
    const { id } = await record();
    await withdraw(id);
    const event = (await world.store.events(stream)).at(-1);
    expect(event?.details['reason']).toMatch(/^[0-9a-f]{64}$/);
  });

  test('not after it has handed in, not another body’s, not one that is not there', async () => {
    const { id } = await record();
    await expect(withdraw(id, people.tradeUnion)).rejects.toMatchObject({ code: 'not-your-body' });
    await expect(withdraw('0'.repeat(26))).rejects.toMatchObject({ code: 'deduction-unknown' });
    await handOver();
    await expect(withdraw(id)).rejects.toMatchObject({ code: 'hand-in-wrong-state' });
  });
});

describe('who sees a body’s deductions', () => {
  test('its members, admins and signers; another body does not', async () => {
    await record();
    for (const member of [people.civilAffairs, people.admin, people.signer]) {
      expect((await list(member)).items).toHaveLength(1);
    }
    await expect(list(people.tradeUnion)).rejects.toMatchObject({ code: 'not-your-body' });
  });
});

describe('handing in before the run asks', () => {
  test('is noted with its time and note, and nobody is called: no run is waiting', async () => {
    const act = handIn({ ...world, callbacks: inertCallbacks });
    const note = '本年度无扣分';
    expect(await act(asked(people.civilAffairs, ofCivilAffairs, { note }))).toMatchObject({
      status: 'handed-in',
      note,
    });
    const seen = await getHandIn(world)(asked(people.admin, ofCivilAffairs, undefined));
    expect(seen).toMatchObject({ status: 'handed-in', note });
  });

  test('twice is done once; another body’s member is refused; an unknown body is told', async () => {
    await handOver();
    await handOver();
    expect(await changes(world, stream)).toBe(1);
    const act = handIn({ ...world, callbacks: inertCallbacks });
    await expect(act(asked(people.tradeUnion, ofCivilAffairs, { note: null }))).rejects.toMatchObject({
      code: 'not-your-body',
    });
    await expect(
      getHandIn(world)(asked(people.admin, { cycle: '2018', body: 'nobody' }, undefined)),
    ).rejects.toMatchObject({ code: 'body-unknown' });
  });

  test('after the deadline rule has spoken it is too late', async () => {
    await passOver();
    await expect(handOver()).rejects.toMatchObject({
      code: 'hand-in-wrong-state',
      details: { status: 'silent' },
    });
  });
});
