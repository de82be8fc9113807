import { beforeEach, describe, expect, test } from 'vitest';
import { amendRequest } from '../../../../shared/app/requests/amend-request.ts';
import { answerRequest } from '../../../../shared/app/requests/answer-request.ts';
import { askCorrection } from '../../../../shared/app/requests/ask-correction.ts';
import { chooseRegulation } from '../../../../shared/app/requests/choose-regulation.ts';
import { confirmRequest } from '../../../../shared/app/requests/confirm-request.ts';
import { countRequests } from '../../../../shared/app/requests/count-requests.ts';
import { decideContest } from '../../../../shared/app/requests/decide-contest.ts';
import { extendRequest } from '../../../../shared/app/requests/extend-request.ts';
import { fileContest } from '../../../../shared/app/requests/file-contest.ts';
import { getRequest } from '../../../../shared/app/requests/get-request.ts';
import { getRequestRules } from '../../../../shared/app/requests/get-request-rules.ts';
import { listRequests } from '../../../../shared/app/requests/list-requests.ts';
import { pauseRequest } from '../../../../shared/app/requests/pause-request.ts';
import { receiveCorrection } from '../../../../shared/app/requests/receive-correction.ts';
import { recordRequest } from '../../../../shared/app/requests/record-request.ts';
import { reopenRequest } from '../../../../shared/app/requests/reopen-request.ts';
import { resumeRequest } from '../../../../shared/app/requests/resume-request.ts';
import { setRequestRules } from '../../../../shared/app/requests/set-request-rules.ts';
import { strikeRequest } from '../../../../shared/app/requests/strike-request.ts';
import { withdrawRequest } from '../../../../shared/app/requests/withdraw-request.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import { requestView } from '../../../../shared/contracts/request-views.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import type { RequestState } from '../../../../shared/domain/requests/request-state.ts';
import { sampleCycle, sampleUnit } from '../../../support/builders.ts';
import { sampleRequestEntry, zhang } from '../../../support/requests.ts';
import { asked, changes, freeze, in002, people, stream002 } from '../world.ts';
import {
  answer,
  freshKey,
  record,
  requests002,
  requestsWorld,
  type RequestsWorld,
} from './requests-world.ts';

let world: RequestsWorld;
beforeEach(async () => {
  world = await requestsWorld();
});

const at = (id: string) => ({ ...in002, request: id });
const mine = <Body>(id: string, body: Body) => asked(people.clerk002, at(id), body);
const stored = async () => (await world.store.all(collections.requests, in002)).map((each) => each.value);
const list = (
  over: { member?: Member; state?: RequestState; limit?: number; after?: string; cycle?: string } = {},
) =>
  listRequests(world)({
    member: over.member ?? people.clerk002,
    key: '',
    params: { cycle: over.cycle ?? '2018', unit: '002' },
    query: {
      limit: over.limit ?? 50,
      ...(over.state === undefined ? {} : { state: over.state }),
      ...(over.after === undefined ? {} : { after: over.after }),
    },
    body: undefined,
  });

