import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as collections from '../../shared/contracts/collections.ts';
import type { RouteShape } from '../../shared/contracts/route.ts';
import { routes, type RouteName } from '../../shared/contracts/routes.ts';
import type { Member } from '../../shared/domain/people/member.ts';
import { sampleDefinition, sampleWorld } from '../shared/app/world.ts';
import { countedStore } from '../support/counted-store.ts';
import { memoryStore } from '../support/memory-store.ts';
import { callers, rows, wanted, type Caller } from '../support/permissions.ts';
import { apiOver, callHttp, problemIn } from './http-call.ts';

/**
 * What every route asks of the table, with a county's units and with a province's. Whoever adds a read says so here: the table in
 * docs/performance.md is what is compared with. A count that grows with the units faster than pages of 1,000 do is a read for
 * each unit; which routes do that is said below and there.
 */
const sizes = [64, 5_000] as const;
/**
 * They read what lies with each unit, since records lie with their unit and nothing counts them together, and refuse more units than
 * a call has time for: with 5,000 there is no growth to compare.
 */
const readEachUnitUpToALimit: readonly RouteName[] = [
  'getCountyAnnualReport',
  'getStandingsFile',
  'makeDryRun',
];

/** The world of the permission tests, with as many units. */
async function worldOf(count: number): Promise<string> {
  const { store } = await sampleWorld();
  for (const each of Object.values<Member>(callers))
    await store.put(collections.members, { subject: each.subject }, each);
  const { units } = sampleDefinition();
  const [like] = units;
  if (like === undefined) throw new Error('the sample has no units');
  for (let number = units.length; number < count; number += 1) {
    const unit = {
      ...like,
      cycle: '2018',
      id: String(1000 + number),
      order: number + 1,
      name: `单位${number}`,
    };
    await store.put(collections.units, { cycle: '2018', unit: unit.id }, unit);
  }
  return store.dump();
}
const worlds = new Map<number, Promise<string>>(sizes.map((size) => [size, worldOf(size)]));

/** Who comes furthest: past the door and, where the sample allows, to the end. */
function callerFor(name: RouteName): string | null {
  if (rows[name].may === 'everybody') return null;
  const named = Object.keys(callers).filter((each): each is Caller => each in callers);
  const turnedAway = /^(role-needed|not-your|read-only|audit-over|outside-audit|recused)/;
  const best =
    named.find((each) => wanted(name, each) === 'ok') ??
    named.find((each) => !turnedAway.test(wanted(name, each)));
  return callers[best ?? 'admin'].subject;
}

/** `reads / queries / writes`, and how the call ended: the status of success, or the refusal's code. */
async function operations(name: RouteName, size: number): Promise<readonly [counts: string, end: string]> {
  const { clock } = await sampleWorld();
  const { store, counts } = countedStore(memoryStore(undefined, await worlds.get(size)));
  const route: RouteShape = routes[name];
  const answer = await callHttp(apiOver({ store, clock })[route.area], {
    ...rows[name].call,
    route,
    subject: callerFor(name),
    headers: route.repeatable === 'key' ? { 'idempotency-key': 'key-0000000000000001' } : {},
  });
  expect(answer.statusCode).not.toBe(500);
  const end = answer.statusCode === route.status ? String(route.status) : problemIn(answer).code;
  return [`${counts.reads} / ${counts.queries} / ${counts.writes}`, end];
}

type Row = Readonly<{ small: string; large: string; ends: string }>;

/** `| route | reads / queries / writes | the same with 5,000 | how it ends |`, as the documentation states them. */
function stated(): ReadonlyMap<string, Row> {
  const text = readFileSync(path.join(import.meta.dirname, '../../docs/performance.md'), 'utf8');
  const counts = String.raw`(\d+ \/ \d+ \/ \d+)`;
  const row = new RegExp(String.raw`^\| \`(\w+)\` +\| ${counts} +\| ${counts} +\| ([^|]+?) +\|$`, 'gm');
  return new Map(
    [...text.matchAll(row)].map(([, name = '', small = '', large = '', ends = '']) => [
      name,
      { small, large, ends },
    ]),
  );
}

async function measured(name: RouteName): Promise<Row> {
  const [small, end] = await operations(name, sizes[0]);
  const [large, endOfLarge] = await operations(name, sizes[1]);
  return { small, large, ends: end === endOfLarge ? end : `${end}; with 5,000: ${endOfLarge}` };
}

const sum = (counts: string) => counts.split(' / ').reduce((total, each) => total + Number(each), 0);
const names = Object.keys(routes).filter((name): name is RouteName => name in routes);

test('every route has its row in docs/performance.md, and no row is left over', () => {
  expect([...stated().keys()].sort()).toEqual([...names].sort());
});

test.each(names)(
  '%s asks the table what is stated, and not once for each unit',
  async (name) => {
    const found = await measured(name);
    expect(found).toEqual(stated().get(name));
    const growth = sum(found.large) - sum(found.small);
    // A new year is written in parts of 98 records each, which are its units.
    const most = name === 'beginNextCycle' ? 60 : 24;
    if (readEachUnitUpToALimit.includes(name)) expect(sum(found.small)).toBeGreaterThan(sizes[0]);
    else expect(growth).toBeLessThanOrEqual(most);
  },
  90_000,
);
