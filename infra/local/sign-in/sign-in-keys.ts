import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import * as z from 'zod/mini';
import { explainSystemError, LocalRuntimeError, systemCode } from '../local-runtime-error.ts';

const signInKeys = z.strictObject({
  /** RS256, since API Gateway's authorizer takes the RSA family only. */
  signing: z.strictObject({
    kty: z.literal('RSA'),
    kid: z.string(),
    use: z.literal('sig'),
    alg: z.literal('RS256'),
    n: z.string(),
    e: z.string(),
    d: z.string(),
    p: z.string(),
    q: z.string(),
    dp: z.string(),
    dq: z.string(),
    qi: z.string(),
  }),
  cookies: z.array(z.string()).check(z.minLength(1)),
});

export type SignInKeys = z.output<typeof signInKeys>;

/**
 * The keys that sign tokens and cookies: those in the folder, or new ones at the first start, readable by their owner
 * alone. They stay, so that whoever is signed in stays signed in when the runtime starts again.
 * @throws LocalRuntimeError `data-folder-damaged`
 */
export async function loadSignInKeys(dir: string): Promise<SignInKeys> {
  const file = path.join(dir, 'sign-in.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return createKeys(dir, file);
    throw explainSystemError(error, file);
  }
  try {
    return signInKeys.parse(JSON.parse(text));
  } catch (error) {
    throw new LocalRuntimeError(
      'data-folder-damaged',
      {
        zh: `密钥文件 ${file} 已损坏：删除它即可（所有人需要重新登录）。`,
        en: `The key file ${file} is damaged: delete it (everybody then signs in again).`,
      },
      error,
    );
  }
}

async function createKeys(dir: string, file: string): Promise<SignInKeys> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const keys = signInKeys.parse({
    signing: { ...jwk, kid: await calculateJwkThumbprint(jwk), use: 'sig', alg: 'RS256' },
    cookies: [randomBytes(32).toString('base64url')],
  });
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, JSON.stringify(keys), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw explainSystemError(error, file);
  }
  return keys;
}