describe('recording a request', () => {
  test('gives its clock at once, with every step in words', async () => {
    const made = requestView.parse(await record(world));
    expect(made).toMatchObject({ status: 'open', state: 'overdue', cycle: '2018', unit: '002' });
    expect(made.clock).toMatchObject({ receivedOn: '2018-03-12', dueOn: '2018-04-02', allowed: 15 });
    expect(made.steps.at(-1)?.words.zh).toContain('已逾期74天');
    expect(await stored()).toHaveLength(1);
  });

  test('writes an audit entry that names the way and the kind of applicant, and nobody', async () => {
    await record(world);
    const [event] = await world.store.events(requests002);
    expect(event).toMatchObject({
      action: 'request.record',
      actor: 'clerk-002',
      details: { channel: 'in-person', arrivedOn: '2018-03-12', applicant: 'natural-person' },
    });
    expect(Object.keys(event?.details ?? {}).sort()).toEqual(['applicant', 'arrivedOn', 'channel']);
  });

  test('the same call again gives the same request and changes nothing; the key for another is refused', async () => {
    const key = freshKey();
    const first = await record(world, {}, key);
    expect(await record(world, {}, key)).toEqual(first);
    expect(await changes(world, requests002)).toBe(1);
    await expect(record(world, { wanted: '另一件事' }, key)).rejects.toMatchObject({
      code: 'idempotency-key-reused',
      kind: 'conflict',
    });
  });

  test('a repeated call finds the request as it is now', async () => {
    const key = freshKey();
    const first = await record(world, {}, key);
    await answer(world, first.id, '2018-03-20');
    expect((await record(world, {}, key)).status).toBe('answered');
  });

  test('goes on after the year’s register is frozen: the law’s clock does not stop for the evaluation', async () => {
    await freeze(world, stream002);
    const made = await record(world);
    expect((await answer(world, made.id, '2018-03-20')).status).toBe('answered');
  });

  test('in another unit, or a unit or year that is not there, is refused each in its own way', async () => {
    const foreign = asked(people.clerk015, in002, sampleRequestEntry(), freshKey());
    await expect(recordRequest(world)(foreign)).rejects.toMatchObject({ code: 'not-your-unit' });
    const unknown = asked(people.clerk900, { cycle: '2018', unit: '900' }, sampleRequestEntry(), freshKey());
    await expect(recordRequest(world)(unknown)).rejects.toMatchObject({
      code: 'unit-unknown',
      kind: 'missing',
    });
    const otherYear = asked(
      people.clerk002,
      { cycle: '1999', unit: '002' },
      sampleRequestEntry(),
      freshKey(),
    );
    await expect(recordRequest(world)(otherYear)).rejects.toMatchObject({ code: 'cycle-unknown' });
    expect(await stored()).toEqual([]);
  });

  test('that came in a later year, or in an earlier one that has a ledger, belongs there', async () => {
    await world.store.put(collections.cycles, { cycle: '2017' }, sampleCycle({ id: '2017' }));
    const arrived = (arrivedOn: string) => record(world, { receipt: { channel: 'in-person', arrivedOn } });
    await expect(arrived('2017-12-29')).rejects.toMatchObject({
      code: 'request-other-year',
      kind: 'invalid',
      details: { year: '2017' },
    });
    await expect(arrived('2019-01-02')).rejects.toMatchObject({ details: { year: '2019' } });
    // No ledger of 2016 is kept here: what came over from it stands in the first one that is.
    expect((await arrived('2016-12-30')).clock.receivedOn).toBe('2016-12-30');
  });
});

