import { describe, expect, test } from 'vitest';
import { maskName } from '../../../../shared/domain/requests/personal-data.ts';
import {
  request as requestSchema,
  type InformationRequest,
} from '../../../../shared/domain/requests/request.ts';
import {
  recordRequest,
  requestTransitions,
  transitions,
  type Today,
} from '../../../../shared/domain/requests/transitions.ts';
import { stateCouncilCalendar } from '../../../../shared/formats/state-council-calendar.ts';
import { noon, sampleId } from '../../../support/builders.ts';
import { sampleRequest, sampleRequestEntry, zhang } from '../../../support/requests.ts';

const calendar = stateCouncilCalendar();
const now: Today = { today: '2020-12-01', calendar };
const refused = (code: string, kind?: string): unknown =>
  expect.objectContaining(kind === undefined ? { code } : { code, kind });
const outcomeOf = (step: () => unknown): unknown => {
  try {
    return step();
  } catch (error) {
    return error;
  }
};

/** A request under the revised Regulation in each of the states. */
const letter = { channel: 'ordinary-post', arrivedOn: '2020-06-01', confirmedOn: null } as const;
const open = sampleRequest('2020-06-01');
const notice = { noticedOn: '2020-06-03', correctBy: '2020-06-12' } as const;
const awaiting = transitions.askCorrection(open, notice, now);
const paused = transitions.pause(open, { reason: 'third-party', from: '2020-06-03' }, now);
const answered = transitions.answer(open, { on: '2020-06-10', outcome: 'granted' }, now);
const inState = {
  'awaiting-confirmation': sampleRequest('2020-06-01', { receipt: letter }),
  open,
  'awaiting-correction': awaiting,
  paused,
  answered,
  withdrawn: transitions.withdraw(open, '2020-06-10', now),
  struck: transitions.strike(open, '重复登记', now),
} as const satisfies Record<InformationRequest['status'], InformationRequest>;

const contested = (of: InformationRequest) => transitions.fileContest(of, 'review', '2020-06-11', now);

/** Each transition with a fact that the samples do not state yet; `prepare` puts in what a state needs for it. */
const steps: Readonly<
  Record<
    keyof typeof requestTransitions,
    Readonly<{
      take: (of: InformationRequest, at?: Today) => InformationRequest;
      prepare?: (of: InformationRequest) => InformationRequest;
      to: InformationRequest['status'] | 'same';
    }>
  >
> = {
  amend: {
    take: (of, at = now) =>
      transitions.amend(
        of,
        { ...sampleRequestEntry({ receipt: of.receipt, wanted: '更正后的内容' }), reason: '抄录有误' },
        at,
      ),
    to: 'same',
  },
  confirm: { take: (of, at = now) => transitions.confirm(of, '2020-06-02', at), to: 'open' },
  askCorrection: {
    take: (of, at = now) =>
      transitions.askCorrection(of, { noticedOn: '2020-06-05', correctBy: '2020-06-15' }, at),
    to: 'awaiting-correction',
  },
  receiveCorrection: {
    take: (of, at = now) => transitions.receiveCorrection(of, '2020-06-09', at),
    to: 'open',
  },
  pause: {
    take: (of, at = now) => transitions.pause(of, { reason: 'other-organs', from: '2020-06-11' }, at),
    to: 'paused',
  },
  resume: {
    take: (of, at = now) => transitions.resume(of, { reason: 'third-party', to: '2020-06-11' }, at),
    to: 'open',
  },
  extend: {
    take: (of, at = now) =>
      transitions.extend(of, { approvedOn: '2020-06-10', toldOn: '2020-06-11', days: 20 }, at),
    to: 'same',
  },
  answer: {
    take: (of, at = now) =>
      transitions.answer(
        of,
        of.correction !== null && of.correction.correctedOn === null
          ? { on: '2020-06-15', outcome: 'dropped-not-corrected' }
          : { on: '2020-06-15', outcome: 'refused-process' },
        at,
      ),
    to: 'answered',
  },
  withdraw: { take: (of, at = now) => transitions.withdraw(of, '2020-06-16', at), to: 'withdrawn' },
  strike: { take: (of, at = now) => transitions.strike(of, '登记有误', at), to: 'struck' },
  reopen: { take: (of, at = now) => transitions.reopen(of, '误办结', at), to: 'open' },
  chooseRegulation: {
    take: (of, at = now) =>
      transitions.chooseRegulation(of, { regulation: '2019', reason: '施行时未办结' }, at),
    prepare: (of) => straddlingIn(of.status),
    to: 'same',
  },
  fileContest: { take: (of, at = now) => transitions.fileContest(of, 'suit', '2020-06-12', at), to: 'same' },
  decideContest: {
    take: (of, at = now) =>
      transitions.decideContest(of, 'review', { on: '2020-08-03', outcome: 'upheld' }, at),
    prepare: (of) => (outcomeOf(() => contested(of)) instanceof Error ? of : contested(of)),
    to: 'same',
  },
};

