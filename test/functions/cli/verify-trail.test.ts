import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { genesisHash, hashedText, type AuditEvent } from '../../../shared/domain/audit/audit-event.ts';
import { verifyChain } from '../../../shared/domain/audit/verify-chain.ts';
import { noon } from '../../support/builders.ts';

const script = path.join(import.meta.dirname, '../../../functions/cli/verify-trail.mjs');
const dir = mkdtempSync(path.join(tmpdir(), 'trail-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keyFile = path.join(dir, 'key.pem');
writeFileSync(keyFile, publicKey.export({ type: 'spki', format: 'pem' }));

const stream = '2018/unit/002';

function chained(rows: readonly number[]): AuditEvent[] {
  const events: AuditEvent[] = [];
  for (const [index, row] of rows.entries()) {
    const event = {
      stream,
      sequence: index + 1,
      at: noon,
      actor: 'clerk-002',
      from: '192.0.2.1',
      action: 'register.add',
      subject: 'unit:002',
      details: { rows: row, first: null },
      changes: [{ record: 'register-row', key: `ROW#${row}`, before: null, after: '{"title":"通知"}' }],
      previousHash: events.at(-1)?.hash ?? genesisHash,
    };
    events.push({ ...event, hash: sha256(hashedText(event)) });
  }
  return events;
}

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
  filter: Readonly<Record<string, string>> = {},
) {
  const trail = path.join(dir, 'trail.jsonl');
  const heading = {
    format: 'biaochi-trail/1',
    cycle: '2018',
    madeAt: noon,
    filter: { of: 'cycle', ...filter },
  };
  writeFileSync(trail, [heading, ...events].map((each) => `${JSON.stringify(each)}\n`).join(''));
  const headsFile = path.join(dir, 'heads.jsonl');
  if (heads !== null) writeFileSync(headsFile, heads);
  const more = heads === null ? [] : ['--heads', headsFile, '--key', keyFile];
  const { status, stdout } = spawnSync(process.execPath, [script, trail, ...more], { encoding: 'utf8' });
  return { status, said: stdout };
}

const whole = chained([1, 2, 3, 4, 5]);
const heads = signedHeads(whole);
const edited = (at: number) =>
  whole.map((event) => (event.sequence === at ? { ...event, details: { rows: 99 } } : event));
const without = (at: number) => whole.filter((event) => event.sequence !== at);
const swapped = [whole[0], whole[2], whole[1], whole[3], whole[4]].flatMap((each) => each ?? []);
const inserted = [...whole.slice(0, 2), ...chained([1, 2, 9]).slice(2), ...whole.slice(2)];

describe('the script that anybody can run on an exported trail', () => {
  test('finds nothing wrong with a trail that is as it was', () => {
    expect(verify(whole, heads)).toEqual({ status: 0, said: '5 entries in 1 streams hold\n' });
  });

  test.each([
    ['an entry is edited', edited(3), 'entry 3 was edited'],
    ['the first is deleted', without(1), 'entry 2 stands where entry 1 belongs'],
    ['one in the middle is deleted', without(3), 'entry 4 stands where entry 3 belongs'],
    ['the last is deleted', without(5), 'entry 5 is missing'],
    ['one is inserted', inserted, 'entry 3 stands where entry 4 belongs'],
    ['two are swapped', swapped, 'entry 3 stands where entry 2 belongs'],
    ['the tail is cut', whole.slice(0, 2), 'entry 3 is missing'],
    ['the whole chain is hashed anew', chained([1, 2, 3, 99, 5]), 'entry 4 is not the one signed'],
  ])('names the exact entry when %s', (_, events, said) => {
    const answer = verify(events, heads);
    expect(answer.status).toBe(1);
    expect(answer.said).toContain(`${stream} ${said}`);
  });

  test('says that without signed heads a cut tail and a chain hashed anew cannot be seen, and does not see them', () => {
    for (const events of [whole.slice(0, 2), chained([1, 2, 3, 99, 5])]) {
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
      expect(verify([], heads, filter).status).toBe(status);
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
    const long = chained(Array.from({ length: 12_000 }, (_, index) => index));
    expect(verify(long, null)).toMatchObject({ status: 0 });
    const wrong = long.map((event) => (event.sequence === 11_111 ? { ...event, actor: '某人' } : event));
    expect(verify(wrong, null).said).toContain(`${stream} entry 11111 was edited`);
  });

  test('needs nothing but Node: it imports only what comes with it', () => {
    const source = readFileSync(script, 'utf8');
    const imports = [...source.matchAll(/from '([^']+)'/g)].map(([, from]) => from);
    expect(imports.every((from) => from?.startsWith('node:') === true)).toBe(true);
  });
});
