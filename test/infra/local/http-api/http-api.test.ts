import { request as rawRequest } from 'node:http';
import { SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHttpApi } from '../../../../infra/local/http-api/http-api.ts';
import { openMainServer, type MainServer } from '../../../../infra/local/http-api/main-server.ts';
import { FunctionError } from '../../../../infra/local/lambda/function-error.ts';
import type { HttpApiResource, HttpApiRoute } from '../../../../infra/local/template/deployment.ts';
import { anyNumber, anyText, containing, like, matching } from '../fixture/matchers.ts';
import { startIssuer, type Issuer } from '../fixture/issuer.ts';

const audience = 'biaochi-api';
let issuer: Issuer;
let server: MainServer;
let events: unknown[];
let errors: unknown[];
let answer: (event: unknown) => unknown;

const route = (routeKey: string, more: Partial<HttpApiRoute> = {}): HttpApiRoute => ({
  routeKey,
  functionArn: 'arn:fn',
  timeoutMs: 30_000,
  scopes: [],
  authorizer: null,
  ...more,
});

function serve(
  routes: readonly HttpApiRoute[],
  cors?: HttpApiResource['properties']['CorsConfiguration'],
): void {
  const api: HttpApiResource = {
    logicalId: 'Api',
    stack: 'app',
    id: { name: 'app-Api', arn: 'arn', ref: 'app-Api', attributes: {} },
    properties: {
      Name: 'api',
      ProtocolType: 'HTTP',
      ...(cors === undefined ? {} : { CorsConfiguration: cors }),
    },
    routes,
  };
  const invoke = async (_: string, event: unknown) => {
    events.push(event);
    return answer(event);
  };
  server.serve(createHttpApi(api, { invoke, onError: (error) => errors.push(error) }), [
    { prefix: '/oidc', handler: (_, response) => response.end('sign-in') },
  ]);
}

beforeAll(async () => {
  issuer = await startIssuer({ audience });
});
afterAll(() => issuer.close());
beforeEach(async () => {
  events = [];
  errors = [];
  answer = () => ({ statusCode: 200, body: 'ok' });
  server = await openMainServer(0);
});
afterEach(async () => {
  await server.close();
  expect(errors).toEqual([]);
});

const call = (path: string, init?: RequestInit) => fetch(`${server.origin}${path}`, init);
const message = async (response: Response) => [response.status, await response.json()];

describe('the event of payload format 2.0', () => {
  test('carries the request as API Gateway hands it to a function', async () => {
    serve([route('POST /api/units/{unit}/rows')]);
    await call('/api/units/0%30%31/rows?a=1&b=%E6%A0%87&a=2', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'X-Thing': 'Upper',
        cookie: 'one=1; two=2',
        'user-agent': 'test',
      },
      body: '{"标":"尺"}',
    });
    const headers = like({
      'x-thing': 'Upper',
      'content-type': 'application/json',
      host: `localhost:${server.port}`,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-port': String(server.port),
    });
    expect(events).toEqual([
      {
        version: '2.0',
        routeKey: 'POST /api/units/{unit}/rows',
        rawPath: '/api/units/001/rows',
        rawQueryString: 'a=1&b=%E6%A0%87&a=2',
        cookies: ['one=1', 'two=2'],
        headers,
        queryStringParameters: { a: '1,2', b: '标' },
        requestContext: {
          accountId: '000000000000',
          apiId: 'app-Api',
          domainName: `localhost:${server.port}`,
          domainPrefix: `localhost:${server.port}`,
          http: {
            method: 'POST',
            path: '/api/units/001/rows',
            protocol: 'HTTP/1.1',
            sourceIp: '127.0.0.1',
            userAgent: 'test',
          },
          requestId: anyText,
          routeKey: 'POST /api/units/{unit}/rows',
          stage: '$default',
          time: matching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
          timeEpoch: anyNumber,
        },
        pathParameters: { unit: '001' },
        body: '{"标":"尺"}',
        isBase64Encoded: false,
      },
    ]);
    expect(events[0]).not.toHaveProperty('headers.cookie');
  });

  test.each([
    ['application/octet-stream', true],
    ['image/png', true],
    ['application/x-www-form-urlencoded', true],
    ['application/problem+json; charset=utf-8', false],
    ['text/csv', false],
  ])('a body of %s comes in base64: %s', async (contentType, isBase64Encoded) => {
    serve([route('PUT /x')]);
    await call('/x', { method: 'PUT', headers: { 'content-type': contentType }, body: 'a=1' });
    const body = isBase64Encoded ? Buffer.from('a=1').toString('base64') : 'a=1';
    expect(events).toEqual([like({ body, isBase64Encoded })]);
  });

  test('a request without body, query, cookies or parameters has none of these members', async () => {
    serve([route('GET /x')]);
    await call('/x');
    for (const member of [
      'body',
      'queryStringParameters',
      'cookies',
      'pathParameters',
      'requestContext.authorizer',
    ]) {
      expect(events[0]).not.toHaveProperty(member);
    }
  });

  test('a header sent twice is joined by a comma', async () => {
    serve([route('GET /x')]);
    await new Promise((resolve, reject) => {
      rawRequest(
        `${server.origin}/x`,
        { headers: { accept: ['text/html', 'text/plain'], 'x-forwarded-for': '10.0.0.1' } },
        resolve,
      )
        .on('error', reject)
        .end();
    });
    expect(events[0]).toMatchObject({
      headers: { accept: 'text/html,text/plain', 'x-forwarded-for': '10.0.0.1, 127.0.0.1' },
    });
  });
});