describe('a whole life', () => {
  test('under the revised Regulation: confirmed, corrected, paused, extended, answered, reviewed, sued', async () => {
    await world.store.put(collections.cycles, { cycle: '2020' }, sampleCycle({ id: '2020' }));
    await world.store.put(collections.units, { cycle: '2020', unit: '002' }, sampleUnit({ cycle: '2020' }));
    world.clock.set('2020-12-30T04:00:00.000Z');
    const place = { cycle: '2020', unit: '002' };
    const letter = { channel: 'ordinary-post', arrivedOn: '2020-06-01', confirmedOn: null } as const;
    const made = await recordRequest(world)(
      asked(people.clerk002, place, sampleRequestEntry({ receipt: letter }), freshKey()),
    );
    const on = <Body>(body: Body) => asked(people.clerk002, { ...place, request: made.id }, body);
    const contest = <Body>(which: 'review' | 'suit', body: Body) =>
      asked(people.clerk002, { ...place, request: made.id, contest: which }, body);

    expect(made.state).toBe('awaiting-confirmation');
    expect((await confirmRequest(world)(on({ on: '2020-06-02' }))).clock.dueOn).toBe('2020-07-01');
    const notice = { noticedOn: '2020-06-04', correctBy: '2020-06-15' };
    expect((await askCorrection(world)(on(notice))).state).toBe('awaiting-correction');
    expect((await receiveCorrection(world)(on({ on: '2020-06-10' }))).clock.dueOn).toBe('2020-07-09');
    const third = { reason: 'third-party', from: '2020-06-16' } as const;
    expect((await pauseRequest(world)(on(third))).status).toBe('paused');
    const reply = { reason: 'third-party', to: '2020-06-23' } as const;
    expect((await resumeRequest(world)(on(reply))).clock.dueOn).toBe('2020-07-16');
    const extension = { approvedOn: '2020-07-15', toldOn: '2020-07-16', days: 10 };
    const extended = await extendRequest(world)(on(extension));
    expect(extended.clock).toMatchObject({ dueOn: '2020-07-30', allowed: 30 });
    const answered = await world.store.events(streams.requests('2020', '002'));
    expect(answered).toHaveLength(7);

    const call = asked(
      people.clerk002,
      { ...place, request: made.id },
      { on: '2020-07-31', outcome: 'refused-process' as const },
    );
    expect(await answerRequest(world)(call)).toMatchObject({
      state: 'answered-late',
      answer: { on: '2020-07-31', outcome: 'refused-process' },
      clock: { late: 1 },
    });
    await fileContest(world)(contest('review', { on: '2020-08-10' }));
    await decideContest(world)(contest('review', { on: '2020-10-08', outcome: 'upheld' }));
    const sued = await fileContest(world)(contest('suit', { on: '2020-10-20' }));
    expect(sued.suit).toEqual({ filedOn: '2020-10-20', decided: null, afterReview: true });
    const events = await world.store.events(streams.requests('2020', '002'));
    expect(events.map((event) => event.action)).toEqual([
      'request.record',
      'request.confirm',
      'request.ask-correction',
      'request.receive-correction',
      'request.pause',
      'request.resume',
      'request.extend',
      'request.answer',
      'request.file-contest',
      'request.decide-contest',
      'request.file-contest',
    ]);
    expect(requestView.parse(sued)).toEqual(sued);
  });

  test('each step twice writes once: a lost answer is asked for again', async () => {
    const made = await record(world);
    const call = mine(made.id, { approvedOn: '2018-03-20', toldOn: '2018-03-20', days: 15 });
    const first = await extendRequest(world)(call);
    world.clock.set('2018-07-01T00:00:00.000Z');
    const again = await extendRequest(world)(call);
    expect(again.changedAt).toBe(first.changedAt);
    expect(await changes(world, requests002)).toBe(2);
    await answer(world, made.id, '2018-04-10');
    await answer(world, made.id, '2018-04-10');
    expect(await changes(world, requests002)).toBe(3);
  });

  test('a refused step writes nothing, and the three ways of being refused are three', async () => {
    const made = await record(world);
    const before = await stored();
    await expect(answer(world, '0'.repeat(26), '2018-03-20')).rejects.toMatchObject({
      code: 'request-unknown',
      kind: 'missing',
    });
    await expect(answer(world, made.id, '2018-12-31')).rejects.toMatchObject({
      code: 'day-in-future',
      kind: 'invalid',
    });
    await expect(
      resumeRequest(world)(mine(made.id, { reason: 'third-party', to: '2018-03-20' })),
    ).rejects.toMatchObject({
      code: 'request-wrong-state',
      kind: 'wrongState',
    });
    expect(await stored()).toEqual(before);
    expect(await changes(world, requests002)).toBe(1);
  });

  test('struck out, reopened, amended and withdrawn keep their reasons on record', async () => {
    const made = await record(world);
    await answer(world, made.id, '2018-03-20');
    const open = await reopenRequest(world)(mine(made.id, { reason: '误办结' }));
    expect(open.reopened).toEqual([{ on: '2018-06-15', reason: '误办结' }]);
    const amended = await amendRequest(world)(
      mine(made.id, {
        ...sampleRequestEntry({ wanted: '更正后的内容', receipt: made.receipt }),
        reason: '抄录有误',
      }),
    );
    expect(amended.wanted).toBe('更正后的内容');
    expect(amended.amended).toEqual([{ on: '2018-06-15', fields: ['wanted'], reason: '抄录有误' }]);
    const back = await withdrawRequest(world)(mine(made.id, { on: '2018-06-15' }));
    expect(back).toMatchObject({ state: 'withdrawn', withdrawnOn: '2018-06-15' });
    const other = await record(world);
    const struck = await strikeRequest(world)(mine(other.id, { reason: '重复登记' }));
    expect(struck.struck).toEqual({ on: '2018-06-15', reason: '重复登记' });
  });

  test('two clerks at once: the second is told that somebody else was faster, and nothing is lost', async () => {
    const made = await record(world);
    const slow = { ...world, store: { ...world.store } };
    slow.store.commit = async (change) => {
      await answer(world, made.id, '2018-03-20');
      return world.store.commit(change);
    };
    await expect(withdrawRequest(slow)(mine(made.id, { on: '2018-03-21' }))).rejects.toMatchObject({
      code: 'changed-meanwhile',
      kind: 'conflict',
    });
    expect((await stored())[0]?.status).toBe('answered');
  });
});

