import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callLimits, callRates } from '../../../functions/middleware/call-limits.ts';
import { rateLimit } from '../../../functions/middleware/rate-limit.ts';
import { endpoint, httpFunction } from '../../../functions/middleware/http.ts';
import { noBody, defineRoute } from '../../../shared/contracts/route.ts';
import { routes } from '../../../shared/contracts/routes.ts';
import * as z from 'zod/mini';
import { people, sampleWorld } from '../../shared/app/world.ts';
import { believing, callHttp, problemIn, recordedLog, type HttpCall } from '../http-call.ts';

describe('a rate', () => {
  test('lets a burst pass, then as many as a second brings, and says how long to wait', () => {
    let now = 0;
    const limit = rateLimit({ perSecond: 2, burst: 3 }, () => now);
    expect([1, 2, 3].map(() => limit.take('a'))).toEqual([0, 0, 0]);
    expect(limit.take('a')).toBe(1);
    now += 500;
    expect([limit.take('a'), limit.take('a')]).toEqual([0, 1]);
    now += 60_000;
    expect([1, 2, 3, 4].map(() => limit.take('a'))).toEqual([0, 0, 0, 1]);
  });

  test('is counted for each caller alone', () => {
    const limit = rateLimit({ perSecond: 1, burst: 1 }, () => 0);
    expect([limit.take('a'), limit.take('a'), limit.take('b')]).toEqual([0, 1, 0]);
  });

  test('never lets more through than burst and time allow, whenever calls come, and whoever waits as told is let in', () => {
    const steps = fc.array(fc.nat(3_000), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(
        steps,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 50 }),
        (waits, perSecond, burst) => {
          let now = 0;
          let passed = 0;
          const limit = rateLimit({ perSecond, burst }, () => now);
          let told = 0;
          for (const wait of waits) {
            now += told > 0 && wait % 2 === 0 ? told * 1000 : wait;
            const waited = told > 0 && wait % 2 === 0;
            told = limit.take('a');
            if (waited) expect(told).toBe(0);
            if (told === 0) passed += 1;
          }
          expect(passed).toBeLessThanOrEqual(burst + (now / 1000) * perSecond + 1e-6);
        },
      ),
    );
  });

  test('forgets whoever was not heard of longest, and keeps who goes on calling', () => {
    const limit = rateLimit({ perSecond: 1, burst: 1 }, () => 0);
    limit.take('first');
    for (let caller = 0; caller < 20_000; caller += 1) {
      limit.take(`caller ${caller}`);
      if (caller % 1000 === 0) expect(limit.take('first')).toBe(1);
    }
    expect(limit.take('caller 1')).toBe(0);
  });
});

/** A route of the test's own, in a unit's name; and one that anybody may call. */
const inUnit = defineRoute({
  ...routes.withdrawEvidence,
  path: '/probe/{unit}',
  method: 'POST',
  audience: 'member',
  repeatable: 'state',
  params: z.strictObject({ unit: z.string() }),
  body: noBody,
  output: z.unknown(),
});
const read = defineRoute({ ...inUnit, method: 'GET', path: '/read/{unit}' });
const open = defineRoute({ ...inUnit, path: '/open/{unit}', audience: 'public' });

async function probed() {
  const world = await sampleWorld();
  const { log } = recordedLog();
  let now = 0;
  const done: string[] = [];
  const useCase = async ({ member }: Readonly<{ member: Readonly<{ subject: string }> }>) => {
    done.push(member.subject);
    return {};
  };
  const handler = httpFunction(
    { log, store: world.store, tokens: believing, edgeSecret: null, limits: callLimits(() => now) },
    [inUnit, read, open].map((route) => endpoint(route, () => Promise.resolve(useCase))),
  );
  const call = (route: HttpCall['route'], subject: string | null, unit = '002', headers = {}) =>
    callHttp(handler, { route, subject, params: { unit }, headers });
  const many = (count: number, one: () => ReturnType<typeof call>) =>
    Promise.all(Array.from({ length: count }, one));
  const pass = (milliseconds: number) => (now += milliseconds);
  return { call, many, done, pass };
}
const statuses = (answers: readonly Readonly<{ statusCode: number }>[]) => {
  const count = (status: number) => answers.filter((each) => each.statusCode === status).length;
  return { done: count(200), refused: count(429) };
};

describe('calls', () => {
  const clerk = people.clerk002.subject;
  const other = people.clerk015.subject;

  test('beyond a member’s rate are refused with a code, a sentence in both languages and when to try again', async () => {
    const { call, many, pass } = await probed();
    const { burst } = callRates.member;
    expect(statuses(await many(burst + 10, () => call(read, clerk)))).toEqual({ done: burst, refused: 10 });
    const zh = await call(read, clerk);
    const en = await call(read, clerk, '002', { 'accept-language': 'en' });
    expect([zh.statusCode, zh.headers['retry-after'], problemIn(zh).code]).toEqual([
      429,
      '1',
      'too-many-requests',
    ]);
    expect(problemIn(zh).detail).toBe('操作太频繁，这一次没有保存。请过 1 秒再试。');
    expect(problemIn(en).detail).toContain('try again in 1 seconds');
    expect((await call(read, other)).statusCode).toBe(200);
    pass(1_000);
    expect((await call(read, clerk)).statusCode).toBe(200);
  });

  test('a flood from one unit is cut off, and not one call of another unit is refused', async () => {
    const { call, many, done } = await probed();
    const flood = many(2 * callRates.unit.burst, () => call(inUnit, clerk, '002'));
    const meanwhile = many(callRates.unit.burst, () => call(inUnit, other, '015'));
    expect(statuses(await meanwhile)).toEqual({ done: callRates.unit.burst, refused: 0 });
    expect(statuses(await flood).done).toBe(callRates.unit.burst);
    expect(done.filter((subject) => subject === clerk)).toHaveLength(callRates.unit.burst);
  });

  test('in a unit’s name are counted together, whoever of it calls, and reading is not', async () => {
    const { call, many } = await probed();
    await many(callRates.unit.burst, () => call(inUnit, clerk, '002'));
    expect((await call(inUnit, people.admin.subject, '002')).statusCode).toBe(429);
    expect((await call(read, clerk, '002')).statusCode).toBe(200);
  });

  test('of somebody who tries tokens are told to wait, whoever they say they are', async () => {
    const { call, many } = await probed();
    const { burst } = callRates.turnedAway;
    const strangers = await many(burst, () => call(read, 'stranger'));
    expect(strangers.every((each) => each.statusCode === 403)).toBe(true);
    expect((await call(read, 'stranger')).statusCode).toBe(429);
    expect((await call(read, null)).statusCode).toBe(429);
    // Who is in the office behind the same address goes on working.
    expect((await call(read, clerk)).statusCode).toBe(200);
  });

  test('of one address are limited before anything of them is looked at', async () => {
    const { call, many, done } = await probed();
    const { burst } = callRates.address;
    const answers = await many(burst + 5, () => call(open, null));
    expect(statuses(answers)).toEqual({ done: burst, refused: 5 });
    expect(done).toHaveLength(burst);
  });
});
