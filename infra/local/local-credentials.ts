import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { explainSystemError, LocalRuntimeError, systemCode } from './local-runtime-error.ts';

const credentials = z.strictObject({
  accessKeyId: z.string().check(z.minLength(16)),
  secretAccessKey: z.string().check(z.minLength(32)),
});

export type LocalCredentials = z.output<typeof credentials>;

/**
 * The access key that the local S3 checks signatures with: made at the first start and kept, since links that were signed
 * before a restart are still out. Readable by its owner alone.
 * @throws LocalRuntimeError `data-folder-damaged`
 */
export function loadLocalCredentials(dir: string): LocalCredentials {
  const file = path.join(dir, 'aws-credentials.json');
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return credentials.parse(found);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return create(dir, file);
    if (systemCode(error) !== undefined) throw explainSystemError(error, file);
    throw new LocalRuntimeError(
      'data-folder-damaged',
      {
        zh: `密钥文件 ${file} 已损坏：删除它即可（尚未用完的上传链接会失效）。`,
        en: `The key file ${file} is damaged: delete it (upload links that are still out become void).`,
      },
      error,
    );
  }
}

function create(dir: string, file: string): LocalCredentials {
  const made = {
    accessKeyId: `LOCAL${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64url'),
  };
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  } catch (error) {
    throw explainSystemError(error, file);
  }
  return made;
}
