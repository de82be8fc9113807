import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { explainSystemError, LocalRuntimeError, systemCode } from '../local-runtime-error.ts';

/** Bits of RSA_3072, the one key specification that is emulated. */
const modulusLength = 3072;

/**
 * The signing key of one name: the one in the folder, or a new one at the first start, readable by its owner alone. It stays,
 * since what it has signed is checked with its public half for years.
 * @throws LocalRuntimeError `data-folder-damaged`
 */
export function loadSigningKey(dir: string, name: string): KeyObject {
  const file = path.join(dir, `${name}.pem`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return createKey(dir, file);
    throw explainSystemError(error, file);
  }
  try {
    return createPrivateKey(text);
  } catch (error) {
    throw new LocalRuntimeError(
      'data-folder-damaged',
      {
        zh: `签名密钥文件 ${file} 已损坏。删除它会生成新的密钥，以前的签名就不再是现在这把密钥的签名。`,
        en: `The signing key ${file} is damaged. Delete it and a new one is made; what was signed before then is not of that key.`,
      },
      error,
    );
  }
}

function createKey(dir: string, file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength });
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw explainSystemError(error, file);
  }
  return privateKey;
}