/** A request received under the old Regulation and still open when the revised one came, as far as it can be in each state. */
function straddlingIn(status: InformationRequest['status']): InformationRequest {
  const old = sampleRequest('2019-05-06');
  if (status === 'paused') return transitions.pause(old, { reason: 'third-party', from: '2019-05-10' }, now);
  if (status === 'answered') return transitions.answer(old, { on: '2019-05-20', outcome: 'granted' }, now);
  if (status === 'withdrawn') return transitions.withdraw(old, '2019-05-20', now);
  return status === 'open' ? old : inState[status];
}

describe.each(Object.entries(steps))('%s', (name, { take, prepare = (of) => of, to }) => {
  const from: readonly string[] =
    Object.entries(requestTransitions).find(([each]) => each === name)?.[1] ?? [];

  test.each(Object.entries(inState))('from %s', (status, sample) => {
    const before = prepare(sample);
    const outcome = outcomeOf(() => take(before));
    if (!from.includes(status)) {
      expect(outcome).toEqual(refused('request-wrong-state', 'wrongState'));
      return;
    }
    const after = requestSchema.parse(outcome);
    expect(after.status).toBe(to === 'same' ? status : to);
    expect(after.id).toBe(before.id);
    // The same fact again finds it on record and changes nothing: a lost answer is asked for twice.
    expect(take(after)).toBe(after);
  });

  test('a refused step leaves the record as it was', () => {
    for (const sample of Object.values(inState)) {
      const copy = structuredClone(sample);
      outcomeOf(() => take(sample));
      expect(sample).toEqual(copy);
    }
  });
});

describe('the day of a step', () => {
  const dated: readonly (keyof typeof steps)[] = [
    'confirm',
    'askCorrection',
    'receiveCorrection',
    'pause',
    'resume',
    'extend',
    'answer',
    'withdraw',
    'fileContest',
    'decideContest',
  ];
  test.each(dated)('%s: in the future is refused, since it has not happened', (name) => {
    const { take, prepare } = steps[name];
    const from = requestTransitions[name][0];
    const early = { today: '2020-06-01', calendar };
    expect(outcomeOf(() => take(prepare?.(inState[from]) ?? inState[from], early))).toEqual(
      refused('day-in-future', 'invalid'),
    );
  });

  test('before what is on record is refused, naming the day it may not lie before', () => {
    const on = (day: string) => outcomeOf(() => transitions.withdraw(paused, day, now));
    expect(on('2020-06-02')).toMatchObject({
      code: 'day-out-of-order',
      kind: 'invalid',
      details: { day: '2020-06-02', earliest: '2020-06-03' },
    });
    expect(on('2020-06-03')).toMatchObject({ status: 'withdrawn' });
  });

  test('of a confirmation may not lie before the arrival, of a correction not before its notice', () => {
    const waiting = inState['awaiting-confirmation'];
    expect(outcomeOf(() => transitions.confirm(waiting, '2020-05-31', now))).toEqual(
      refused('day-out-of-order'),
    );
    expect(outcomeOf(() => transitions.receiveCorrection(awaiting, '2020-06-02', now))).toEqual(
      refused('day-out-of-order'),
    );
    const backwards = { noticedOn: '2020-06-05', correctBy: '2020-06-05' };
    expect(outcomeOf(() => transitions.askCorrection(open, backwards, now))).toEqual(
      refused('day-out-of-order'),
    );
  });
});

