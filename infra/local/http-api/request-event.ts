import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { place } from '../template/physical-ids.ts';
import type { JwtContext } from './jwt-authorizer.ts';
import type { RouteMatch } from './route-table.ts';

/** A request with its body read, as the parts below need it. */
export type ReceivedRequest = Readonly<{
  message: IncomingMessage;
  /** Path as requested, percent-encoded; and what stands behind the question mark. */
  path: string;
  query: string;
  body: Buffer;
  requestId: string;
}>;

export function newRequestId(): string {
  return randomUUID();
}

/** Content types whose body API Gateway hands on as text; everything else, forms included, comes in base64. */
const textual = /^(text\/|application\/(json|xml|javascript)\b|application\/[^;\s]+\+(json|xml)\b)/iu;

/** The event of payload format 2.0 for a request, as an HTTP API gives it to its function. */
export function requestEvent(
  { message, path, query, body, requestId }: ReceivedRequest,
  { route, pathParameters }: RouteMatch,
  apiId: string,
  jwt: JwtContext | null,
): Record<string, unknown> {
  const headers = headersOf(message);
  const { cookie, ...otherHeaders } = headers;
  const parameters = queryParameters(query);
  const isText = textual.test(headers['content-type'] ?? '') || body.length === 0;
  const now = new Date();
  // HTTP APIs, unlike REST APIs and function addresses, hand the path on decoded.
  const rawPath = decodeURIComponent(path);
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath,
    rawQueryString: query,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/u) }),
    headers: otherHeaders,
    ...(parameters === undefined ? {} : { queryStringParameters: parameters }),
    requestContext: {
      accountId: place.account,
      apiId,
      ...(jwt === null ? {} : { authorizer: { jwt } }),
      domainName: headers['host'] ?? '',
      domainPrefix: (headers['host'] ?? '').split('.')[0],
      http: {
        method: message.method ?? '',
        path: rawPath,
        protocol: `HTTP/${message.httpVersion}`,
        sourceIp: sourceOf(message),
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: route.routeKey,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...(Object.keys(pathParameters).length === 0 ? {} : { pathParameters }),
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: !isText,
  };
}

/** Lower-case names, repeated headers joined by commas, and the three headers that say where the request came from. */
function headersOf(message: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values = []] of Object.entries(message.headersDistinct))
    headers[name] = values.join(name === 'cookie' ? '; ' : ',');
  const before = headers['x-forwarded-for'];
  headers['x-forwarded-for'] = before === undefined ? sourceOf(message) : `${before}, ${sourceOf(message)}`;
  headers['x-forwarded-port'] = String(message.socket.localPort ?? '');
  headers['x-forwarded-proto'] = 'http';
  return headers;
}

function sourceOf(message: IncomingMessage): string {
  return (message.socket.remoteAddress ?? '').replace(/^::ffff:/u, '');
}

function queryParameters(query: string): Record<string, string> | undefined {
  if (query === '') return undefined;
  const parameters = new URLSearchParams(query);
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name).join(',')]),
  );
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `12/Mar/2020:19:03:58 +0000` */
function commonLogTime(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${two(at.getUTCDate())}/${months[at.getUTCMonth()] ?? ''}/${at.getUTCFullYear()}`;
  return `${day}:${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
}
