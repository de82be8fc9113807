import { beforeEach, describe, expect, test } from 'vitest';
import { answerDeductionReply } from '../../../../shared/app/assessment/answer-deduction-reply.ts';
import { correctDeduction } from '../../../../shared/app/assessment/correct-deduction.ts';
import { getHandIn } from '../../../../shared/app/assessment/get-hand-in.ts';
import { handIn } from '../../../../shared/app/assessment/hand-in.ts';
import { listDeductions } from '../../../../shared/app/assessment/list-deductions.ts';
import { listUnitDeductions } from '../../../../shared/app/assessment/list-unit-deductions.ts';
import { recordDeduction } from '../../../../shared/app/assessment/record-deduction.ts';
import { replyToDeduction } from '../../../../shared/app/assessment/reply-to-deduction.ts';
import { tellDeductions } from '../../../../shared/app/assessment/tell-deductions.ts';
import { withdrawDeduction } from '../../../../shared/app/assessment/withdraw-deduction.ts';
import { passOverBody } from '../../../../shared/app/run/pass-over-body.ts';
import type { Call } from '../../../../shared/app/use-case.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import { plainWeek } from '../../../support/requests.ts';
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
  links: [],
  ...over,
});
const record = (over: Partial<Body> = {}, place = 1, member: Member = people.civilAffairs) =>
  recordDeduction(world)(asked(member, ofCivilAffairs, sampleBody(over), key(place)));
const tell = (member: Member = people.civilAffairs, deductions: string[] = []) =>
  tellDeductions({ ...world, calendar: plainWeek })(asked(member, ofCivilAffairs, { deductions }));
const reply = (
  deduction: string,
  text: string,
  evidence: string[] = [],
  member: Member = people.clerk002,
  unit = '002',
) => replyToDeduction(world)(asked(member, { ...ofCivilAffairs, unit, deduction }, { text, evidence }));
const answer = (deduction: string, points: string | null, reason: string) =>
  answerDeductionReply(world)(
    asked(people.civilAffairs, { ...ofCivilAffairs, deduction }, { points, reason }),
  );
const correct = (deduction: string, over: Partial<Body>) =>
  correctDeduction(world)(asked(people.civilAffairs, { ...ofCivilAffairs, deduction }, sampleBody(over)));
const ownList = (member: Member = people.clerk002) =>
  listUnitDeductions(world)(asked(member, { cycle: '2018', unit: '002' }, undefined));
/** The first day on which nothing can be replied any more. */
const afterItsDays = '2018-06-23T04:00:00.000Z';
const withdraw = (deduction: string, member: Member = people.civilAffairs) =>
  withdrawDeduction(world)(asked(member, { ...ofCivilAffairs, deduction }, { reason: '记错了' }));
const handOver = () =>
  handIn({ ...world, callbacks: inertCallbacks })(
    asked(people.civilAffairs, ofCivilAffairs, { note: null, workReport: null }),
  );
const passOver = () => passOverBody(world)({ cycle: '2018', run: '0001', body: 'civil-affairs' });
const list = (member: Member) =>
  listDeductions(world)({ ...asked(member, ofCivilAffairs, undefined), query: { limit: 50 } });

