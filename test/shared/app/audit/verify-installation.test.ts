import { createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signHeads } from '../../../../shared/app/audit/sign-heads.ts';
import { verifyInstallation } from '../../../../shared/app/audit/verify-installation.ts';
import type { AuditEvent } from '../../../../shared/domain/audit/audit-event.ts';
import { headsText } from '../../../../shared/domain/audit/signed-heads.ts';
import type { StreamEnd, TrailReader } from '../../../../shared/ports/trail-reader.ts';
import { sampleChain, tampers } from '../../../support/audit-tampers.ts';
import { noon } from '../../../support/builders.ts';
import { memoryHeads } from '../../../support/signed-heads.ts';
import { signer, testSigner } from '../../../support/signer.ts';

const stream = '2018/unit/002';
const other = '2018/office';
const { spki } = await signer.publicKey();
const key = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
const verifies = (document: string, signature: string) =>
  verify('sha256', Buffer.from(document), key, Buffer.from(signature, 'base64'));

type Lies = Readonly<Record<string, Readonly<{ entries: readonly unknown[]; end: AuditEvent | null }>>>;

/** A trail that lies there as the test says. */
function trailOf(lies: Lies): TrailReader {
  const endOf = (name: string): StreamEnd | null => {
    const end = lies[name]?.end ?? null;
    return end === null ? null : { stream: name, end: { sequence: end.sequence, hash: end.hash } };
  };
  return {
    ends: async (scope) =>
      Object.keys(lies).flatMap((name) => (name.startsWith(scope) ? (endOf(name) ?? []) : [])),
    endOf: async (name) => endOf(name),
    entries: async function* (name) {
      yield* lies[name]?.entries ?? [];
    },
  };
}

/** Heads signed while the streams grew: the first two entries, then the others up to where `to` says. */
async function signedUpTo(
  chains: Readonly<Record<string, readonly AuditEvent[]>>,
  to: number,
  by = signer,
): Promise<ReturnType<typeof memoryHeads>> {
  const heads = memoryHeads();
  for (const [from, until] of [
    [1, 2],
    [3, to],
  ] as const) {
    const parts = Object.entries(chains).flatMap(([name, events]) => {
      const hashes = events.slice(from - 1, until).map(({ hash }) => hash);
      return hashes.length === 0 ? [] : [{ stream: name, from, hashes }];
    });
    const document = headsText(noon, parts);
    const { signature, keyId } = await by.sign(new TextEncoder().encode(document));
    await heads.add('2018', { document, signature, key: keyId });
  }
  return heads;
}

const checked = (trail: TrailReader, heads: Awaited<ReturnType<typeof signedUpTo>>) =>
  verifyInstallation({ trail, heads, verifies })(['installation', '2018']);

const chain = sampleChain(6);
const office = sampleChain(3, other);
const whole: Lies = {
  [stream]: { entries: chain, end: chain[5]! },
  [other]: { entries: office, end: office[2]! },
};
const heads = await signedUpTo({ [stream]: chain, [other]: office }, 5);

describe('the chains of an installation', () => {
  test('hold where nothing was touched, and it is counted how much of them is signed', async () => {
    expect(await checked(trailOf(whole), heads)).toEqual({ streams: 2, entries: 9, signed: 8, faults: [] });
  });

  test.each(Object.entries(tampers))(
    'name the stream and the exact entry when %s, also by somebody who mends the record of the end',
    async (_, tamper) => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 3, max: 20 }),
          fc.nat(),
          fc.boolean(),
          async (length, seed, mends) => {
            const before = sampleChain(length);
            const { events, names } = tamper(before, 1 + (seed % length));
            const end = mends ? (events.at(-1) ?? null) : before.at(-1)!;
            const found = await checked(
              trailOf({ ...whole, [stream]: { entries: events, end } }),
              await signedUpTo({ [stream]: before, [other]: office }, length),
            );
            expect(found.faults.map(({ sequence, stream: of }) => [of, sequence])).toEqual([[stream, names]]);
          },
        ),
        { numRuns: 30 },
      );
    },
  );

  test('that are not signed yet are held to the record of where they end', async () => {
    const none = memoryHeads();
    const faultsOf = async (entries: readonly unknown[], end: AuditEvent | null) =>
      (await checked(trailOf({ [stream]: { entries, end } }), none)).faults;
    expect(await faultsOf(chain, chain[5]!)).toEqual([]);
    expect(await faultsOf(chain.slice(0, 4), chain[5]!)).toEqual([{ stream, sequence: 5, fault: 'cut-off' }]);
    expect(await faultsOf(chain, chain[3]!)).toEqual([{ stream, sequence: 5, fault: 'end-differs' }]);
    expect(await faultsOf(chain, { ...chain[5]!, hash: 'f'.repeat(64) })).toEqual([
      { stream, sequence: 6, fault: 'end-differs' },
    ]);
  });

  test('may grow while they are checked: what comes in meanwhile is no fault', async () => {
    const still = trailOf(whole);
    const grown = sampleChain(8);
    const growing: TrailReader = {
      ...still,
      entries: async function* (name) {
        yield* name === stream ? grown : office;
      },
      endOf: async (name) =>
        name === stream ? { stream, end: { sequence: 8, hash: grown[7]!.hash } } : still.endOf(name),
    };
    expect((await checked(growing, heads)).faults).toEqual([]);
  });

  test('name what is no entry, what belongs to another stream, and a stream of which nothing is left', async () => {
    const broken = [...chain.slice(0, 2), { ...chain[2], at: undefined }, ...chain.slice(3)];
    const foreign = [...chain.slice(0, 5), { ...chain[5]!, stream: other }];
    for (const [entries, sequence] of [
      [broken, 3],
      [foreign, 6],
    ] as const)
      expect(
        (await checked(trailOf({ ...whole, [stream]: { entries, end: chain[5]! } }), heads)).faults,
      ).toEqual([{ stream, sequence, fault: 'unreadable' }]);
    expect((await checked(trailOf({ [stream]: whole[stream]! }), heads)).faults).toEqual([
      { stream: other, sequence: 1, fault: 'cut-off' },
    ]);
  });

  test('are held to no heads that somebody else has signed, and heads that disagree are named', async () => {
    const forged = await signedUpTo({ [stream]: chain }, 5, testSigner());
    const faults = (await checked(trailOf(whole), forged)).faults;
    expect(faults).toEqual(
      [0, 0].map((sequence) => ({ stream: '2018', sequence, fault: 'heads-not-signed' })),
    );
    const anew = tampers['the whole chain is hashed anew']!(chain, 4).events;
    const both = await signedUpTo({ [stream]: chain }, 5);
    for (const set of (await signedUpTo({ [stream]: anew }, 5)).of('2018')) await both.add('2018', set);
    expect((await checked(trailOf(whole), both)).faults).toEqual([
      { stream, sequence: 4, fault: 'heads-clash' },
    ]);
  });
});

test('what the product signs is what is checked', async () => {
  const { sampleWorld, audit } = await import('../world.ts');
  const world = await sampleWorld();
  for (let count = 0; count < 3; count += 1)
    await world.store.commit({ stream, writes: [], audit: audit('register.add') });
  const kept = memoryHeads();
  await signHeads({ store: world.store, signer, heads: kept })(['2018'], () => new Date(noon));
  const events = await world.store.events(stream);
  const found = await checked(trailOf({ [stream]: { entries: events, end: events.at(-1)! } }), kept);
  expect(found.faults.filter((fault) => fault.stream === stream)).toEqual([]);
  expect(found.signed).toBe(events.length);
});
