import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';

/** Where a request of ours may go. Only tests state anything but the internet's rule. */
export type AddressRule = Readonly<{
  isAllowedAddress: (address: string) => boolean;
  isAllowedPort: (port: number) => boolean;
  resolve: (host: string) => Promise<readonly string[]>;
}>;

export type OutgoingRequest = Readonly<{
  method: 'HEAD' | 'GET' | 'POST';
  url: URL;
  headers: Readonly<Record<string, string>>;
  body?: string;
  signal: AbortSignal;
}>;

/**
 * One request to an address that somebody typed, guarding the network this function stands in: web schemes, no credentials,
 * allowed ports; every address that the name stands for must be allowed; and the connection goes to the very address that was
 * checked, so that a name which changes its mind between check and connection gains nothing. Redirects are not followed.
 * @returns the answer, its body unread; null when the request may not be made
 */
export async function guardedRequest(
  rule: AddressRule,
  request: OutgoingRequest,
): Promise<IncomingMessage | null> {
  const { url, signal } = request;
  const address = isAllowedUrl(rule, url) ? await allowedAddress(rule, url, signal) : null;
  return address === null ? null : send(request, address);
}

function isAllowedUrl(rule: AddressRule, { protocol, username, password, port }: URL): boolean {
  const isWeb = protocol === 'http:' || protocol === 'https:';
  const usual = protocol === 'https:' ? 443 : 80;
  return (
    isWeb && username === '' && password === '' && rule.isAllowedPort(port === '' ? usual : Number(port))
  );
}

/** The address to connect to; null when the name stands for one that may not be asked, whatever others it has. */
async function allowedAddress(rule: AddressRule, url: URL, signal: AbortSignal): Promise<string | null> {
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
  { method, url, headers, body, signal }: OutgoingRequest,
  address: string,
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
      headers: { host: url.host, connection: 'close', ...headers },
      agent: false,
      signal,
    });
    request.once('response', resolve);
    request.once('error', reject);
    request.end(body);
  });
}
