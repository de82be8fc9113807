import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Manifest } from '../../shared/domain/integrity/manifest.ts';
import { checkChains, type CheckedChains } from '../../shared/verify/check-chains.ts';
import { checkFiles, type CheckTools } from '../../shared/verify/check-files.ts';
import { faultWords } from '../../shared/verify/fault-words.ts';

/*
 * Checks a published report, or a package of a year's record, against its signed manifest. It needs Node 18 or later and
 * nothing else; published as verify.mjs beside what it checks.
 *
 *   node verify.mjs                                    the folder that it lies in
 *   node verify.mjs <folder>                           another folder
 *   node verify.mjs https://…/reports/2018/            what stands at an address
 *   node verify.mjs … --key <SHA-256 of the public key, from elsewhere>
 *
 * Ends with 0 when all is as it was signed, with 1 when something is not, with 2 when it was called wrongly.
 */

const usage = 'node verify.mjs [folder | address] [--key <64 hexadecimal digits>]';

/** Files of a folder, and of the folders in it. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { withFileTypes: true });
  const lists = await Promise.all(
    found.map(async (each) => {
      if (!each.isDirectory()) return [each.name];
      const inner = await filesIn(path.join(folder, each.name));
      return inner.map((name) => `${each.name}/${name}`);
    }),
  );
  return lists.flat().sort();
}

function inFolder(folder: string): Pick<CheckTools, 'read' | 'list'> {
  return {
    read: async (name) => {
      try {
        return await readFile(path.join(folder, ...name.split('/')));
      } catch {
        return null;
      }
    },
    list: () => filesIn(folder),
  };
}

function atAddress(address: string): Pick<CheckTools, 'read' | 'list'> {
  const base = address.endsWith('/') ? address : address.slice(0, address.lastIndexOf('/') + 1);
  return {
    read: async (name) => {
      // The page as it was published, without the notices that are put in front of it later.
      const answer = await fetch(new URL(`${name}?original`, base));
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
    },
    // What else stands at an address nobody can list.
    list: null,
  };
}

const verifies: CheckTools['verifies'] = (spki, signature, bytes) =>
  // A key that cannot be read is a signature that does not hold, which the check says.
  new Promise((resolve) => {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    resolve(verify('sha256', bytes, key, signature));
  });

function chainsOf(manifest: Manifest, read: CheckTools['read']): Promise<CheckedChains> {
  return checkChains(manifest, { read, verifies }, (text) => createHash('sha256').update(text).digest('hex'));
}

/** What is wrong with a chain, in both languages. */
function chainFault(fault: string, sequence: number): string {
  switch (fault) {
    case 'heads-not-signed':
      return `第 ${sequence} 行的链头没有有效签名。 The heads in line ${sequence} are not signed by a key of this package.`;
    case 'never-signed':
      return '没有任何链头签名，不能证明审计链未被重新编写。 Nothing in the chains was ever signed: they may have been written anew.';
    case 'heads-clash':
      return `两次签名对第 ${sequence} 条说法不一：记录被重新编过。 Two signed heads disagree about entry ${sequence}: the trail was written anew.`;
    case 'not-as-signed':
      return `第 ${sequence} 条与当时签名的不一致（${fault}）。 Entry ${sequence} is not what was signed (${fault}).`;
    case 'cut-off':
      return `从第 ${sequence} 条起缺失（${fault}）。 Entries are missing from ${sequence} on (${fault}).`;
    default:
      return `审计链在第 ${sequence} 条断开（${fault}）。 The audit chain breaks at entry ${sequence} (${fault}).`;
  }
}

async function main(args: readonly string[]): Promise<number> {
  const say = (...lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`);
  const at = args.indexOf('--key');
  const key = at < 0 ? null : (args[at + 1] ?? '').replaceAll(/[^0-9a-fA-F]/g, '').toLowerCase();
  const [place = path.dirname(fileURLToPath(import.meta.url)), ...more] = args.filter(
    (_, index) => at < 0 || (index !== at && index !== at + 1),
  );
  if (more.length > 0 || place.startsWith('-') || (key !== null && key.length !== 64)) {
    say(`用法 Usage: ${usage}`);
    return 2;
  }
  const where = /^https?:\/\//.test(place) ? atAddress(place) : inFolder(place);
  const { manifest, keyId, faults } = await checkFiles(
    {
      ...where,
      sha256: (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest('hex')),
      verifies,
    },
    key,
  );
  if (manifest !== null) {
    say(
      `${manifest.title}（第 ${manifest.revision} 版 revision ${manifest.revision}${manifest.demonstration ? '，演示数据 demonstration' : ''}）`,
    );
    say(`公钥指纹 key fingerprint (SHA-256): ${keyId ?? '—'}`);
  }
  for (const fault of faults) {
    const { zh, en } = faultWords(fault);
    say(`✗ ${fault.path}: ${zh} ${en}`);
  }
  const chains = manifest?.kind === 'custody' ? await chainsOf(manifest, where.read) : null;
  for (const { path: file, sequence, fault } of chains?.broken ?? [])
    say(`✗ ${file}: ${chainFault(fault, sequence)}`);
  const wrong = faults.length + (chains?.broken.length ?? 0);
  if (wrong > 0) {
    say(`核验不通过：${wrong} 处。 ${wrong} fault(s) found.`);
    return 1;
  }
  say(
    `✓ 签名有效，${manifest?.files.length ?? 0} 个文件与清单一致。 The signature holds and every file is as it was signed.`,
  );
  if (chains !== null)
    say(
      `✓ ${chains.chains} 条审计链、${chains.entries} 条记录前后相连，其中 ${chains.signed} 条与当时签名的链头一致。 All ${chains.chains} audit chains hold, ${chains.entries} entries; ${chains.signed} are as they were signed when they were new.`,
    );
  if (key === null)
    say(
      '请把上面的公钥指纹与从别处得到的指纹比较。 Compare the fingerprint with one that you have from elsewhere.',
    );
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
