import type { Signer } from '../../shared/ports/signer.ts';
import { signerOf } from './kms-when-asked.ts';

export function withSigner(settings: Readonly<{ SIGNING_KEY: string }>): Readonly<{ signer: Signer }> {
  return { signer: signerOf(settings.SIGNING_KEY) };
}
