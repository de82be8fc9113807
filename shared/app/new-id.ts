import { hash } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * The id of the record that a call creates: made from the call's idempotency key and its scope (who may create what where),
 * so that the same call again makes the same id and finds what it made. 26 characters carry 130 bits: not to be guessed
 * without the key, which its caller draws at random.
 */
export function idFrom(scope: string, key: string, index = 0): string {
  const digest = hash('sha256', JSON.stringify([scope, key, index]), 'buffer');
  let bits = 0n;
  for (const byte of digest.subarray(0, 17)) bits = (bits << 8n) | BigInt(byte);
  let id = '';
  for (let place = 0; place < 26; place += 1) {
    id += alphabet.charAt(Number(bits & 31n));
    bits >>= 5n;
  }
  return id;
}

/** What makes two requests the same request: the SHA-256 of their parsed content. */
export function fingerprintOf(content: unknown): string {
  return sha256Hex(JSON.stringify(content));
}

/** SHA-256 in hexadecimal. */
export function sha256Hex(content: string | Uint8Array): string {
  return hash('sha256', content);
}
