import { createHash } from 'node:crypto';
import { GetPublicKeyCommand, SignCommand, type KMSClient } from '@aws-sdk/client-kms';
import { signatureAlgorithm, type PublicKey, type Signer } from '../../shared/ports/signer.ts';

export { KMSClient } from '@aws-sdk/client-kms';

const kmsAlgorithm = 'RSASSA_PKCS1_V1_5_SHA_256';

/** Signs with an RSA key in KMS. What is signed may be of any length: KMS is sent its digest. */
export function kmsSigner(client: KMSClient, keyArn: string): Signer {
  // A key never changes under its ARN.
  let known: Promise<PublicKey> | undefined;

  async function read(): Promise<PublicKey> {
    const found = await client.send(new GetPublicKeyCommand({ KeyId: keyArn }));
    if (found.PublicKey === undefined || !(found.SigningAlgorithms ?? []).includes(kmsAlgorithm))
      throw new Error(`the signing key cannot sign with ${kmsAlgorithm}`);
    return {
      algorithm: signatureAlgorithm,
      keyId: createHash('sha256').update(found.PublicKey).digest('hex'),
      spki: Buffer.from(found.PublicKey).toString('base64'),
    };
  }

  async function publicKey(): Promise<PublicKey> {
    known ??= read();
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw error;
    }
  }

  return {
    publicKey,
    sign: async (bytes) => {
      const { keyId } = await publicKey();
      const { Signature: signature } = await client.send(
        new SignCommand({
          KeyId: keyArn,
          Message: createHash('sha256').update(bytes).digest(),
          MessageType: 'DIGEST',
          SigningAlgorithm: kmsAlgorithm,
        }),
      );
      if (signature === undefined) throw new Error('KMS answered without a signature');
      return {
        algorithm: signatureAlgorithm,
        keyId,
        signature: Buffer.from(signature).toString('base64'),
      };
    },
  };
}