describe("a function's answer", () => {
  test('with a statusCode says status, headers, cookies and body itself', async () => {
    answer = () => ({
      statusCode: 201,
      headers: { 'Content-Type': 'image/png', 'x-count': 3, 'Transfer-Encoding': 'chunked' },
      cookies: ['a=1; Path=/', 'b=2'],
      body: Buffer.from([0, 255]).toString('base64'),
      isBase64Encoded: true,
    });
    serve([route('GET /x')]);
    const response = await call('/x');
    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('x-count')).toBe('3');
    expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([0, 255]));
    expect(response.headers.get('apigw-requestid')).not.toBeNull();
  });

  test.each<[string, unknown, string]>([
    ['an object', { ok: '标' }, '{"ok":"标"}'],
    ['text', 'hello', 'hello'],
    ['nothing', null, 'null'],
  ])('without a statusCode, %s is the JSON body of a 200', async (_, given, body) => {
    answer = () => given;
    serve([route('GET /x')]);
    const response = await call('/x');
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'application/json',
      body,
    ]);
  });

  test.each<[string, unknown]>([
    ['a status that is none', { statusCode: 'fine' }],
    ['a body that is not text', { statusCode: 200, body: { not: 'text' } }],
  ])('%s is a 500 without detail', async (_, given) => {
    answer = () => given;
    serve([route('GET /x')]);
    expect(await message(await call('/x'))).toEqual([500, { message: 'Internal Server Error' }]);
  });

  test.each([
    ['BiaochiRefused', 500, 'Internal Server Error'],
    ['Sandbox.Timedout', 500, 'Internal Server Error'],
    ['Lambda.ServiceException', 503, 'Service Unavailable'],
    ['RequestEntityTooLargeException', 413, 'Request Entity Too Large'],
  ])('a function that fails with %s is a %i', async (errorType, status, text) => {
    answer = () => {
      throw new FunctionError({ errorType, errorMessage: 'secret detail', trace: ['secret'] });
    };
    serve([route('GET /x')]);
    expect(await message(await call('/x'))).toEqual([status, { message: text }]);
  });

  test('a function that outlasts the integration limit is a 503, while it runs on', async () => {
    answer = () => new Promise(() => undefined);
    serve([route('GET /x', { timeoutMs: 50 })]);
    expect(await message(await call('/x'))).toEqual([503, { message: 'Service Unavailable' }]);
  });

  test('a fault of the runtime itself is a 500 and is reported', async () => {
    answer = () => {
      throw new Error('journal is gone');
    };
    serve([route('GET /x')]);
    expect(await message(await call('/x'))).toEqual([500, { message: 'Internal Server Error' }]);
    expect(errors).toEqual([new Error('journal is gone')]);
    errors = [];
  });
});