describe('who sees the applicant', () => {
  test('the unit’s own staff in full; reviewers and admins masked, also in the text; nobody else at all', async () => {
    const made = await record(world);
    const read = (member: Member) => getRequest(world)(asked(member, at(made.id), undefined));
    expect((await read(people.clerk002)).applicant).toMatchObject({ ...zhang, personal: 'full' });
    for (const member of [people.admin, people.reviewer, people.reviewerFrom002]) {
      const seen = await read(member);
      expect(seen.applicant).toMatchObject({ personal: 'masked', name: '张**', phone: '138****8000' });
      const listed = await list({ member });
      for (const text of [JSON.stringify(seen), JSON.stringify(listed)]) {
        for (const secret of [zhang.name, zhang.phone, zhang.email, zhang.address]) {
          expect(text, member.subject).not.toContain(secret);
        }
      }
    }
    for (const member of [people.clerk015, people.civilAffairs, people.signer, people.portalOffice]) {
      await expect(read(member)).rejects.toMatchObject({ code: 'not-your-unit' });
      await expect(list({ member })).rejects.toMatchObject({ code: 'not-your-unit' });
    }
  });

  test('neither the audit trail nor a refusal names the applicant, whatever is done', async () => {
    const made = await record(world);
    await amendRequest(world)(
      mine(made.id, {
        ...sampleRequestEntry({ wanted: `${zhang.name}补充` }),
        reason: `${zhang.name}来电更正`,
      }),
    );
    await pauseRequest(world)(mine(made.id, { reason: 'third-party', from: '2018-03-20' }));
    await resumeRequest(world)(mine(made.id, { reason: 'third-party', to: '2018-03-21' }));
    await answer(world, made.id, '2018-03-22');
    await reopenRequest(world)(mine(made.id, { reason: `${zhang.name}来电` }));
    await strikeRequest(world)(mine(made.id, { reason: `${zhang.name}重复` }));
    const refused = await answer(world, made.id, '2018-03-22').catch((error: unknown) => error);
    const trail = JSON.stringify(await world.store.events(requests002)) + String(refused);
    for (const secret of Object.values(zhang)) {
      if (secret !== 'natural-person') expect(trail).not.toContain(secret);
    }
  });
});

