import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { endpoint, httpFunction } from '../../../functions/middleware/http.ts';
import { problemTexts } from '../../../shared/contracts/problem-texts.ts';
import { fillText } from '../../../shared/domain/fill-text.ts';
import { refusalStatus } from '../../../shared/contracts/refusal-status.ts';
import { defineRoute, noBody, nothing } from '../../../shared/contracts/route.ts';
import { maxRowsPerCall } from '../../../shared/contracts/register-routes.ts';
import { routes } from '../../../shared/contracts/routes.ts';
import { refusalCodes, refuse, type Refusal } from '../../../shared/domain/errors.ts';
import { sampleEntry } from '../../support/builders.ts';
import { in002, people, sampleWorld, type World } from '../../shared/app/world.ts';
import {
  apiOver,
  believing,
  callHttp,
  httpEvent,
  lambdaContext,
  problemIn,
  recordedLog,
  requestId,
  type HttpCall,
} from '../http-call.ts';

let world: World;
beforeEach(async () => {
  world = await sampleWorld();
});

/** A route of the test's own, which does what the test says. */
const probe = defineRoute({
  area: 'cycle',
  method: 'POST',
  path: '/probe',
  status: 200,
  audience: 'public',
  repeatable: 'state',
  summary: { zh: '试', en: 'probe' },
  params: nothing,
  query: nothing,
  body: noBody,
  output: z.unknown(),
  refusals: [],
});
const probed = (act: () => Promise<unknown>, language?: string) => {
  const recorded = recordedLog();
  const handler = httpFunction(
    { log: recorded.log, store: world.store, tokens: believing, edgeSecret: null },
    [endpoint(probe, () => Promise.resolve(act))],
  );
  const headers = language === undefined ? {} : { 'accept-language': language };
  return { lines: recorded.lines, answer: callHttp(handler, { route: probe, subject: null, headers }) };
};
const refused = (refusal: Refusal, language?: string) => probed(() => Promise.reject(refusal), language);

const oneOfEachKind: readonly (readonly [Refusal, number])[] = [
  [refuse.invalid('unknown-item', { item: 'Z9' }), 400],
  [refuse.unauthenticated('sign-in-needed'), 401],
  [refuse.forbidden('not-your-unit', { unit: '002' }), 403],
  [refuse.missing('unit-unknown', { unit: '900' }), 404],
  [refuse.wrongState('frozen', { run: '0001' }), 409],
  [refuse.conflict('run-active', { cycle: '2018', run: '0001' }), 409],
  [refuse.tooLarge('too-many-files', { files: 6, most: 5 }), 413],
  [refuse.tooMany('too-many-requests', { seconds: 3 }), 429],
  [refuse.unavailable('busy-try-again'), 503],
];

describe('a refusal becomes problem details (RFC 9457)', () => {
  test('the table below has one of every kind there is', () => {
    expect(oneOfEachKind.map(([refusal]) => refusal.kind).sort()).toEqual(Object.keys(refusalCodes).sort());
    expect(Object.fromEntries(oneOfEachKind.map(([refusal, status]) => [refusal.kind, status]))).toEqual(
      refusalStatus,
    );
  });

  test.each(oneOfEachKind)(
    '%s answers %i with its code and its sentence in both languages',
    async (refusal, status) => {
      for (const language of ['zh', 'en'] as const) {
        const answer = await refused(refusal, language).answer;
        expect(answer.statusCode).toBe(status);
        expect(answer.headers).toMatchObject({
          'content-type': 'application/problem+json; charset=utf-8',
          'cache-control': 'no-store',
          'strict-transport-security': 'max-age=31536000',
          'x-content-type-options': 'nosniff',
        });
        const problem = problemIn(answer);
        expect(problem).toMatchObject({
          type: `/docs#${refusal.code}`,
          status,
          code: refusal.code,
          instance: requestId,
          details: refusal.details,
        });
        expect(problem.detail).toBe(fillText(problemTexts[refusal.code][language], refusal.details));
        expect(problem.detail).not.toContain('{');
      }
    },
  );

  test.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['en', 'en'],
    ['en-US,en;q=0.9', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en;q=0.5,zh;q=0.9', 'zh'],
    ['zh;q=0.5, EN;q=0.9', 'en'],
    ['fr,en;q=0.2', 'en'],
    ['fr,de', 'zh'],
    ['en;q=0', 'zh'],
    ['en;q=rubbish', 'zh'],
    ['*', 'zh'],
    [';;;,,,q=1', 'zh'],
  ] as const)('Accept-Language “%s” is answered in %s', async (header, language) => {
    const problem = problemIn(await refused(refuse.unauthenticated('sign-in-needed'), header).answer);
    expect(problem.detail).toBe(problemTexts['sign-in-needed'][language]);
  });

  test('is logged by code and route, without its details', async () => {
    const { answer, lines } = refused(refuse.missing('unit-unknown', { unit: '900-marked' }));
    await answer;
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'INFO',
      code: 'request-refused',
      route: 'POST /probe',
      status: 404,
      problem: 'unit-unknown',
      request: requestId,
    });
    expect(lines[0]).not.toContain('900-marked');
  });
});

