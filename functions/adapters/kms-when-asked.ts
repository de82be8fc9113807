import type { Signer } from '../../shared/ports/signer.ts';
import { clientSettings } from './client-settings.ts';
import { once } from './once.ts';

/** The key in KMS, whose client's library the first call loads that signs (s3-when-asked.ts says why). */
export function signerOf(keyArn: string): Signer {
  const signer = once(async () => {
    const { KMSClient, kmsSigner } = await import('./kms-signer.ts');
    return kmsSigner(new KMSClient(clientSettings), keyArn);
  });
  return {
    sign: async (bytes) => (await signer()).sign(bytes),
    publicKey: async () => (await signer()).publicKey(),
  };
}
