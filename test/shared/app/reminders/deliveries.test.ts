import { beforeEach, describe, expect, test } from 'vitest';
import { listInbox } from '../../../../shared/app/reminders/list-inbox.ts';
import {
  getMyNotifications,
  setMyNotifications,
} from '../../../../shared/app/reminders/notification-settings.ts';
import { remindNow } from '../../../../shared/app/reminders/remind-now.ts';
import { sendReminders } from '../../../../shared/app/reminders/send-reminders.ts';
import { getWebhook, setWebhook } from '../../../../shared/app/reminders/webhook-settings.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import { defaultReminderSettings } from '../../../../shared/domain/reminders/reminder-settings.ts';
import type { Channel } from '../../../../shared/ports/channel.ts';
import { noChannel, recordedChannel } from '../../../support/channel.ts';
import { evidenceIn } from '../../../support/evidence.ts';
import { asked, people } from '../world.ts';
import {
  countingStore,
  overWorld,
  putEvidence,
  standingWorld,
  type StandingWorld,
} from '../standing/standing-world.ts';

const inYear = { cycle: '2018' };
const address = 'clerk@daying.example.cn';
let world: StandingWorld;
beforeEach(async () => {
  world = await standingWorld();
  await world.store.put(collections.reminderSettings, inYear, { ...defaultReminderSettings, digestOn: null });
  await putEvidence(
    world,
    evidenceIn('returned', 2, { items: ['A2'], changedAt: '2018-06-10T04:00:00.000Z' }),
  );
  world.clock.set('2018-06-17T01:00:00.000Z');
});

const choose = (over: Readonly<{ mail?: string | null; language?: 'zh' | 'en'; digest?: boolean }> = {}) =>
  setMyNotifications({ ...world, channel: recordedChannel().channel })(
    asked(people.clerk002, {}, { mail: address, language: 'zh', digest: true, ...over }),
  );
const round = (channel: Channel, moment?: string, keepGoing?: () => boolean) => {
  if (moment !== undefined) world.clock.set(moment);
  return sendReminders({ ...world, channel })(keepGoing);
};
const outbox = async (subject = people.clerk002.subject) =>
  (await world.store.all(collections.deliveries, { ...inYear, subject })).map(({ value }) => value);
const inbox = async (member: Member = people.clerk002) =>
  (await listInbox(world)({ ...asked(member, inYear, undefined), query: { limit: 50 } })).items;

