import { beforeEach, describe, expect, test } from 'vitest';
import { getAnnualReport } from '../../../../shared/app/requests/get-annual-report.ts';
import { getRequest } from '../../../../shared/app/requests/get-request.ts';
import { recordRequest } from '../../../../shared/app/requests/record-request.ts';
import { removeApplicants } from '../../../../shared/app/requests/remove-applicants.ts';
import { setRequestRules } from '../../../../shared/app/requests/set-request-rules.ts';
import { withdrawRequest } from '../../../../shared/app/requests/withdraw-request.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import { sampleRequestEntry, zhang } from '../../../support/requests.ts';
import { asked, changes, in002, people } from '../world.ts';
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
const stored = async () => world.store.all(collections.requests, in002);

/** A request of 12 March that was answered on the 20th: with a year to keep it is due for removal after 20 March 2019. */
async function closedOne(key = freshKey()) {
  const made = await record(world, {}, key);
  return answer(world, made.id, '2018-03-20');
}

describe('the nightly removal', () => {
  test('removes the applicant once the time is over, not a day before, and leaves the rest of the record', async () => {
    const closed = await closedOne();
    world.clock.set('2019-03-20T15:59:59.999Z');
    expect(await removeApplicants(world)()).toEqual({ removed: 0, later: 0 });
    world.clock.set('2019-03-20T16:00:00.000Z');
    expect(await removeApplicants(world)()).toEqual({ removed: 1, later: 0 });
    const [record] = await stored();
    expect(record?.value).toMatchObject({
      status: 'answered',
      answer: { on: '2018-03-20', outcome: 'granted' },
      applicant: { personal: 'removed', kind: 'natural-person', removedOn: '2019-03-21' },
    });
    const text = JSON.stringify(await stored());
    for (const secret of Object.values(zhang))
      if (secret !== 'natural-person') expect(text).not.toContain(secret);
    const seen = await getRequest(world)(asked(people.clerk002, { ...in002, request: closed.id }, undefined));
    expect(seen.applicant).toEqual({
      kind: 'natural-person',
      personal: 'removed',
      name: null,
      phone: null,
      email: null,
      address: null,
      removedOn: '2019-03-21',
    });
    expect(seen.wanted).toBe('本人***申请公开2017年度部门决算。');
  });

  test('says in the ledger’s audit trail that it did and by which rule, and names nobody', async () => {
    await closedOne();
    world.clock.set('2020-01-01T00:00:00.000Z');
    await removeApplicants(world)();
    const event = (await world.store.events(requests002)).at(-1);
    expect(event).toMatchObject({
      actor: 'system:event-remove-applicants',
      action: 'request.remove-applicants',
      subject: 'unit:002',
      details: { requests: 1, keepDays: 365 },
    });
  });

  test('again finds nothing to do and writes nothing', async () => {
    await closedOne();
    world.clock.set('2020-01-01T00:00:00.000Z');
    await removeApplicants(world)();
    const before = await stored();
    expect(await removeApplicants(world)()).toEqual({ removed: 0, later: 0 });
    expect(await stored()).toEqual(before);
    expect(await changes(world, requests002)).toBe(3);
  });

  test('takes the fingerprint too, which was made of the applicant’s data; the key then finds another request', async () => {
    const key = freshKey();
    await closedOne(key);
    world.clock.set('2020-01-01T00:00:00.000Z');
    await removeApplicants(world)();
    expect((await stored())[0]?.fingerprint).toBeNull();
    await expect(record(world, {}, key)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  test('goes by the days that the county office set', async () => {
    await closedOne();
    await setRequestRules(world)(asked(people.admin, {}, { dueSoonDays: 3, keepApplicantDays: 30 }));
    expect(await removeApplicants(world)()).toEqual({ removed: 1, later: 0 });
  });

  test('keeps the annual report’s figures as they were', async () => {
    await closedOne();
    const report = () => getAnnualReport(world)(asked(people.clerk002, in002, undefined));
    world.clock.set('2020-01-01T00:00:00.000Z');
    const before = await report();
    await removeApplicants(world)();
    expect(await report()).toEqual(before);
  });

  test('of many requests goes in parts that fit a transaction, over all units', async () => {
    const at15 = { cycle: '2018', unit: '015' };
    const made = await recordRequest(world)(asked(people.clerk015, at15, sampleRequestEntry(), freshKey()));
    await withdrawRequest(world)(asked(people.clerk015, { ...at15, request: made.id }, { on: '2018-03-20' }));
    for (let place = 0; place < 95; place += 1) await closedOne();
    world.clock.set('2020-01-01T00:00:00.000Z');
    expect(await removeApplicants(world)()).toEqual({ removed: 96, later: 0 });
    const details = (await world.store.events(requests002))
      .slice(-2)
      .map((event) => event.details['requests']);
    expect(details).toEqual([90, 5]);
    expect((await world.store.events(streams.requests('2018', '015'))).at(-1)?.details['requests']).toBe(1);
  });

  test('leaves what somebody is changing at that moment for the next night', async () => {
    const closed = await closedOne();
    world.clock.set('2020-01-01T00:00:00.000Z');
    const slow = { ...world, store: { ...world.store } };
    let first = true;
    slow.store.commit = async (change) => {
      if (first) {
        first = false;
        const before = await world.store.get(collections.requests, { ...in002, request: closed.id });
        await world.store.put(collections.requests, { ...in002, request: closed.id }, before!.value);
      }
      return world.store.commit(change);
    };
    expect(await removeApplicants(slow)()).toEqual({ removed: 0, later: 1 });
    expect(await removeApplicants(world)()).toEqual({ removed: 1, later: 0 });
  });
});
