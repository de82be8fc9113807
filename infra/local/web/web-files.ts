import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { consoleFile, consoleHeaders, consolePrefix } from '../../../shared/contracts/console-site.ts';
import type { RequestHandler } from '../http-api/http-api.ts';

type Served = Readonly<{ type: string; plain: Buffer; gzip: Buffer; brotli: Buffer; cacheControl: string }>;

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
        return [`${consolePrefix}/${name}`, served(name, readFileSync(file))] as const;
      }),
  );
  files.set(
    `${consolePrefix}/settings.json`,
    served('settings.json', Buffer.from(JSON.stringify(options.settings))),
  );
  const page = files.get(`${consolePrefix}/index.html`);
  if (page === undefined) throw new Error(`There is no index.html in ${options.dir}`);
  const headers = consoleHeaders(options.stores);

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
    const { type, plain, gzip, brotli, cacheControl } = found ?? page;
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
      'cache-control': cacheControl,
      ...(encoding === null ? {} : { 'content-encoding': encoding }),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}

function served(name: string, plain: Buffer): Served {
  const { contentType, cacheControl } = consoleFile(name);
  return {
    type: contentType,
    plain,
    gzip: gzipSync(plain),
    brotli: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
    cacheControl,
  };
}
