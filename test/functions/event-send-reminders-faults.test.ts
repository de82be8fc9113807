import { describe, expect, test } from 'vitest';
import { createHandler } from '../../functions/event-send-reminders/handler.ts';
import { sha256Hex } from '../../shared/app/new-id.ts';
import * as collections from '../../shared/contracts/collections.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { streams } from '../../shared/contracts/streams.ts';
import { verifyChain } from '../../shared/domain/audit/verify-chain.ts';
import type { SendOutcome } from '../../shared/domain/reminders/delivery.ts';
import { in002, people, sampleWorld } from '../shared/app/world.ts';
import { noon } from '../support/builders.ts';
import { recordedChannel } from '../support/channel.ts';
import { faultsOf, faultyPorts, type Fault } from '../support/faulty-ports.ts';
import { heldWorld, storyFrom, type Held } from '../support/held-world.ts';
import { plainWeek } from '../support/requests.ts';
import { lambdaContext, recordedLog } from './http-call.ts';

/**
 * Whatever breaks while reminders go out by mail and to the county's webhook, and wherever: none goes out twice, and one that did
 * not go out for certain is on record as cut off. The inbox has it all the same.
 */
const hour = (at: string) => `2018-12-20T${at}:00.000Z`;
const inYear = { cycle: '2018' };

async function withTargets(): Promise<Held> {
  const { store } = await sampleWorld();
  const { played, call } = storyFrom({ now: noon, records: store.dump(), files: {} });
  const chosen = { mail: 'clerk@daying.example.cn', language: 'zh', digest: true } as const;
  await call(routes.setMyNotifications, people.clerk002, {}, chosen);
  await call(routes.setWebhook, people.admin, inYear, {
    url: 'https://hooks.example.cn/biaochi',
    active: true,
    renewSecret: false,
  });
  await call(routes.requestEvidence, people.clerk002, in002, {
    items: ['A1'],
    title: '一份',
    note: null,
    channel: null,
    files: [{ name: '一.pdf', size: 9, contentType: 'application/pdf', sha256: sha256Hex('一') }],
    replaces: null,
  });
  return played.at(-1)!.after;
}
const before = await withTargets();

/** One round, at an hour of the day. */
async function round(
  at: string,
  held: Held,
  fault: Fault | null = null,
  answer: (nth: number) => SendOutcome = () => 'sent',
) {
  const world = heldWorld({ ...held, now: hour(at) });
  const { channel, sent } = recordedChannel(answer);
  const faulty = faultyPorts(fault);
  const handler = createHandler({
    ...recordedLog(),
    ...faulty.all({ store: world.store, clock: world.clock, channel }),
    rehearsalClock: null,
    calendar: plainWeek,
  });
  const unhurried = { ...lambdaContext, getRemainingTimeInMillis: () => 600_000 };
  const call = () => faulty.run(async () => handler({}, unhurried)).catch(() => 'failed' as const);
  const said = await call();
  // In one moment: what went on beside the call that broke off is gone with its process.
  const after = { ...held, now: hour(at), records: world.store.dump() };
  return { said, again: call, sent: [...sent], all: sent, calls: [...faulty.calls], world, after };
}
type Rounds = readonly Readonly<{ sent: Awaited<ReturnType<typeof round>>['sent'] }>[];

const outOf = (rounds: Rounds) =>
  rounds
    .flatMap(({ sent }) => sent)
    .map(({ to, message }) => `${to.by} ${message.id}`)
    .sort();

/** Every delivery of those who are told outside of the inbox, with how it ended. */
async function deliveries({ records }: Held) {
  const { store } = heldWorld({ now: noon, records, files: {} });
  const subjects = [people.clerk002.subject, ...webhookSubjects(records)];
  const found = await Promise.all(
    [...new Set(subjects)].map((subject) => store.all(collections.deliveries, { ...inYear, subject })),
  );
  for (const subject of subjects)
    expect(verifyChain(await store.events(streams.inbox('2018', subject)), sha256Hex)).toBeNull();
  return found.flat().map(({ value }) => value);
}
function webhookSubjects(records: string): string[] {
  return [...records.matchAll(/\\"subject\\":\\"([^\\]+)\\",\\"by\\":\\"webhook\\"/g)].map(
    ([, name = '']) => name,
  );
}

const calm = await round('04:00', before);
const wanted = outOf([calm]);

test('undisturbed, mails and messages go out', () => {
  expect(new Set(wanted.map((each) => each.split(' ')[0]))).toEqual(new Set(['mail', 'webhook']));
  expect(new Set(calm.calls)).toContain('channel.send');
});

describe('broken on at any of its calls to the outside, and called again', () => {
  test.each([
    ['by the retry and then each hour', ['04:10', '05:15', '06:20', '07:30']],
    ['by the next hour first, and the retry late', ['05:15', '05:10', '06:20', '07:30']],
  ])(
    '%s: nothing goes out twice, and what is not known to have gone out is on record',
    async (_, hours) => {
      for (const fault of faultsOf(calm.calls)) {
        const where = `${fault.kind} at ${fault.at}, ${String(calm.calls[fault.at - 1])}`;
        const first = await round('04:00', before, fault);
        const rounds = [first];
        for (const at of hours) rounds.push(await round(at, rounds.at(-1)!.after));
        const went = outOf(rounds);
        expect(new Set(went).size, where).toBe(went.length);
        const ends = await deliveries(rounds.at(-1)!.after);
        expect(ends.map((each) => `${each.by} ${each.reminder}`).sort(), where).toEqual(wanted);
        const cutOff = ends.filter((each) => each.state === 'given-up');
        expect(
          cutOff.every((each) => each.why === 'cut-off'),
          where,
        ).toBe(true);
        // The mail and the message that were on their way.
        expect(cutOff.length, where).toBeLessThanOrEqual(2);
        const lost = cutOff.map((each) => `${each.by} ${each.reminder}`);
        expect([...new Set([...went, ...lost])].sort(), where).toEqual(wanted);
        expect(
          ends.filter(({ state }) => state !== 'sent' && state !== 'given-up'),
          where,
        ).toEqual([]);
      }
    },
    60_000,
  );
});

test('a mail service that is asked too much takes each later, once: tries have a limit and wait twice as long each time', async () => {
  const busy = await round('04:00', before, null, () => 'failed');
  expect(outOf([busy])).toEqual(wanted);
  const soon = await round('04:10', busy.after);
  expect(soon.sent).toEqual([]);
  const later = await round('04:21', soon.after);
  expect(outOf([later])).toEqual(wanted);
  expect(
    (await deliveries(later.after)).every(({ state, attempts }) => state === 'sent' && attempts === 2),
  ).toBe(true);
  let held = before;
  let tries = 0;
  for (const at of ['04:00', '04:30', '05:30', '07:30', '10:30', '11:30', '12:30']) {
    const refused = await round(at, held, null, () => 'failed');
    tries += refused.sent.length;
    held = refused.after;
  }
  expect(tries).toBeLessThanOrEqual(wanted.length * 5);
  expect(tries).toBeGreaterThan(wanted.length);
});

test('two rounds at one moment send each message once between them', async () => {
  const first = await round('04:00', before, null, () => 'failed');
  const both = await round('04:00', first.after);
  both.world.clock.set(hour('05:00'));
  await Promise.all([both.again(), both.again()]);
  expect(outOf([{ sent: both.all }])).toEqual(wanted);
});
