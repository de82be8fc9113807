import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { RouteShape } from '../../shared/contracts/route.ts';
import { signIn } from '../../infra/local/sign-in/sign-in-client.ts';
import { apiCalls, bareCall, filling, type ApiCall, type Sent } from './api-calls.ts';
import { apiServing, type ApiServing } from './api-serving.ts';
import { tell } from './figure.ts';
import { load, percentile, together, type Loaded, type Shot } from './load.ts';

/**
 * `npm run bench:api`: the ten routes that people use most, of the embedded runtime, under the load of this process with the server
 * in another: how long a call takes, and how many are answered in a second, with a county's units and with a province's. Each route
 * takes turns with `getMe`, a call that asks for nothing but who calls, by the same people over the same server: so much more than
 * that is what the route itself costs. A call that is not answered with success ends the bench. `npm run bench:api -- 64` measures
 * one size.
 */
const sizes = process.argv.slice(2).map(Number);
const chosen = sizes.length > 0 ? sizes : [64, 5_000];
/** Calls under way at once, each by somebody of another unit. */
const atOnce = 8;
/** A route and the bare call each make their calls in so many parts, in turns. */
const turns = 4;
/** Before it is measured, each route is called so often, so that every worker of its function has started. */
const warmUp = 2 * atOnce;
/** The first unit is the county office's own. */
const units = Array.from({ length: atOnce }, (_, place) => String(place + 2).padStart(3, '0'));

type Tokens = ReadonlyMap<string, string>;

function send(
  origin: string,
  token: string,
  route: RouteShape,
  { path: to, body, key }: Sent,
): Promise<Response> {
  return fetch(`${origin}${to}`, {
    method: route.method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function tokenOf(tokens: Tokens, username: string): string {
  const token = tokens.get(username);
  if (token === undefined) throw new Error(`Nobody signed in as ${username}`);
  return token;
}

function shotOf(origin: string, tokens: Tokens, { route, by, sent }: ApiCall, part: number): Shot {
  return async (worker, turn) => {
    const unit = units[worker] ?? '';
    const token = tokenOf(tokens, by === 'clerks' ? `unit-${unit}` : by);
    const answer = await send(origin, token, route, sent(unit, part * 100_000 + turn));
    await answer.arrayBuffer();
    return answer.status === route.status;
  };
}

async function prepared({ origin, passwords }: ApiServing): Promise<Tokens> {
  const names = [...units.map((unit) => `unit-${unit}`), 'reviewer-a', 'admin-a'];
  const tokens = new Map<string, string>();
  for (const name of names) tokens.set(name, (await signIn(origin, name, passwords[name] ?? '')).accessToken);
  for (const unit of units)
    for (const { route, sent } of filling(unit)) {
      const answer = await send(origin, tokenOf(tokens, `unit-${unit}`), route, sent);
      if (answer.status !== route.status)
        throw new Error(`${route.method} ${sent.path}: ${answer.status} ${await answer.text()}`);
      await answer.arrayBuffer();
    }
  return tokens;
}

/** A route and the bare call by the same people, in turns. */
async function measured(origin: string, tokens: Tokens, call: ApiCall) {
  const own: Loaded[] = [];
  const bare: Loaded[] = [];
  const bareShot = (part: number) => shotOf(origin, tokens, { ...bareCall, by: call.by }, part);
  const warm = await load(shotOf(origin, tokens, call, turns), warmUp, atOnce);
  await load(bareShot(turns), warmUp, atOnce);
  for (let turn = 0; turn < turns; turn += 1) {
    own.push(await load(shotOf(origin, tokens, call, turn), call.calls / turns, atOnce));
    bare.push(await load(bareShot(turn), call.calls / turns, atOnce));
  }
  const of = { own: together(own), bare: together(bare) };
  const failed = warm.failed + of.own.failed + of.bare.failed;
  if (failed > 0) throw new Error(`${call.name}: ${failed} calls were not answered with success`);
  return of;
}

function report(size: string, name: string, own: Loaded, bare: Loaded): void {
  const rate = ({ times, seconds }: Loaded) => times.length / seconds;
  const milliseconds = (value: number) => value.toFixed(1).padStart(8);
  console.log(
    `  ${name.padEnd(20)} p50 ${milliseconds(percentile(own, 0.5))} ms, p99 ${milliseconds(percentile(own, 0.99))} ms,` +
      ` ${rate(own).toFixed(0).padStart(5)} calls/s; getMe beside it ${milliseconds(percentile(bare, 0.5))} ms, ${rate(bare).toFixed(0).padStart(5)} calls/s`,
  );
  const figure = (what: string) => `${name}, ${size} units, ${what}`;
  for (const [what, part] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const)
    tell({
      figure: figure(what),
      value: percentile(own, part),
      unit: 'ms',
      better: 'less',
      beside: { what: 'getMe', value: percentile(bare, part) },
    });
  tell({
    figure: figure('answered'),
    value: rate(own),
    unit: 'calls/s',
    better: 'more',
    beside: { what: 'getMe', value: rate(bare) },
  });
}

async function bench(count: number): Promise<void> {
  const server = fork(path.join(import.meta.dirname, 'api-server.ts'), [String(count)]);
  const ended = once(server, 'exit');
  try {
    const told = await Promise.race([once(server, 'message'), ended.then(() => null)]);
    if (told === null) throw new Error('The server ended before it answered');
    const at = apiServing.parse(told.at(0));
    const size = count.toLocaleString('en');
    console.log(`${size} units, ${atOnce} calls at once`);
    const tokens = await prepared(at);
    for (const call of apiCalls) {
      const { own, bare } = await measured(at.origin, tokens, call);
      report(size, call.name, own, bare);
    }
  } finally {
    if (server.connected) server.disconnect();
    await ended;
  }
}

for (const count of chosen) await bench(count);
