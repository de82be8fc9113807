import type { APIGatewayProxyStructuredResultV2 as Response } from 'aws-lambda';

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  pem: 'application/x-pem-file',
  sig: 'application/octet-stream',
  svg: 'image/svg+xml',
  xml: 'application/xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
/** These are offered for saving: a browser that rendered them would show the reader nothing useful. */
const saved = new Set(['json', 'csv', 'xlsx', 'docx', 'mjs', 'pem', 'sig']);

/** The one page that runs a script: it reads the report's own files and checks them. */
const checkingPage = /(^|\/)verify\.html$/;

/**
 * A page or file for readers. The policy allows the site's own style sheet and pictures and nothing else, but on the page that
 * checks a report; published pages
 * are looked up anew each time (`no-cache`), since a new revision takes the old one's address.
 */
export function pageResponse(path: string, body: Uint8Array | string, statusCode = 200): Response {
  const extension = path.slice(path.lastIndexOf('.') + 1);
  const name = path.slice(path.lastIndexOf('/') + 1);
  return {
    statusCode,
    headers: {
      'content-type': contentTypes[extension] ?? 'application/octet-stream',
      'content-security-policy': `default-src 'none'; style-src 'self'; img-src 'self'; ${checkingPage.test(path) ? "script-src 'self'; connect-src 'self'; " : ''}base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
      ...(saved.has(extension) ? { 'content-disposition': `attachment; filename="${name}"` } : {}),
    },
    ...(typeof body === 'string'
      ? { body, isBase64Encoded: false }
      : { body: Buffer.from(body).toString('base64'), isBase64Encoded: true }),
  };
}

export function redirect(location: string): Response {
  return { statusCode: 302, headers: { location, 'cache-control': 'no-cache' }, body: '' };
}
