import { describe, expect, test } from 'vitest';
import * as collections from '../../shared/contracts/collections.ts';
import type { RouteShape } from '../../shared/contracts/route.ts';
import { routes, type RouteName } from '../../shared/contracts/routes.ts';
import type { RefusalCode } from '../../shared/domain/errors.ts';
import { roleNames, type Member } from '../../shared/domain/people/member.ts';
import { callers, everyRole, rows, wanted, type Caller, type Outcome } from '../support/permissions.ts';
import { sampleWorld } from '../shared/app/world.ts';
import { apiOver, callHttp, problemIn, requestId } from './http-call.ts';

const outsiders: readonly (readonly [string, string | null, RefusalCode])[] = [
  ['nobody (no token)', null, 'sign-in-needed'],
  ['somebody who is not a member', 'stranger', 'not-a-member'],
  ['a suspended member of every role', 'suspended', 'sign-in-needed'],
];

async function outcomeOf(name: RouteName, subject: string | null): Promise<Outcome> {
  const world = await sampleWorld();
  await world.store.put(collections.members, { subject: 'suspended' }, { ...everyRole, status: 'suspended' });
  for (const each of Object.values<Member>(callers))
    await world.store.put(collections.members, { subject: each.subject }, each);
  const route: RouteShape = routes[name];
  const answer = await callHttp(apiOver(world)[route.area], {
    ...rows[name].call,
    route,
    subject,
    headers: route.repeatable === 'key' ? { 'idempotency-key': 'key-0000000000000001' } : {},
  });
  if (answer.statusCode === route.status) return 'ok';
  const problem = problemIn(answer);
  expect(problem.instance).toBe(requestId);
  expect(Object.values(route.refusals).concat(doorRefusals)).toContain(problem.code);
  return refusalOf(problem.code);
}

/** What the door itself says, for every route alike. */
const doorRefusals: RefusalCode[] = [
  'sign-in-needed',
  'not-a-member',
  'role-needed',
  'read-only',
  'audit-over',
  'outside-audit',
];

function refusalOf(code: string): Outcome {
  const found = [
    ...doorRefusals,
    ...Object.values<RouteShape>(routes).flatMap((route) => [...route.refusals]),
  ].find((each) => each === code);
  if (found === undefined) throw new Error(`${code} is no refusal of any route`);
  return found;
}

test('every route of the contract has its row here, and no row is left over', () => {
  expect(Object.keys(rows).sort()).toEqual(Object.keys(routes).sort());
});

test('the callers tried between them hold every role there is', () => {
  const held = Object.values<Member>(callers).flatMap((member) => member.roles.map((each) => each.role));
  expect([...new Set(held)].sort()).toEqual([...roleNames].sort());
});

const eachCaller = Object.entries<Member>(callers).flatMap(([name, member]) =>
  isCaller(name) ? [[name, member] as const] : [],
);

describe.each(Object.keys(routes).filter(isRouteName))('%s', (name) => {
  const { may } = rows[name];

  test.each(outsiders)('%s is turned away at the door', async (_, subject, code) => {
    const open = may === 'everybody' ? 'ok' : code;
    const byToken = may === 'everybody-signed-in' && subject !== null;
    expect(await outcomeOf(name, subject)).toBe(byToken ? 'invitation-unknown' : open);
  });

  test.each(eachCaller)('%s', async (caller, member) => {
    expect(await outcomeOf(name, member.subject)).toBe(wanted(name, caller));
  });
});

function isCaller(name: string): name is Caller {
  return name in callers;
}

function isRouteName(name: string): name is RouteName {
  return name in routes;
}