describe('recording', () => {
  const record = (receipt: Parameters<typeof sampleRequestEntry>[0]) =>
    recordRequest(
      { cycle: '2020', unit: '002', id: sampleId(1) },
      sampleRequestEntry(receipt),
      noon,
      '2020-06-10',
    );

  test('a request that came directly is open at once, one that needs confirming waits for it', () => {
    expect(record({ receipt: { channel: 'e-mail', arrivedOn: '2020-06-10' } }).status).toBe('open');
    expect(record({ receipt: letter }).status).toBe('awaiting-confirmation');
    expect(record({ receipt: { ...letter, confirmedOn: '2020-06-03' } }).status).toBe('open');
  });

  test('a day in the future, or a confirmation before the arrival, is refused', () => {
    const tomorrow = { receipt: { channel: 'in-person', arrivedOn: '2020-06-11' } } as const;
    expect(outcomeOf(() => record(tomorrow))).toEqual(refused('day-in-future'));
    const before = { receipt: { ...letter, confirmedOn: '2020-05-30' } };
    expect(outcomeOf(() => record(before))).toEqual(refused('day-out-of-order'));
  });
});

describe('amending', () => {
  const reason = '登记有误';
  const entry = {
    ...sampleRequestEntry({ receipt: { channel: 'e-mail', arrivedOn: '2020-06-02' } }),
    reason,
  };

  test('mends the applicant at any time while the request is open, and the receipt while nothing rests on it', () => {
    expect(transitions.amend(open, entry, now).receipt).toEqual(entry.receipt);
    const extended = steps.extend.take(open);
    expect(outcomeOf(() => transitions.amend(extended, entry, now))).toEqual(
      refused('receipt-in-use', 'wrongState'),
    );
    const renamed = {
      ...sampleRequestEntry({ receipt: open.receipt, applicant: { ...zhang, name: '章三丰' } }),
      reason,
    };
    expect(transitions.amend(extended, renamed, now).applicant).toMatchObject({
      name: '章三丰',
      personal: 'kept',
    });
  });

  test('the receipt to one that needs confirming makes the request wait for it', () => {
    const waiting = { ...sampleRequestEntry({ receipt: letter }), reason };
    expect(transitions.amend(open, waiting, now).status).toBe('awaiting-confirmation');
  });

  test('keeps when, what and why, and of the applicant as they were written down before nothing, in the reason either', () => {
    const renamed = transitions.amend(
      open,
      {
        ...sampleRequestEntry({
          receipt: open.receipt,
          wanted: '2017年度部门决算',
          applicant: { ...zhang, name: '章三丰' },
        }),
        reason: `${zhang.name}应为章三丰`,
      },
      now,
    );
    expect(renamed.amended).toEqual([
      { on: now.today, fields: ['applicant', 'wanted'], reason: `${maskName(zhang.name)}应为章三丰` },
    ]);
    expect(JSON.stringify(renamed)).not.toContain(zhang.name);
  });

  test('what is so already is no amendment, and there is an end to amending', () => {
    const { reference, wanted, receipt } = open;
    const asItIs = { ...sampleRequestEntry({ reference, wanted, receipt }), reason };
    expect(transitions.amend(open, asItIs, now)).toBe(open);
    const often = Array.from({ length: 20 }).reduce<InformationRequest>(
      (of, _, place) => transitions.amend(of, { ...asItIs, wanted: `第 ${place} 次` }, now),
      open,
    );
    expect(outcomeOf(() => transitions.amend(often, { ...asItIs, wanted: '再一次' }, now))).toEqual(
      refused('amended-too-often', 'wrongState'),
    );
  });
});

