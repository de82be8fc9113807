import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHandler as inspectEvidence } from '../../functions/event-inspect-evidence/handler.ts';
import { createHandler as removeApplicants } from '../../functions/event-remove-applicants/handler.ts';
import { createHandler as removeContacts } from '../../functions/event-remove-contacts/handler.ts';
import { createHandler as sendReminders } from '../../functions/event-send-reminders/handler.ts';
import { createHandler as signHeads } from '../../functions/event-sign-heads/handler.ts';
import { createHandler as sweepEvidence } from '../../functions/event-sweep-evidence/handler.ts';
import { sha256Hex } from '../../shared/app/new-id.ts';
import * as collections from '../../shared/contracts/collections.ts';
import { streams } from '../../shared/contracts/streams.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { storageKeys } from '../../shared/contracts/storage-keys.ts';
import { verifyChain } from '../../shared/domain/audit/verify-chain.ts';
import { in002, people, sampleWorld } from '../shared/app/world.ts';
import { noon } from '../support/builders.ts';
import { noChannel } from '../support/channel.ts';
import { sampleContacts } from '../support/contacts.ts';
import { faultsOf, faultyPorts, type Fault } from '../support/faulty-ports.ts';
import { heldWorld, stateOf, storyFrom, type Held } from '../support/held-world.ts';
import { plainWeek, sampleRequestEntry } from '../support/requests.ts';
import { memoryHeads } from '../support/signed-heads.ts';
import { signer } from '../support/signer.ts';
import { lambdaContext, recordedLog } from './http-call.ts';

/**
 * Whatever breaks inside a function that an event or a schedule calls, and wherever: EventBridge and Scheduler call it again, and
 * it comes to the same; and whatever comes twice or in another order comes to the same too.
 */
const { clerk002 } = people;
const { store: emptied } = await sampleWorld();
const inJune: Held = { now: noon, records: emptied.dump(), files: {} };
const later = (held: Held, now: string): Held => ({ ...held, now });

/** Two pieces of two files each, which have been asked for. */
async function withEvidence(): Promise<Readonly<{ held: Held; keys: readonly string[] }>> {
  const { played, call } = storyFrom(inJune);
  const keys: string[] = [];
  for (const title of ['第一份', '第二份']) {
    const files = ['甲', '乙'].map((name) => ({
      name: `${title}${name}.pdf`,
      size: 9,
      contentType: 'application/pdf',
      sha256: sha256Hex(`${title}${name}`),
    }));
    const { evidence, links } = await call(routes.requestEvidence, clerk002, in002, {
      items: ['A1'],
      title,
      note: null,
      channel: null,
      files,
      replaces: null,
    });
    for (const { file } of links)
      keys.push(storageKeys.evidenceFile({ ...in002, evidence: evidence.id, file }));
  }
  return { held: played.at(-1)!.after, keys };
}
async function withAnsweredRequest(): Promise<Held> {
  const { played, call } = storyFrom(inJune);
  const made = await call(routes.recordRequest, clerk002, in002, sampleRequestEntry());
  const place = { ...in002, request: made.id };
  await call(routes.answerRequest, clerk002, place, { on: '2018-03-20', outcome: 'granted' });
  return played.at(-1)!.after;
}
async function withContacts(): Promise<Held> {
  const { played, call } = storyFrom(inJune);
  await call(routes.fileContacts, clerk002, in002, sampleContacts());
  return played.at(-1)!.after;
}

const created = (key: string) => ({
  source: 'aws.s3',
  'detail-type': 'Object Created',
  detail: { bucket: { name: 'evidence' }, object: { key } },
});

const { held: asked, keys } = await withEvidence();
type Called = Readonly<{ held: Held; event: unknown; handler: keyof ReturnType<typeof handlersOver> }>;
function handlersOver(held: Held, fault: Fault | null) {
  const world = heldWorld(held);
  const heads = memoryHeads();
  const faulty = faultyPorts(fault);
  const { inspector, scans, evidenceFiles } = world.ports;
  const ports = faulty.all({
    store: world.store,
    clock: world.clock,
    inspector,
    scans,
    heads,
    signer,
    verdicts: evidenceFiles,
  });
  const deps = {
    ...recordedLog(),
    ...ports,
    rehearsalClock: null,
    channel: noChannel,
    calendar: plainWeek,
  };
  return {
    world,
    heads,
    faulty,
    inspectEvidence: inspectEvidence(deps),
    sweepEvidence: sweepEvidence(deps),
    sendReminders: sendReminders(deps),
    signHeads: signHeads(deps),
    removeApplicants: removeApplicants(deps),
    removeContacts: removeContacts(deps),
  };
}
type HandlerName = Exclude<Called['handler'], 'world' | 'heads' | 'faulty'>;

