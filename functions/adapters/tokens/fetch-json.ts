import type { IncomingMessage } from 'node:http';
import * as z from 'zod/mini';

/** An issuer that is well answers within a second; a call waits for it. */
const longestMs = 3000;
/** Some hundred times what an issuer's documents hold. */
const mostBytes = 256 * 1024;

const piece = z.instanceof(Uint8Array);

/**
 * Reads a small JSON document of the configured issuer: no redirects, and bounds on time and size, whatever the issuer does. By the
 * client that the SDK uses too: `fetch` is another, and takes its time to be made ready at its first use.
 * @throws Error when there is no such document within the bounds
 */
export async function fetchJson(address: string): Promise<unknown> {
  const answer = await answerOf(new URL(address));
  if (answer.statusCode !== 200) {
    answer.destroy();
    throw new Error(`the issuer answered ${answer.statusCode}`);
  }
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const each of answer) {
    pieces.push(piece.parse(each));
    bytes += pieces.at(-1)?.length ?? 0;
    // Leaving the loop closes the connection.
    if (bytes > mostBytes) throw new Error('the issuer sent too much');
  }
  const content: unknown = JSON.parse(Buffer.concat(pieces).toString('utf8'));
  return content;
}

async function answerOf(address: URL): Promise<IncomingMessage> {
  // What an address does not need is not loaded.
  const { get } = await (address.protocol === 'https:' ? import('node:https') : import('node:http'));
  return new Promise((resolve, reject) => {
    const options = { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(longestMs) };
    get(address, options, resolve).on('error', reject);
  });
}