describe('a fault of ours', () => {
  const fault = new Error('table records-prod is gone at 10.0.0.7');

  test.each(['zh', 'en'])(
    'answers 500 without any detail but the number to ask for (%s)',
    async (language) => {
      const answer = await probed(() => Promise.reject(fault), language).answer;
      expect(answer.statusCode).toBe(500);
      const problem = problemIn(answer);
      expect(problem).toMatchObject({ code: 'fault', instance: requestId, findings: [], details: {} });
      expect(answer.body).not.toMatch(/records-prod|10\.0\.0\.7|stack|\.ts/);
    },
  );

  test('is logged as an error with its message and stack, for the operator', async () => {
    const { answer, lines } = probed(() => Promise.reject(fault));
    await answer;
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'ERROR',
      code: 'request-failed',
      status: 500,
      errorName: 'Error',
      errorMessage: fault.message,
    });
    expect(lines[0]).toContain('http.test.ts');
  });

  test('is also one when what is thrown is no error at all', async () => {
    const thrown: unknown = 'just text';
    const answer = await probed(async () => {
      throw thrown;
    }).answer;
    expect(answer.statusCode).toBe(500);
  });
});

describe('a call that is not well formed is refused before anything is done, and every place is named', () => {
  const add: HttpCall = {
    route: routes.addRegisterRows,
    subject: people.clerk002.subject,
    params: in002,
    body: { rows: [sampleEntry()] },
    headers: { 'idempotency-key': 'key-0000000000000001' },
  };
  const call = (over: Partial<HttpCall>) => callHttp(apiOver(world).register, { ...add, ...over });
  const findings = async (over: Partial<HttpCall>) => {
    const answer = await call(over);
    const problem = problemIn(answer);
    expect([answer.statusCode, problem.code]).toEqual([400, 'input-invalid']);
    return problem.findings.map((finding) => [finding.pointer, finding.code]);
  };

  test('well formed it is done: the checks below are about what they change', async () => {
    expect((await call({})).statusCode).toBe(201);
  });

  test('unknown fields are refused, not dropped: a typing error must not lose what was meant', async () => {
    expect(await findings({ body: { rows: [sampleEntry()], extra: 1 } })).toEqual([
      ['/body', 'unrecognized_keys'],
    ]);
    expect(await findings({ body: { rows: [{ ...sampleEntry(), publishedBy: '甲' }] } })).toEqual([
      ['/body/rows/0', 'unrecognized_keys'],
    ]);
    expect(await findings({ query: { limit: '1' } })).toEqual([['/query', 'unrecognized_keys']]);
  });

  test('every wrong place is named at once, so that a clerk mends all of them', async () => {
    const bad = { ...sampleEntry(), publishedOn: '2018-02-30', url: 'ftp://x.example/' };
    expect(await findings({ body: { rows: [sampleEntry(), bad] } })).toEqual([
      ['/body/rows/1/url', 'invalid_format'],
      ['/body/rows/1/publishedOn', 'invalid_format'],
    ]);
  });

  test('findings are in the caller’s language', async () => {
    const missing = { body: { rows: [] } };
    const chinese = problemIn(await call(missing)).findings[0]?.message ?? '';
    const english = problemIn(
      await call({ ...missing, headers: { ...add.headers, 'accept-language': 'en' } }),
    );
    expect(chinese).toMatch(/\p{Script=Han}/u);
    expect(english.findings[0]?.message).toMatch(/^[\x20-\x7e]+$/);
  });

  test.each([
    ['no body', undefined],
    ['an empty body', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['too many rows', { rows: Array.from({ length: maxRowsPerCall + 1 }, () => sampleEntry()) }],
    ['a dangerous key', '{"rows":[],"__proto__":{"admin":true}}'],
  ])('%s is refused', async (_, body) => {
    const answer = await callHttp(apiOver(world).register, {
      route: add.route,
      subject: add.subject,
      params: in002,
      headers: add.headers ?? {},
      ...(body === undefined ? {} : { body }),
    });
    expect([answer.statusCode, problemIn(answer).code]).toEqual([400, 'input-invalid']);
  });

  test.each(['{', '{"rows":', 'rows=1', '{"a":1}}', "{'rows':[]}", '\u0000'])(
    'text that is no JSON (%s) is told apart from JSON that is not right',
    async (body) => {
      const answer = await call({ body });
      expect([answer.statusCode, problemIn(answer).code]).toEqual([400, 'json-malformed']);
    },
  );

  test('JSON nested deeper than anything the contract takes is not even parsed', async () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(problemIn(await call({ body: nested(13) })).code).toBe('json-malformed');
    expect(problemIn(await call({ body: nested(100_000) })).code).toBe('json-malformed');
    expect(problemIn(await call({ body: nested(12) })).code).toBe('input-invalid');
  });

  test('a body longer than anything the contract takes is not even looked at', async () => {
    const answer = await call({ body: `{"rows":"${'x'.repeat(2_097_152)}` });
    expect([answer.statusCode, problemIn(answer).code]).toEqual([413, 'body-too-large']);
    expect(problemIn(await call({ body: `{"rows":"${'x'.repeat(2_000_000)}` })).code).toBe('json-malformed');
  });

  test('brackets and escaped quotes inside text are no nesting', async () => {
    const title = `${'['.repeat(50)}\\"{{{\\`;
    expect((await call({ body: { rows: [sampleEntry({ title })] } })).statusCode).toBe(201);
  });

  test('a body in Base64, as the gateway sends what it takes for binary, is read the same', async () => {
    const handler = apiOver(world).register;
    const event = httpEvent(add);
    const encoded = Buffer.from(event.body ?? '').toString('base64');
    expect(await handler({ ...event, body: encoded, isBase64Encoded: true }, lambdaContext)).toMatchObject({
      statusCode: 201,
    });
  });

  test.each([
    [{ cycle: '18', unit: '002' }, '/path/cycle'],
    [{ cycle: '2018', unit: '2' }, '/path/unit'],
    [{ cycle: '2018', unit: '002; DROP' }, '/path/unit'],
    [{ cycle: '2018', unit: '../001' }, '/path/unit'],
    [{ cycle: '2018' }, '/path/unit'],
  ])('path %o is refused at %s', async (params, pointer) => {
    expect((await findings({ params })).map(([place]) => place)).toEqual([pointer]);
  });

  test.each([
    ['no key', {}],
    ['a short key', { 'idempotency-key': 'short' }],
    ['a key of 101 letters', { 'idempotency-key': 'k'.repeat(101) }],
    ['a key with a space', { 'idempotency-key': 'key 000000000000001' }],
  ])('%s for a creation is refused: a repeat could not be told from a second one', async (_, headers) => {
    const answer = await call({ headers });
    expect([answer.statusCode, problemIn(answer).code]).toEqual([400, 'idempotency-key-missing']);
  });

  test.each([
    ['a page of 0', { limit: '0' }],
    ['a page of 201', { limit: '201' }],
    ['a page of “all”', { limit: 'all' }],
    ['a mark that is not ASCII', { after: '标'.repeat(600) }],
    ['an empty mark', { after: '' }],
    ['a mark of 601 letters', { after: 'a'.repeat(601) }],
  ])('%s is refused', async (_, query) => {
    const answer = await callHttp(apiOver(world).register, {
      route: routes.listRegisterRows,
      subject: people.clerk002.subject,
      params: in002,
      query,
    });
    expect(problemIn(answer).code).toBe('input-invalid');
  });

  test('none of this left anything behind', async () => {
    await call({ body: { rows: [sampleEntry()], extra: 1 } });
    const { items } = await listed();
    expect(items).toEqual([]);
  });

  async function listed() {
    const answer = await callHttp(apiOver(world).register, {
      route: routes.listRegisterRows,
      subject: people.clerk002.subject,
      params: in002,
    });
    return z.object({ items: z.array(z.unknown()) }).parse(JSON.parse(answer.body));
  }
});

