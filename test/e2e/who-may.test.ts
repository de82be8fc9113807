import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSignInKeys } from '../../infra/local/sign-in/sign-in-keys.ts';
import { refusalStatus } from '../../shared/contracts/refusal-status.ts';
import type { RouteShape } from '../../shared/contracts/route.ts';
import { routes, type RouteName } from '../../shared/contracts/routes.ts';
import { problem } from '../../shared/contracts/problem-view.ts';
import { refusalCodes } from '../../shared/domain/errors.ts';
import type { Member } from '../../shared/domain/people/member.ts';
import { badTokens, goodToken, type Signing } from '../support/bad-tokens.ts';
import { sampleMember } from '../support/builders.ts';
import { callers, everyRole, rows, wanted, type Caller, type Outcome } from '../support/permissions.ts';
import { startEmbedded, type Embedded } from './embedded.ts';

/**
 * Who gets in, by real tokens over real HTTP against everything that is deployed: every role on every route, and whoever holds a
 * token that is worth nothing. What a call is refused with is compared, not what it does: the cells share one year and change it.
 */
let embedded: Embedded;
let signing: Signing;
beforeAll(async () => {
  embedded = await startEmbedded('2018-06-15T04:00:00.000Z');
  const { signing: jwk } = await loadSignInKeys(path.join(embedded.dataDir, 'keys'));
  signing = {
    issuer: `${embedded.runtime.origin}/oidc`,
    audience: 'biaochi-api',
    kid: jwk.kid,
    key: createPrivateKey({ key: jwk, format: 'jwk' }),
    subject: tried('suspended-soon').subject,
  };
  // What is there already stays as it is: this adds the people of the table.
  const rubric: unknown = JSON.parse(
    readFileSync(path.join(import.meta.dirname, '../../shared/domain/rubric/library/2018.json'), 'utf8'),
  );
  await embedded.runtime.invokeFunction('biaochi-setup-load-cycle', {
    definition: embedded.definition,
    rubric,
    members: [
      ...Object.values<Member>(callers).map(asTried),
      { ...asTried(everyRole), status: 'suspended' },
      auditorOf2018,
      tried('suspended-soon'),
      tried('removed-soon'),
    ],
  });
}, 400_000);
afterAll(() => embedded.close(), 60_000);

/** Nobody of the year that is loaded goes by such a name. */
const asTried = (member: Member): Member => ({ ...member, subject: `tried-${member.subject}` });
const tried = (name: string): Member => asTried(sampleMember(name, [{ role: 'county-admin' }]));
const auditorOf2018 = asTried(
  sampleMember('auditor-2018', [{ role: 'auditor', until: '2099-12-31', cycles: ['2018'], units: [] }]),
);

type Answer = Readonly<{ status: number; body: string }>;
type Sent = Readonly<{
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
}> &
  Readonly<{ body?: unknown }>;

let calls = 0;
async function send(route: RouteShape, sent: Sent, authorization: string | null): Promise<Answer> {
  const place = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(sent.params?.[name] ?? ''),
  );
  const query = new URLSearchParams(sent.query).toString();
  calls += 1;
  const answer = await fetch(`${embedded.runtime.origin}${place}${query === '' ? '' : `?${query}`}`, {
    method: route.method,
    headers: {
      'idempotency-key': `tried-${String(calls).padStart(16, '0')}`,
      ...(authorization === null ? {} : { authorization }),
      ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
  });
  return { status: answer.status, body: await answer.text() };
}

const getMe = (authorization: string | null) => send(routes.getMe, {}, authorization);
const bearer = (subject: string) => `Bearer ${goodToken(signing, { sub: subject })}`;

/** An answer without the number of its request, which is all that differs between two of one kind. */
const shapeOf = ({ status, body }: Answer) => ({
  status,
  body: body.replace(/"instance":"[^"]*"/, '"instance":""'),
});
const codeIn = ({ body }: Answer) => problem.parse(JSON.parse(body)).code;

describe('a token that is worth nothing gets its holder nowhere', () => {
  test('a good one is taken: the refusals below are about what is wrong with them', async () => {
    expect((await getMe(bearer(signing.subject))).status).toBe(200);
  });

  test('each is a 401, and says to everybody the same', async () => {
    const bad = badTokens(signing);
    expect(bad.length).toBeGreaterThanOrEqual(40);
    const byGateway = await getMe(null);
    expect(byGateway).toEqual({ status: 401, body: '{"message":"Unauthorized"}' });
    const byFunction = shapeOf(await getMe(bearer('')));
    expect([byFunction.status, codeIn(byFunction)]).toEqual([401, 'sign-in-needed']);
    for (const { name, header, first } of bad) {
      const answer = shapeOf(await getMe(header));
      // The gateway may refuse what is left to the function, but not let by what is its own to refuse.
      const said = first === 'gateway' || answer.body === byGateway.body ? byGateway : byFunction;
      expect([name, answer]).toEqual([name, said]);
    }
  });

  test('whoever is suspended or removed is out at the next call, with a token that is still good', async () => {
    const admin = embedded.as('admin-b');
    const byFunction = shapeOf(await getMe(bearer('')));
    for (const [name, route] of [
      ['suspended-soon', routes.suspendMember],
      ['removed-soon', routes.removeMember],
    ] as const) {
      const { subject, displayName } = tried(name);
      const held = bearer(subject);
      expect((await getMe(held)).status).toBe(200);
      const { items } = await admin.call(routes.listMembers, { params: {} });
      const view = items.find((each) => each.displayName === displayName);
      if (view === undefined) throw new Error(`${name} is not listed`);
      await admin.call(route, {
        params: { member: view.id },
        body: { version: view.version, reason: '工作调整' },
      });
      expect([name, shapeOf(await getMe(held))]).toEqual([name, byFunction]);
    }
  });
});

