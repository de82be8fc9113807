import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import * as collections from '../../shared/contracts/collections.ts';
import type { RouteShape } from '../../shared/contracts/route.ts';
import { routes, type RouteName } from '../../shared/contracts/routes.ts';
import type { Member } from '../../shared/domain/people/member.ts';
import { logCodes } from '../../shared/ports/log.ts';
import { callers, rows } from '../support/permissions.ts';
import { sampleWorld } from '../shared/app/world.ts';
import { apiOver, callHttp } from './http-call.ts';

/**
 * Marked data through every route of the contract, as everybody who may call and as somebody who may not: accepted, refused, malformed
 * and broken on. Whatever a person sends or is called is in no line of the log; a route that is added comes in by itself.
 */
const mark = 'Zhang-marked';
const line = z.strictObject({
  timestamp: z.iso.datetime(),
  level: z.enum(['INFO', 'WARN', 'ERROR']),
  code: z.enum(logCodes),
  function: z.string(),
  route: z.string(),
  request: z.string(),
  status: z.int(),
  problem: z.optional(z.string()),
  errorName: z.optional(z.string()),
  errorMessage: z.optional(z.string()),
  stack: z.optional(z.string()),
});

const isRouteName = (name: string): name is RouteName => name in routes;
const names = Object.keys(routes).filter(isRouteName);

/** Every text of a body with a mark behind it; or, where it is free text, that alone. */
function marked(value: unknown, which: (text: string) => boolean): unknown {
  if (typeof value === 'string') return which(value) ? `${value}${mark}` : value;
  if (Array.isArray(value)) return value.map((each: unknown) => marked(each, which));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, marked(each, which)]));
}
const everyText = () => true;
/** Codes and days have rules of their own; what people write is Chinese here. */
const freeText = (text: string) => /\p{Script=Han}/u.test(text);

async function linesOf(
  name: RouteName,
): Promise<Readonly<{ lines: string[]; calls: number; statuses: number[] }>> {
  const route: RouteShape = routes[name];
  const { call = {} } = rows[name];
  const lines: string[] = [];
  const statuses: number[] = [];
  const world = await sampleWorld();
  for (const each of Object.values<Member>(callers))
    await world.store.put(
      collections.members,
      { subject: each.subject },
      { ...each, displayName: `${each.displayName}${mark}` },
    );
  for (const member of [...Object.values<Member>(callers), null]) {
    const commit = () => Promise.reject(new Error('the store is away'));
    const sent: readonly Readonly<{ body?: unknown; query?: Record<string, string>; broken?: boolean }>[] = [
      { body: call.body },
      { body: marked(call.body, freeText) },
      { body: marked(call.body, freeText), broken: true },
      { body: marked(call.body, everyText) },
      { body: `{"${mark}` },
      { body: call.body, query: { [`${mark}-name`]: `${mark}-value` } },
    ];
    for (const { body, query, broken = false } of sent) {
      const store = broken ? { ...world.store, commit } : world.store;
      const answer = await callHttp(apiOver({ ...world, store }, lines)[route.area], {
        ...call,
        ...(query === undefined ? {} : { query: { ...call.query, ...query } }),
        route,
        subject: member?.subject ?? null,
        headers: {
          'idempotency-key': `${mark}-key-0000000000`,
          cookie: `${mark}-cookie`,
          'user-agent': `${mark}-agent`,
          'x-forwarded-for': `${mark}-forwarded`,
          ...(member === null ? {} : { authorization: `Bearer ${member.subject}~${mark}` }),
        },
        ...(body === undefined ? {} : { body }),
      });
      statuses.push(answer.statusCode);
    }
  }
  return { lines, calls: statuses.length, statuses };
}

test.each(names)(
  '%s logs one line for each call, and nothing in it that anybody sent or is called',
  async (name) => {
    const { lines, calls, statuses } = await linesOf(name);
    expect(lines).toHaveLength(calls);
    expect(lines.join('\n')).not.toContain(mark);
    expect(lines.join('\n')).not.toContain('192.0.2.1');
    for (const each of lines) line.parse(JSON.parse(each));
    // Something of it was let in, and something refused.
    expect(new Set(statuses).size).toBeGreaterThan(routes[name].audience === 'public' ? 0 : 1);
  },
);
