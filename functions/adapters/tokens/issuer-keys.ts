import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod/mini';
import { refuse } from '../../../shared/domain/errors.ts';
import { fetchJson } from './fetch-json.ts';

/** Keys that an issuer no longer names are believed this long. */
const keptMs = 10 * 60_000;
/** A token with a key nobody knows makes us ask the issuer again, but not more often than this. */
const cooldownMs = 30_000;
/** While the issuer cannot be asked, the keys that it named last are good for this long: as long as a token lives. */
const unaskedMs = 60 * 60_000;

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });
const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

/** The keys that the issuer named last, and when. */
type Named = Readonly<{ keyFor: JWTVerifyGetKey; at: number }>;

/**
 * The issuer's signing keys, found through its discovery document at the first call and kept. A token's `kid` is compared with
 * the names of those keys and used for nothing else; keys and addresses that a token brings along are not looked at.
 * @throws Refusal `issuer-unreachable` when the keys cannot be had, and those that were are older than an hour or do not fit
 */
export function issuerKeys(issuer: string): JWTVerifyGetKey {
  let last: Named | null = null;
  let address: string | undefined;
  let asking: Promise<Named> | undefined;

  async function askAgain(): Promise<Named> {
    // An issuer that did not say where its keys lie is asked again at the next call.
    address ??= await addressOf(issuer);
    const keys: JSONWebKeySet = keySet.parse(await fetchJson(address));
    last = { keyFor: createLocalJWKSet(keys), at: Date.now() };
    return last;
  }
  // Calls that come at once ask once.
  const ask = (): Promise<Named> => (asking ??= askAgain().finally(() => (asking = undefined)));

  return async (header, token) => {
    try {
      const known = isYounger(last, keptMs) ? last : await ask();
      try {
        return await known.keyFor(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey) || isYounger(known, cooldownMs)) throw error;
        return await (await ask()).keyFor(header, token);
      }
    } catch (error) {
      if (isOfToken(error)) throw error;
      return await keyNamedLast(last, header, token);
    }
  };
}

function isYounger(named: Named | null, ms: number): named is Named {
  return named !== null && Date.now() - named.at < ms;
}

/** @throws Refusal `issuer-unreachable` also for a key that nobody knew: the issuer may have turned its keys over since */
async function keyNamedLast(last: Named | null, ...[header, token]: Parameters<JWTVerifyGetKey>) {
  if (!isYounger(last, unaskedMs)) throw refuse.unavailable('issuer-unreachable');
  try {
    return await last.keyFor(header, token);
  } catch {
    throw refuse.unavailable('issuer-unreachable');
  }
}

/** Whether it is the token that no key fits; everything else is the issuer's trouble and says nothing of the token. */
function isOfToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}

/** Where the issuer says that its keys lie. */
async function addressOf(issuer: string): Promise<string> {
  const document = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const { issuer: stated, jwks_uri: address } = discovery.parse(document);
  if (stated !== issuer) throw new Error('the issuer calls itself something else');
  // Plain HTTP is for an issuer on the same machine; one on the internet must not lead away from TLS.
  if (new URL(address).protocol !== new URL(issuer).protocol) throw new Error('the keys lie elsewhere');
  return address;
}
