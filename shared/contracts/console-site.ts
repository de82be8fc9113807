/**
 * How the console's files are served, wherever that is: by CloudFront, by a function, or by the embedded runtime. All of them take
 * the addresses and the headers from here, so that what is tried on one machine is what an installation serves.
 */

/** Every file of the console lies under this address, and any other address under it is the console's one page. */
export const consolePrefix = '/console';
/** Where sign-in leads back to: the console's one page too. */
export const consoleSignInPrefix = '/sign-in';

/** Vite puts a hash of the content into the names of all that lies here: it never changes. */
const lastingPath = /^assets\//;

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json',
};

/**
 * What a file of the console is, and for how long a browser may keep it.
 * @param path below the console's folder, as `assets/index-abc.js`
 */
export function consoleFile(path: string): Readonly<{ contentType: string; cacheControl: string }> {
  const ending = /\.([a-z0-9]+)$/.exec(path)?.[1] ?? '';
  return {
    contentType: contentTypes[ending] ?? 'application/octet-stream',
    cacheControl: lastingPath.test(path) ? 'public, max-age=31536000, immutable' : 'no-store',
  };
}

/**
 * Nothing from elsewhere, nothing inline; files go to and come from the store alone.
 * @param connects origins that the console calls besides its own: the issuer, and where evidence is sent to and fetched from
 */
export function consoleHeaders(connects: readonly string[]): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      `connect-src ${["'self'", ...connects].join(' ')}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'strict-transport-security': 'max-age=31536000',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  };
}