type Cell = Readonly<{ name: RouteName; who: string; sent: Sent; token: string | null; wanted: Wanted }>;
/** A status with its code where the function answers; `past`: past the door, whatever then comes. */
type Wanted = Outcome | 'unauthorized' | 'past' | 'past-or-forbidden';

const isForbidden = (outcome: string) => refusalCodes.forbidden.some((code) => code === outcome);

/** Cells that set much in motion, such as a run, come when the others are done. */
const late: readonly RouteName[] = ['setRehearsalClock', 'beginNextCycle', 'makeDryRun', 'startRun'];
const names = Object.keys(routes).filter((name): name is RouteName => name in routes);
const inOrder = [...names.filter((name) => !late.includes(name)), ...late];

function cellsOf(name: RouteName): Cell[] {
  const { call = {}, may } = rows[name];
  const cell = (who: string, token: string | null, outcome: Wanted, sent: Sent = call): Cell => {
    return { name, who, sent, token, wanted: outcome };
  };
  const byToken = may === 'everybody-signed-in';
  const open = may === 'everybody';
  const suspended = `tried-${everyRole.subject}`;
  const own = Object.entries<Member>(callers).flatMap(([who, { subject }]) => {
    if (!isCaller(who)) return [];
    const said = wanted(name, who);
    return [cell(who, `tried-${subject}`, isForbidden(said) ? said : 'past')];
  });
  return [
    ...own,
    cell('nobody', null, open ? 'past' : 'unauthorized'),
    cell('stranger', 'tried-stranger', open || byToken ? 'past' : 'not-a-member'),
    cell('suspended', suspended, open || byToken ? 'past' : 'sign-in-needed'),
    ...inOtherYear(name).map(([who, subject, outcome]) =>
      cell(who, subject, outcome, { ...call, params: { ...call.params, cycle: '2017' } }),
    ),
  ];
}

/** A year that is not loaded: the door asks who calls before anybody looks for it. */
function inOtherYear(name: RouteName): readonly (readonly [string, string, Wanted])[] {
  if (rows[name].call?.params?.['cycle'] === undefined) return [];
  const of = (who: Caller) => {
    const said = wanted(name, who);
    const outcome = said === 'role-needed' ? said : isForbidden(said) ? 'past-or-forbidden' : 'past';
    return [`${who} in another year`, `tried-${callers[who].subject}`, outcome] as const;
  };
  const { method, takesOut }: RouteShape = routes[name];
  const audited = method === 'GET' || takesOut === true ? 'outside-audit' : 'read-only';
  return [
    of('ownStaff'),
    of('reviewer'),
    of('admin'),
    ['auditor of 2018 in another year', auditorOf2018.subject, audited],
  ];
}

function isCaller(name: string): name is Caller {
  return name in callers;
}

/** What is wrong with a cell; null when it is as the contract says. */
async function wrongWith({ name, who, sent, token, wanted: outcome }: Cell): Promise<string | null> {
  const answer = await send(routes[name], sent, token === null ? null : bearer(token));
  const isWrong = !isAsWanted(answer, outcome);
  return isWrong ? `${name} by ${who}: ${answer.status} ${answer.body.slice(0, 200)}, not ${outcome}` : null;
}

function isAsWanted(answer: Answer, outcome: Wanted): boolean {
  const { forbidden, unauthenticated } = refusalStatus;
  switch (outcome) {
    case 'past':
      return ![unauthenticated, forbidden, 500].includes(answer.status);
    case 'past-or-forbidden':
      return ![unauthenticated, 500].includes(answer.status);
    case 'unauthorized':
      return answer.status === unauthenticated;
    case 'sign-in-needed':
      return answer.status === unauthenticated && codeIn(answer) === outcome;
    default:
      return answer.status === forbidden && codeIn(answer) === outcome;
  }
}

/** Calls at once: enough to keep two processors busy. */
const atOnce = 8;

test('every role on every route is let in or turned away as the contract says', async () => {
  const cells = inOrder.flatMap(cellsOf);
  expect(cells.length).toBeGreaterThanOrEqual(1500);
  expect(new Set(cells.map(({ name }) => name)).size).toBe(names.length);
  const waiting = cells.values();
  const wrong: string[] = [];
  const work = async () => {
    for (const cell of waiting) {
      const found = await wrongWith(cell);
      if (found !== null) wrong.push(found);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  expect(wrong).toEqual([]);
}, 900_000);
