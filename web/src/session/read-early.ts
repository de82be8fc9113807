import { asHeader, keptLanguage } from '../api/language.ts';
import { kept, tokensKey } from './session.ts';

type Early = Readonly<{ token: string; language: string; answer: Promise<Response> }>;

const early = new Map<string, Early>();
/** As long as this before it ends a token is still used; later it is renewed first, which takes more than is here yet. */
const leastMs = 60_000;

/**
 * Asks for what the first screen will show while its script is still on the way: on a slow line that saves one wait after another.
 * @param addresses of the API, as the screen will ask for them
 */
export function beginReading(addresses: readonly string[]): void {
  const token = freshToken();
  if (token === null) return;
  const language = asHeader(keptLanguage());
  const headers = { authorization: `Bearer ${token}`, 'accept-language': language };
  for (const address of addresses) {
    const answer = fetch(address, { headers });
    // Whoever takes it hears of it; until then nobody need.
    answer.catch(() => undefined);
    early.set(address, { token, language, answer });
  }
}

/** What was asked for early, to one taker and for one token and language; null when it was not. */
export function readEarly(address: string, token: string, language: string): Promise<Response> | null {
  const found = early.get(address);
  early.delete(address);
  return found?.token === token && found.language === language ? found.answer : null;
}

/** By hand, since what checks shapes is not here yet: anything odd is left for those who come later. */
function freshToken(): string | null {
  try {
    const held: unknown = JSON.parse(kept.getItem(tokensKey) ?? '');
    if (typeof held !== 'object' || held === null) return null;
    if (!('accessToken' in held) || typeof held.accessToken !== 'string') return null;
    if (!('expiresAt' in held) || typeof held.expiresAt !== 'number') return null;
    return held.expiresAt - leastMs > Date.now() ? held.accessToken : null;
  } catch {
    return null;
  }
}