describe('who it is comes before what they sent', () => {
  test('an unsigned, malformed call is told to sign in, and learns nothing of what is checked', async () => {
    const answer = await callHttp(apiOver(world).register, {
      route: routes.addRegisterRows,
      subject: null,
      params: { cycle: 'x' },
      body: '{',
    });
    expect(problemIn(answer)).toMatchObject({ code: 'sign-in-needed', findings: [] });
  });

  test('a route that the function does not have is told to be unknown', async () => {
    const answer = await callHttp(apiOver(world).cycle, {
      route: { method: 'DELETE', path: '/api/me' },
      subject: people.admin.subject,
    });
    expect([answer.statusCode, problemIn(answer).code]).toEqual([404, 'route-unknown']);
  });

  test('an answer is JSON that no proxy keeps and no browser guesses at', async () => {
    const answer = await callHttp(apiOver(world).cycle, {
      route: routes.getMe,
      subject: people.admin.subject,
    });
    expect(answer).toMatchObject({
      statusCode: 200,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
        'strict-transport-security': 'max-age=31536000',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      },
    });
  });
});

describe('an answer', () => {
  const long = { items: Array.from({ length: 200 }, (_, place) => ({ place, text: '评价细则' })) };
  const asked = async (what: unknown, accepted: string) => {
    const handler = httpFunction(
      { log: recordedLog().log, store: world.store, tokens: believing, edgeSecret: null },
      [endpoint(probe, () => Promise.resolve(() => Promise.resolve(what)))],
    );
    return handler(
      httpEvent({ route: probe, subject: null, headers: { 'accept-encoding': accepted } }),
      lambdaContext,
    );
  };

  test('that is long is compressed for who takes that, since a county’s line is slow, and says the same', async () => {
    const answer = await asked(long, 'gzip, deflate, br');
    expect(answer).toMatchObject({ isBase64Encoded: true, headers: { 'content-encoding': 'gzip' } });
    const sent = Buffer.from(answer.body ?? '', 'base64');
    expect(sent.byteLength).toBeLessThan(JSON.stringify(long).length / 4);
    expect(JSON.parse(gunzipSync(sent).toString())).toEqual(long);
  });

  test('is sent as it is to who does not, or where it is short', async () => {
    for (const [what, accepted] of [
      [long, 'identity'],
      [{ short: true }, 'gzip'],
    ] as const) {
      const answer = await asked(what, accepted);
      expect(answer.isBase64Encoded).toBeUndefined();
      expect(answer.headers).toMatchObject({ vary: 'accept-encoding' });
      expect(JSON.parse(answer.body ?? '')).toEqual(what);
    }
  });
});

