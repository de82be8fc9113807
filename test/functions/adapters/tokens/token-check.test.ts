import { generateKeyPairSync } from 'node:crypto';
import { createLocalJWKSet } from 'jose';
import { describe, expect, test } from 'vitest';
import { tokenCheck } from '../../../../functions/adapters/tokens/token-check.ts';
import { createHandler } from '../../../../functions/api-cycle/handler.ts';
import { routes } from '../../../../shared/contracts/routes.ts';
import { refuse } from '../../../../shared/domain/errors.ts';
import { people, sampleWorld } from '../../../shared/app/world.ts';
import { badTokens, goodToken, type Signing } from '../../../support/bad-tokens.ts';
import { callHttp, problemIn, recordedLog } from '../../http-call.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const signing: Signing = {
  issuer: 'https://issuer.example',
  audience: 'biaochi-api',
  kid: 'key-1',
  key: pair.privateKey,
  subject: people.admin.subject,
};
const keys = createLocalJWKSet({
  keys: [{ ...pair.publicKey.export({ format: 'jwk' }), kid: 'key-1', use: 'sig' }],
});
const tokens = tokenCheck(signing, keys);
const world = await sampleWorld();
const getMe = (authorization: string | null) =>
  callHttp(
    createHandler({ ...world, log: recordedLog().log, rehearsalClock: null, tokens, edgeSecret: null }),
    {
      route: routes.getMe,
      subject: null,
      headers: authorization === null ? {} : { authorization },
    },
  );
const now = () => Math.floor(Date.now() / 1000);

describe('a good token tells whose it is', () => {
  test.each<[string, () => string]>([
    ['named as an access token by its type (RFC 9068)', () => goodToken(signing)],
    ['the type’s long name', () => goodToken(signing, {}, { typ: 'application/at+jwt' })],
    ['several audiences, ours among them', () => goodToken(signing, { aud: ['a', signing.audience] })],
    [
      'as Cognito makes them: no type, client_id instead of aud',
      () =>
        goodToken(
          signing,
          { aud: undefined, client_id: signing.audience, token_use: 'access' },
          { typ: undefined },
        ),
    ],
    ['as Keycloak makes them', () => goodToken(signing, { typ: 'Bearer' }, { typ: 'JWT' })],
    ['with scopes alone', () => goodToken(signing, { scp: ['read'] }, { typ: 'JWT' })],
    ['by a clock a little ahead', () => goodToken(signing, { nbf: now() + 2, iat: now() + 2 })],
    [
      'with a key of a stranger named in the header, which is not looked at',
      () => goodToken(signing, {}, { jku: 'http://127.0.0.1:1/keys.json' }),
    ],
  ])('%s', async (_, token) => {
    expect(await tokens.subjectOf(`Bearer ${token()}`)).toBe(people.admin.subject);
    expect((await getMe(`Bearer ${token()}`)).statusCode).toBe(200);
  });
});

describe('every bad token is a 401 of one and the same shape: what was wrong helps only who tries', () => {
  const bad = badTokens(signing);

  test('there are more than the twenty that matter most, each of its own kind', () => {
    expect(bad.length).toBeGreaterThanOrEqual(40);
    expect(new Set(bad.map(({ name }) => name)).size).toBe(bad.length);
    expect(new Set(bad.map(({ header }) => header)).size).toBe(bad.length);
  });

  test.each(bad)('$name', async ({ header }) => {
    const nothing = await getMe(null);
    expect(problemIn(nothing).code).toBe('sign-in-needed');
    expect(await getMe(header)).toEqual(nothing);
  });

  test('what the gateway says of a token counts for nothing', async () => {
    const handler = createHandler({
      ...world,
      log: recordedLog().log,
      rehearsalClock: null,
      tokens,
      edgeSecret: null,
    });
    const answer = await callHttp(handler, { route: routes.getMe, subject: people.admin.subject });
    expect(answer.statusCode).toBe(401);
  });
});

test('keys that cannot be had are the service’s trouble, not the token’s: nobody is signed out by it', async () => {
  const without = tokenCheck(signing, () => Promise.reject(refuse.unavailable('busy-try-again')));
  await expect(without.subjectOf(`Bearer ${goodToken(signing)}`)).rejects.toMatchObject({
    code: 'busy-try-again',
  });
});
