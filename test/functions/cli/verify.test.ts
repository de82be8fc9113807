import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { storageKeys } from '../../../shared/contracts/storage-keys.ts';
import { auditEvent } from '../../../shared/domain/audit/audit-event.ts';
import { signedHeads } from '../../../shared/domain/audit/signed-heads.ts';
import { hashedText } from '../../../shared/domain/audit/verify-chain.ts';
import { toCanonicalJson } from '../../../shared/domain/scoring/canonical-json.ts';
import { integrityFiles } from '../../../shared/report/integrity-files.ts';
import { jsonAs } from '../../support/as-json.ts';
import { bundleScript } from '../../support/bundle-script.ts';
import { custodyOf, type Custody } from '../../support/custody.ts';
import { publishedYear, type FilledYear } from '../../support/published-year.ts';
import { signer, testSigner } from '../../support/signer.ts';

/** The program that is published beside a report, as a stranger runs it on a folder of their own. */

type Folder = Map<string, Uint8Array>;
const dirs: string[] = [];
let program: string;
let year: FilledYear;
let report: Folder;

beforeAll(async () => {
  program = await bundleScript('verify.mjs');
  year = await publishedYear(undefined, undefined, integrityFiles({ page: '// page', program }));
  const prefix = storageKeys.reportFile({ cycle: '2018', run: '0001', file: '' });
  report = new Map(
    [...year.machine.reports.held].flatMap(([key, body]): [string, Uint8Array][] =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), body]] : [],
    ),
  );
}, 60_000);
afterAll(() => dirs.forEach((dir) => rmSync(dir, { recursive: true })));

function saved(files: Folder): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'biaochi-verify-'));
  dirs.push(dir);
  for (const [name, body] of files) {
    const file = path.join(dir, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, body);
  }
  return dir;
}

/** Runs it with nothing around it: no packages, no settings. */
function run(dir: string, ...args: readonly string[]): Promise<Readonly<{ code: number; said: string }>> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(dir, 'verify.mjs'), ...args],
      { cwd: dir, env: {} },
      (error, out) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: out });
      },
    );
  });
}
const flipped = (bytes: Uint8Array = new Uint8Array()) => {
  const copy = Uint8Array.from(bytes);
  copy[copy.length >> 1] = (copy[copy.length >> 1] ?? 0) ^ 1;
  return copy;
};

describe('the program in a report’s folder', () => {
  test('depends on nothing but Node, and is short enough to read', () => {
    const imported = [...program.matchAll(/from "([^"]+)"/g)].map(([, name = '']) => name);
    expect(imported.every((name) => name.startsWith('node:'))).toBe(true);
    expect(program.split('\n').length).toBeLessThan(600);
  });

  test('passes a report as it was published, and the fingerprint that one knows', async () => {
    const dir = saved(report);
    const { code, said } = await run(dir);
    expect([code, said.includes('签名有效')]).toEqual([0, true]);
    expect(said).toContain((await signer.publicKey()).keyId);
    expect((await run(dir, '--key', (await signer.publicKey()).keyId)).code).toBe(0);
  });

  test.each(['index.html', 'units/002.html', 'scores.xlsx', 'inputs.json', 'manifest.sig'])(
    'names %s when one byte of it was changed',
    async (name) => {
      const dir = saved(new Map(report).set(name, flipped(report.get(name))));
      const { code, said } = await run(dir);
      expect([code, said.includes(`✗ ${name}`)]).toEqual([1, true]);
      expect(said.match(/^✗/gm)).toHaveLength(1);
    },
  );

  test('names what is missing and what was put in, and another key than the one that is known', async () => {
    const copy = new Map(report).set('units/999.html', flipped(new Uint8Array(3)));
    copy.delete('ranking.csv');
    const dir = saved(copy);
    const { code, said } = await run(dir, '--key', (await testSigner().publicKey()).keyId);
    expect(code).toBe(1);
    for (const name of ['ranking.csv', 'units/999.html', 'public-key.pem'])
      expect(said).toContain(`✗ ${name}`);
  });

  test('says how it is called when it is called wrongly', async () => {
    const dir = saved(report);
    for (const args of [['--key', 'abc'], ['a', 'b'], ['--help']])
      expect((await run(dir, ...args)).code).toBe(2);
  });
});

