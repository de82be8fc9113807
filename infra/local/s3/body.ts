import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { crc32 } from 'node:zlib';
import { s3Errors } from './s3-error.ts';

/** Line lengths beyond this are no chunk header. */
const longestLine = 4096;

/**
 * A request's body as S3 stores it. The SDK sends streams `aws-chunked`: pieces with their length in front and checksums
 * after the last; what is stored is the pieces put together.
 */
export async function* decodedBody(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  const chunked = (request.headers['content-encoding'] ?? '')
    .split(',')
    .some((each) => each.trim() === 'aws-chunked');
  if (!chunked) {
    for await (const chunk of bytesOf(request)) yield chunk;
    return;
  }
  let rest = Buffer.alloc(0);
  let wanted = -1;
  for await (const chunk of bytesOf(request)) {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      if (wanted > 0) {
        const piece = rest.subarray(0, wanted);
        if (piece.length > 0) yield Buffer.from(piece);
        rest = rest.subarray(piece.length);
        wanted -= piece.length;
        if (wanted > 0) break;
        wanted = -2;
      }
      const end = rest.indexOf('\r\n');
      if (end < 0) {
        if (rest.length > longestLine) throw s3Errors.invalid('A chunk header is too long.');
        break;
      }
      const line = rest.subarray(0, end).toString('latin1');
      rest = rest.subarray(end + 2);
      // After a piece comes its line end; after the piece of length 0 come trailers, which are checksums of what we hash anyway.
      if (wanted === -2 && line === '') {
        wanted = -1;
        continue;
      }
      if (wanted === 0) continue;
      wanted = Number.parseInt(line.split(';', 1)[0] ?? '', 16);
      if (!Number.isSafeInteger(wanted) || wanted < 0) throw s3Errors.invalid('A chunk header is malformed.');
      if (wanted === 0) continue;
    }
  }
  if (wanted !== 0) throw s3Errors.incomplete();
}

async function* bytesOf(request: IncomingMessage): AsyncGenerator<Buffer> {
  for await (const chunk of request) {
    if (chunk instanceof Buffer) yield chunk;
  }
}

/** The checksums that a request claims of its body, in headers or, as the SDK's default links do, in the query. */
export function claimedChecksums(
  request: IncomingMessage,
  url: URL,
): {
  /** Whether any is claimed, in front of the body or behind it. */
  claimed: boolean;
  update: (chunk: Uint8Array) => void;
  check: (found: Readonly<{ md5: string; sha256: string }>) => void;
} {
  const claims = (name: string) => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : url.searchParams.get(name);
  };
  let crc = 0;
  const sha1 = createHash('sha1');
  const wantsCrc = claims('x-amz-checksum-crc32') !== null;
  const wantsSha1 = claims('x-amz-checksum-sha1') !== null;
  return {
    claimed:
      ['content-md5', 'x-amz-trailer', 'x-amz-checksum-sha256'].some((name) => claims(name) !== null) ||
      wantsCrc ||
      wantsSha1,
    update: (chunk) => {
      if (wantsCrc) crc = crc32(chunk, crc);
      if (wantsSha1) sha1.update(chunk);
    },
    check: ({ md5, sha256 }) => {
      const crcBytes = Buffer.alloc(4);
      crcBytes.writeUInt32BE(crc);
      const found: [string, string][] = [
        ['content-md5', base64(md5)],
        ['x-amz-checksum-sha256', base64(sha256)],
        ['x-amz-checksum-crc32', crcBytes.toString('base64')],
        ...(wantsSha1 ? [['x-amz-checksum-sha1', sha1.digest('base64')] satisfies [string, string]] : []),
      ];
      for (const [name, value] of found) {
        const claim = claims(name);
        if (claim !== null && claim !== value) throw s3Errors.badDigest(name);
      }
    },
  };
}

function base64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64');
}
