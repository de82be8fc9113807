import { beforeEach, describe, expect, test } from 'vitest';
import { recordDeduction } from '../../../../shared/app/assessment/record-deduction.ts';
import { replyToDeduction } from '../../../../shared/app/assessment/reply-to-deduction.ts';
import { tellDeductions } from '../../../../shared/app/assessment/tell-deductions.ts';
import { loadCycleDefinition } from '../../../../shared/app/cycle/load-cycle-definition.ts';
import { listInbox } from '../../../../shared/app/reminders/list-inbox.ts';
import { readReminder } from '../../../../shared/app/reminders/read-reminder.ts';
import {
  getReminderSettings,
  setReminderSettings,
} from '../../../../shared/app/reminders/reminder-settings.ts';
import { openRun } from '../../../../shared/app/run/open-run.ts';
import { sendReminders } from '../../../../shared/app/reminders/send-reminders.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import { defaultReminderSettings } from '../../../../shared/domain/reminders/reminder-settings.ts';
import type { Store } from '../../../../shared/ports/store.ts';
import { noChannel } from '../../../support/channel.ts';
import { evidenceIn } from '../../../support/evidence.ts';
import { rubric2018 } from '../../../support/scoring.ts';
import { asked, changes, freeze, people, sampleDefinition, stream002 } from '../world.ts';
import { putEvidence, standingWorld, type StandingWorld } from '../standing/standing-world.ts';

const inYear = { cycle: '2018' };
let world: StandingWorld;
beforeEach(async () => {
  world = await standingWorld();
  await world.store.put(collections.reminderSettings, inYear, {
    ...defaultReminderSettings,
    digestOn: null,
  });
  // Returned on 10 June: to be mended within ten days.
  await putEvidence(
    world,
    evidenceIn('returned', 2, { items: ['A2'], changedAt: '2018-06-10T04:00:00.000Z' }),
  );
});

const at = (moment: string) => {
  world.clock.set(moment);
  return sendReminders({ ...world, channel: noChannel })();
};
const inbox = async (
  member: Member,
  query: { status?: 'open' | 'settled'; after?: string; limit?: number } = {},
) => listInbox(world)({ ...asked(member, inYear, undefined), query: { limit: 50, ...query } });
const aboutMending = async (member: Member = people.clerk002) =>
  (await inbox(member)).items.filter((each) => each.duty === 'evidence-returned');

