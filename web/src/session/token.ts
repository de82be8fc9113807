import * as z from 'zod/mini';
import { dropTokens, kept, SignedOut, tokensKey } from './session.ts';

const tokensShape = z.object({
  accessToken: z.string(),
  refreshToken: z.nullable(z.string()),
  expiresAt: z.number(),
});
export type Tokens = z.infer<typeof tokensShape>;

/** A token is renewed so long before it ends. */
export const renewalMs = 60_000;

let renewing: Promise<Tokens> | null = null;

function readTokens(): Tokens | null {
  try {
    return tokensShape.parse(JSON.parse(kept.getItem(tokensKey) ?? ''));
  } catch {
    return null;
  }
}

/** A token that is good for the next call. @throws SignedOut */
export async function accessToken(): Promise<string> {
  const tokens = readTokens();
  if (tokens === null) return forget();
  if (tokens.expiresAt - renewalMs > Date.now()) return tokens.accessToken;
  renewing ??= renew(tokens).finally(() => {
    renewing = null;
  });
  return (await renewing).accessToken;
}

async function renew({ refreshToken }: Tokens): Promise<Tokens> {
  if (refreshToken === null) return forget();
  const { renewTokens } = await import('./issuer.ts');
  return (await renewTokens(refreshToken)) ?? forget();
}

function forget(): never {
  dropTokens();
  throw new SignedOut();
}
