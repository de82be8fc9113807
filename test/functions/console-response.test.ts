import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { consoleResponse } from '../../functions/api-public/console-response.ts';
import { FileMissing } from '../../shared/ports/services.ts';
import { httpEvent } from './http-call.ts';

/** The console, served by the API itself where no CloudFront stands in front of its files. */

const stored = new Map([
  ['console/index.html', '<!doctype html><title>标尺</title>'],
  ['console/assets/index-a1.js', 'export {};'],
]);
const site = {
  connects: ['https://issuer.example', 'https://store.example'],
  files: {
    read: (key: string) => {
      const found = stored.get(key);
      return found === undefined
        ? Promise.reject(new FileMissing(key))
        : Promise.resolve(new TextEncoder().encode(found));
    },
    write: () => Promise.reject(new Error('not implemented')),
  },
};
const ask = (proxy: string | undefined, encoding = 'gzip, br') =>
  consoleResponse(
    site,
    httpEvent({
      route: { method: 'GET', path: '/console/{proxy+}' },
      subject: null,
      ...(proxy === undefined ? {} : { params: { proxy } }),
      headers: { 'accept-encoding': encoding },
    }),
  );
const textOf = (body: string | undefined) => gunzipSync(Buffer.from(body ?? '', 'base64')).toString('utf8');

describe('the console behind the API', () => {
  test('gives a file with its type, kept for a year because its name has a hash of its content', async () => {
    const { statusCode, headers, body } = await ask('assets/index-a1.js');
    expect([statusCode, textOf(body)]).toEqual([200, 'export {};']);
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'content-encoding': 'gzip',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });

  test.each([undefined, '2018/units/002/register', '../secrets', 'a/../../index.html'])(
    'gives the one page for %s, which names no file, and it is never kept',
    async (proxy) => {
      const { headers, body } = await ask(proxy);
      expect(textOf(body)).toContain('标尺');
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
      });
    },
  );

  test('tells an old page that its script is gone, instead of giving it the page as a script', async () => {
    expect((await ask('assets/index-old.js')).statusCode).toBe(404);
  });

  test('lets the page call the issuer and the store and nobody else, and run nothing inline', async () => {
    const { headers } = await ask(undefined);
    const policy = String(headers?.['content-security-policy']);
    expect(policy).toContain("connect-src 'self' https://issuer.example https://store.example;");
    expect(policy).toContain("default-src 'none'");
    expect(headers?.['strict-transport-security']).toBe('max-age=31536000');
    expect(policy).not.toContain('unsafe-inline');
  });

  test('a browser that takes nothing compressed gets it plain', async () => {
    const { headers, body } = await ask(undefined, 'identity');
    expect(headers).not.toHaveProperty('content-encoding');
    expect(Buffer.from(body ?? '', 'base64').toString('utf8')).toContain('标尺');
  });
});
