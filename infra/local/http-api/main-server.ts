import { createServer, type IncomingMessage, type Server } from 'node:http';
import { explainSystemError } from '../local-runtime-error.ts';
import type { RequestHandler } from './http-api.ts';

/** Something that is served under a path of its own beside the API, such as sign-in under `/oidc`. */
export type Mount = Readonly<{ prefix: string; handler: RequestHandler }>;

export type MainServer = Readonly<{
  port: number;
  /** `http://localhost:PORT`; the name and not 127.0.0.1, since browsers treat it as a secure place. */
  origin: string;
  /** Begins to answer: mounts by their prefix, everything else the API. Until then the answer is 503. */
  serve: (api: RequestHandler, mounts: readonly Mount[]) => void;
  /** Lets requests under way finish, for a moment. */
  close: () => Promise<void>;
}>;

/** Longer than any page takes, shorter than a person waits at the terminal. */
const farewellMs = 3_000;

/**
 * Opens the runtime's one HTTP port on the loopback address.
 * @param port 0 for any that is free
 * @throws LocalRuntimeError `port-busy`
 */
export async function openMainServer(port: number): Promise<MainServer> {
  let handler: RequestHandler = (_, response) => {
    response.writeHead(503, { 'retry-after': '1' }).end();
  };
  const server = createServer((request, response) => handler(request, response));
  await listen(server, port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const origin = `http://localhost:${address.port}`;
  return {
    port: address.port,
    origin,
    serve: (api, mounts) => {
      handler = (request, response) => {
        if (isPageByNumber(request)) {
          response.writeHead(307, { location: `${origin}${request.url ?? '/'}` }).end();
          return;
        }
        const path = (request.url ?? '/').split('?')[0] ?? '/';
        const mount = mounts.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`));
        (mount?.handler ?? api)(request, response);
      };
    },
    close: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => server.closeAllConnections(), farewellMs);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

/** Pages belong to one origin, `localhost`; who types the address as a number is led there, or sign-in would call another origin. */
function isPageByNumber({ method, headers }: IncomingMessage): boolean {
  const isByNumber = /^127\.0\.0\.1(:\d+)?$/.test(headers.host ?? '');
  return isByNumber && method === 'GET' && (headers.accept ?? '').includes('text/html');
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explainSystemError(error, `localhost:${port}`)));
    server.listen(port, '127.0.0.1', resolve);
  });
}
