/** An issuer that is well answers within a second; a call waits for it. */
const longestMs = 3000;
/** Some hundred times what an issuer's documents hold. */
const mostBytes = 256 * 1024;

/**
 * Reads a small JSON document of the configured issuer: no redirects, and bounds on time and size, whatever the issuer does.
 * @throws Error when there is no such document within the bounds
 */
export async function fetchJson(address: string): Promise<unknown> {
  const answer = await fetch(address, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(longestMs),
  });
  if (answer.status !== 200 || answer.body === null) throw new Error(`the issuer answered ${answer.status}`);
  const body: ReadableStream<Uint8Array> = answer.body;
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > mostBytes) throw new Error('the issuer sent too much');
    pieces.push(piece);
  }
  const content: unknown = JSON.parse(Buffer.concat(pieces).toString('utf8'));
  return content;
}