describe('the ledger', () => {
  const received = (arrivedOn: string) => record(world, { receipt: { channel: 'in-person', arrivedOn } });

  test('comes soonest due first, open ones before closed ones', async () => {
    const later = await received('2018-06-01');
    const sooner = await received('2018-05-25');
    const closed = await received('2018-03-01');
    await answer(world, closed.id, '2018-03-05');
    expect((await list()).items.map((each) => each.id)).toEqual([sooner.id, later.id, closed.id]);
  });

  test('is filtered by state as of today: what was open is due soon and then overdue, without anybody touching it', async () => {
    const made = await received('2018-06-01');
    const inState = async (state: RequestState) => (await list({ state })).items.map((each) => each.id);
    expect(await inState('open')).toEqual([made.id]);
    // Due on 25 June: 4–8 (5), 11–15 (10), [18], 19–22 (14), 25 (15). Three working days before is the 20th.
    world.clock.set('2018-06-20T04:00:00.000Z');
    expect(await inState('due-soon')).toEqual([made.id]);
    world.clock.set('2018-06-25T15:59:59.999Z');
    expect(await inState('due-soon')).toEqual([made.id]);
    world.clock.set('2018-06-25T16:00:00.000Z');
    expect(await inState('overdue')).toEqual([made.id]);
    expect(await inState('open')).toEqual([]);
  });

  test('comes in pages that follow each other to the end, each request once', async () => {
    const made = [];
    for (const day of ['11', '12', '13', '14', '15']) made.push(await received(`2018-06-${day}`));
    const seen: string[] = [];
    let after: string | undefined;
    for (let page = 0; page < 10; page += 1) {
      const next = await list({ limit: 2, ...(after === undefined ? {} : { after }) });
      seen.push(...next.items.map((each) => each.id));
      if (next.next === null) break;
      after = next.next;
      expect(after).toMatch(/^[\x21-\x7e]{1,600}$/);
    }
    expect(seen).toEqual(made.map((each) => each.id));
  });

  test('of the next year has what was still open when it began, under its own ledger, and not what was closed', async () => {
    await world.store.put(collections.cycles, { cycle: '2019' }, sampleCycle({ id: '2019' }));
    await world.store.put(collections.units, { cycle: '2019', unit: '002' }, sampleUnit({ cycle: '2019' }));
    const done = await received('2018-06-01');
    await answer(world, done.id, '2018-06-05');
    const open = await received('2018-06-12');
    world.clock.set('2019-01-10T04:00:00.000Z');
    expect((await list({ cycle: '2019' })).items).toMatchObject([
      { id: open.id, cycle: '2018', state: 'overdue' },
    ]);
    await answer(world, open.id, '2019-01-10');
    expect((await list({ cycle: '2019' })).items.map((each) => each.id)).toEqual([open.id]);
  });

  test('of a unit that is not there is refused', async () => {
    const nowhere = asked(people.admin, { cycle: '2018', unit: '900' }, undefined);
    await expect(listRequests(world)({ ...nowhere, query: { limit: 50 } })).rejects.toMatchObject({
      code: 'unit-unknown',
    });
  });
});

describe('the county office’s overview', () => {
  const overview = (limit = 50, after?: string) =>
    countRequests(world)({
      ...asked(people.admin, { cycle: '2018' }, undefined),
      query: { limit, ...(after === undefined ? {} : { after }) },
    });

  test('has every unit with its numbers by state, and nobody’s data', async () => {
    await record(world);
    const done = await record(world);
    await answer(world, done.id, '2018-03-20');
    await record(world, { receipt: { channel: 'other', arrivedOn: '2018-06-01', confirmedOn: null } });
    const found = await overview();
    expect(found.items.map((each) => each.unit)).toEqual(['001', '002', '005', '015', '048']);
    expect(found.items[1]).toMatchObject({
      name: '商务局',
      total: 3,
      states: { overdue: 1, answered: 1, 'awaiting-confirmation': 1, open: 0 },
      choiceOpen: 0,
      reportDueOn: '2019-03-31',
    });
    expect(found.items[0]?.total).toBe(0);
    expect(JSON.stringify(found)).not.toMatch(/张|138|example/);
  });

  test('comes in pages of units', async () => {
    const first = await overview(2);
    expect(first.items.map((each) => each.unit)).toEqual(['001', '002']);
    const second = await overview(3, first.next!);
    expect(second.items.map((each) => each.unit)).toEqual(['005', '015', '048']);
    expect(second.next).toBeNull();
  });
});