describe('a route’s use case is loaded when it is needed, since most calls of a function do without it', () => {
  const loading = (load: () => Promise<() => Promise<unknown>>) => {
    const deps = { log: recordedLog().log, store: world.store, tokens: believing, edgeSecret: null };
    const handler = httpFunction(deps, [endpoint({ ...probe, body: z.strictObject({}) }, load)]);
    return async (body: unknown = {}) => {
      const { statusCode } = await callHttp(handler, { route: probe, subject: null, body });
      return statusCode;
    };
  };
  const counted = () => {
    let loads = 0;
    const call = loading(() => {
      loads += 1;
      return Promise.resolve(() => Promise.resolve({}));
    });
    return { call, loads: () => loads };
  };

  test('by its first call, not by a function’s start nor by a call that is refused before', async () => {
    const { call, loads } = counted();
    expect(loads()).toBe(0);
    expect(await call({ unknown: true })).toBe(400);
    expect(loads()).toBe(0);
    expect(await call()).toBe(200);
    expect(loads()).toBe(1);
  });

  test('once, also for two calls at the same moment, and for those after', async () => {
    const { call, loads } = counted();
    expect(await Promise.all([call(), call()])).toEqual([200, 200]);
    expect(await call()).toBe(200);
    expect(loads()).toBe(1);
  });

  test('again after it could not be loaded: one bad moment must not close a route for as long as a function lives', async () => {
    let loads = 0;
    const call = loading(() => {
      loads += 1;
      return loads === 1
        ? Promise.reject(new Error('no such file'))
        : Promise.resolve(() => Promise.resolve({}));
    });
    expect([await call(), await call(), await call()]).toEqual([500, 200, 200]);
    expect(loads).toBe(2);
  });
});

describe('a call can be followed', () => {
  const logged = async (headers: Readonly<Record<string, string>>) => {
    const recorded = recordedLog();
    const inside = () => {
      recorded.log.info('link-signed', { key: 'evidence/1' });
      return Promise.resolve({});
    };
    const deps = { log: recorded.log, store: world.store, tokens: believing, edgeSecret: null };
    await callHttp(httpFunction(deps, [endpoint(probe, () => Promise.resolve(inside))]), {
      route: probe,
      subject: null,
      headers,
    });
    return recorded.lines.map((line): unknown => JSON.parse(line));
  };

  test('every line that its work writes carries the gateway’s number and the browser’s own', async () => {
    const correlation = '5f0c1d2e-0000-4000-8000-000000000001';
    expect(await logged({ 'x-correlation-id': correlation })).toMatchObject([
      { code: 'link-signed', request: requestId, correlation },
      { code: 'request-done', request: requestId, correlation },
    ]);
  });

  test.each(['王某某', 'short', 'a'.repeat(65), '{"code":"forged"}', '5f0c1d2e 0000 4000'])(
    'what is no number does not come into the log: “%s”',
    async (correlation) => {
      const lines = await logged({ 'x-correlation-id': correlation });
      expect(JSON.stringify(lines)).not.toContain('correlation');
    },
  );
});