/** Time enough for all that there is. */
const unhurried = { ...lambdaContext, getRemainingTimeInMillis: () => 600_000 };

async function called(name: HandlerName, held: Held, event: unknown, fault: Fault | null) {
  const over = handlersOver(held, fault);
  const failed = await over.faulty
    .run(async () => over[name](event, unhurried))
    .then(
      (said) => said === 'timed-out',
      () => true,
    );
  return { failed, calls: over.faulty.calls, after: await over.world.hold() };
}

const events: readonly (readonly [string, HandlerName, Held, unknown])[] = [
  ['a file that comes', 'inspectEvidence', asked, created(keys[0]!)],
  ['the file of a check', 'inspectEvidence', asked, created(storageKeys.checkFile('0'.repeat(26)))],
  ['the reminders of the hour', 'sendReminders', later(asked, '2018-12-20T04:00:00.000Z'), {}],
  [
    'the removal of applicants',
    'removeApplicants',
    later(await withAnsweredRequest(), '2030-01-01T04:00:00.000Z'),
    {},
  ],
  ['the removal of contacts', 'removeContacts', later(await withContacts(), '2030-01-01T04:00:00.000Z'), {}],
];

describe.each(events)('%s', (_, name, held, event) => {
  test('broken on at any call to the outside, and called again, comes to the same; called twice, it does nothing more', async () => {
    const calm = await called(name, held, event, null);
    expect(calm.failed).toBe(false);
    expect(stateOf(calm.after)).not.toBe(stateOf(held));
    for (const fault of faultsOf(calm.calls)) {
      const where = `${fault.kind} at ${fault.at}, ${String(calm.calls[fault.at - 1])}`;
      const first = await called(name, held, event, fault);
      const second = await called(name, first.after, event, null);
      expect(second.failed, where).toBe(false);
      expect(stateOf(second.after) === stateOf(calm.after), where).toBe(true);
    }
    const twice = await called(name, calm.after, event, null);
    expect(stateOf(twice.after)).toBe(stateOf(calm.after));
  }, 60_000);
});

test('the signing of heads, broken on at any call to the outside and called again, has signed every head', async () => {
  const signedIn = async (held: Held) =>
    (await heldWorld(held).store.all(collections.signedTo, { stream: 'installation' })).length;
  const calm = await called('signHeads', asked, {}, null);
  expect(calm.failed).toBe(false);
  for (const fault of faultsOf(calm.calls)) {
    const first = await called('signHeads', asked, {}, fault);
    const second = await called('signHeads', first.after, {}, null);
    expect(second.failed).toBe(false);
    expect(await signedIn(second.after)).toBe(await signedIn(calm.after));
  }
});

/** All pieces are inspected, each file by one entry of an unbroken chain. */
async function allInspectedOnce(held: Held): Promise<void> {
  const { store } = heldWorld(held);
  const pieces = await store.all(collections.evidence, in002);
  expect(pieces.map(({ value }) => value.status)).toEqual(['inspected', 'inspected']);
  const entries = await store.events(streams.unit('2018', '002'));
  expect(verifyChain(entries, sha256Hex)).toBeNull();
  expect(entries.filter(({ action }) => action === 'evidence.inspect')).toHaveLength(keys.length);
}

test('the sweep after files whose events never came, broken on at any call to the outside, leaves none for the next hour’s', async () => {
  const held = later(asked, '2018-06-16T04:00:00.000Z');
  const calm = await called('sweepEvidence', held, {}, null);
  await allInspectedOnce(calm.after);
  for (const fault of faultsOf(calm.calls)) {
    const first = await called('sweepEvidence', held, {}, fault);
    // A piece that was begun is left alone for some minutes.
    const hourAfter = later(first.after, '2018-06-16T05:00:00.000Z');
    await allInspectedOnce((await called('sweepEvidence', hourAfter, {}, null)).after);
  }
});

test('files that come in any order, some twice, leave the same pieces: all inspected, each by one entry of an unbroken chain', async () => {
  const times = fc.shuffledSubarray([...keys, ...keys], { minLength: 8, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(times, async (order) => {
      let held = asked;
      for (const key of order) held = (await called('inspectEvidence', held, created(key), null)).after;
      await allInspectedOnce(held);
    }),
    { numRuns: 30 },
  );
});
