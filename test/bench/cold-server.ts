import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import * as z from 'zod/mini';
import { goodToken } from '../support/bad-tokens.ts';

/** Stands in for the table, which has nothing, and for the issuer, whose token a caller has. */
export async function coldServer() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = 'cold';
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' };
  let origin = '';
  const answers: Readonly<Record<string, () => object>> = {
    '/oidc/.well-known/openid-configuration': () => ({
      issuer: `${origin}/oidc`,
      jwks_uri: `${origin}/oidc/jwks`,
    }),
    '/oidc/jwks': () => ({ keys: [jwk] }),
  };
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const answer = answers[request.url ?? ''] ?? (() => ({}));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.int() }).parse(server.address());
  origin = `http://127.0.0.1:${port}`;
  const signing = {
    issuer: `${origin}/oidc`,
    audience: 'biaochi-api',
    kid,
    key: privateKey,
    subject: 'stranger',
  };
  return {
    origin,
    issuer: signing.issuer,
    authorization: `Bearer ${goodToken(signing)}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
