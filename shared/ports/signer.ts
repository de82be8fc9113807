/** How everything that this product signs is signed: the same bytes always get the same signature. */
export const signatureAlgorithm = 'RSASSA-PKCS1-v1_5-SHA-256';

/** A signature over some bytes, and by which key. */
export type Signature = Readonly<{
  algorithm: typeof signatureAlgorithm;
  /** The SHA-256 of the public key as DER (SubjectPublicKeyInfo), in hexadecimal: what people compare. */
  keyId: string;
  /** Base64. */
  signature: string;
}>;

/** The public half of the installation's signing key, by which anybody can check a signature. */
export type PublicKey = Readonly<{
  algorithm: typeof signatureAlgorithm;
  keyId: string;
  /** SubjectPublicKeyInfo, DER in base64. */
  spki: string;
}>;

/** Signs with the installation's own key, which nobody can read. */
export type Signer = Readonly<{
  sign: (bytes: Uint8Array) => Promise<Signature>;
  publicKey: () => Promise<PublicKey>;
}>;