describe('a correction', () => {
  test('can be asked for once', () => {
    const back = transitions.receiveCorrection(awaiting, '2020-06-08', now);
    const again = { noticedOn: '2020-06-09', correctBy: '2020-06-20' };
    expect(outcomeOf(() => transitions.askCorrection(back, again, now))).toMatchObject({
      code: 'correction-once',
      details: { noticedOn: '2020-06-03' },
    });
  });

  test('can be asked for up to the seventh working day: 8–11 Oct (4), Sat 12 worked (5), 14–15 (7)', () => {
    const received = sampleRequest('2019-09-30');
    const ask = (noticedOn: string) =>
      outcomeOf(() => transitions.askCorrection(received, { noticedOn, correctBy: '2019-11-01' }, now));
    expect(ask('2019-10-15')).toMatchObject({ status: 'awaiting-correction' });
    expect(ask('2019-10-16')).toMatchObject({
      code: 'correction-too-late',
      kind: 'wrongState',
      details: { within: 7, lastDay: '2019-10-15' },
    });
  });

  test('is not known to the Regulation of 2007', () => {
    const old = sampleRequest('2018-03-12');
    const ask = () =>
      transitions.askCorrection(old, { noticedOn: '2018-03-13', correctBy: '2018-03-20' }, now);
    expect(outcomeOf(ask)).toEqual(refused('not-in-this-regulation', 'wrongState'));
  });

  test('in a year without a calendar is accepted while it is in time for certain, and refused with the reason after', () => {
    const late = { today: '2027-06-01', calendar };
    const received = sampleRequest('2027-03-01');
    const ask = (noticedOn: string) =>
      outcomeOf(() => transitions.askCorrection(received, { noticedOn, correctBy: '2027-05-01' }, late));
    expect(ask('2027-03-08')).toMatchObject({ status: 'awaiting-correction' });
    expect(ask('2027-03-09')).toMatchObject({ code: 'calendar-unknown', details: { year: '2027' } });
  });
});

describe('a pause', () => {
  test('of one kind at a time, and both kinds side by side: the request is open when the last has ended', () => {
    const again = () => transitions.pause(paused, { reason: 'third-party', from: '2020-06-04' }, now);
    expect(outcomeOf(again)).toEqual(refused('pause-under-way', 'wrongState'));
    const both = transitions.pause(paused, { reason: 'other-organs', from: '2020-06-04' }, now);
    const one = transitions.resume(both, { reason: 'third-party', to: '2020-06-08' }, now);
    expect(one.status).toBe('paused');
    expect(
      outcomeOf(() => transitions.resume(one, { reason: 'third-party', to: '2020-06-09' }, now)),
    ).toEqual(refused('pause-not-under-way', 'wrongState'));
    expect(transitions.resume(one, { reason: 'other-organs', to: '2020-06-09' }, now).status).toBe('open');
  });

  test('for other organs is not known to the Regulation of 2007, for a third party it is', () => {
    const old = sampleRequest('2018-03-12');
    const ask = (reason: 'third-party' | 'other-organs') =>
      outcomeOf(() => transitions.pause(old, { reason, from: '2018-03-13' }, now));
    expect(ask('other-organs')).toEqual(refused('not-in-this-regulation', 'wrongState'));
    expect(ask('third-party')).toMatchObject({ status: 'paused' });
  });

  test('is refused after twenty, so that no record grows without end', () => {
    let request: InformationRequest = open;
    for (let round = 0; round < 20; round += 1) {
      request = transitions.pause(
        request,
        { reason: 'third-party', from: `2020-07-${String(round + 1).padStart(2, '0')}` },
        now,
      );
      request = transitions.resume(
        request,
        { reason: 'third-party', to: `2020-07-${String(round + 1).padStart(2, '0')}` },
        now,
      );
    }
    expect(requestSchema.safeParse(request).success).toBe(true);
    expect(
      outcomeOf(() => transitions.pause(request, { reason: 'third-party', from: '2020-08-01' }, now)),
    ).toEqual(refused('pause-too-often'));
  });

  test('still running ends with a withdrawal', () => {
    expect(transitions.withdraw(paused, '2020-06-20', now).pauses).toEqual([
      { reason: 'third-party', from: '2020-06-03', to: '2020-06-20' },
    ]);
  });
});

