import { decodeProtectedHeader, jwtVerify, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod/mini';
import { Refusal } from '../../../shared/domain/errors.ts';
import type { TokenCheck } from '../../../shared/ports/token-check.ts';

/** Signatures by a key pair: with a shared secret, whoever can check can also sign. */
const algorithms = [
  ...['RS256', 'RS384', 'RS512'],
  ...['PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512'],
];
/** Seconds by which the issuer's clock may differ from ours. */
const skew = 5;
/** Longer than any issuer's; what is longer is not even decoded. */
const longestToken = 8192;

const bearer = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i;

const header = z.object({
  kid: z.string().check(z.minLength(1), z.maxLength(200)),
  typ: z.optional(z.string()),
});

const claims = z.object({
  sub: z.string().check(z.minLength(1), z.maxLength(128)),
  aud: z.optional(z.union([z.string(), z.array(z.string())])),
  client_id: z.optional(z.string()),
  iat: z.optional(z.number()),
  token_use: z.optional(z.string()),
  typ: z.optional(z.string()),
  scope: z.optional(z.string()),
  scp: z.optional(z.union([z.string(), z.array(z.string())])),
  at_hash: z.optional(z.string()),
  c_hash: z.optional(z.string()),
});
type Claims = z.output<typeof claims>;

/**
 * Checks access tokens of one issuer made out for one audience: form, algorithm, key, signature, `iss`, `aud` (Cognito's access
 * tokens have `client_id` instead), kind, `exp`, `nbf`, `iat`.
 */
export function tokenCheck(
  wanted: Readonly<{ issuer: string; audience: string }>,
  keyFor: JWTVerifyGetKey,
): TokenCheck {
  return {
    subjectOf: async (authorization) => {
      const token = tokenIn(authorization);
      if (token === null) return null;
      try {
        return await subjectOf(token, wanted, keyFor);
      } catch (error) {
        if (error instanceof Refusal) throw error;
        // Whatever else a stranger's text makes the library say, it is no token.
        return null;
      }
    },
  };
}

/** The token of the header, if every part of it is written in the one way that base64url has for its bytes. */
function tokenIn(authorization: string | undefined): string | null {
  if (authorization === undefined || authorization.length > longestToken) return null;
  const token = bearer.exec(authorization)?.[1];
  if (token === undefined) return null;
  const isCanonical = (part: string) => Buffer.from(part, 'base64url').toString('base64url') === part;
  return token.split('.').every(isCanonical) ? token : null;
}

async function subjectOf(
  token: string,
  wanted: Readonly<{ issuer: string; audience: string }>,
  keyFor: JWTVerifyGetKey,
): Promise<string | null> {
  const { typ } = header.parse(decodeProtectedHeader(token));
  const { payload } = await jwtVerify(token, keyFor, {
    issuer: wanted.issuer,
    algorithms,
    clockTolerance: skew,
    requiredClaims: ['exp'],
  });
  const stated = claims.parse(payload);
  const isForUs = isMadeOutFor(stated, wanted.audience) && isAccessToken(typ, stated);
  const isIssued = stated.iat === undefined || stated.iat <= Date.now() / 1000 + skew;
  return isForUs && isIssued ? stated.sub : null;
}

function isMadeOutFor({ aud, client_id }: Claims, audience: string): boolean {
  if (aud === undefined) return client_id === audience;
  return typeof aud === 'string' ? aud === audience : aud.includes(audience);
}

/**
 * RFC 9068 names access tokens by their `typ`. Issuers from before it say so in a claim of their own (`token_use`, `typ`), or
 * only by the scopes, which a token about a person's identity never has.
 */
function isAccessToken(type: string | undefined, stated: Claims): boolean {
  if (stated.token_use !== undefined && stated.token_use !== 'access') return false;
  if (stated.typ !== undefined && stated.typ !== 'Bearer') return false;
  if (stated.at_hash !== undefined || stated.c_hash !== undefined) return false;
  switch (type?.toLowerCase()) {
    case 'at+jwt':
    case 'application/at+jwt':
      return true;
    case undefined:
    case 'jwt':
      return [stated.token_use, stated.typ, stated.scope, stated.scp].some((said) => said !== undefined);
    default:
      return false;
  }
}
