import { createHash, createPublicKey, verify } from 'node:crypto';
import type { CheckTools } from '../../shared/verify/check-files.ts';

/** What a check needs, over files in memory. */
export function toolsOver(files: ReadonlyMap<string, Uint8Array>): CheckTools {
  return {
    read: (path) => Promise.resolve(files.get(path) ?? null),
    list: () => Promise.resolve([...files.keys()]),
    sha256: (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest('hex')),
    verifies: (spki, signature, bytes) => {
      const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
      return Promise.resolve(verify('sha256', bytes, key, signature));
    },
  };
}
