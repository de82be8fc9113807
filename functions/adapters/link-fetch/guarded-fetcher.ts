import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import type { LinkAnswer, LinkFetcher } from '../../../shared/ports/link-fetcher.ts';
import { guardedRequest, type AddressRule } from './guarded-request.ts';
import { hostTurns, type HostTurns } from './host-turns.ts';
import { isPublicAddress } from './public-address.ts';

/** What may be asked, and how. Only tests state anything but the internet's rule. */
export type FetchRule = AddressRule &
  Readonly<{
    inTurn: HostTurns;
    /** For one request, from resolving its name to the last byte of its answer. */
    mostMilliseconds: number;
    /** Of a page: its head and the beginning of its text. */
    mostBytes: number;
  }>;

/** Ports 80 and 443 of public addresses. */
export const publicAddresses: AddressRule = {
  isAllowedAddress: isPublicAddress,
  isAllowedPort: (port) => port === 80 || port === 443,
  resolve: async (host) =>
    (await lookup(host, { all: true, order: 'verbatim' })).map(({ address }) => address),
};

/** The internet's: public addresses, a second's pause between two requests to a host. */
export function internetRule(): FetchRule {
  return {
    ...publicAddresses,
    inTurn: hostTurns(1_000),
    mostMilliseconds: 10_000,
    mostBytes: 262_144,
  };
}

/** A browser follows 20; a page that moved more than five times has no address worth registering. */
const mostHops = 5;

const userAgent = 'BiaochiLinkCheck/1.0 (checks that published government information can be opened)';

/**
 * Asks for links that people typed. Redirects are followed by hand, each checked as if it had been typed. Nothing of ours is
 * sent along, and nothing is unpacked.
 */
export function guardedFetcher(rule: FetchRule = internetRule()): LinkFetcher {
  return {
    request: async (method, url, mayGo) => {
      let at = new URL(url);
      for (let hop = 0; hop <= mostHops; hop += 1) {
        if (!mayGo(at)) return { kind: 'refused', reason: 'redirects-away', url: at.href };
        const answer = await rule.inTurn(at.host, () => oneRequest(rule, method, at));
        if (answer.kind !== 'redirected') return answer;
        if (!URL.canParse(answer.location, at.href)) return { kind: 'failed', reason: 'unreachable' };
        at = new URL(answer.location, at);
      }
      return { kind: 'refused', reason: 'too-many-redirects', url: at.href };
    },
  };
}

type OneAnswer = LinkAnswer | Readonly<{ kind: 'redirected'; location: string }>;

async function oneRequest(rule: FetchRule, method: 'HEAD' | 'GET', url: URL): Promise<OneAnswer> {
  const signal = AbortSignal.timeout(rule.mostMilliseconds);
  try {
    const response = await guardedRequest(rule, {
      method,
      url,
      signal,
      headers: {
        'user-agent': userAgent,
        accept: 'text/html,*/*;q=0.5',
        'accept-encoding': 'identity',
        ...(method === 'GET' ? { range: `bytes=0-${rule.mostBytes - 1}` } : {}),
      },
    });
    if (response === null) return { kind: 'refused', reason: 'address-forbidden', url: url.href };
    return await answerOf(rule, url, response);
  } catch {
    // Whatever a name, a connection or a server can do wrong; which of them does not matter to a reviewer.
    return { kind: 'failed', reason: signal.aborted ? 'timed-out' : 'unreachable' };
  }
}

const redirects = new Set([301, 302, 303, 307, 308]);

async function answerOf(rule: FetchRule, url: URL, response: IncomingMessage): Promise<OneAnswer> {
  const { statusCode: status = 0, headers } = response;
  const { location, 'content-type': contentType = null } = headers;
  if (redirects.has(status) && location !== undefined) {
    response.destroy();
    return { kind: 'redirected', location };
  }
  const { body, whole } = await bodyOf(response, rule.mostBytes);
  return { kind: 'answered', status, url: url.href, contentType, body, whole };
}

/** The beginning of an answer; the connection is closed as soon as there is enough of it. */
async function bodyOf(
  response: IncomingMessage,
  most: number,
): Promise<Readonly<{ body: Uint8Array; whole: boolean }>> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const arriving: AsyncIterable<unknown> = response;
  for await (const piece of arriving) {
    if (!(piece instanceof Uint8Array)) continue;
    pieces.push(piece);
    bytes += piece.length;
    if (bytes >= most) break;
  }
  response.destroy();
  const total = /\/(\d+)$/.exec(response.headers['content-range'] ?? '')?.[1];
  const body = Buffer.concat(pieces).subarray(0, most);
  return { body, whole: bytes < most && (total === undefined || Number(total) <= bytes) };
}