describe('a reminder by mail', () => {
  test('goes to who asked for it, in their language, once however often the round comes', async () => {
    await choose({ language: 'en' });
    const { channel, sent } = recordedChannel();
    const first = await round(channel);
    await round(channel, '2018-06-17T02:00:00.000Z');
    const said = await inbox();
    expect(sent).toHaveLength(said.length);
    expect(first.sent).toBe(said.length);
    expect(sent[0]).toMatchObject({
      to: { by: 'mail', address, language: 'en' },
    });
    expect(sent.map(({ message }) => message.id).sort()).toEqual(said.map(({ id }) => id).sort());
    expect((await outbox()).map(({ state }) => state)).toEqual(said.map(() => 'sent'));
  });

  test('goes to nobody who did not ask, and to nobody where none can be sent; the inbox has it all the same', async () => {
    const { channel, sent } = recordedChannel();
    await round(channel);
    await choose();
    await round(noChannel, '2018-06-20T01:00:00.000Z');
    expect(sent).toEqual([]);
    expect(await inbox()).not.toEqual([]);
  });

  test('that failed is tried again when its time has come, and that it was is on record', async () => {
    await choose();
    const { channel, sent } = recordedChannel((nth) => (nth === 1 ? 'failed' : 'sent'));
    const first = await round(channel);
    expect(first.later).toBe(1);
    await round(channel, '2018-06-17T01:10:00.000Z');
    const before = sent.length;
    await round(channel, '2018-06-17T01:20:00.000Z');
    expect(sent.length).toBe(before + 1);
    expect(await outbox()).toContainEqual(expect.objectContaining({ state: 'sent', attempts: 2 }));
    const events = await world.store.events(streams.inbox('2018', people.clerk002.subject));
    const told = events
      .filter(({ action }) => action === 'reminder.deliver')
      .map(({ details }) => details['state']);
    expect(told).toEqual(expect.arrayContaining(['sending', 'waiting', 'sent']));
    expect(JSON.stringify(events)).not.toContain(address);
  });

  test('of something done before it went out is not sent', async () => {
    await choose();
    const { channel } = recordedChannel(() => 'failed');
    await round(channel);
    await putEvidence(world, evidenceIn('replaced', 2, { items: ['A2'] }));
    const { channel: works, sent } = recordedChannel();
    await round(works, '2018-06-17T02:00:00.000Z');
    expect(sent.map(({ message }) => message.title.zh).join()).not.toContain('修改后重新提交');
    expect(await outbox()).toContainEqual(expect.objectContaining({ state: 'given-up', why: 'settled' }));
  });

  test('to an address that was taken back is given up', async () => {
    await choose();
    await round(recordedChannel(() => 'failed').channel);
    await choose({ mail: null });
    const { channel, sent } = recordedChannel();
    await round(channel, '2018-06-17T02:00:00.000Z');
    expect(sent).toEqual([]);
    expect(
      new Set((await outbox()).map((each) => (each.state === 'given-up' ? each.why : each.state))),
    ).toEqual(new Set(['no-address']));
  });

  test('leaves what there is no time for to the next round', async () => {
    await choose();
    const { channel, sent } = recordedChannel();
    const cut = await round(channel, undefined, () => false);
    expect([cut.sent, sent.length]).toEqual([0, 0]);
    await round(channel, '2018-06-17T02:00:00.000Z');
    expect(sent.length).toBe(cut.later);
  });

  test('a round that dies while sending leaves the note that it began: nobody sends it again', async () => {
    await choose();
    const dying: Channel = {
      carries: () => true,
      send: () => Promise.reject(new Error('the machine is gone')),
    };
    await expect(round(dying)).rejects.toThrow('gone');
    expect((await outbox()).some(({ state }) => state === 'sending')).toBe(true);
    const begun = (await outbox()).filter(({ state }) => state === 'sending').map(({ reminder }) => reminder);
    const { channel, sent } = recordedChannel();
    await round(channel, '2018-06-17T01:30:00.000Z');
    await round(channel, '2018-06-17T03:00:00.000Z');
    expect(sent.map(({ message }) => message.id)).not.toEqual(expect.arrayContaining(begun));
    expect(await outbox()).toContainEqual(expect.objectContaining({ state: 'given-up', why: 'cut-off' }));
  });

  test('of the week’s digest comes only to who wants it', async () => {
    await world.store.put(collections.reminderSettings, inYear, { ...defaultReminderSettings, digestOn: 1 });
    await choose({ digest: false });
    const { channel, sent } = recordedChannel();
    await round(channel, '2018-06-18T01:00:00.000Z');
    expect((await inbox()).some(({ kind }) => kind === 'digest')).toBe(true);
    expect(sent.map(({ message }) => message.title.zh).join()).not.toContain('本周');
    await choose({ digest: true });
    await round(channel, '2018-06-25T01:00:00.000Z');
    expect(sent.map(({ message }) => message.title.zh).join()).toContain('本周');
  });
});

describe('how a member is told', () => {
  test('is the inbox alone until they say otherwise, and only they see what they said', async () => {
    const mine = (member: Member) =>
      getMyNotifications({ ...world, channel: noChannel })(asked(member, {}, undefined));
    expect(await mine(people.clerk002)).toEqual({
      mail: null,
      language: 'zh',
      digest: true,
      mailPossible: false,
    });
    await choose();
    expect(await mine(people.clerk002)).toMatchObject({ mail: address });
    expect(await mine(people.clerk015)).toMatchObject({ mail: null });
  });

  test('said twice is one change, and the address is in no audit entry', async () => {
    await choose();
    await choose();
    const events = (await world.store.events(streams.installation)).filter(
      ({ action }) => action === 'notifications.set',
    );
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events)).not.toContain(address);
  });
});

