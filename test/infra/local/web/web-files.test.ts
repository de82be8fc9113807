import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { openMainServer, type MainServer } from '../../../../infra/local/http-api/main-server.ts';
import { createWebFiles } from '../../../../infra/local/web/web-files.ts';
import { consolePrefix } from '../../../../shared/contracts/console-site.ts';

let server: MainServer;
const dir = mkdtempSync(path.join(tmpdir(), 'biaochi-web-'));
const script = `console.log(${'1 + '.repeat(400)}1)`;
beforeAll(async () => {
  mkdirSync(path.join(dir, 'assets'));
  writeFileSync(path.join(dir, 'index.html'), '<!doctype html><title>console</title>');
  writeFileSync(path.join(dir, 'assets/index-a1b2.js'), script);
  writeFileSync(path.join(dir, '.made-from'), 'nobody’s business');
  server = await openMainServer(0);
  const handler = createWebFiles({ dir, settings: { issuer: 'x' }, stores: ['http://127.0.0.1:9'] });
  server.serve((_, response) => response.writeHead(418).end(), [{ prefix: consolePrefix, handler }]);
});
afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

type Answer = Readonly<{ status: number; headers: Record<string, unknown>; body: Buffer }>;
/** As it goes over the wire: `fetch` would take the compression off. */
function get(address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ port: server.port, path: address, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

describe('the console’s files', () => {
  test('a screen’s address is the one page, which is never kept; what looks like a file and is none is not', async () => {
    for (const address of ['/console', '/console/', '/console/2018/units/002', '/console/index.html']) {
      const { status, headers, body } = await get(address);
      expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(headers['cache-control']).toBe('no-store');
      expect(body.toString()).toContain('<title>console</title>');
    }
    for (const address of [
      '/console/assets/old-script.js',
      '/console/.made-from',
      '/console/assets/..%2f..%2fpackage.json',
      '/console/../../package.json',
    ])
      expect([404, 418]).toContain((await get(address)).status);
  });

  test('files with a hash in their name are kept for a year, and come compressed as the browser takes them', async () => {
    const address = '/console/assets/index-a1b2.js';
    const plain = await get(address);
    expect(plain.body.toString()).toBe(script);
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const zipped = await get(address, { 'accept-encoding': 'gzip, deflate' });
    expect(gunzipSync(zipped.body).toString()).toBe(script);
    const brotli = await get(address, { 'accept-encoding': 'gzip, br' });
    expect(brotliDecompressSync(brotli.body).toString()).toBe(script);
    expect(brotli.body.length).toBeLessThan(plain.body.length / 4);
  });

  test('nothing inline and nothing from elsewhere: the policy names this origin and the store alone', async () => {
    const policy = String((await get('/console')).headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).toContain("connect-src 'self' http://127.0.0.1:9");
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  test('are read and never written', async () => {
    expect((await get('/console', {}, 'POST')).status).toBe(405);
    expect((await get('/console', {}, 'HEAD')).body).toHaveLength(0);
    expect(JSON.parse((await get('/console/settings.json')).body.toString())).toEqual({ issuer: 'x' });
  });
});
