import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { LinkAnswer, LinkFetcher } from '../../../shared/ports/link-fetcher.ts';
import { hostTurns, type HostTurns } from './host-turns.ts';
import { isPublicAddress } from './public-address.ts';

/** What may be asked, and how. Only tests state anything but the internet's rule. */
export type FetchRule = Readonly<{
  isAllowedAddress: (address: string) => boolean;
  isAllowedPort: (port: number) => boolean;
  resolve: (host: string) => Promise<readonly string[]>;
  inTurn: HostTurns;
  /** For one request, from resolving its name to the last byte of its answer. */
  mostMilliseconds: number;
  /** Of a page: its head and the beginning of its text. */
  mostBytes: number;
}>;

/** The internet's: ports 80 and 443 of public addresses, a second's pause between two requests to a host. */
export function internetRule(): FetchRule {
  return {
    isAllowedAddress: isPublicAddress,
    isAllowedPort: (port) => port === 80 || port === 443,
    resolve: async (host) =>
      (await lookup(host, { all: true, order: 'verbatim' })).map(({ address }) => address),
    inTurn: hostTurns(1_000),
    mostMilliseconds: 10_000,
    mostBytes: 262_144,
  };
}

/** A browser follows 20; a page that moved more than five times has no address worth registering. */
const mostHops = 5;

const userAgent = 'BiaochiLinkCheck/1.0 (checks that published government information can be opened)';

/**
 * Asks for links that people typed, and guards the network this function stands in. For every hop: web schemes, no
 * credentials, allowed ports; every address that the name stands for must be allowed; and the connection goes to the very
 * address that was checked, so that a name which changes its mind between check and connection gains nothing. Redirects are
 * followed by hand, each checked as if it had been typed. Nothing of ours is sent along, and nothing is unpacked.
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
    const address = isAllowedUrl(rule, url) ? await allowedAddress(rule, url, signal) : null;
    if (address === null) return { kind: 'refused', reason: 'address-forbidden', url: url.href };
    const response = await send(rule, method, url, address, signal);
    return await answerOf(rule, url, response);
  } catch {
    // Whatever a name, a connection or a server can do wrong; which of them does not matter to a reviewer.
    return { kind: 'failed', reason: signal.aborted ? 'timed-out' : 'unreachable' };
  }
}

function isAllowedUrl(rule: FetchRule, { protocol, username, password, port }: URL): boolean {
  const isWeb = protocol === 'http:' || protocol === 'https:';
  const usual = protocol === 'https:' ? 443 : 80;
  return (
    isWeb && username === '' && password === '' && rule.isAllowedPort(port === '' ? usual : Number(port))
  );
}

/** The address to connect to; null when the name stands for one that may not be asked, whatever others it has. */
async function allowedAddress(rule: FetchRule, url: URL, signal: AbortSignal): Promise<string | null> {
  const host = hostOf(url);
  const addresses = isIP(host) === 0 ? await unlessAborted(rule.resolve(host), signal) : [host];
  const [first] = addresses;
  return first !== undefined && addresses.every(rule.isAllowedAddress) ? first : null;
}

/** Without the brackets that an IPv6 address has in a URL. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
    work.then(resolve, reject);
  });
}

function send(
  rule: FetchRule,
  method: 'HEAD' | 'GET',
  url: URL,
  address: string,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const secure = url.protocol === 'https:';
  const host = hostOf(url);
  return new Promise((resolve, reject) => {
    const request = (secure ? httpsRequest : httpRequest)({
      method,
      host: address,
      port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
      path: `${url.pathname}${url.search}`,
      // The certificate is held against the name, though the connection goes to the number.
      ...(secure && isIP(host) === 0 ? { servername: host } : {}),
      headers: {
        host: url.host,
        'user-agent': userAgent,
        accept: 'text/html,*/*;q=0.5',
        'accept-encoding': 'identity',
        connection: 'close',
        ...(method === 'GET' ? { range: `bytes=0-${rule.mostBytes - 1}` } : {}),
      },
      agent: false,
      signal,
    });
    request.once('response', resolve);
    request.once('error', reject);
    request.end();
  });
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
