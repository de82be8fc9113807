import { createServer, request as forward, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod/mini';
import { seededRandom } from '../../infra/demo/sample-files/seeded-random.ts';

/** How a service says that it is asked too much: status, kind of content, and what it says. */
export type TooMuch = Readonly<{ status: number; contentType: string; body: string }>;

const address = z.custom<AddressInfo>((value: unknown) => typeof value === 'object' && value !== null);

/**
 * A front before a service on this machine that refuses three calls of ten as the service does when it is asked too much, and of
 * each hundred loses the answers of some that were carried out. Which ones is drawn, always the same.
 */
export async function busyFront(behind: string, tooMuch: TooMuch) {
  /** How often each call came, by the id that the SDK gives it, and how it went. */
  const tries = new Map<string, number>();
  const happened = { throttled: 0, lost: 0, through: 0 };
  const random = seededRandom('a busy minute');
  const server = createServer((call, answer) => {
    const id = String(call.headers['amz-sdk-invocation-id']);
    tries.set(id, (tries.get(id) ?? 0) + 1);
    const chance = random.between(0, 99);
    if (chance < 30) {
      happened.throttled += 1;
      call.resume();
      answer.writeHead(tooMuch.status, { 'content-type': tooMuch.contentType });
      answer.end(tooMuch.body);
      return;
    }
    const { hostname, port } = new URL(behind);
    const on = forward({ hostname, port, method: call.method, path: call.url, headers: call.headers });
    on.on('response', (said: IncomingMessage) => {
      if (chance < 33) {
        happened.lost += 1;
        said.resume();
        said.on('end', () => answer.destroy());
        return;
      }
      happened.through += 1;
      answer.writeHead(said.statusCode ?? 500, said.headers);
      said.pipe(answer);
    });
    call.pipe(on);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    endpoint: `http://127.0.0.1:${address.parse(server.address()).port}`,
    tries,
    happened,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