describe('the package of a year’s record', () => {
  // What was signed once is not signed again: the heads are kept with the year.
  let custody: Custody;
  beforeAll(() => {
    custody = custodyOf(year, program);
  });
  const make = () => custody.packed();
  const unpacked = async (): Promise<Folder> => new Map(Object.entries(unzipSync((await make()).archive)));

  test('holds report, record, decisions, evidence by hash, signed heads and audit chains, and checks itself', async () => {
    const { view, archive } = await make();
    const files = new Map(Object.entries(unzipSync(archive)));
    expect(view.state).toMatchObject({ status: 'ready', files: files.size, size: archive.byteLength });
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        'README.txt',
        'verify.mjs',
        'report/manifest.json',
        'report/inputs.json',
        'record/runs.json',
        'record/proof.json',
        'record/decisions/deductions.json',
        'evidence/002.json',
        'heads/0001.jsonl',
        'audit/office.json',
        'audit/runs.json',
        'audit/unit/002.json',
        'audit/body/civil-affairs.json',
      ]),
    );
    const dir = saved(files);
    const { code, said } = await run(dir);
    const [, entries, signed] = /(\d+) 条记录前后相连，其中 (\d+) 条与当时签名的链头一致/.exec(said) ?? [];
    expect([code, Number(entries) > 10, signed]).toEqual([0, true, entries]);
    expect((await run(dir, path.join(dir, 'report'))).code).toBe(0);
  });

  test('is the same for the same record, byte for byte', async () => {
    const [first, second] = [await custody.packed(), await custody.packed()];
    expect(Buffer.compare(first.archive, second.archive)).toBe(0);
  });

  test('names no member, and no file by its name', async () => {
    const { archive } = await make();
    const text = Object.entries(unzipSync(archive))
      .filter(([name]) => /^(record|evidence|audit)\//.test(name))
      .map(([, body]) => new TextDecoder().decode(body))
      .join('\n');
    expect(text).toContain('"signedBy"');
    expect(text).not.toMatch(/"(displayName|applicant|mobile)"/);
    const lists = Object.entries(unzipSync(archive)).filter(([name]) => name.startsWith('evidence/'));
    expect(lists.length).toBeGreaterThan(0);
    for (const [, body] of lists) expect(new TextDecoder().decode(body)).not.toContain('"name"');
  });

  /** Whoever holds the key can sign any manifest anew: what they cannot do is sign heads of the past. */
  async function sealedAnew(
    files: Folder,
    changed: Readonly<Record<string, Uint8Array | null>>,
  ): Promise<Folder> {
    const manifest = jsonAs(
      files.get('manifest.json'),
      z.looseObject({ files: z.array(z.looseObject({ path: z.string(), sha256: z.string() })) }),
    );
    for (const [name, body] of Object.entries(changed)) {
      if (body === null) files.delete(name);
      else files.set(name, body);
    }
    manifest.files = manifest.files
      .filter(({ path: name }) => files.has(name))
      .map((file) => ({ ...file, sha256: createHash('sha256').update(files.get(file.path)!).digest('hex') }));
    const sealed = new TextEncoder().encode(toCanonicalJson(manifest));
    files.set('manifest.json', sealed);
    return files.set('manifest.sig', Buffer.from((await signer.sign(sealed)).signature, 'base64'));
  }
  const chainShape = z.looseObject({ head: z.looseObject({}), events: z.array(auditEvent) });
  const chainIn = (files: Folder) => jsonAs(files.get('audit/unit/002.json'), chainShape);
  const bytesOf = (value: unknown) => new TextEncoder().encode(toCanonicalJson(value));

  test('shows an audit entry that was altered, also when the package was signed anew', async () => {
    const files = await unpacked();
    const chain = chainIn(files);
    chain.events[1] = { ...chain.events[1]!, details: { points: '20' } };
    const sealed = await sealedAnew(files, { 'audit/unit/002.json': bytesOf(chain) });
    const { code, said } = await run(saved(sealed));
    expect([code, said]).toEqual([1, expect.stringContaining('✗ audit/unit/002.json: 审计链在第 2 条断开')]);
  });

  test('shows a chain that was written anew, entry by entry with every hash: it is not what was signed', async () => {
    const files = await unpacked();
    const chain = chainIn(files);
    let previousHash = chain.events[0]!.previousHash;
    chain.events = chain.events.map((event, at) => {
      const of = { ...event, previousHash, ...(at === 1 ? { details: { points: '20' } } : {}) };
      previousHash = createHash('sha256').update(hashedText(of)).digest('hex');
      return { ...of, hash: previousHash };
    });
    const head = { ...chain.head, hash: previousHash };
    const sealed = await sealedAnew(files, { 'audit/unit/002.json': bytesOf({ ...chain, head }) });
    const { code, said } = await run(saved(sealed));
    expect([code, said]).toEqual([
      1,
      expect.stringContaining('✗ audit/unit/002.json: 第 2 条与当时签名的不一致'),
    ]);
  });

  test('misses a chain that was taken out, and entries that were cut off', async () => {
    const out = await sealedAnew(await unpacked(), { 'audit/unit/002.json': null });
    const missing = await run(saved(out));
    expect([missing.code, missing.said]).toEqual([
      1,
      expect.stringContaining('✗ audit/unit/002.json: 从第 1 条起缺失'),
    ]);
    const files = await unpacked();
    const chain = chainIn(files);
    const events = chain.events.slice(0, 1);
    const head = { ...chain.head, hash: events[0]!.hash };
    const cut = await run(
      saved(await sealedAnew(files, { 'audit/unit/002.json': bytesOf({ ...chain, head, events }) })),
    );
    expect([cut.code, cut.said]).toEqual([
      1,
      expect.stringContaining('✗ audit/unit/002.json: 从第 2 条起缺失'),
    ]);
  });

  test('does not vouch for chains of which nothing was ever signed: they may have been written anew', async () => {
    const files = await unpacked();
    const heads = [...files.keys()].filter((name) => name.startsWith('heads/'));
    const out = await sealedAnew(files, Object.fromEntries(heads.map((name) => [name, null])));
    const { code, said } = await run(saved(out));
    expect([code, said]).toEqual([1, expect.stringContaining('✗ heads/: 没有任何链头签名')]);
  });

  test('takes no heads that another key has signed', async () => {
    const files = await unpacked();
    const lines = new TextDecoder().decode(files.get('heads/0001.jsonl')).trim().split('\n');
    const set = signedHeads.parse(JSON.parse(lines[0]!));
    const { signature } = await testSigner().sign(new TextEncoder().encode(set.document));
    lines[0] = JSON.stringify({ ...set, signature });
    const forged = new TextEncoder().encode(`${lines.join('\n')}\n`);
    const { code, said } = await run(saved(await sealedAnew(files, { 'heads/0001.jsonl': forged })));
    expect([code, said]).toEqual([
      1,
      expect.stringContaining('✗ heads/0001.jsonl: 第 1 行的链头没有有效签名'),
    ]);
  });
});