describe('an extension', () => {
  const extend = (of: InformationRequest, toldOn: string, days = 20) =>
    outcomeOf(() => transitions.extend(of, { approvedOn: toldOn, toldOn, days }, now));

  test('is given once', () => {
    expect(extend(steps.extend.take(open), '2020-06-12')).toMatchObject({
      code: 'extension-once',
      details: { toldOn: '2020-06-11' },
    });
  });

  test('is told on the last day at the latest: 2–5 (4), 8–12 (9), 15–19 (14), 22–24 (17), [25–27], Sun 28 worked (18), 29–30 (20)', () => {
    expect(extend(open, '2020-06-30')).toMatchObject({ status: 'open' });
    expect(extend(open, '2020-07-01')).toMatchObject({
      code: 'extension-too-late',
      kind: 'wrongState',
      details: { dueOn: '2020-06-30' },
    });
  });

  test('is at most what the Regulation gives: 15 days by the old one', () => {
    const old = sampleRequest('2018-03-12');
    expect(extend(old, '2018-03-20', 16)).toMatchObject({
      code: 'extension-too-long',
      kind: 'invalid',
      details: { days: 16, most: 15 },
    });
    expect(extend(old, '2018-03-20', 15)).toMatchObject({ extension: { days: 15 } });
  });

  test('may be told while the clock stands, and must have been approved before', () => {
    expect(extend(paused, '2020-06-20')).toMatchObject({ status: 'paused' });
    const upside = { approvedOn: '2020-06-12', toldOn: '2020-06-11', days: 5 };
    expect(outcomeOf(() => transitions.extend(open, upside, now))).toEqual(refused('day-out-of-order'));
  });

  test('in a year without a calendar is refused once the earliest due day is past', () => {
    const late = { today: '2027-06-01', calendar };
    const told = (toldOn: string) =>
      outcomeOf(() =>
        transitions.extend(sampleRequest('2027-03-01'), { approvedOn: toldOn, toldOn, days: 5 }, late),
      );
    expect(told('2027-03-21')).toMatchObject({ extension: { days: 5 } });
    expect(told('2027-03-22')).toEqual(refused('calendar-unknown'));
  });
});

describe('an answer', () => {
  const answer = (
    of: InformationRequest,
    outcome: 'dropped-not-corrected' | 'unavailable-still-unclear' | 'granted',
    on: string,
  ) => outcomeOf(() => transitions.answer(of, { on, outcome }, now));

  test('for want of a correction needs the time for it to be over, and nothing else closes a request that waits for one', () => {
    expect(answer(awaiting, 'dropped-not-corrected', '2020-06-12')).toEqual(refused('outcome-not-possible'));
    expect(answer(awaiting, 'dropped-not-corrected', '2020-06-13')).toMatchObject({ status: 'answered' });
    expect(answer(awaiting, 'granted', '2020-06-13')).toEqual(refused('outcome-not-possible', 'wrongState'));
    expect(answer(open, 'dropped-not-corrected', '2020-06-13')).toEqual(refused('outcome-not-possible'));
  });

  test('that the request is still unclear needs a correction before it', () => {
    expect(answer(open, 'unavailable-still-unclear', '2020-06-13')).toEqual(refused('outcome-not-possible'));
    const back = transitions.receiveCorrection(awaiting, '2020-06-08', now);
    expect(answer(back, 'unavailable-still-unclear', '2020-06-13')).toMatchObject({ status: 'answered' });
  });

  test('of another category or day than the one on record is refused: the first stands until the request is reopened', () => {
    expect(answer(answered, 'granted', '2020-06-11')).toEqual(refused('request-wrong-state'));
    const reopened = transitions.reopen(answered, '误办结', now);
    expect(answer(reopened, 'granted', '2020-06-11')).toMatchObject({ answer: { on: '2020-06-11' } });
  });
});

