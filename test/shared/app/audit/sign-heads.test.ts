import { createHash, createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { exportAuditHeads } from '../../../../shared/app/audit/export-audit-heads.ts';
import { headScopes, signHeads } from '../../../../shared/app/audit/sign-heads.ts';
import { allHeads } from '../../../../shared/app/audit/all-heads.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import { headsDocument, signedHashes } from '../../../../shared/domain/audit/signed-heads.ts';
import { noon, sampleMember } from '../../../support/builders.ts';
import { memoryHeads } from '../../../support/signed-heads.ts';
import { signer } from '../../../support/signer.ts';
import { asked, audit, memoryFiles, people, sampleWorld, type World } from '../world.ts';

const now = () => new Date('2026-01-02T03:04:05.678Z');
const change = (world: World, stream: string) =>
  world.store.commit({ stream, writes: [], audit: audit('register.add') });

async function signing() {
  const world = await sampleWorld();
  const heads = memoryHeads();
  const deps = { ...world, signer, heads };
  return { world, heads, deps, sign: () => signHeads(deps)(['2018'], now) };
}
const documents = (heads: ReturnType<typeof memoryHeads>) =>
  heads.of('2018').map(({ document }) => headsDocument.parse(JSON.parse(document)));

/** Every stream's hashes, as they lie in the store. */
async function hashesOf(world: World): Promise<Record<string, string[]>> {
  const all = await allHeads(world.store, '2018');
  const entries = await Promise.all(
    all.map(async ({ stream }): Promise<[string, string[]]> => [
      stream,
      (await world.store.events(stream)).map(({ hash }) => hash),
    ]),
  );
  return Object.fromEntries<string[]>(entries);
}

describe('signing the audit chains', () => {
  test('the first set has all entries, the next only what came since, and none is made when nothing came', async () => {
    const { world, heads, sign } = await signing();
    const unit = streams.unit('2018', '002');
    await change(world, unit);
    const first = await sign();
    expect(first.sets).toBe(1);
    expect(first.entries).toBeGreaterThan(1);
    await change(world, unit);
    expect(await sign()).toEqual({ sets: 1, entries: 1 });
    expect(documents(heads)[1]?.heads).toEqual([
      { stream: unit, from: 2, hashes: [(await world.store.events(unit))[1]?.hash] },
    ]);
    expect(await sign()).toEqual({ sets: 0, entries: 0 });
    const { streams: signed, clash } = signedHashes(documents(heads));
    expect(clash).toBeNull();
    expect(Object.fromEntries(signed)).toEqual(await hashesOf(world));
  });

  test('a set is signed by the installation’s key, which anybody can check with the public one', async () => {
    const { heads, sign } = await signing();
    await sign();
    const [set] = heads.of('2018');
    const signature = Buffer.from(set?.signature ?? '', 'base64');
    const key = Buffer.from((await signer.publicKey()).spki, 'base64');
    const publicKey = createPublicKey({ key, format: 'der', type: 'spki' });
    expect(verify('sha256', Buffer.from(set?.document ?? ''), publicKey, signature)).toBe(true);
    expect(set?.key).toBe(createHash('sha256').update(key).digest('hex'));
  });

  test.each(['sign', 'add', 'put'] as const)(
    'stopped at every %s and begun again, it may sign twice and never leaves an entry out',
    async (stops) => {
      const { world, heads, deps } = await signing();
      let left = 0;
      const stopping =
        <Args extends unknown[], Answer>(work: (...args: Args) => Promise<Answer>) =>
        (...args: Args) => {
          left -= 1;
          return left < 0 ? Promise.reject(new Error('stopped')) : work(...args);
        };
      const flaky = {
        signer: stops === 'sign' ? { ...signer, sign: stopping(signer.sign) } : signer,
        heads: stops === 'add' ? { ...heads, add: stopping(heads.add) } : heads,
        store: stops === 'put' ? { ...deps.store, put: stopping(deps.store.put) } : deps.store,
      };
      for (let round = 0; round < 6; round += 1) {
        left = round % 3;
        await change(world, streams.unit('2018', round % 2 === 0 ? '002' : '015'));
        await signHeads(flaky)(['2018'], now).catch(() => undefined);
      }
      await signHeads(deps)(['2018'], now);
      const { streams: signed, clash } = signedHashes(documents(heads));
      expect(clash).toBeNull();
      expect(Object.fromEntries(signed)).toEqual(await hashesOf(world));
    },
  );

  test('two that sign at once sign the same, and nothing is left out', async () => {
    const { world, heads, sign } = await signing();
    await Promise.all([sign(), sign()]);
    await change(world, streams.unit('2018', '002'));
    await Promise.all([sign(), sign()]);
    expect(Object.fromEntries(signedHashes(documents(heads)).streams)).toEqual(await hashesOf(world));
  });

  test('long trails among short ones are signed in sets of at most 10,000 hashes, a stream once in a set', async () => {
    const { world, heads, sign } = await signing();
    const units = Array.from({ length: 70 }, (_, place) => String(place + 101));
    for (const unit of units) await change(world, streams.unit('2018', unit));
    for (const [unit, times] of [
      ['110', 10_050],
      ['120', 10_000],
      ['169', 1_500],
    ] as const)
      for (let count = 0; count < times; count += 1) await change(world, streams.unit('2018', unit));
    await sign();
    const sets = documents(heads).map((set) => set.heads);
    const sizes = sets.map((set) => set.reduce((sum, { hashes }) => sum + hashes.length, 0));
    expect(sizes.slice(0, -1)).toEqual([10_000, 10_000]);
    expect(sizes.at(-1)).toBeLessThan(10_000);
    for (const set of sets) expect(new Set(set.map(({ stream }) => stream)).size).toBe(set.length);
    expect(Object.fromEntries(signedHashes(documents(heads)).streams)).toEqual(await hashesOf(world));
    expect(await sign()).toEqual({ sets: 0, entries: 0 });
  }, 60_000);

  test('it looks at the installation and at every year from before the first evaluation to the next', () => {
    expect(headScopes(new Date(noon))).toEqual(['installation', '2015', '2016', '2017', '2018', '2019']);
  });
});

describe('what two sets say of one entry', () => {
  const set = (from: number, ...digits: string[]) => ({
    format: 'biaochi-heads/1' as const,
    at: noon,
    heads: [{ stream: '2018/office', from, hashes: digits.map((digit) => digit.repeat(64)) }],
  });

  test('may be the same, in whatever order they are found', () => {
    expect(signedHashes([set(2, 'b', 'c'), set(1, 'a', 'b')]).clash).toBeNull();
  });

  test('is named when it differs: the trail was written anew and signed again', () => {
    expect(signedHashes([set(1, 'a', 'b'), set(1, 'a', 'c', 'd')]).clash).toEqual({
      stream: '2018/office',
      sequence: 2,
    });
  });

  test('is named when it is in none: a set was taken away', () => {
    expect(signedHashes([set(1, 'a'), set(3, 'c')]).clash).toEqual({ stream: '2018/office', sequence: 2 });
  });
});

describe('taking the signed heads out', () => {
  async function exporting(of: 'cycle' | 'installation', member = people.admin) {
    const { world, deps, sign } = await signing();
    await sign();
    const imports = memoryFiles();
    const links = {
      upload: () => Promise.reject(new Error('nothing is uploaded')),
      download: async (key: string) => ({ url: key, expiresAt: noon }),
    };
    const call = { ...asked(member, { cycle: '2018' }, undefined), query: { of } };
    const answer = await exportAuditHeads({ ...deps, imports, links })(call);
    return {
      answer,
      text: imports.text(answer.heads.url),
      changes: await world.store.events('2018/audit-exports'),
    };
  }

  test('gives every set as it was signed, and the key', async () => {
    const { answer, text } = await exporting('cycle');
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    const der = createPublicKey(answer.publicKey.pem).export({ type: 'spki', format: 'der' });
    expect(der.toString('base64')).toBe((await signer.publicKey()).spki);
    expect(answer.publicKey.keyId).toBe((await signer.publicKey()).keyId);
  });

  test('gives what belongs to no year apart', async () => {
    expect((await exporting('installation')).text).toBe('');
  });

  test('keeps what belongs to no year from who audits some years', async () => {
    const narrow = sampleMember('auditor-1', [
      { role: 'auditor', until: '2099-12-31', cycles: ['2018'], units: [] },
    ]);
    await expect(exporting('installation', narrow)).rejects.toMatchObject({ code: 'outside-audit' });
  });
});
