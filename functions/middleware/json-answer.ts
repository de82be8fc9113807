import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** What fits one packet gains nothing by being smaller. */
const leastBytes = 1_400;

/**
 * A JSON answer as it is sent: compressed where the caller takes that and it is worth it, since API Gateway compresses nothing and
 * offices' lines are slow. Calls are made with a token that no other site can send, so the length of an answer tells nobody anything.
 * @param accepted the call's header `accept-encoding`
 */
export function jsonAnswer(
  answer: Readonly<{ statusCode: number; headers: Readonly<Record<string, string>>; json: string }>,
  accepted: string | undefined,
): APIGatewayProxyStructuredResultV2 {
  const { statusCode, headers, json } = answer;
  const bytes = Buffer.from(json);
  if (bytes.byteLength < leastBytes || !/\bgzip\b/.test(accepted ?? ''))
    return { statusCode, headers: { ...headers, vary: 'accept-encoding' }, body: json };
  return {
    statusCode,
    headers: { ...headers, vary: 'accept-encoding', 'content-encoding': 'gzip' },
    body: gzipSync(bytes).toString('base64'),
    isBase64Encoded: true,
  };
}
