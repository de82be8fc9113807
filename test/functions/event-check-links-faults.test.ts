import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createHandler } from '../../functions/event-check-links/handler.ts';
import * as collections from '../../shared/contracts/collections.ts';
import { routes } from '../../shared/contracts/routes.ts';
import type { LinkAnswer, LinkFetcher } from '../../shared/ports/link-fetcher.ts';
import { in002, people, sampleWorld } from '../shared/app/world.ts';
import { noon, sampleEntry } from '../support/builders.ts';
import { faultsOf, faultyPorts, type Fault } from '../support/faulty-ports.ts';
import { heldWorld, storyFrom, type Held } from '../support/held-world.ts';
import { lambdaContext, recordedLog } from './http-call.ts';

/**
 * Whatever breaks while links are looked at, at the records or at the sites, and wherever: when the checker's hold has run out
 * the next call goes on, every link has been looked at, and each finding stands once.
 */
const night = Date.parse('2026-11-24T18:00:00.000Z');
const minutes = (count: number) => count * 60_000;

const url = (number: number) => `http://www.daying.gov.cn/${number}`;
const answers: Readonly<Record<string, LinkAnswer>> = {
  [url(1)]: { kind: 'failed', reason: 'unreachable' },
  [url(2)]: {
    kind: 'answered',
    status: 404,
    url: url(2),
    contentType: null,
    body: new Uint8Array(),
    whole: true,
  },
  [url(3)]: {
    kind: 'answered',
    status: 200,
    url: url(3),
    contentType: 'application/pdf',
    body: new Uint8Array(),
    whole: false,
  },
};

async function registered(): Promise<Held> {
  const { store } = await sampleWorld();
  const { played, call } = storyFrom({ now: noon, records: store.dump(), files: {} });
  const rows = Object.keys(answers).map((each, place) =>
    sampleEntry({ title: `第${place + 1}条`, url: each }),
  );
  await call(routes.addRegisterRows, people.clerk002, in002, { rows });
  await call(routes.setLinkCheck, people.admin, { cycle: '2018' }, { domains: ['daying.gov.cn'] });
  return played.at(-1)!.after;
}
const before = await registered();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: night });
});
afterEach(() => {
  vi.useRealTimers();
});

/** One call of the function, so long after the night's first, in a world that is left as it is. */
async function calledAt(after: number, held: Held, fault: Fault | null = null) {
  vi.setSystemTime(night + after);
  const world = heldWorld(held);
  const asked: string[] = [];
  const fetcher: LinkFetcher = {
    request: async (method, link) => {
      asked.push(`${method} ${link}`);
      return answers[link] ?? { kind: 'failed', reason: 'unreachable' };
    },
  };
  const faulty = faultyPorts(fault);
  const handler = createHandler({
    ...recordedLog(),
    ...faulty.all({ store: world.store, clock: world.clock, fetcher }),
    rehearsalClock: null,
  });
  const unhurried = { ...lambdaContext, getRemainingTimeInMillis: () => 600_000 };
  const said = await faulty.run(async () => handler({}, unhurried)).catch((error: unknown) => ({ error }));
  return { said, asked, calls: faulty.calls, after: await world.hold() };
}

/** What is known of the links, but for when they were looked at. */
async function known(held: Held) {
  const { store } = heldWorld(held);
  const progress = await store.get(collections.linkCheckProgress, { cycle: '2018' });
  const checks = await store.all(collections.linkChecks, in002);
  const counts = await store.all(collections.linkCounts, { cycle: '2018' });
  return {
    isOver: progress?.value.roundEndedAt !== null && progress?.value.heldUntil === null,
    counts: counts.map(({ value }) => value),
    findings: checks.map(({ value: { row, sight, times } }) => ({ row, sight, times })),
  };
}

describe('broken on at any of its calls to the outside', () => {
  test('the next call after the hold goes on, looks at every link, and notes each finding once', async () => {
    const calm = await calledAt(0, before);
    const wanted = await known(calm.after);
    expect(wanted).toMatchObject({ isOver: true, findings: [{ times: 1 }, { times: 1 }] });
    expect(new Set(calm.calls)).toContain('fetcher.request');
    for (const fault of faultsOf(calm.calls)) {
      const where = `${fault.kind} at ${fault.at}, ${String(calm.calls[fault.at - 1])}`;
      const first = await calledAt(0, before, fault);
      // EventBridge calls again at once: the one that is gone still holds the round, unless it never began.
      const atOnce = await calledAt(minutes(1), first.after);
      const later = await calledAt(minutes(25), atOnce.after);
      expect(await known(later.after), where).toEqual(wanted);
      const links = [...first.asked, ...atOnce.asked, ...later.asked].map((each) => each.split(' ')[1]);
      expect(new Set(links), where).toEqual(new Set(Object.keys(answers)));
    }
  }, 60_000);

  test('only the link that it was at is asked for again', async () => {
    const { calls } = await calledAt(0, before);
    for (const fault of faultsOf(calls)) {
      const first = await calledAt(0, before, fault);
      const later = await calledAt(minutes(25), first.after);
      const again = later.asked.filter((each) => first.asked.includes(each));
      expect(new Set(again.map((each) => each.split(' ')[1])).size).toBeLessThanOrEqual(1);
    }
  }, 60_000);
});

test('called twice, or late, within the week, it asks no site again and changes nothing', async () => {
  const once = await calledAt(0, before);
  const twice = await calledAt(minutes(1), once.after);
  expect(twice).toMatchObject({ said: { state: 'rested' }, asked: [] });
  const outOfOrder = await calledAt(-minutes(30), twice.after);
  expect(outOfOrder.asked).toEqual([]);
  expect(outOfOrder.after.records).toBe(once.after.records);
});

test('called while another one is at it, it leaves the links alone', async () => {
  const { calls } = await calledAt(0, before);
  const at = calls.indexOf('fetcher.request') + 1;
  const hanging = await calledAt(0, before, { at, kind: 'hangs-before' });
  expect(hanging.said).toBe('timed-out');
  expect(await calledAt(minutes(10), hanging.after)).toMatchObject({ said: { state: 'held' }, asked: [] });
});
