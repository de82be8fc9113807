import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { hashedText, type AuditEvent } from '../../../shared/domain/audit/audit-event.ts';
import { verifyChain } from '../../../shared/domain/audit/verify-chain.ts';
import { sampleChain, tampers } from '../../support/audit-tampers.ts';
import { noon } from '../../support/builders.ts';

const script = path.join(import.meta.dirname, '../../../functions/cli/verify-trail.mjs');
const dir = mkdtempSync(path.join(tmpdir(), 'trail-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keyFile = path.join(dir, 'key.pem');
writeFileSync(keyFile, publicKey.export({ type: 'spki', format: 'pem' }));

const stream = '2018/unit/002';

/** Two sets, as they were signed while the trail grew: the first three entries, then the other two. */
function signedHeads(events: readonly AuditEvent[]): string {
  const set = (from: number, to: number) => {
    const hashes = events.slice(from - 1, to).map((event) => event.hash);
    const document = JSON.stringify({
      format: 'biaochi-heads/1',
      at: noon,
      heads: [{ stream, from, hashes }],
    });
    return JSON.stringify({
      document,
      signature: sign('sha256', Buffer.from(document), privateKey).toString('base64'),
    });
  };
  return `${set(1, 3)}\n${set(4, 5)}\n`;
}

function verify(
  events: readonly AuditEvent[],
  heads: string | null,
  { filter = {}, after = '' }: Readonly<{ filter?: Readonly<Record<string, string>>; after?: string }> = {},
) {
  const trail = path.join(dir, 'trail.jsonl');
  const heading = {
    format: 'biaochi-trail/2',
    cycle: '2018',
    madeAt: noon,
    filter: { of: 'cycle', ...filter },
  };
  const lines = events.map((event) => `["${event.hash}",${hashedText(event)}]\n`);
  writeFileSync(trail, `${JSON.stringify(heading)}\n${lines.join('')}${after}`);
  const headsFile = path.join(dir, 'heads.jsonl');
  if (heads !== null) writeFileSync(headsFile, heads);
  const more = heads === null ? [] : ['--heads', headsFile, '--key', keyFile];
  const { status, stdout } = spawnSync(process.execPath, [script, trail, ...more], { encoding: 'utf8' });
  return { status, said: stdout };
}

const whole = sampleChain(5);
const heads = signedHeads(whole);
const cutAndAnew = ['the tail is cut', 'the whole chain is hashed anew'].map(
  (name) => tampers[name]!(whole, 3).events,
);

describe('the script that anybody can run on an exported trail', () => {
  test('finds nothing wrong with a trail that is as it was', () => {
    expect(verify(whole, heads)).toEqual({ status: 0, said: '5 entries in 1 streams hold\n' });
  });

  test.each(Object.entries(tampers))('names the exact entry when %s, whichever it is', (_, tamper) => {
    for (const at of [1, 3, 5]) {
      const { events, names } = tamper(whole, at);
      const answer = verify(events, heads);
      expect([at, answer.status]).toEqual([at, 1]);
      // What stands in the place of another is named, and the place.
      expect(answer.said).toMatch(
        new RegExp(`^NOT AS IT WAS: ${stream} entry (${names} |\\d stands where entry ${names} )`),
      );
    }
  });

  test('says that without signed heads a cut tail and a chain hashed anew cannot be seen, and does not see them', () => {
    for (const events of cutAndAnew) {
      const answer = verify(events, null);
      expect(answer.status).toBe(0);
      expect(answer.said).toContain('cannot be seen');
      expect(verifyChain(events, sha256)).toBeNull();
    }
  });

  test.each([
    [{ unit: '002' }, 1],
    [{ unit: '015' }, 0],
    [{ area: 'unit' }, 1],
    [{ area: 'office' }, 0],
    [{ body: '002' }, 0],
  ])(
    'looks for what was signed of the streams that a trail filtered by %j has, and for no others',
    (filter, status) => {
      expect(verify([], heads, { filter }).status).toBe(status);
    },
  );

  test('takes no heads that somebody else has signed', () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const forged = heads.replace(/"signature":"[^"]+"/, () => {
      return `"signature":"${sign('sha256', Buffer.from('x'), other.privateKey).toString('base64')}"`;
    });
    const answer = verify(whole, forged);
    expect(answer.status).toBe(1);
    expect(answer.said).toContain('is not signed by this key');
  });

  test('reads a trail that is longer than one piece of its file, Chinese text and all', () => {
    const long = sampleChain(12_000);
    expect(verify(long, null)).toMatchObject({ status: 0 });
    const wrong = long.map((event) => (event.sequence === 11_111 ? { ...event, actor: '某人' } : event));
    expect(verify(wrong, null).said).toContain(`${stream} entry 11111 was edited`);
  });

  test('names the line that is no entry at all, and the entry that two sets of heads do not agree on', () => {
    expect(verify(whole, heads, { after: 'null\n' }).said).toContain('line 7 is no entry');
    const anew = signedHeads(tampers['the whole chain is hashed anew']!(whole, 4).events);
    expect(verify(whole, `${heads}${anew}`).said).toContain(`${stream} entry 4 is not the same in two sets`);
    const [first = '', later = ''] = heads.split('\n');
    expect(verify(whole, `${later}\n`).said).toContain(`${stream} entry 1 is in no set of heads`);
    expect(verify(whole, `${later}\n${first}\n`).status).toBe(0);
  });

  test('needs nothing but Node: it imports only what comes with it', () => {
    const source = readFileSync(script, 'utf8');
    const imports = [...source.matchAll(/from '([^']+)'/g)].map(([, from]) => from);
    expect(imports.every((from) => from?.startsWith('node:') === true)).toBe(true);
  });
});