describe('refusals of the gateway', () => {
  test('an unknown path and an unknown method are a 404', async () => {
    serve([route('GET /x')]);
    expect(await message(await call('/y'))).toEqual([404, { message: 'Not Found' }]);
    expect(await message(await call('/x', { method: 'DELETE' }))).toEqual([404, { message: 'Not Found' }]);
  });

  test('a path that is not valid percent-encoding is a 400', async () => {
    serve([route('$default')]);
    expect(await message(await call('/%E6%A'))).toEqual([400, { message: 'Bad Request' }]);
  });

  test('a body above 10 MB is a 413, declared or not, and the function never sees it', async () => {
    serve([route('PUT /x')]);
    const tooLong = new Uint8Array(10 * 1024 * 1024 + 1);
    const declared = await rawPut(tooLong, { 'content-length': tooLong.length });
    const streamed = await rawPut(tooLong, { 'transfer-encoding': 'chunked' });
    expect([declared, streamed]).toEqual([413, 413]);
    expect(events).toEqual([]);
  });

  test('before anything is served the answer is 503, which clients repeat', async () => {
    expect((await call('/x')).status).toBe(503);
  });

  test('a port in use is one clear error', async () => {
    await expect(openMainServer(server.port)).rejects.toMatchObject({
      code: 'port-busy',
      message: containing('--port'),
    });
  });

  test('a page asked for by number is led to the name: sign-in and uploads know that origin alone', async () => {
    serve([route('$default')]);
    const byNumber = (accept: string, method = 'GET') =>
      fetch(`http://127.0.0.1:${server.port}/console?x=1`, {
        method,
        headers: { accept },
        redirect: 'manual',
      });
    const led = await byNumber('text/html,*/*');
    expect([led.status, led.headers.get('location')]).toEqual([307, `${server.origin}/console?x=1`]);
    expect(await (await byNumber('application/json')).text()).toBe('ok');
    expect(await (await byNumber('text/html', 'POST')).text()).toBe('ok');
    const byName = await fetch(`${server.origin}/console`, { headers: { accept: 'text/html' } });
    expect(await byName.text()).toBe('ok');
  });

  test('mounts answer under their prefix and nowhere else', async () => {
    serve([route('$default')]);
    expect(await (await call('/oidc')).text()).toBe('sign-in');
    expect(await (await call('/oidc/auth?x=1')).text()).toBe('sign-in');
    expect(await (await call('/oidcx')).text()).toBe('ok');
  });
});

describe('the JWT authorizer', () => {
  const guarded = (scopes: string[] = []) =>
    route('GET /x', {
      scopes,
      authorizer: { header: 'authorization', issuer: issuer.issuer, audience: [audience] },
    });
  const withToken = async (token: Promise<string> | string) =>
    call('/x', { headers: { authorization: `Bearer ${await token}` } });
  const now = () => Math.floor(Date.now() / 1000);

  test('a good token reaches the function as claims in text', async () => {
    serve([guarded()]);
    const response = await withToken(
      issuer.token({ groups: ['a', 'b'], admin: true, exp: 4_000_000_000, scope: 'read write' }),
    );
    expect(response.status).toBe(200);
    expect(events).toEqual([
      like({
        requestContext: like({
          authorizer: {
            jwt: {
              claims: {
                iss: issuer.issuer,
                aud: audience,
                sub: 'u-001',
                iat: matching(/^\d+$/),
                exp: '4000000000',
                groups: '[a b]',
                admin: 'true',
                scope: 'read write',
              },
              scopes: null,
            },
          },
        }),
      }),
    ]);
  });

  test('the token may stand without the word Bearer, and client_id stands in for a missing aud', async () => {
    serve([guarded()]);
    const token = await issuer.token({ aud: undefined, client_id: audience });
    expect((await call('/x', { headers: { authorization: token } })).status).toBe(200);
  });

  test('keys are asked for once, not for every request', async () => {
    serve([guarded()]);
    const before = issuer.requests();
    for (let call = 0; call < 5; call += 1) await withToken(issuer.token());
    expect(issuer.requests() - before).toBe(2);
  });

  test.each<[string, () => Promise<string> | string]>([
    ['no token', () => ''],
    ['something that is no token', () => 'abc.def'],
    ['another issuer', () => issuer.token({ iss: 'https://elsewhere.example' })],
    ['another audience', () => issuer.token({ aud: 'other-api' })],
    [
      'another audience, though client_id would fit',
      () => issuer.token({ aud: 'other-api', client_id: audience }),
    ],
    ['no audience at all', () => issuer.token({ aud: undefined })],
    ['expired', () => issuer.token({ exp: now() - 1 })],
    ['without an end', () => issuer.token({ exp: undefined })],
    ['not yet valid', () => issuer.token({ nbf: now() + 60 })],
    ['issued in the future', () => issuer.token({ iat: now() + 60 })],
    ['no key id', () => issuer.token({}, { kid: undefined })],
    ['an unknown key id', () => issuer.token({}, { kid: 'key-2' })],
    [
      'signed with a shared secret',
      () =>
        new SignJWT({ iss: issuer.issuer, aud: audience })
          .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
          .setExpirationTime('5m')
          .sign(new TextEncoder().encode('x'.repeat(32))),
    ],
    [
      'unsigned',
      () =>
        `${Buffer.from('{"alg":"none","kid":"key-1"}').toString('base64url')}.${Buffer.from(JSON.stringify({ iss: issuer.issuer, aud: audience, exp: now() + 60 })).toString('base64url')}.`,
    ],
    [
      'altered',
      async () =>
        (await issuer.token()).replace(
          /\.[^.]+\./u,
          `.${Buffer.from(JSON.stringify({ iss: issuer.issuer, aud: audience, exp: now() + 60, sub: 'admin' })).toString('base64url')}.`,
        ),
    ],
  ])('%s is a 401 that says no more than Unauthorized in its body', async (_, token) => {
    serve([guarded()]);
    const response = await withToken(token());
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/u);
    expect(await message(response)).toEqual([401, { message: 'Unauthorized' }]);
    expect(events).toEqual([]);
  });

  test("one of the route's scopes is enough; none of them is a 403", async () => {
    serve([guarded(['admin', 'write'])]);
    expect((await withToken(issuer.token({ scope: 'read write' }))).status).toBe(200);
    expect(events).toEqual([
      like({
        requestContext: like({
          authorizer: { jwt: like({ scopes: ['write'] }) },
        }),
      }),
    ]);
    expect(await message(await withToken(issuer.token({ scp: ['read'] })))).toEqual([
      403,
      { message: 'Forbidden' },
    ]);
  });

  test('an issuer that cannot be reached is a 401, and is asked again later', async () => {
    const authorizer = { header: 'authorization', issuer: 'http://127.0.0.1:1', audience: [audience] };
    serve([route('GET /x', { authorizer })]);
    const response = await withToken(issuer.token());
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('OIDC discovery endpoint communication error');
  });
});

