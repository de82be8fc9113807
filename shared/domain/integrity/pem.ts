/** A public key (SubjectPublicKeyInfo, DER in base64) as the tools of any system take it. */
export function pemOf(spki: string): string {
  return `-----BEGIN PUBLIC KEY-----\n${(spki.match(/.{1,64}/g) ?? []).join('\n')}\n-----END PUBLIC KEY-----\n`;
}
