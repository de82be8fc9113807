import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { createJwtAuthorizer } from '../../../../infra/local/http-api/jwt-authorizer.ts';
import { openMainServer, type MainServer } from '../../../../infra/local/http-api/main-server.ts';
import { createSignIn, type Account, type SignIn } from '../../../../infra/local/sign-in/create-sign-in.ts';
import { signIn } from '../../../../infra/local/sign-in/sign-in-client.ts';
import { containing } from '../fixture/matchers.ts';
import { temporaryFolder } from '../fixture/temporary-folder.ts';

// Real processes on a machine that may be busy with other tests: the limit is for what hangs, not for what is slow.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const audience = 'biaochi-api';
let accounts: Account[];
let dir: string;
let server: MainServer;
let provider: SignIn;
let errors: unknown[];

beforeEach(async () => {
  accounts = [
    { sub: 'm-001', username: 'unit-001', displayName: '县政府办 <信息员>', password: 'right password' },
    { sub: 'm-002', username: 'unit-002', displayName: '县发改局', password: 'another one' },
  ];
  dir = temporaryFolder();
  errors = [];
  server = await openMainServer(0);
  await open();
});
afterEach(async () => {
  provider.close();
  await server.close();
  expect(errors).toEqual([]);
});

async function open(): Promise<void> {
  provider = await createSignIn({
    origin: server.origin,
    audience,
    dir,
    accounts: () => Promise.resolve(accounts),
    onError: (error) => errors.push(error),
  });
  server.serve((_, response) => response.end('api'), [{ prefix: '/oidc', handler: provider.handler }]);
}

const verifier = 'v'.repeat(43);
const authorization = (more: Record<string, string> = {}) =>
  new URLSearchParams({
    client_id: 'biaochi-web',
    response_type: 'code',
    redirect_uri: `${server.origin}/sign-in/callback`,
    scope: 'openid profile',
    state: 'here',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  });

/** A browser with cookies that follows nothing by itself. */
function browser() {
  const cookies = new Map<string, string>();
  const go = async (address: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(new URL(address, server.origin), {
      method: form === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]!.split(/=(.*)/u);
      cookies.set(name, value);
    }
    return response;
  };
  const begin = async (more: Record<string, string> = {}) => {
    const response = await go(`/oidc/auth?${authorization(more).toString()}`);
    return response.headers.get('location') ?? '';
  };
  /** Signs in and gives the code that comes back. */
  const codeFor = async (username: string, password: string): Promise<string> => {
    const sent = await go(await begin(), { username, password });
    const returned = await go(sent.headers.get('location') ?? '');
    return new URL(returned.headers.get('location') ?? '').searchParams.get('code') ?? '';
  };
  return { go, begin, codeFor };
}