describe('CORS', () => {
  const cors = {
    AllowOrigins: ['https://office.example', 'http://*'],
    AllowMethods: ['GET', 'PUT'],
    AllowHeaders: ['authorization'],
    MaxAge: 60,
    ExposeHeaders: ['etag'],
  };
  const preflight = (origin: string) => ({
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'PUT' },
  });

  test('a preflight is answered for the whole API, before routes and authorizers', async () => {
    serve([route('GET /x')], cors);
    const response = await call('/anything', preflight('https://office.example'));
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': 'https://office.example',
      'access-control-allow-methods': 'GET,PUT',
      'access-control-allow-headers': 'authorization',
      'access-control-max-age': '60',
    });
    expect(events).toEqual([]);
  });

  test('an origin that is not listed gets no permission', async () => {
    serve([route('GET /x')], cors);
    const response = await call('/x', preflight('https://evil.example'));
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(
      (await call('/x', preflight('http://anyone.example'))).headers.get('access-control-allow-origin'),
    ).toBe('http://anyone.example');
  });

  test("the API's headers replace what the function says about origins", async () => {
    answer = () => ({ statusCode: 200, headers: { 'Access-Control-Allow-Origin': '*' }, body: '' });
    serve([route('GET /x')], cors);
    const response = await call('/x', { headers: { origin: 'https://office.example' } });
    expect(response.headers.get('access-control-allow-origin')).toBe('https://office.example');
    expect(response.headers.get('access-control-expose-headers')).toBe('etag');
    expect(
      (await call('/x', { headers: { origin: 'https://evil.example' } })).headers.get(
        'access-control-allow-origin',
      ),
    ).toBeNull();
  });

  test('an API without CORS settings leaves OPTIONS to its routes', async () => {
    serve([route('GET /x')]);
    expect((await call('/x', preflight('https://office.example'))).status).toBe(404);
  });
});

/** Sends a body without caring whether all of it is taken, and gives the status of the answer. */
function rawPut(body: Uint8Array, headers: Record<string, string | number>): Promise<number | undefined> {
  return new Promise((resolve) => {
    const sending = rawRequest(`${server.origin}/x`, { method: 'PUT', headers, agent: false }, (response) => {
      resolve(response.statusCode);
      response.resume();
      sending.destroy();
    });
    sending.on('error', () => undefined);
    sending.end(body);
  });
}
