import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { RequestHandler } from '../http-api/http-api.ts';

/** Where the console is served, and where sign-in leads back to: a page of the console too. */
export const webPrefix = '/console';
export const webCallbackPrefix = '/sign-in';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

type Served = Readonly<{ type: string; plain: Buffer; gzip: Buffer; brotli: Buffer; lasting: boolean }>;

/**
 * The console's files as CloudFront would serve them: compressed, hashed names for a year, pages never kept, and any other
 * address under the prefix the console's one page, which finds the screen by the address.
 * @param options.dir the folder that the build made
 * @param options.settings what the console is told of its installation
 * @param options.stores origins that files are sent to and fetched from
 */
export function createWebFiles(
  options: Readonly<{ dir: string; settings: unknown; stores: readonly string[] }>,
): RequestHandler {
  const files = new Map<string, Served>(
    readdirSync(options.dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        const name = path.relative(options.dir, file).split(path.sep).join('/');
        return [`${webPrefix}/${name}`, served(name, readFileSync(file))] as const;
      }),
  );
  files.set(
    `${webPrefix}/settings.json`,
    served('settings.json', Buffer.from(JSON.stringify(options.settings))),
  );
  const page = files.get(`${webPrefix}/index.html`);
  if (page === undefined) throw new Error(`There is no index.html in ${options.dir}`);
  const headers = pageHeaders(options.stores);

  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const found = files.get(pathname);
    // What looks like a file and is none is not the page: an old page that asks for an old script must not be given HTML.
    if (found === undefined && /\.[^/]*$/.test(pathname)) {
      response.writeHead(404, headers).end();
      return;
    }
    const { type, plain, gzip, brotli, lasting } = found ?? page;
    const accepted = request.headers['accept-encoding'] ?? '';
    const [encoding, body] = /\bbr\b/.test(accepted)
      ? (['br', brotli] as const)
      : /\bgzip\b/.test(accepted)
        ? (['gzip', gzip] as const)
        : ([null, plain] as const);
    response.writeHead(200, {
      ...headers,
      'content-type': type,
      'content-length': body.byteLength,
      vary: 'accept-encoding',
      'cache-control': lasting ? 'public, max-age=31536000, immutable' : 'no-store',
      ...(encoding === null ? {} : { 'content-encoding': encoding }),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}

function served(name: string, plain: Buffer): Served {
  return {
    type: types[path.extname(name)] ?? 'application/octet-stream',
    plain,
    gzip: gzipSync(plain),
    brotli: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
    // Vite puts a hash of the content into the names of all that lies here.
    lasting: name.startsWith('assets/'),
  };
}

/** Nothing from elsewhere, nothing inline; files go to and come from the store alone. */
function pageHeaders(stores: readonly string[]): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      `connect-src ${["'self'", ...stores].join(' ')}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  };
}