const tokens = z.object({ access_token: z.string(), refresh_token: z.string(), id_token: z.string() });
const exchange = (form: Record<string, string>) =>
  fetch(`${server.origin}/oidc/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: 'biaochi-web', ...form }),
  });
const exchangeCode = (code: string, more: Record<string, string> = {}) =>
  exchange({
    grant_type: 'authorization_code',
    code,
    redirect_uri: `${server.origin}/sign-in/callback`,
    code_verifier: verifier,
    ...more,
  });
const refresh = (token: string) => exchange({ grant_type: 'refresh_token', refresh_token: token });

describe('signing in', () => {
  test("gives a token that the API's authorizer accepts, made out for the API and naming the member", async () => {
    const { accessToken, expiresAt } = await signIn(server.origin, 'unit-001', 'right password');
    const authorizer = createJwtAuthorizer({
      header: 'authorization',
      issuer: provider.issuer,
      audience: [audience],
    });
    expect(await authorizer.authorize(`Bearer ${accessToken}`, [])).toMatchObject({
      outcome: 'allowed',
      jwt: { claims: { sub: 'm-001', aud: audience, iss: `${server.origin}/oidc` } },
    });
    expect(decodeProtectedHeader(accessToken)).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    expect(decodeJwt(accessToken).exp! * 1000).toBeCloseTo(expiresAt, -4);
  });

  test('a wrong password and an unknown name are told alike', async () => {
    await expect(signIn(server.origin, 'unit-001', 'wrong')).rejects.toMatchObject({
      code: 'wrong-password',
    });
    await expect(signIn(server.origin, 'nobody', 'wrong')).rejects.toMatchObject({ code: 'wrong-password' });
  });

  test('guessing is slowed down, even with the right password at last', async () => {
    for (let number = 0; number < 5; number += 1) {
      await expect(signIn(server.origin, 'unit-001', `guess ${number}`)).rejects.toMatchObject({
        code: 'wrong-password',
      });
    }
    await expect(signIn(server.origin, 'unit-001', 'right password')).rejects.toMatchObject({
      code: 'too-many-tries',
    });
    expect((await signIn(server.origin, 'unit-002', 'another one')).accessToken).not.toBe('');
  });

  test('the id token says who it is, for the page to greet', async () => {
    const given = tokens.parse(
      await (await exchangeCode(await browser().codeFor('unit-001', 'right password'))).json(),
    );
    expect(decodeJwt(given.id_token)).toMatchObject({ sub: 'm-001', aud: 'biaochi-web' });
  });

  test('who is signed in is not asked again in the same browser', async () => {
    const { codeFor, go } = browser();
    await codeFor('unit-001', 'right password');
    const again = await go(`/oidc/auth?${authorization().toString()}`);
    expect(again.headers.get('location')).toContain('/sign-in/callback?code=');
  });
});

describe('the sign-in page', () => {
  test('needs no script, asks nobody else for anything, and cannot be framed', async () => {
    const { go, begin } = browser();
    const response = await go(await begin());
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).not.toMatch(/<script|https?:\/\//u);
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    const [, style = ''] = /<style>([^]*)<\/style>/u.exec(html) ?? [];
    expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('is in Chinese first and says that the accounts are for demonstration', async () => {
    const { go, begin } = browser();
    const html = await (await go(await begin())).text();
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain('演示账号');
    expect(html).toContain('县政府办 &#60;信息员&#62;');
    expect(html).not.toContain('right password');
  });

  test('after a wrong password is there again with a kind sentence and the name as it was typed', async () => {
    const { go, begin } = browser();
    const response = await go(await begin(), { username: '"><script>', password: 'x' });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain('账号或密码不对');
    expect(html).toContain('value="&#34;&#62;&#60;script&#62;"');
  });

  test('fills in the name of the account that was chosen from the list', async () => {
    const { go, begin } = browser();
    expect(await (await go(`${await begin()}?username=unit-002`)).text()).toContain('value="unit-002"');
  });

  test('of a sign-in begun elsewhere, or none, leads back to the start', async () => {
    const begun = await browser().begin();
    for (const response of [
      await browser().go(begun),
      await browser().go(begun, { username: 'unit-001', password: 'right password' }),
      await browser().go('/oidc/interaction/none'),
    ]) {
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('这次登录没有完成');
    }
  });

  test('takes no form longer than a name and a password', async () => {
    const { go, begin } = browser();
    const response = await go(await begin(), { username: 'x'.repeat(5_000), password: '' });
    expect(response.status).toBe(400);
  });
});

describe('what a hostile or broken client may try', () => {
  test('leading the code to another place is refused on a page, not by a redirect', async () => {
    const response = await browser().go(
      `/oidc/auth?${authorization({ redirect_uri: 'https://evil.example/' }).toString()}`,
    );
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
    expect(await response.text()).toContain('这次登录没有完成');
  });

  test('PKCE is needed, and plain is none', async () => {
    const without = authorization();
    without.delete('code_challenge');
    expect((await browser().go(`/oidc/auth?${without.toString()}`)).headers.get('location')).toContain(
      'error=invalid_request',
    );
    expect(await browser().begin({ code_challenge_method: 'plain' })).toContain('error=invalid_request');
  });

  test('a code is of no use without its verifier, and works once', async () => {
    const { codeFor } = browser();
    expect(
      (await exchangeCode(await codeFor('unit-001', 'right password'), { code_verifier: 'w'.repeat(43) }))
        .status,
    ).toBe(400);
    const code = await browser().codeFor('unit-001', 'right password');
    expect((await exchangeCode(code)).status).toBe(200);
    expect((await exchangeCode(code)).status).toBe(400);
  });

  test('a token for another resource is refused', async () => {
    expect(await browser().begin({ resource: 'https://elsewhere.example/' })).toContain(
      'error=invalid_target',
    );
  });

  test('a refresh token is replaced at each use; using an old one ends them all', async () => {
    const first = tokens.parse(
      await (await exchangeCode(await browser().codeFor('unit-001', 'right password'))).json(),
    );
    const second = tokens.parse(await (await refresh(first.refresh_token)).json());
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await refresh(first.refresh_token)).status).toBe(400);
    expect((await refresh(second.refresh_token)).status).toBe(400);
  });

  test('an account that is gone gets no new token', async () => {
    const given = tokens.parse(
      await (await exchangeCode(await browser().codeFor('unit-001', 'right password'))).json(),
    );
    accounts = accounts.slice(1);
    expect((await refresh(given.refresh_token)).status).toBe(400);
  });
});

describe('a restart', () => {
  test('signs nobody out: tokens, refresh tokens and sessions go on', async () => {
    const { codeFor, go } = browser();
    const given = tokens.parse(
      await (await exchangeCode(await codeFor('unit-001', 'right password'))).json(),
    );
    provider.close();
    await open();
    const authorizer = createJwtAuthorizer({
      header: 'authorization',
      issuer: provider.issuer,
      audience: [audience],
    });
    expect(await authorizer.authorize(given.access_token, [])).toMatchObject({ outcome: 'allowed' });
    expect((await refresh(given.refresh_token)).status).toBe(200);
    expect((await go(`/oidc/auth?${authorization().toString()}`)).headers.get('location')).toContain('code=');
  });

  test('finds keys and sessions that nobody else can read', () => {
    for (const file of ['sign-in.json', 'sign-in-sessions.jsonl'])
      expect(statSync(path.join(dir, file)).mode & 0o777).toBe(0o600);
  });

  test('with a damaged key file says which, and that deleting it is enough', async () => {
    const file = path.join(dir, 'sign-in.json');
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 100));
    provider.close();
    await expect(open()).rejects.toMatchObject({
      code: 'data-folder-damaged',
      message: containing(`${file} is damaged: delete it`),
    });
    writeFileSync(file, '{}');
    await expect(open()).rejects.toMatchObject({ code: 'data-folder-damaged' });
  });
});

test('signing out asks first, then ends the session', async () => {
  const { codeFor, go } = browser();
  await codeFor('unit-001', 'right password');
  const page = await (await go('/oidc/session/end')).text();
  expect(page).toContain('要退出登录吗');
  const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/u.exec(page) ?? [];
  const done = await go('/oidc/session/end/confirm', { xsrf, logout: 'yes' });
  expect(await (await go(done.headers.get('location') ?? '')).text()).toContain('已经退出登录');
  expect((await go(`/oidc/auth?${authorization().toString()}`)).headers.get('location')).toContain(
    '/oidc/interaction/',
  );
});
