import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createJwtAuthorizer } from '../../../../infra/local/http-api/jwt-authorizer.ts';
import { badTokens, goodToken, type Signing } from '../../../support/bad-tokens.ts';

/** Names are needed before there is an address; an issuer's name may be any text that its tokens repeat. */
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
let server: Server;
let signing: Signing;
let isGone = false;
beforeAll(async () => {
  const keys = [{ ...pair.publicKey.export({ format: 'jwk' }), kid: 'key-1', use: 'sig', alg: 'RS256' }];
  server = createServer((request, response) => {
    if (isGone) return void response.writeHead(503).end();
    const { issuer } = signing;
    response.end(JSON.stringify(request.url === '/keys' ? { keys } : { issuer, jwks_uri: `${issuer}/keys` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const issuer = `http://127.0.0.1:${port ?? ''}`;
  signing = { issuer, audience: 'biaochi-api', kid: 'key-1', key: pair.privateKey, subject: 'u-1' };
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const authorize = (header: string | null) =>
  createJwtAuthorizer({
    header: 'authorization',
    issuer: signing.issuer,
    audience: [signing.audience],
  }).authorize(header ?? undefined, []);

describe('the gateway’s authorizer', () => {
  test('lets a good token by', async () => {
    expect(await authorize(`Bearer ${goodToken(signing)}`)).toMatchObject({ outcome: 'allowed' });
  });

  test('keeps the keys of an issuer that cannot be reached for two hours, as API Gateway does; then its answer is its own 401', async () => {
    const { issuer, audience } = signing;
    const authorizer = createJwtAuthorizer({ header: 'authorization', issuer, audience: [audience] });
    const outcome = async () => (await authorizer.authorize(`Bearer ${goodToken(signing)}`, [])).outcome;
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      expect(await outcome()).toBe('allowed');
      isGone = true;
      vi.setSystemTime(Date.now() + 119 * 60_000);
      expect(await outcome()).toBe('allowed');
      vi.setSystemTime(Date.now() + 2 * 60_000);
      expect(await outcome()).toBe('unauthorized');
    } finally {
      isGone = false;
      vi.useRealTimers();
    }
  });

  test('refuses what is its to refuse; the rest is left to the function', async () => {
    for (const { name, header, first } of badTokens(signing)) {
      if (first !== 'gateway') continue;
      expect([name, (await authorize(header)).outcome]).toEqual([name, 'unauthorized']);
    }
  });
});