describe('the county’s webhook', () => {
  const url = 'https://hooks.example.cn/biaochi';
  const set = (
    over: Readonly<{ url?: string; active?: boolean; renewSecret?: boolean }> = {},
    secret = 'a',
  ) =>
    setWebhook({ ...world, channel: recordedChannel().channel }, () => secret.repeat(64))(
      asked(people.admin, inYear, { url, active: true, renewSecret: false, ...over }),
    );

  test('hears every unit’s and body’s reminders, each once', async () => {
    await set();
    const { channel, sent } = recordedChannel();
    await round(channel);
    await round(channel, '2018-06-17T02:00:00.000Z');
    const ids = sent.map(({ message }) => message.id);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
    expect(sent[0]?.to).toEqual({ by: 'webhook', url, secret: 'a'.repeat(64) });
    expect(sent.map(({ message }) => message.audience)).toContainEqual({ kind: 'unit', unit: '002' });
  });

  test('tells its secret once: when it is made, renewed, or the address changes', async () => {
    expect((await set({}, 'a')).secret).toBe('a'.repeat(64));
    expect((await set({ active: false }, 'b')).secret).toBeNull();
    expect((await set({ renewSecret: true }, 'c')).secret).toBe('c'.repeat(64));
    expect((await set({ url: 'https://other.example.cn/' }, 'd')).secret).toBe('d'.repeat(64));
    expect(
      await getWebhook({ ...world, channel: noChannel })(asked(people.admin, inYear, undefined)),
    ).toEqual({
      webhook: { url: 'https://other.example.cn/', active: true },
    });
    expect(JSON.stringify(await world.store.events(streams.runs('2018')))).not.toMatch(/[acd]{64}/);
  });

  test('switched off hears nothing', async () => {
    await set({ active: false });
    const { channel, sent } = recordedChannel();
    await round(channel);
    expect(sent).toEqual([]);
  });
});

describe('an admin’s own reminder', () => {
  const nudge = (
    over: Readonly<{ units?: string[]; bodies?: string[]; kinds?: 'evidence-returned'[] }> = {},
  ) =>
    remindNow({ ...world, channel: recordedChannel().channel })(
      asked(people.admin, inYear, { units: ['002'], bodies: [], kinds: [], ...over }),
    );

  test('says at once what is open, also at night, and to each once a day', async () => {
    world.clock.set('2018-06-12T15:00:00.000Z');
    expect(await nudge({ kinds: ['evidence-returned'] })).toEqual({
      audiences: [{ audience: 'unit:002', name: '商务局', outcome: 'reminded', people: 1 }],
    });
    const [said] = await inbox();
    expect(said).toMatchObject({ kind: 'nudge', status: 'open' });
    expect(said?.title.zh).toBe('县政府办请您看看这 1 件事');
    expect(said?.body.zh).toContain('修改后重新提交');
    expect(await nudge({ kinds: ['evidence-returned'] })).toMatchObject({
      audiences: [{ outcome: 'already-today', people: 0 }],
    });
    expect(await inbox()).toHaveLength(1);
  });

  test('reads the unit that it is to remind and none of the others, and of bodies only those named', async () => {
    const { store, counts } = countingStore(world.store);
    const remind = remindNow({
      ...overWorld({ ...world, store: { ...world.store, ...store } }),
      channel: recordedChannel().channel,
    });
    const of = (units: string[], bodies: string[]) =>
      remind(asked(people.admin, inYear, { units, bodies, kinds: [] }));
    expect((await of(['002', '404'], [])).audiences.map(({ audience }) => audience)).toEqual(['unit:002']);
    expect(counts()['query register-row']).toBe(1);
    expect(await of([], ['trade-union'])).toMatchObject({ audiences: [{ audience: 'body:trade-union' }] });
    expect(counts()['query register-row']).toBe(1);
  });

  test('goes out by mail in the next hour in which anything does', async () => {
    await choose();
    world.clock.set('2018-06-12T15:00:00.000Z');
    await nudge({ kinds: ['evidence-returned'] });
    const { channel, sent } = recordedChannel();
    await round(channel, '2018-06-12T16:00:00.000Z');
    expect(sent).toEqual([]);
    await round(channel, '2018-06-13T01:00:00.000Z');
    expect(sent.map(({ message }) => message.title.zh)).toContain('县政府办请您看看这 1 件事');
  });

  test('is settled when all that it named is done', async () => {
    await nudge({ kinds: ['evidence-returned'] });
    await putEvidence(world, evidenceIn('replaced', 2, { items: ['A2'] }));
    await round(noChannel, '2018-06-17T02:00:00.000Z');
    expect((await inbox()).find(({ kind }) => kind === 'nudge')).toMatchObject({
      status: 'settled',
      why: 'done',
    });
  });

  test('says who has nothing open, and leaves out whom nobody asked about', async () => {
    await putEvidence(world, evidenceIn('replaced', 2, { items: ['A2'] }));
    expect(await nudge({ kinds: ['evidence-returned'] })).toMatchObject({
      audiences: [{ outcome: 'nothing-open', people: 0 }],
    });
    expect(await nudge({ units: [] })).toEqual({ audiences: [] });
  });
});
