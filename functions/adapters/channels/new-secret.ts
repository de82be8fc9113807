import { randomBytes } from 'node:crypto';

/** 32 random bytes in hexadecimal. */
export function newSecret(): string {
  return randomBytes(32).toString('hex');
}
