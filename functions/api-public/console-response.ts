import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { consoleFile, consoleHeaders } from '../../shared/contracts/console-site.ts';
import { storagePrefixes } from '../../shared/contracts/storage-keys.ts';
import { FileMissing, type Files } from '../../shared/ports/services.ts';

type Response = APIGatewayProxyStructuredResultV2;
export type ConsoleSite = Readonly<{
  files: Files;
  /** Origins that the console calls besides its own. */
  connects: readonly string[];
}>;

/** A file of the console has an ending; any other address is the console's one page, which finds the screen by the address. */
const filePath = /^(?:[\w-]+\/)*[\w.-]+\.[a-z0-9]+$/;

/**
 * The console, where no CloudFront stands in front of its files: they are read from the same bucket, compressed, and sent with the
 * same headers.
 */
export async function consoleResponse(site: ConsoleSite, event: APIGatewayProxyEventV2): Promise<Response> {
  const asked = event.pathParameters?.['proxy'] ?? '';
  const path = filePath.test(asked) ? asked : 'index.html';
  const headers = consoleHeaders(site.connects);
  try {
    const body = await site.files.read(`${storagePrefixes.console}${path}`);
    const { contentType, cacheControl } = consoleFile(path);
    const zipped = /\bgzip\b/.test(event.headers['accept-encoding'] ?? '');
    return {
      statusCode: 200,
      headers: {
        ...headers,
        'content-type': contentType,
        'cache-control': cacheControl,
        vary: 'accept-encoding',
        ...(zipped ? { 'content-encoding': 'gzip' } : {}),
      },
      body: Buffer.from(zipped ? gzipSync(body) : body).toString('base64'),
      isBase64Encoded: true,
    };
  } catch (error) {
    // An old page that asks for an old script must be told so, not be given HTML.
    if (error instanceof FileMissing) return { statusCode: 404, headers };
    throw error;
  }
}