describe('a round of reminders', () => {
  test('says a duty soon, on the day and overdue, each once however often it comes round', async () => {
    await at('2018-06-16T01:00:00.000Z');
    expect(await aboutMending()).toEqual([]);
    for (const moment of ['2018-06-17T01:00:00.000Z', '2018-06-17T02:00:00.000Z', '2018-06-18T01:00:00.000Z'])
      await at(moment);
    expect(await aboutMending()).toMatchObject([{ stage: 'soon', status: 'open', dueOn: '2018-06-20' }]);
    await at('2018-06-20T01:00:00.000Z');
    await at('2018-06-21T01:00:00.000Z');
    expect((await aboutMending()).map((each) => [each.stage, each.status, each.why])).toEqual([
      ['overdue', 'open', null],
      ['today', 'settled', 'superseded'],
      ['soon', 'settled', 'superseded'],
    ]);
    const again = await at('2018-06-21T02:00:00.000Z');
    expect(again).toEqual({ said: 0, settled: 0, sent: 0, givenUp: 0, later: 0 });
  });

  test('that came late says the stage of the day, and nothing of the days that it missed', async () => {
    await at('2018-06-25T01:00:00.000Z');
    expect((await aboutMending()).map((each) => each.stage)).toEqual(['overdue']);
  });

  test('settles what is done in between', async () => {
    await at('2018-06-17T01:00:00.000Z');
    await putEvidence(world, evidenceIn('replaced', 2, { items: ['A2'] }));
    await at('2018-06-17T02:00:00.000Z');
    expect(await aboutMending()).toMatchObject([{ status: 'settled', why: 'done' }]);
  });

  test('settles what concerns its reader no longer: moved to another unit, or suspended', async () => {
    await at('2018-06-17T01:00:00.000Z');
    const { subject } = people.clerk002;
    const roles: Member['roles'] = [{ role: 'unit-staff', unit: '015' }];
    await world.store.put(collections.members, { subject }, { ...people.clerk002, roles });
    await at('2018-06-17T02:00:00.000Z');
    expect(await aboutMending()).toMatchObject([{ status: 'settled', why: 'reassigned' }]);
    await world.store.put(collections.members, { subject }, { ...people.clerk002, status: 'suspended' });
    expect(await at('2018-06-17T03:00:00.000Z')).toMatchObject({ said: 0 });
  });

  test('says nothing in the quiet hours, nothing where it is switched off, nothing without a year', async () => {
    expect(await at('2018-06-17T12:00:00.000Z')).toEqual({
      said: 0,
      settled: 0,
      sent: 0,
      givenUp: 0,
      later: 0,
    });
    await world.store.put(collections.reminderSettings, inYear, {
      ...defaultReminderSettings,
      active: false,
    });
    expect(await at('2018-06-17T01:00:00.000Z')).toEqual({
      said: 0,
      settled: 0,
      sent: 0,
      givenUp: 0,
      later: 0,
    });
    expect(await at('2031-06-17T01:00:00.000Z')).toEqual({
      said: 0,
      settled: 0,
      sent: 0,
      givenUp: 0,
      later: 0,
    });
  });

  test('cut off after any change, the next one says the rest, and nothing twice', async () => {
    const whole = await at('2018-06-17T01:00:00.000Z');
    const wanted = await everybodysInbox();
    expect(whole.said).toBeGreaterThan(2);
    const inboxes = wanted.filter((ids) => ids.length > 0).length;
    expect(inboxes).toBeGreaterThan(1);
    for (let survived = 0; survived < inboxes; survived += 1) {
      const fresh = await standingWorld();
      await fresh.store.put(collections.reminderSettings, inYear, {
        ...defaultReminderSettings,
        digestOn: null,
      });
      await putEvidence(
        fresh,
        evidenceIn('returned', 2, { items: ['A2'], changedAt: '2018-06-10T04:00:00.000Z' }),
      );
      world = fresh;
      world.clock.set('2018-06-17T01:00:00.000Z');
      await expect(
        sendReminders({ ...world, channel: noChannel, store: breaking(world.store, survived) })(),
      ).rejects.toThrow('cut off');
      await at('2018-06-17T01:00:00.000Z');
      expect(await everybodysInbox()).toEqual(wanted);
    }
  });

  test('reaches units also while a run has frozen them', async () => {
    await freeze(world, stream002);
    await at('2018-06-17T01:00:00.000Z');
    expect(await aboutMending()).toHaveLength(1);
  });

  test('goes on in January: the lead bodies of last year are asked by a run, also when the new year is loaded', async () => {
    const before = (await world.store.get(collections.cycles, inYear))!.value;
    const settings = { ...before.settings, handInSeconds: 3 * 86_400 };
    await world.store.put(collections.cycles, inYear, { ...before, settings });
    world.clock.set('2019-01-05T00:00:00.000Z');
    const run = await openRun(world, {
      ...inYear,
      startedBy: 'schedule',
      execution: 'arn:1',
      kind: 'year-end',
    });
    const task = { ...inYear, run, task: 'hand-in:trade-union' };
    await world.store.put(collections.runTasks, task, {
      ...task,
      token: 'x',
      askedAt: '2019-01-05T00:00:00.000Z',
    });
    await loadNextYear();
    await at('2019-01-05T01:00:00.000Z');
    const asked = (await inbox(people.tradeUnion)).items.filter((each) => each.duty === 'hand-in');
    expect(asked).toMatchObject([{ stage: 'soon', dueOn: '2019-01-08', status: 'open' }]);
  });

  test('once a new year is there, what units had to do in the last is over', async () => {
    await at('2018-06-17T01:00:00.000Z');
    await loadNextYear();
    await at('2019-01-05T01:00:00.000Z');
    expect(await aboutMending()).toMatchObject([{ status: 'settled', why: 'done' }]);
  });

  test('brings the week’s digest to units and the county’s week to admins, once a week', async () => {
    await world.store.put(collections.reminderSettings, inYear, defaultReminderSettings);
    await at('2018-06-11T01:00:00.000Z');
    await at('2018-06-15T01:00:00.000Z');
    const digests = async (member: Member) =>
      (await inbox(member)).items
        .filter((each) => each.kind !== 'duty')
        .map((each) => [each.kind, each.status]);
    expect(await digests(people.clerk002)).toEqual([['digest', 'open']]);
    expect(await digests(people.admin)).toEqual([['county-digest', 'open']]);
    await at('2018-06-18T01:00:00.000Z');
    expect(await digests(people.admin)).toEqual([
      ['county-digest', 'open'],
      ['county-digest', 'settled'],
    ]);
    const [newest] = (await inbox(people.admin, { limit: 1 })).items;
    expect(newest?.body.zh).toContain('全县 5 个单位');
  });
});

