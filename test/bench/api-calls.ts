import { createHash } from 'node:crypto';
import { routes } from '../../shared/contracts/routes.ts';
import type { RouteShape } from '../../shared/contracts/route.ts';
import { sampleEntry } from '../support/builders.ts';

/** What is sent besides the token. */
export type Sent = Readonly<{ path: string; body?: unknown; key?: string }>;

/** A route as its people call it all day. */
export type ApiCall = Readonly<{
  name: string;
  route: RouteShape;
  /** Clerks each call for their own unit; an office's page is asked for by one person. */
  by: 'clerks' | 'reviewer-a' | 'admin-a';
  /** In one size; fewer where a call reads many units. */
  calls: number;
  sent: (unit: string, turn: number) => Sent;
}>;

const cycle = '/api/cycles/2018';
const inUnit = (unit: string) => `${cycle}/units/${unit}`;
const many = 200;
const keyOf = (name: string) => createHash('sha256').update(name).digest('hex').slice(0, 40);

/** The caller's membership and nothing more: token, door, one read. What the others are held against. */
export const bareCall: ApiCall = {
  name: 'getMe',
  route: routes.getMe,
  by: 'clerks',
  calls: many,
  sent: () => ({ path: routes.getMe.path }),
};

/**
 * What the console's screens ask for when a clerk, a reviewer and the office work, and what a clerk sends; what is sent comes last,
 * so that all else is asked of what was there before.
 */
export const apiCalls: readonly ApiCall[] = [
  {
    name: 'getUnitStanding',
    route: routes.getUnitStanding,
    by: 'clerks',
    calls: many,
    sent: (unit) => ({ path: `${inUnit(unit)}/standing` }),
  },
  {
    name: 'getRegisterStanding',
    route: routes.getRegisterStanding,
    by: 'clerks',
    calls: many,
    sent: (unit) => ({ path: `${inUnit(unit)}/register-standing` }),
  },
  {
    name: 'listRegisterRows',
    route: routes.listRegisterRows,
    by: 'clerks',
    calls: many,
    sent: (unit) => ({ path: `${inUnit(unit)}/register?limit=50` }),
  },
  {
    name: 'listEvidence',
    route: routes.listEvidence,
    by: 'clerks',
    calls: many,
    sent: (unit) => ({ path: `${inUnit(unit)}/evidence?limit=50` }),
  },
  {
    name: 'listInbox',
    route: routes.listInbox,
    by: 'clerks',
    calls: many,
    sent: () => ({ path: `${cycle}/inbox` }),
  },
  {
    name: 'listUnits',
    route: routes.listUnits,
    by: 'clerks',
    calls: many,
    sent: () => ({ path: `${cycle}/units` }),
  },
  {
    name: 'listToReview',
    route: routes.listToReview,
    by: 'reviewer-a',
    calls: 48,
    sent: () => ({ path: `${cycle}/to-review` }),
  },
  {
    name: 'listStandings',
    route: routes.listStandings,
    by: 'admin-a',
    calls: 24,
    sent: () => ({ path: `${cycle}/standings` }),
  },
  {
    name: 'addRegisterRows',
    route: routes.addRegisterRows,
    by: 'clerks',
    calls: many,
    sent: (unit, turn) => ({
      path: `${inUnit(unit)}/register`,
      body: { rows: [row(`${unit} ${turn}`)] },
      key: keyOf(`row ${unit} ${turn}`),
    }),
  },
  {
    name: 'requestEvidence',
    route: routes.requestEvidence,
    by: 'clerks',
    calls: many,
    sent: (unit, turn) => piece(unit, `第${turn}件`),
  },
];

function row(name: string) {
  return sampleEntry({
    title: `公开信息 ${name}`,
    url: `http://demo.example.cn/${encodeURIComponent(name)}.html`,
  });
}

/** A piece of evidence with one file, as it is asked for: its link is not used. */
function piece(unit: string, title: string): Sent {
  const name = `${unit} ${title}`;
  const file = {
    name: '会议纪要.pdf',
    size: 1_000,
    contentType: 'application/pdf',
    sha256: createHash('sha256').update(name).digest('hex'),
  };
  const body = { items: ['A1'], title, note: null, channel: null, files: [file], links: [], replaces: null };
  return { path: `${inUnit(unit)}/evidence`, body, key: keyOf(name) };
}

/** What a unit has before anything is measured: 180 rows of its register, and five pieces. */
export function filling(unit: string): readonly Readonly<{ route: RouteShape; sent: Sent }>[] {
  const rows = (part: number) => Array.from({ length: 90 }, (_, place) => row(`${unit} ${part} ${place}`));
  return [
    ...[1, 2].map((part) => ({
      route: routes.addRegisterRows,
      sent: {
        path: `${inUnit(unit)}/register`,
        body: { rows: rows(part) },
        key: keyOf(`rows ${unit} ${part}`),
      },
    })),
    ...[1, 2, 3, 4, 5].map((place) => ({
      route: routes.requestEvidence,
      sent: piece(unit, `旧件${place}`),
    })),
  ];
}
