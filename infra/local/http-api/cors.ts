import type { IncomingMessage } from 'node:http';
import type { HttpApiResource } from '../template/deployment.ts';
import type { HttpResponse } from './function-response.ts';

type Cors = HttpApiResource['properties']['CorsConfiguration'];

/** A browser asking whether it may; API Gateway answers for the whole API, before any route. */
export function isPreflight(cors: Cors, { method, headers }: IncomingMessage): boolean {
  return (
    cors !== undefined &&
    method === 'OPTIONS' &&
    headers.origin !== undefined &&
    headers['access-control-request-method'] !== undefined
  );
}

export function preflightResponse(cors: Cors, origin: string | undefined): HttpResponse {
  const allowed = allowedOrigin(cors, origin);
  if (cors === undefined || allowed === undefined) return { status: 204, headers: {}, body: '' };
  return {
    status: 204,
    headers: {
      ...corsHeaders(cors, origin),
      'access-control-allow-methods': (cors.AllowMethods ?? []).join(','),
      'access-control-allow-headers': (cors.AllowHeaders ?? []).join(','),
      ...(cors.MaxAge === undefined ? {} : { 'access-control-max-age': String(cors.MaxAge) }),
    },
    body: '',
  };
}

/** Puts the API's CORS headers in the place of whatever a function said about them. */
export function withCors(cors: Cors, origin: string | undefined, response: HttpResponse): HttpResponse {
  if (cors === undefined) return response;
  const others = Object.entries(response.headers).filter(([name]) => !name.startsWith('access-control-'));
  return { ...response, headers: { ...Object.fromEntries(others), ...corsHeaders(cors, origin) } };
}

function corsHeaders(cors: NonNullable<Cors>, origin: string | undefined): Record<string, string> {
  const allowed = allowedOrigin(cors, origin);
  if (allowed === undefined) return {};
  return {
    'access-control-allow-origin': allowed,
    ...(allowed === '*' ? {} : { vary: 'Origin' }),
    ...(cors.AllowCredentials === true ? { 'access-control-allow-credentials': 'true' } : {}),
    ...(cors.ExposeHeaders === undefined
      ? {}
      : { 'access-control-expose-headers': cors.ExposeHeaders.join(',') }),
  };
}

/** `*`, `https://*` and `http://*` stand for any, or any of that scheme. */
function allowedOrigin(cors: Cors, origin: string | undefined): string | undefined {
  if (origin === undefined) return undefined;
  for (const pattern of cors?.AllowOrigins ?? []) {
    if (pattern === '*') return '*';
    if (pattern.toLowerCase() === origin.toLowerCase()) return origin;
    if (pattern.endsWith('://*') && origin.startsWith(pattern.slice(0, -1))) return origin;
  }
  return undefined;
}