describe('an inbox', () => {
  beforeEach(() => at('2018-06-17T01:00:00.000Z'));

  test('is its owner’s alone, newest first, page by page', async () => {
    const first = await inbox(people.clerk002, { limit: 1 });
    expect(first.items).toHaveLength(1);
    const second = await inbox(people.clerk002, { limit: 50, after: first.next! });
    const all = await inbox(people.clerk002);
    expect([...first.items, ...second.items]).toEqual(all.items);
    expect(second.next).toBeNull();
    expect(await aboutMending(people.clerk015)).toEqual([]);
    const [mine] = await aboutMending();
    const foreign = asked(people.clerk015, { ...inYear, reminder: mine!.id }, undefined);
    await expect(readReminder(world)(foreign)).rejects.toMatchObject({ code: 'reminder-unknown' });
  });

  test('counts what is unread, and notes the first reading alone, in the reader’s own stream', async () => {
    const before = await inbox(people.clerk002);
    const stream = streams.inbox('2018', people.clerk002.subject);
    const entries = await changes(world, stream);
    const call = asked(people.clerk002, { ...inYear, reminder: before.items[0]!.id }, undefined);
    world.clock.set('2018-06-17T02:00:00.000Z');
    expect(await readReminder(world)(call)).toMatchObject({ readAt: '2018-06-17T02:00:00.000Z' });
    world.clock.set('2018-06-17T03:00:00.000Z');
    expect(await readReminder(world)(call)).toMatchObject({ readAt: '2018-06-17T02:00:00.000Z' });
    expect(await changes(world, stream)).toBe(entries + 1);
    expect((await inbox(people.clerk002)).unread).toBe(before.unread - 1);
  });

  test('shows by state, and of nobody who is reminded of nothing it is empty', async () => {
    expect((await inbox(people.clerk002, { status: 'settled' })).items).toEqual([]);
    expect(await inbox(people.signer)).toEqual({ items: [], next: null, unread: 0 });
  });
});

test('the county office settles what is said; setting the same again changes nothing', async () => {
  const body = { ...defaultReminderSettings, hours: { from: 9, until: 17 } };
  const set = () => setReminderSettings(world)(asked(people.admin, inYear, body));
  const before = await changes(world, streams.runs('2018'));
  await set();
  await set();
  expect(await changes(world, streams.runs('2018'))).toBe(before + 1);
  expect(await getReminderSettings(world)(asked(people.admin, inYear, undefined))).toEqual(body);
});

function loadNextYear() {
  const definition = sampleDefinition();
  return loadCycleDefinition(world)({
    definition: { ...definition, cycle: { ...definition.cycle, id: '2019' } },
    rubric: rubric2018,
    members: [],
  });
}

async function everybodysInbox() {
  const all = await Promise.all(Object.values(people).map((member) => inbox(member)));
  return all.map(({ items }) => items.map((each) => each.id).sort());
}

/** A store that carries out so many changes and then no more. */
function breaking(store: Store, survived: number): Store {
  let left = survived;
  return {
    ...store,
    commit: (change) => {
      if (left === 0) return Promise.reject(new Error('cut off'));
      left -= 1;
      return store.commit(change);
    },
  };
}

describe('deductions', () => {
  const place = { cycle: '2018', body: 'civil-affairs' };
  test('remind the unit until its days are over, and the body once the unit has replied', async () => {
    world.clock.set('2018-06-15T04:00:00.000Z');
    const entry = {
      unit: '002',
      points: '1',
      fact: '未公开',
      document: null,
      happenedOn: '2018-05-02',
      links: [],
    };
    const made = await recordDeduction(world)(
      asked(people.civilAffairs, place, entry, 'key-of-a-deduction-1'),
    );
    await tellDeductions(world)(asked(people.civilAffairs, place, { deductions: [] }));
    await at('2018-06-20T01:00:00.000Z');
    const ofUnit = (await inbox(people.clerk002)).items.filter(({ duty }) => duty === 'deduction-reply');
    expect(ofUnit).toMatchObject([{ stage: 'soon', dueOn: '2018-06-22', status: 'open' }]);
    await replyToDeduction(world)(
      asked(people.clerk002, { ...place, unit: '002', deduction: made.id }, { text: '已公开', evidence: [] }),
    );
    await at('2018-06-21T01:00:00.000Z');
    expect(
      (await inbox(people.clerk002)).items.filter(({ duty }) => duty === 'deduction-reply'),
    ).toMatchObject([{ status: 'settled', why: 'done' }]);
    const ofBody = (await inbox(people.civilAffairs)).items.filter(({ duty }) => duty === 'deduction-answer');
    expect(ofBody).toMatchObject([{ stage: 'soon', dueOn: '2018-06-22' }]);
    expect(ofBody[0]?.title.zh).toContain('商务局');
  });
});
