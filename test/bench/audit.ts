import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, hash, sign } from 'node:crypto';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod/mini';
import { hashedText, type AuditEvent } from '../../shared/domain/audit/audit-event.ts';
import { headsText } from '../../shared/domain/audit/signed-heads.ts';
import { checkChain } from '../../shared/domain/audit/verify-chain.ts';
import { tell } from './figure.ts';
import { noon } from '../support/builders.ts';

/**
 * `npm run bench:audit`: an exported trail of a million entries, in 100 streams, and its signed heads, are checked by the script that
 * outsiders run; once as it is, and once with the last entry edited, which has to be named. Beside it, what cannot be saved (reading and
 * hashing the same bytes), and what a check costs that parses each entry and writes it anew. Takes about a minute and 1 GB in the folder
 * for temporary files.
 */
const streams = 100;
const entriesOfEach = 10_000;
const script = path.join(import.meta.dirname, '../../functions/cli/verify-trail.mjs');
const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-bench-audit-'));
const file = (name: string) => path.join(folder, name);
/** Taken for an entry as it is: what is timed is the chain. */
const asEvent = z.custom<AuditEvent>();
const genesis = '0'.repeat(64);
const sha256 = (text: string | Uint8Array) => hash('sha256', text, 'hex');

function entryOf(stream: string, sequence: number, previousHash: string): AuditEvent {
  const event = {
    stream,
    sequence,
    at: noon,
    actor: 'clerk-002',
    from: '192.0.2.1',
    action: 'register.add',
    subject: 'unit:002',
    details: { rows: sequence },
    changes: [
      {
        record: 'register-row',
        key: `ROW#${sequence}`,
        before: null,
        after: JSON.stringify({
          title: '关于公布行政许可事项目录的通知',
          column: '政策文件',
          status: 'current',
          day: '2018-06-01',
        }),
      },
    ],
    previousHash,
  };
  return { ...event, hash: sha256(hashedText(event)) };
}

/** Writes the trail and its heads. @returns the last line */
function writeFiles(): string {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
  writeFileSync(file('key.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
  const trail = openSync(file('trail.jsonl'), 'w');
  const heads = openSync(file('heads.jsonl'), 'w');
  writeSync(
    trail,
    `${JSON.stringify({ format: 'biaochi-trail/2', cycle: '2018', filter: { of: 'cycle' } })}\n`,
  );
  let last = '';
  for (let place = 1; place <= streams; place += 1) {
    const stream = `2018/unit/${String(place).padStart(3, '0')}`;
    const hashes: string[] = [];
    let lines = '';
    for (let sequence = 1; sequence <= entriesOfEach; sequence += 1) {
      const { hash: own, ...said } = entryOf(stream, sequence, hashes.at(-1) ?? genesis);
      hashes.push(own);
      last = `["${own}",${hashedText(said)}]\n`;
      lines += last;
    }
    writeSync(trail, lines);
    const document = headsText(noon, [{ stream, from: 1, hashes }]);
    const signature = sign('sha256', Buffer.from(document), privateKey).toString('base64');
    writeSync(heads, `${JSON.stringify({ document, signature })}\n`);
  }
  closeSync(trail);
  closeSync(heads);
  return last;
}

function check(trail: string): Readonly<{ seconds: number; said: string }> {
  const started = performance.now();
  const args = [script, file(trail), '--heads', file('heads.jsonl'), '--key', file('key.pem')];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { seconds: (performance.now() - started) / 1000, said: stdout.trim() };
}

function seconds(work: () => unknown): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}

const say = (what: string, of: number, least: number) => {
  console.log(`${what.padEnd(58)} ${of.toFixed(2).padStart(7)} s  ${(of / least).toFixed(1).padStart(5)} ×`);
  if (of === least) return;
  const beside = { what: 'reading and hashing the file', value: least };
  tell({ figure: what, value: of, unit: 's', better: 'less', beside });
};

try {
  const last = writeFiles();
  const whole = Array.from({ length: 3 }, () => check('trail.jsonl'));
  const wanted = `${streams * entriesOfEach} entries in ${streams} streams hold`;
  for (const { said } of whole) if (said !== wanted) throw new Error(said);

  const bytes = statSync(file('trail.jsonl')).size;
  const edited = readFileSync(file('trail.jsonl'));
  edited.write('clerk-003', bytes - Buffer.byteLength(last) + last.indexOf('clerk-002'), 'latin1');
  writeFileSync(file('edited.jsonl'), edited);
  const { said } = check('edited.jsonl');
  if (!said.includes(`2018/unit/${streams} entry ${entriesOfEach} was edited`)) throw new Error(said);
  console.log(said);

  const least = seconds(() =>
    createHash('sha256')
      .update(readFileSync(file('trail.jsonl')))
      .digest(),
  );
  // The way that parses each entry and writes it anew, on a tenth.
  const events = Array.from({ length: 10 }, (_, place) => {
    const chain: AuditEvent[] = [];
    for (let sequence = 1; sequence <= entriesOfEach; sequence += 1)
      chain.push(entryOf(`2018/unit/${place}`, sequence, chain.at(-1)?.hash ?? genesis));
    return chain.map((event) => JSON.stringify(event));
  });
  const anew =
    10 *
    seconds(() => {
      for (const chain of events) {
        const checking = checkChain(sha256);
        for (const line of chain) {
          const event = asEvent.parse(JSON.parse(line));
          if (checking.next(event) !== null) throw new Error('the chain does not hold');
        }
      }
    });
  console.log(`${wanted}: ${(bytes / 2 ** 20).toFixed(0)} MiB`);
  say('read the file and hash it as one', least, least);
  say(
    'verify-trail.mjs with signed heads, best of three',
    Math.min(...whole.map((each) => each.seconds)),
    least,
  );
  say(
    'verify-trail.mjs with signed heads, worst of three',
    Math.max(...whole.map((each) => each.seconds)),
    least,
  );
  say('parse and write anew each entry, chain alone (of a tenth)', anew, least);
} finally {
  rmSync(folder, { recursive: true });
}
