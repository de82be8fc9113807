import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { storageKeys } from '../../../shared/contracts/storage-keys.ts';
import { readManifest } from '../../../shared/domain/integrity/manifest.ts';
import { toCanonicalJson } from '../../../shared/domain/scoring/canonical-json.ts';
import { checkFiles, derOf } from '../../../shared/verify/check-files.ts';
import { faultWords } from '../../../shared/verify/fault-words.ts';
import { jsonAs } from '../../support/as-json.ts';
import { toolsOver } from '../../support/local-tools.ts';
import { publishedYear } from '../../support/published-year.ts';
import { signer, testIntegrityFiles, testSigner } from '../../support/signer.ts';

/** A published report as a reader has it: every way of tampering with it is found, and the file is named. */

type Folder = Map<string, Uint8Array>;
let folder: Folder;
beforeAll(async () => {
  const { machine } = await publishedYear();
  const prefix = storageKeys.reportFile({ cycle: '2018', run: '0001', file: '' });
  folder = new Map(
    [...machine.reports.held].flatMap(([key, body]): [string, Uint8Array][] =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), body]] : [],
    ),
  );
}, 60_000);

const utf8 = new TextEncoder();
const check = (of: Folder, key: string | null = null) => checkFiles(toolsOver(of), key);
const found = async (of: Folder, key: string | null = null) =>
  (await check(of, key)).faults.map(({ kind, path }) => `${kind} ${path}`);
function changed(change: (copy: Folder) => void): Folder {
  const copy = new Map(folder);
  change(copy);
  return copy;
}
function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

test('a report as it was published passes, and the key is the one that signed it', async () => {
  const { faults, manifest, keyId } = await check(folder);
  expect(faults).toEqual([]);
  expect(keyId).toBe((await signer.publicKey()).keyId);
  expect(manifest).toMatchObject({ kind: 'year-end', cycle: '2018', revision: 1, supersedes: null });
  const paths = manifest?.files.map(({ path }) => path) ?? [];
  expect(paths).toEqual(
    expect.arrayContaining(['index.html', 'inputs.json', 'verify.mjs', 'public-key.pem']),
  );
  expect([...folder.keys()].filter((path) => !paths.includes(path)).sort()).toEqual([
    'manifest.json',
    'manifest.sig',
  ]);
  expect(paths).toEqual([...paths].sort());
});

test('every file that is changed by one byte is found and named', async () => {
  for (const [path, bytes] of folder) {
    const faults = await found(changed((copy) => copy.set(path, flipped(bytes, bytes.length >> 1))));
    expect(faults.length, path).toBeGreaterThan(0);
    const names = path === 'manifest.json' ? /manifest/ : new RegExp(path);
    expect(faults.join(), path).toMatch(names);
    if (!/^(manifest\.|public-key)/.test(path)) expect(faults).toEqual([`altered ${path}`]);
  }
});

test('any byte of any file counts: none can be changed unseen', async () => {
  const paths = [...folder.keys()];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), fc.nat(), async (path, place) => {
      const bytes = folder.get(path) ?? new Uint8Array();
      const faults = await found(changed((copy) => copy.set(path, flipped(bytes, place % bytes.length))));
      expect(faults).not.toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('every file that is taken away is found and named', async () => {
  for (const path of folder.keys()) {
    const faults = await found(changed((copy) => copy.delete(path)));
    expect(faults.join(), path).toContain(path);
  }
});

test('a file that is put in is named', async () => {
  expect(await found(changed((copy) => copy.set('units/099.html', utf8.encode('x'))))).toEqual([
    'added units/099.html',
  ]);
});

describe('a manifest that somebody edits', () => {
  const edited = (edit: (manifest: Record<string, unknown>) => void) =>
    changed((copy) => {
      const manifest = jsonAs(copy.get('manifest.json'), z.record(z.string(), z.unknown()));
      edit(manifest);
      copy.set('manifest.json', utf8.encode(toCanonicalJson(manifest)));
    });

  test('so that it fits the file they altered, no longer fits its signature', async () => {
    const of = edited((manifest) => (manifest['revision'] = 2));
    expect(await found(of)).toEqual(['signature-wrong manifest.sig']);
  });

  test('and that names files outside its folder is no manifest', async () => {
    for (const path of ['../secret.json', '/etc/passwd.x', 'a/../../b.html', 'C:\\x.html']) {
      const of = edited((manifest) => (manifest['files'] = [{ path, size: 1, sha256: '0'.repeat(64) }]));
      expect(await found(of), path).toEqual(['manifest-malformed manifest.json']);
    }
  });

  test('and that says of the inputs what it does not say of their file contradicts itself', async () => {
    const of = edited((manifest) => (manifest['inputsSha256'] = '0'.repeat(64)));
    expect(await found(of)).toContain('facts-differ inputs.json');
  });
});

test('the signature of something else is found', async () => {
  const { signature } = await signer.sign(utf8.encode('something else'));
  const of = changed((copy) => copy.set('manifest.sig', Buffer.from(signature, 'base64')));
  expect(await found(of)).toEqual(['signature-wrong manifest.sig']);
});

test('a report that somebody signs with a key of their own passes only with who knows no better', async () => {
  const stranger = testSigner();
  const known = await signer.publicKey();
  const publicKey = await stranger.publicKey();
  const of = changed((copy) => {
    const manifest = jsonAs(
      copy.get('manifest.json'),
      z.looseObject({ signed: z.looseObject({ keyId: z.string() }) }),
    );
    const [pem] = testIntegrityFiles({
      title: 'x',
      cycle: '2018',
      revision: 1,
      demonstration: true,
      publicKey,
    });
    const body = utf8.encode(String(pem?.body));
    copy.set('public-key.pem', body);
    manifest.signed.keyId = publicKey.keyId;
    copy.set('manifest.json', utf8.encode(toCanonicalJson(manifest)));
  });
  const { signature } = await stranger.sign(of.get('manifest.json') ?? new Uint8Array());
  of.set('manifest.sig', Buffer.from(signature, 'base64'));
  expect(await found(of)).toEqual(['altered public-key.pem']);
  expect(await found(of, known.keyId)).toEqual(['other-key public-key.pem', 'altered public-key.pem']);
  expect(await found(folder, known.keyId)).toEqual([]);
});

test('every fault is said in both languages and names its file', async () => {
  const kinds = new Set<string>();
  const folders = [
    new Map<string, Uint8Array>(),
    changed((copy) => copy.set('manifest.json', utf8.encode('{}'))),
    changed((copy) => ['manifest.sig', 'index.html'].forEach((path) => copy.delete(path))),
    changed((copy) => copy.delete('public-key.pem')),
    changed((copy) => copy.set('method.html', utf8.encode('x')).set('more.html', utf8.encode('x'))),
  ];
  for (const of of folders) {
    for (const fault of (await check(of, '0'.repeat(64))).faults) {
      kinds.add(fault.kind);
      const { zh, en } = faultWords(fault);
      if (fault.kind !== 'other-key')
        expect(
          [zh, en].every((text) => text.includes(fault.path)),
          zh,
        ).toBe(true);
    }
  }
  expect([...kinds].sort()).toEqual([
    'added',
    'altered',
    'manifest-malformed',
    'missing',
    'no-key',
    'no-manifest',
    'no-signature',
    'other-key',
  ]);
});

test('what is no manifest and no key is said to be none, whatever it holds', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, text) => {
      expect(readManifest(JSON.stringify(value))).toBeNull();
      expect(readManifest(text)).toBeNull();
      expect(derOf(utf8.encode(text))).toBeNull();
    }),
  );
});
