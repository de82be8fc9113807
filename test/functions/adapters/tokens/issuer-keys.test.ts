import { createServer, type Server } from 'node:http';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { issuerKeys } from '../../../../functions/adapters/tokens/issuer-keys.ts';
import { tokenCheck } from '../../../../functions/adapters/tokens/token-check.ts';
import { goodToken } from '../../../support/bad-tokens.ts';

const first = generateKeyPairSync('rsa', { modulusLength: 2048 });
const second = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = (key: KeyObject, kid: string) => ({ ...key.export({ format: 'jwk' }), kid, use: 'sig' });

let server: Server;
let issuer: string;
let asked: string[];
/** What the issuer answers: a document, or text as it is, or a status alone. */
let discovery: unknown;
let keySet: unknown;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = request.url === '/keys' ? keySet : discovery;
    if (answer === 302) response.writeHead(302, { location: '/elsewhere' }).end();
    else response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  discovery = { issuer, jwks_uri: `${issuer}/keys` };
  keySet = { keys: [jwk(first.publicKey, 'key-1')] };
});
afterEach(() => {
  vi.useRealTimers();
  server.close();
  server.closeAllConnections();
});

const checking = () => tokenCheck({ issuer, audience: 'api' }, issuerKeys(issuer));
const tokenBy = (key: KeyObject, kid: string) =>
  `Bearer ${goodToken({ issuer, audience: 'api', kid, key, subject: 'u-1' })}`;
const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

test('keys are fetched at the first call and kept for those that follow', async () => {
  const check = checking();
  for (let call = 0; call < 5; call += 1)
    expect(await check.subjectOf(tokenBy(first.privateKey, 'key-1'))).toBe('u-1');
  expect(asked).toEqual(['/.well-known/openid-configuration', '/keys']);
});

test('calls that come at once ask once', async () => {
  const check = checking();
  await Promise.all(Array.from({ length: 8 }, () => check.subjectOf(tokenBy(first.privateKey, 'key-1'))));
  expect(asked).toHaveLength(2);
});

test('an unknown key makes us ask again, and a flood of unknown keys does not make us ask each time', async () => {
  const check = checking();
  expect(await check.subjectOf(tokenBy(first.privateKey, 'key-1'))).toBe('u-1');
  for (let call = 0; call < 5; call += 1)
    expect(await check.subjectOf(tokenBy(second.privateKey, `unknown-${call}`))).toBeNull();
  expect(asked).toHaveLength(2);
  later(31);
  for (let call = 0; call < 5; call += 1)
    expect(await check.subjectOf(tokenBy(second.privateKey, `unknown-${call}`))).toBeNull();
  expect(asked).toHaveLength(3);
});

test('after a rotation the new key is found, and the old one is believed no longer', async () => {
  const check = checking();
  expect(await check.subjectOf(tokenBy(first.privateKey, 'key-1'))).toBe('u-1');
  keySet = { keys: [jwk(second.publicKey, 'key-2')] };
  later(31);
  expect(await check.subjectOf(tokenBy(second.privateKey, 'key-2'))).toBe('u-1');
  expect(await check.subjectOf(tokenBy(first.privateKey, 'key-1'))).toBeNull();
});

test('a key that was taken back is believed no longer than ten minutes', async () => {
  const check = checking();
  expect(await check.subjectOf(tokenBy(first.privateKey, 'key-1'))).toBe('u-1');
  keySet = { keys: [jwk(second.publicKey, 'key-2')] };
  later(601);
  expect(await check.subjectOf(tokenBy(first.privateKey, 'key-1'))).toBeNull();
});

describe('an issuer that cannot be reached', () => {
  const gone = () => [(discovery = 302), (keySet = 302)];

  test('whose keys nobody knows yet lets nobody in, and tells nobody that their token is bad', async () => {
    gone();
    await expect(checking().subjectOf(tokenBy(first.privateKey, 'key-1'))).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'issuer-unreachable',
    });
  });

  test('does not stop the work of the hour: the keys that it named last are good for sixty minutes, and no longer', async () => {
    const check = checking();
    const token = () => tokenBy(first.privateKey, 'key-1');
    expect(await check.subjectOf(token())).toBe('u-1');
    gone();
    later(3590);
    expect(await check.subjectOf(token())).toBe('u-1');
    later(20);
    await expect(check.subjectOf(token())).rejects.toMatchObject({ code: 'issuer-unreachable' });
    [discovery, keySet] = [{ issuer, jwks_uri: `${issuer}/keys` }, { keys: [jwk(first.publicKey, 'key-1')] }];
    later(31);
    expect(await check.subjectOf(token())).toBe('u-1');
  });

  test('may have turned its keys over: a key that nobody knows is no bad token meanwhile, and no good one', async () => {
    const check = checking();
    expect(await check.subjectOf(tokenBy(first.privateKey, 'key-1'))).toBe('u-1');
    gone();
    later(601);
    await expect(check.subjectOf(tokenBy(second.privateKey, 'key-2'))).rejects.toMatchObject({
      code: 'issuer-unreachable',
    });
    // What an old key has not signed is still refused.
    expect(await check.subjectOf(tokenBy(second.privateKey, 'key-1'))).toBeNull();
  });
});

describe('an issuer that does not behave is the service’s trouble, and is asked again', () => {
  test.each<[string, () => void]>([
    ['no JSON', () => (discovery = '<html>')],
    ['another name', () => (discovery = { issuer: 'https://evil.example', jwks_uri: `${issuer}/keys` })],
    ['keys at another kind of address', () => (discovery = { issuer, jwks_uri: 'file:///etc/passwd' })],
    ['a document without end', () => (discovery = `"${'x'.repeat(300_000)}"`)],
    ['a redirect', () => (discovery = 302)],
    ['keys that are none', () => (keySet = { keys: 'none' })],
    ['keys without end', () => (keySet = { keys: [], more: 'x'.repeat(300_000) })],
    ['keys behind a redirect', () => (keySet = 302)],
  ])('%s', async (_, misbehave) => {
    const check = checking();
    const good = [discovery, keySet];
    misbehave();
    await expect(check.subjectOf(tokenBy(first.privateKey, 'key-1'))).rejects.toMatchObject({
      code: 'issuer-unreachable',
    });
    expect(asked).not.toContain('/elsewhere');
    [discovery, keySet] = good;
    later(31);
    expect(await check.subjectOf(tokenBy(first.privateKey, 'key-1'))).toBe('u-1');
  });
});
