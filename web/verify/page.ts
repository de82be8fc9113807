import { manifestFiles, type Manifest } from '../../shared/domain/integrity/manifest.ts';
import { checkFiles, derOf, type CheckTools } from '../../shared/verify/check-files.ts';
import { faultWords } from '../../shared/verify/fault-words.ts';
import { element, say, withLive } from './elements.ts';
import { offerUnits } from './recompute.ts';
import { standingOf } from './standing.ts';

/** The script of a report's own page of checking. It reads the report's files, beside the page, and sends nothing anywhere. */

/** A file of this report as it was published, without the notices that came later; null when there is none. */
async function read(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const answer = await fetch(new URL(`${path}?original`, document.baseURI), { cache: 'no-store' });
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function verifies(spki: Uint8Array, signature: Uint8Array, bytes: Uint8Array): Promise<boolean> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('spki', Uint8Array.from(spki), algorithm, false, ['verify']);
  return crypto.subtle.verify(algorithm, key, Uint8Array.from(signature), Uint8Array.from(bytes));
}

const tools: CheckTools = { read, sha256, verifies, list: null };

async function check(): Promise<void> {
  const findings = element('findings', HTMLUListElement);
  findings.replaceChildren();
  const known = element('known', HTMLInputElement)
    .value.replaceAll(/[^0-9a-fA-F]/g, '')
    .toLowerCase();
  const { manifest, faults } = await checkFiles(tools, known === '' ? null : known, (done, of) => {
    say('progress', `已核对 ${done} / ${of} 个文件`, `${done} of ${of} files checked`);
  });
  for (const fault of faults) add(findings, false, faultWords(fault).zh, faultWords(fault).en);
  if (faults.length > 0) {
    say(
      'progress',
      `核验不通过：${faults.length} 处不对。`,
      `The check failed; faults found: ${faults.length}.`,
    );
    return;
  }
  const files = manifest?.files.length ?? 0;
  add(findings, true, '签名有效：清单没有改过。', 'The signature holds: the list was not altered.');
  add(findings, true, `${files} 个文件与清单逐个一致。`, `All ${files} files are as they were listed.`);
  if (known === '')
    add(
      findings,
      null,
      '公钥还没有与别处的指纹比较，见下面“公钥和它的指纹”。',
      'The key has not been compared with a fingerprint from elsewhere; see below.',
    );
  else add(findings, true, '公钥就是您知道的那一把。', 'The key is the one that you know.');
  if (manifest !== null) await tellStanding(findings, manifest);
  say('progress', '核验完成。', 'The check is done.');
}

/** Whether this revision still holds, by the signed list of revisions. */
async function tellStanding(findings: HTMLUListElement, manifest: Manifest): Promise<void> {
  const standing = await standingOf({
    read: async () => {
      const place = location.pathname.replace(/\/(?:r\d+\/)?[^/]*$/, '/revisions.json');
      const answer = await fetch(place, { cache: 'no-store' });
      return answer.ok ? await answer.text() : null;
    },
    revision: manifest.revision,
    manifestSha256: await sha256((await read(manifestFiles.manifest)) ?? new Uint8Array()),
    keyId: manifest.signed.keyId,
    verifies: async (signature, bytes) =>
      verifies(
        derOf((await read(manifestFiles.publicKey)) ?? new Uint8Array()) ?? new Uint8Array(),
        signature,
        bytes,
      ),
  });
  add(findings, standing.holds, standing.zh, standing.en);
}

/** @param holds null for what has to be done yet */
function add(list: HTMLUListElement, holds: boolean | null, zh: string, en: string): void {
  const item = document.createElement('li');
  item.className = holds === null ? 'open' : holds ? 'holds' : 'fault';
  const mark = document.createElement('span');
  mark.textContent = holds === null ? '○' : holds ? '✓' : '✗';
  mark.className = 'mark';
  const english = document.createElement('span');
  english.lang = 'en';
  english.textContent = en;
  item.append(mark, `${zh} `, english);
  list.append(item);
}

function start(): void {
  for (const part of document.querySelectorAll<HTMLElement>('.verify')) part.hidden = false;
  const button = element('start', HTMLButtonElement);
  if (!isSecureContext) {
    // Browsers compute no hashes for a page that came unencrypted.
    button.disabled = true;
    say(
      'progress',
      '这个页面不是通过 https 打开的，浏览器不提供校验功能。请改用 https 地址，或用下面的核验程序。',
      'This page was not opened over https, so the browser computes no hashes. Please use the https address, or the program below.',
    );
    return;
  }
  button.addEventListener('click', () => void withLive(button, 'progress', check));
  void withLive(button, 'scored', () => offerUnits(read, sha256));
}

start();