describe('choosing the Regulation', () => {
  const choice = { regulation: '2019', reason: '施行时尚未答复' } as const;

  test('is the county office’s, never for one’s own unit, and moves the due date', async () => {
    await world.store.put(collections.cycles, { cycle: '2019' }, sampleCycle({ id: '2019' }));
    await world.store.put(
      collections.units,
      { cycle: '2019', unit: '015' },
      sampleUnit({ cycle: '2019', id: '015' }),
    );
    world.clock.set('2019-05-20T04:00:00.000Z');
    const place = { cycle: '2019', unit: '015' };
    const receipt = { channel: 'in-person', arrivedOn: '2019-05-14' } as const;
    const made = await recordRequest(world)(
      asked(people.clerk015, place, sampleRequestEntry({ receipt }), freshKey()),
    );
    expect(made.clock).toMatchObject({ choiceOpen: true, dueOn: '2019-06-04', regulation: '2007' });
    const choose = (member: Member) =>
      chooseRegulation(world)(asked(member, { ...place, request: made.id }, choice));
    await expect(choose(people.adminFrom015)).rejects.toMatchObject({ code: 'recused' });
    const chosen = await choose(people.admin);
    expect(chosen.clock).toMatchObject({ choiceOpen: false, dueOn: '2019-06-12', regulation: '2019' });
    expect(chosen.applicant.personal).toBe('masked');
    expect(await choose(people.admin)).toEqual(chosen);
    expect(await changes(world, streams.requests('2019', '015'))).toBe(2);
  });
});

describe('the county’s rules', () => {
  const set = (body: { dueSoonDays: number; keepApplicantDays: number }) =>
    setRequestRules(world)(asked(people.admin, {}, body));

  test('hold from the first day with defaults, and are changed with an audit entry', async () => {
    const read = () => getRequestRules(world)(asked(people.clerk002, {}, undefined));
    expect(await read()).toEqual({ dueSoonDays: 3, keepApplicantDays: 365 });
    await set({ dueSoonDays: 5, keepApplicantDays: 180 });
    await set({ dueSoonDays: 5, keepApplicantDays: 180 });
    await set({ dueSoonDays: 7, keepApplicantDays: 180 });
    expect(await read()).toEqual({ dueSoonDays: 7, keepApplicantDays: 180 });
    const events = await world.store.events(streams.installation);
    expect(events.map((event) => event.details)).toEqual([
      { dueSoonDays: 5, keepApplicantDays: 180 },
      { dueSoonDays: 7, keepApplicantDays: 180 },
    ]);
  });

  test('move what is due soon at once, for every ledger', async () => {
    await record(world, { receipt: { channel: 'in-person', arrivedOn: '2018-06-01' } });
    expect((await list({ state: 'due-soon' })).items).toEqual([]);
    await set({ dueSoonDays: 10, keepApplicantDays: 365 });
    expect((await list({ state: 'due-soon' })).items).toHaveLength(1);
  });

  test('that two admins set first at once are one’s; the other is told', async () => {
    const slow = { ...world, store: { ...world.store } };
    slow.store.commit = async (change) => {
      await set({ dueSoonDays: 5, keepApplicantDays: 180 });
      return world.store.commit(change);
    };
    const other = asked(people.secondAdmin, {}, { dueSoonDays: 9, keepApplicantDays: 90 });
    await expect(setRequestRules(slow)(other)).rejects.toMatchObject({ code: 'changed-meanwhile' });
  });
});