describe('reopening', () => {
  test('gives the request the state it was in: open, waiting for its correction, or for its confirmation', () => {
    const reopen = (of: InformationRequest) => transitions.reopen(of, '误办结', now).status;
    expect(reopen(inState.withdrawn)).toBe('open');
    expect(reopen(transitions.withdraw(awaiting, '2020-06-10', now))).toBe('awaiting-correction');
    expect(reopen(transitions.withdraw(inState['awaiting-confirmation'], '2020-06-10', now))).toBe(
      'awaiting-confirmation',
    );
  });

  test('is refused after ten times, and once the applicant has been removed', () => {
    let request: InformationRequest = answered;
    for (let round = 0; round < 10; round += 1) {
      request = transitions.reopen(request, `第${round}次`, now);
      request = transitions.answer(request, { on: '2020-06-10', outcome: 'granted' }, now);
    }
    expect(outcomeOf(() => transitions.reopen(request, '又一次', now))).toEqual(
      refused('reopened-too-often'),
    );
    const removed = {
      ...answered,
      applicant: { personal: 'removed', kind: 'company', removedOn: '2020-10-01' },
    } as const;
    expect(outcomeOf(() => transitions.reopen(removed, '误办结', now))).toEqual(refused('applicant-removed'));
  });
});

describe('choosing the Regulation', () => {
  const choose = (of: InformationRequest) =>
    outcomeOf(() => transitions.chooseRegulation(of, { regulation: '2019', reason: '施行时未办结' }, now));

  test.each([
    ['received after the revision', sampleRequest('2019-05-15')],
    [
      'closed before it',
      transitions.answer(sampleRequest('2019-05-06'), { on: '2019-05-14', outcome: 'granted' }, now),
    ],
    [
      'extended: the extension was given by the old one',
      transitions.extend(
        sampleRequest('2019-05-06'),
        { approvedOn: '2019-05-20', toldOn: '2019-05-20', days: 15 },
        now,
      ),
    ],
    [
      'chosen for already',
      transitions.chooseRegulation(
        sampleRequest('2019-05-06'),
        { regulation: '2007', reason: '按收到之日' },
        now,
      ),
    ],
  ])('is not open for a request %s', (_, of) => {
    expect(choose(of)).toEqual(refused('regulation-not-open', 'wrongState'));
  });

  test('is not open before the revision has come into force', () => {
    const before = { today: '2019-05-14', calendar };
    const early = () =>
      transitions.chooseRegulation(
        sampleRequest('2019-05-06'),
        { regulation: '2019', reason: '预先' },
        before,
      );
    expect(outcomeOf(early)).toEqual(refused('regulation-not-open'));
  });
});

describe('a review or a lawsuit', () => {
  const review = contested(answered);

  test('is kept once each; another day is another case, which the annual report does not count', () => {
    expect(outcomeOf(() => transitions.fileContest(review, 'review', '2020-07-01', now))).toMatchObject({
      code: 'contest-filed-already',
      details: { filedOn: '2020-06-11' },
    });
  });

  test('a lawsuit filed after the review was decided counts as one after review, any other as direct', () => {
    const direct = transitions.fileContest(review, 'suit', '2020-06-20', now);
    expect(direct.suit?.afterReview).toBe(false);
    const decided = transitions.decideContest(review, 'review', { on: '2020-08-03', outcome: 'upheld' }, now);
    expect(transitions.fileContest(decided, 'suit', '2020-08-02', now).suit?.afterReview).toBe(false);
    const after = transitions.fileContest(decided, 'suit', '2020-09-01', now);
    expect(after.suit).toEqual({ filedOn: '2020-09-01', decided: null, afterReview: true });
    expect(
      transitions.decideContest(after, 'suit', { on: '2020-11-02', outcome: 'corrected' }, now).suit?.decided,
    ).toEqual({
      on: '2020-11-02',
      outcome: 'corrected',
    });
  });

  test('cannot be decided before it was filed, twice, or without having been filed', () => {
    const decide = (of: InformationRequest, contest: 'review' | 'suit', on: string) =>
      outcomeOf(() => transitions.decideContest(of, contest, { on, outcome: 'other' }, now));
    expect(decide(review, 'review', '2020-06-10')).toEqual(refused('day-out-of-order'));
    expect(decide(review, 'suit', '2020-08-10')).toEqual(refused('contest-not-pending', 'wrongState'));
    const decided = transitions.decideContest(review, 'review', { on: '2020-08-03', outcome: 'upheld' }, now);
    expect(decide(decided, 'review', '2020-08-04')).toEqual(refused('contest-not-pending'));
  });
});
