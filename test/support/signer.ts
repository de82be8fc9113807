import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { integrityFiles } from '../../shared/report/integrity-files.ts';
import { signatureAlgorithm, type PublicKey, type Signer } from '../../shared/ports/signer.ts';

/** A signer with a key of its own: smaller than the installation's, which changes nothing but the time it takes. */
export function testSigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const known: PublicKey = {
    algorithm: signatureAlgorithm,
    keyId: createHash('sha256').update(spki).digest('hex'),
    spki: spki.toString('base64'),
  };
  return {
    publicKey: () => Promise.resolve(known),
    sign: (bytes) =>
      Promise.resolve({
        algorithm: signatureAlgorithm,
        keyId: known.keyId,
        signature: sign('sha256', bytes, privateKey).toString('base64'),
      }),
  };
}

/** One key for a test file. */
export const signer = testSigner();

/** What a report carries to be checked, with scripts that only say what they are. */
export const testIntegrityFiles = integrityFiles({ page: '// the page’s script', program: '// the program' });