describe('a lead body records a deduction', () => {
  test('for its own item, whatever the caller may think it is', async () => {
    expect(await record()).toMatchObject({ item: 'D3', unit: '002', points: '1.5', status: 'draft' });
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
    await withdraw(before.id);
    await handOver();
    await expect(record({}, 2)).rejects.toMatchObject({
      code: 'hand-in-wrong-state',
      details: { status: 'handed-in' },
    });
    expect(await record()).toMatchObject({ id: before.id, status: 'withdrawn' });

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

  test('the reason is kept out of the audit chain, which is shown to more people, but for the hash of the whole', async () => {
    const { id } = await record();
    await withdraw(id);
    const event = (await world.store.events(stream)).at(-1);
    expect(event?.details['content']).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(event)).not.toContain('记错了');
  });

  test('not after it has handed in, not another body’s, not one that is not there', async () => {
    const { id } = await record();
    await expect(withdraw(id, people.tradeUnion)).rejects.toMatchObject({ code: 'not-your-body' });
    await expect(withdraw('0'.repeat(26))).rejects.toMatchObject({ code: 'deduction-unknown' });
    await tell();
    world.clock.set(afterItsDays);
    await handOver();
    await expect(withdraw(id)).rejects.toMatchObject({ code: 'hand-in-wrong-state' });
  });

  test('not from the unit its member works in: that would be a favour', async () => {
    const { id } = await record();
    const fromUnit = { ...people.civilAffairs, homeUnit: '002' };
    await expect(withdraw(id, fromUnit)).rejects.toMatchObject({ code: 'recused' });
  });
});

describe('a unit is told, replies, and is answered', () => {
  test('it sees nothing before it is told, and from then on what was taken, why, and until when it may reply', async () => {
    const { id } = await record();
    expect((await ownList()).items).toEqual([]);
    // Noon of Friday 15 June 2018; five working days by Mondays to Fridays.
    expect(await tell()).toMatchObject({ replyBy: '2018-06-22', left: 0, told: [{ id, status: 'told' }] });
    expect((await ownList()).items).toMatchObject([
      { id, status: 'told', points: '1.5', fact: '未按时公开', replyBy: '2018-06-22', body: 'civil-affairs' },
    ]);
    await expect(ownList(people.clerk015)).rejects.toMatchObject({ code: 'not-your-unit' });
    expect((await tell()).told).toEqual([]);
  });

  test('a reply may be bettered until its days are over; then it is too late', async () => {
    const { id } = await record();
    await tell();
    await reply(id, '已经公开');
    await reply(id, '已于 5 月 1 日公开，见附件');
    await reply(id, '已于 5 月 1 日公开，见附件');
    expect(await changes(world, stream)).toBe(4);
    world.clock.set(afterItsDays);
    await expect(reply(id, '再补一句')).rejects.toMatchObject({ code: 'deduction-reply-too-late' });
  });

  test('with pieces of its own evidence and no others', async () => {
    const { id } = await record();
    await tell();
    await expect(reply(id, '见附件', ['0'.repeat(26)])).rejects.toMatchObject({ code: 'evidence-unknown' });
  });

  test('not for another unit, nor to a draft, which for a unit is not there', async () => {
    const { id } = await record();
    await expect(reply(id, '早了')).rejects.toMatchObject({ code: 'deduction-unknown' });
    await tell();
    await expect(reply(id, '别人的', [], people.clerk015, '015')).rejects.toMatchObject({
      code: 'deduction-unknown',
    });
    await expect(reply(id, '别人的', [], people.clerk015)).rejects.toMatchObject({ code: 'not-your-unit' });
  });

  test('the body keeps or reduces, says why, and both stay on record; again finds it done', async () => {
    const { id } = await record();
    await tell();
    await reply(id, '已经公开');
    const said = await answer(id, '0.5', '部分属实');
    expect(said).toMatchObject({
      status: 'answered',
      points: '0.5',
      reply: { text: '已经公开' },
      answer: { decision: 'reduced', was: '1.5', reason: '部分属实' },
    });
    expect(await answer(id, '0.5', '部分属实')).toEqual(said);
    await expect(reply(id, '不服')).rejects.toMatchObject({ code: 'deduction-wrong-state' });
    const events = JSON.stringify(await world.store.events(stream));
    expect(events).not.toContain('已经公开');
    expect(events).not.toContain('部分属实');
  });

  test('the body cannot answer what was not asked', async () => {
    const { id } = await record();
    await tell();
    await expect(answer(id, null, '维持')).rejects.toMatchObject({ code: 'deduction-wrong-state' });
  });

  test('a member leaves their own unit’s to a colleague: naming it is refused, telling all leaves it and says so', async () => {
    const other = await record({ unit: '048' }, 2);
    const { id } = await record();
    const fromUnit = { ...people.civilAffairs, homeUnit: '002' };
    await expect(tell(fromUnit, [id])).rejects.toMatchObject({ code: 'recused' });
    expect(await tell(fromUnit)).toMatchObject({ left: 1, told: [{ id: other.id }] });
  });

  test('of many drafts all are told, in parts', async () => {
    for (let place = 1; place <= 95; place += 1) await record({}, place);
    const before = await changes(world, stream);
    expect((await tell()).told).toHaveLength(95);
    expect(await changes(world, stream)).toBe(before + 2);
  });
});

describe('a draft', () => {
  test('is corrected as long as it is one, also to another unit', async () => {
    const { id } = await record();
    expect(await correct(id, { unit: '048', points: '2' })).toMatchObject({
      unit: '048',
      points: '2',
      status: 'draft',
    });
    await expect(correct(id, { points: '9' })).rejects.toMatchObject({ code: 'points-out-of-range' });
    await expect(correct(id, { unit: '015' })).rejects.toMatchObject({ code: 'recused' });
    await tell();
    await expect(correct(id, {})).rejects.toMatchObject({ code: 'deduction-wrong-state' });
  });
});

describe('handing in with deductions', () => {
  test('waits until every unit was told and could reply, and every reply is answered', async () => {
    const { id } = await record();
    const open = (drafts: number, running: number, unanswered: number) => ({
      code: 'deductions-open',
      details: { drafts, running, unanswered, last: running > 0 ? '2018-06-22' : '—' },
    });
    await expect(handOver()).rejects.toMatchObject(open(1, 0, 0));
    await tell();
    await expect(handOver()).rejects.toMatchObject(open(0, 1, 0));
    await reply(id, '已经公开');
    await expect(handOver()).rejects.toMatchObject(open(0, 0, 1));
    world.clock.set(afterItsDays);
    await expect(handOver()).rejects.toMatchObject(open(0, 0, 1));
    await answer(id, null, '维持');
    expect((await handOver()).status).toBe('handed-in');
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
    expect(await act(asked(people.civilAffairs, ofCivilAffairs, { note, workReport: null }))).toMatchObject({
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
    await expect(
      act(asked(people.tradeUnion, ofCivilAffairs, { note: null, workReport: null })),
    ).rejects.toMatchObject({
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

describe('handing in and changing deductions at the same moment', () => {
  /** A world whose store, once the deductions have been read, lets something else happen first. */
  function meanwhile(happens: () => Promise<unknown>): World {
    let waits = true;
    const all: World['store']['all'] = async (from, partition) => {
      const found = await world.store.all(from, partition);
      if (waits && from.name === 'deduction') {
        waits = false;
        await happens();
      }
      return found;
    };
    return { ...world, store: { ...world.store, all } };
  }

  test('a draft recorded while the body hands in: the hand-in is refused, for it has not seen the draft', async () => {
    const late = handIn({ ...meanwhile(() => record()), callbacks: inertCallbacks });
    await expect(
      late(asked(people.civilAffairs, ofCivilAffairs, { note: null, workReport: null })),
    ).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    const now = await getHandIn(world)(asked(people.civilAffairs, ofCivilAffairs, undefined));
    expect(now.status).toBe('open');
  });

  test('a body hands in while a draft of its is told: the telling is refused', async () => {
    const { id } = await record();
    const telling = meanwhile(async () => {
      await withdraw(id);
      await handOver();
    });
    await expect(
      tellDeductions({ ...telling, calendar: plainWeek })(
        asked(people.civilAffairs, ofCivilAffairs, { deductions: [] }),
      ),
    ).rejects.toMatchObject({ code: 'hand-in-wrong-state' });
    expect((await list(people.civilAffairs)).items).toMatchObject([{ id, status: 'withdrawn' }]);
  });
});

test('a deduction that is taken back keeps the reply, the answer and what was first taken', async () => {
  const { id } = await record();
  await tell();
  await reply(id, '材料已补报');
  await answer(id, '1', '属实，减半');
  expect(await withdraw(id)).toMatchObject({
    status: 'withdrawn',
    reply: { text: '材料已补报' },
    answer: { decision: 'reduced', was: '1.5', reason: '属实，减半' },
  });
});

test.each(['2017-12-31', '2019-01-01'])('what happened on %s is not this year’s to deduct', async (day) => {
  await expect(record({ happenedOn: day })).rejects.toMatchObject({
    code: 'deduction-outside-year',
    details: { happenedOn: day },
  });
  const { id } = await record();
  await expect(correct(id, { happenedOn: day })).rejects.toMatchObject({ code: 'deduction-outside-year' });
});

test.each(['2018-01-01', '2018-12-31'])('what happened on %s is', async (day) => {
  expect(await record({ happenedOn: day })).toMatchObject({ happenedOn: day });
});

test('a body hands its work report in together with its scores; both it and the county office read it', async () => {
  const workReport = '全年督导四次，抽查村务公开栏 26 处。\n扣分均已告知单位并办结。';
  await handIn({ ...world, callbacks: inertCallbacks })(
    asked(people.civilAffairs, ofCivilAffairs, { note: null, workReport }),
  );
  for (const member of [people.civilAffairs, people.admin])
    expect((await getHandIn(world)(asked(member, ofCivilAffairs, undefined))).workReport).toBe(workReport);
});
