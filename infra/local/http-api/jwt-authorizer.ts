import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import * as z from 'zod/mini';
import type { HttpApiRoute } from '../template/deployment.ts';

/** What API Gateway hands to a function about the caller's token: every claim as text. */
export type JwtContext = Readonly<{
  claims: Readonly<Record<string, string>>;
  scopes: readonly string[] | null;
}>;

export type Authorization =
  | Readonly<{ outcome: 'allowed'; jwt: JwtContext }>
  | Readonly<{ outcome: 'unauthorized'; reason: string }>
  | Readonly<{ outcome: 'forbidden'; reason: string }>;

export type JwtAuthorizer = Readonly<{
  /**
   * @param header the identity source's value, with or without `Bearer `
   * @param scopes the route's; the token needs one of them
   */
  authorize: (header: string | undefined, scopes: readonly string[]) => Promise<Authorization>;
}>;

/** API Gateway's JWT authorizer takes the RSA family only. */
const algorithms = ['RS256', 'RS384', 'RS512'];

/** API Gateway keeps an issuer's keys up to two hours: for so long an issuer that cannot be reached stops nobody. */
const keptMs = 2 * 60 * 60_000;

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/**
 * Checks tokens as API Gateway's JWT authorizer does: signature by a key of the issuer's own (found through its discovery
 * document, chosen by `kid`), `iss`, `aud` or, where there is none, `client_id`, `exp`, `nbf`, `iat`, and the route's scopes.
 */
export function createJwtAuthorizer({
  issuer,
  audience,
}: NonNullable<HttpApiRoute['authorizer']>): JwtAuthorizer {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const keysOfIssuer = (): Promise<JWTVerifyGetKey> => {
    // An issuer that did not answer is asked again next time.
    keys ??= discover(issuer).catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return keys;
  };

  const verify = async (token: string): Promise<JWTPayload> => {
    if (decodeProtectedHeader(token).kid === undefined)
      throw new errors.JWTInvalid('the token has no key id');
    const { payload } = await jwtVerify(token, await keysOfIssuer(), {
      issuer,
      algorithms,
      requiredClaims: ['exp'],
    });
    const named = payload.aud ?? payload['client_id'];
    const audiences = Array.isArray(named) ? named : [named];
    if (!audiences.some((candidate) => typeof candidate === 'string' && audience.includes(candidate))) {
      throw new errors.JWTInvalid('the token does not have a valid audience');
    }
    if (payload.iat !== undefined && payload.iat > Date.now() / 1000)
      throw new errors.JWTInvalid('the token is not yet valid');
    return payload;
  };

  return {
    authorize: async (header, scopes) => {
      const token = header?.replace(/^Bearer\s+/iu, '').trim() ?? '';
      if (token === '') return { outcome: 'unauthorized', reason: '' };
      let payload: JWTPayload;
      try {
        payload = await verify(token);
      } catch (error) {
        return {
          outcome: 'unauthorized',
          reason:
            error instanceof errors.JOSEError ? error.message : 'OIDC discovery endpoint communication error',
        };
      }
      const granted = scopesOf(payload);
      const matching = scopes.filter((scope) => granted.includes(scope));
      if (scopes.length > 0 && matching.length === 0)
        return { outcome: 'forbidden', reason: 'insufficient_scope' };
      return {
        outcome: 'allowed',
        jwt: { claims: asText(payload), scopes: scopes.length === 0 ? null : matching },
      };
    },
  };
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer.replace(/\/$/u, '')}/.well-known/openid-configuration`);
  const { issuer: stated, jwks_uri: keysAddress } = discovery.parse(await response.json());
  if (stated !== issuer) throw new Error(`the issuer calls itself ${stated}`);
  return createRemoteJWKSet(new URL(keysAddress), { cacheMaxAge: keptMs });
}

function scopesOf(payload: JWTPayload): string[] {
  const stated = payload['scope'] ?? payload['scp'];
  if (typeof stated === 'string') return stated.split(' ');
  return Array.isArray(stated) ? stated.map(String) : [];
}

/** Lists come as `[a b]`, numbers and truth values as their text. */
function asText(payload: JWTPayload): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, claimText(value)]));
}

function claimText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`;
  return JSON.stringify(value);
}
