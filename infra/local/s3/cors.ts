import type { IncomingHttpHeaders } from 'node:http';

/** A rule of a bucket's CORS configuration, as in its template. */
export type CorsRule = Readonly<{
  allowedOrigins: readonly string[];
  allowedMethods: readonly string[];
  allowedHeaders: readonly string[];
  exposedHeaders: readonly string[];
  maxAgeSeconds: number | null;
}>;

/** What a browser is told when it asks whether it may; null when it may not. */
export function preflightHeaders(
  rules: readonly CorsRule[],
  headers: IncomingHttpHeaders,
): Record<string, string> | null {
  const method = headers['access-control-request-method'];
  const wanted = (headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const rule = rules.find(
    (each) =>
      matches(each, headers.origin, method) &&
      wanted.every((name) => each.allowedHeaders.some((allowed) => like(allowed.toLowerCase(), name))),
  );
  if (rule === undefined) return null;
  return {
    ...answerOf(rule, headers.origin ?? ''),
    'access-control-allow-headers': wanted.join(', '),
    ...(rule.maxAgeSeconds === null ? {} : { 'access-control-max-age': String(rule.maxAgeSeconds) }),
  };
}

/** What the answer to an actual request carries; nothing when no rule fits, and the browser then keeps it from the page. */
export function corsHeaders(
  rules: readonly CorsRule[],
  headers: IncomingHttpHeaders,
  method: string,
): Record<string, string> {
  const rule = rules.find((each) => matches(each, headers.origin, method));
  return rule === undefined ? {} : answerOf(rule, headers.origin ?? '');
}

function matches(rule: CorsRule, origin: string | undefined, method: string | undefined): boolean {
  if (origin === undefined || method === undefined) return false;
  return rule.allowedMethods.includes(method) && rule.allowedOrigins.some((allowed) => like(allowed, origin));
}

function answerOf(rule: CorsRule, origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': rule.allowedOrigins.includes('*') ? '*' : origin,
    'access-control-allow-methods': rule.allowedMethods.join(', '),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    ...(rule.exposedHeaders.length > 0
      ? { 'access-control-expose-headers': rule.exposedHeaders.join(', ') }
      : {}),
  };
}

/** S3 allows one `*` in an origin or a header. */
function like(pattern: string, text: string): boolean {
  const [before = '', after] = pattern.split('*', 2);
  if (after === undefined) return pattern === text;
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}
