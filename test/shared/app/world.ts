import * as z from 'zod/mini';
import { loadCycleDefinition } from '../../../shared/app/cycle/load-cycle-definition.ts';
import * as collections from '../../../shared/contracts/collections.ts';
import { streams } from '../../../shared/contracts/streams.ts';
import type { AuditKind } from '../../../shared/domain/audit/audit-kinds.ts';
import {
  cycle as cycleRecord,
  type CycleDefinition,
  type CycleSettings,
} from '../../../shared/domain/cycle/cycle.ts';
import type { InspectionVerdict } from '../../../shared/domain/evidence/inspection.ts';
import type { Member } from '../../../shared/domain/people/member.ts';
import { FileMissing, type EvidenceLinks, type Files } from '../../../shared/ports/services.ts';
import { noon, sampleBody, sampleCycle, sampleMember, sampleUnit } from '../../support/builders.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { rubric2018 } from '../../support/scoring.ts';

/** A small loaded year: the real rubric and bodies of 2018, five units, a person of every kind. */

const staff = (unit: string) => sampleMember(`clerk-${unit}`, [{ role: 'unit-staff', unit }], unit);
const actsFor = (body: string, homeUnit: string | null) =>
  sampleMember(`of-${body}`, [{ role: 'lead-body', body }], homeUnit);

export const people = {
  clerk001: staff('001'),
  clerk002: staff('002'),
  clerk015: staff('015'),
  /** Works in a unit that the year does not evaluate. */
  clerk900: staff('900'),
  reviewer: sampleMember('reviewer-1', [{ role: 'reviewer', items: [] }]),
  secondReviewer: sampleMember('reviewer-2', [{ role: 'reviewer', items: [] }]),
  reviewerOfA: sampleMember('reviewer-a', [{ role: 'reviewer', items: ['A1', 'A2'] }]),
  reviewerFrom002: sampleMember('reviewer-002', [{ role: 'reviewer', items: [] }], '002'),
  internalAffairs: actsFor('internal-affairs', '001'),
  serviceCentre: actsFor('service-centre', '005'),
  civilAffairs: actsFor('civil-affairs', '015'),
  tradeUnion: actsFor('trade-union', null),
  portalOffice: actsFor('portal-office', null),
  admin: sampleMember('admin-1', [{ role: 'county-admin' }]),
  secondAdmin: sampleMember('admin-2', [{ role: 'county-admin' }]),
  adminFrom015: sampleMember('admin-015', [{ role: 'county-admin' }], '015'),
  signer: sampleMember('signer-1', [{ role: 'signer' }]),
  adminWhoSigns: sampleMember('admin-signer', [{ role: 'county-admin' }, { role: 'signer' }]),
} as const satisfies Readonly<Record<string, Member>>;

const units = [
  sampleUnit({ id: '001', order: 1, name: '政府办', target: 4 }),
  sampleUnit({ id: '002', order: 2, name: '商务局', target: 2 }),
  sampleUnit({ id: '005', order: 5, name: '政务服务中心', target: 3 }),
  sampleUnit({ id: '015', order: 15, name: '民政局', target: 2 }),
  sampleUnit({ id: '048', order: 48, name: '蓬莱镇', class: 'township', target: 20 }),
];

const bodies = [
  sampleBody({ id: 'internal-affairs', name: '县政府办', unit: '001', item: 'D1' }),
  sampleBody({ id: 'service-centre', name: '县政务服务中心', unit: '005', item: 'D2' }),
  sampleBody({ id: 'civil-affairs', name: '县民政局', unit: '015', item: 'D3' }),
  sampleBody({ id: 'trade-union', name: '县总工会', unit: null, item: 'D4' }),
  sampleBody({ id: 'portal-office', name: '县外网办', unit: null, item: 'B1', gives: 'points' }),
];
export const bodyIds = bodies.map((body) => body.id);
export const unitIds = units.map((unit) => unit.id);

export function sampleDefinition(settings: Partial<CycleSettings> = {}): CycleDefinition {
  const cycle = z
    .object(z.omit(cycleRecord, { runsOpened: true, activeRun: true }).shape)
    .parse(sampleCycle());
  return {
    format: 'biaochi-cycle/1',
    cycle: { ...cycle, settings: { ...cycle.settings, ...settings } },
    units: units.map(({ cycle: _, ...unit }) => unit),
    bodies: bodies.map(({ cycle: _, ...body }) => body),
  };
}

/** A clock that stands where the test puts it. */
export function settableClock(at: string) {
  let now = at;
  return {
    now: () => Promise.resolve(now),
    set: (to: string) => {
      now = to;
    },
  };
}

export async function sampleWorld(settings: Partial<CycleSettings> = {}) {
  const store = memoryStore();
  const clock = settableClock(noon);
  await loadCycleDefinition({ store, clock })({
    definition: sampleDefinition(settings),
    rubric: rubric2018,
    members: Object.values(people),
  });
  return { store, clock };
}
export type World = Awaited<ReturnType<typeof sampleWorld>>;

/** What a call to a route without a query carries. */
export function asked<Params, Body>(
  member: Member,
  params: Params,
  body: Body,
  key = 'key-0000000000000001',
): { member: Member; key: string; params: Params; query: Record<string, never>; body: Body } {
  return { member, key, params, query: {}, body };
}

/** Closes a stream as a run's freeze does. */
export async function freeze(world: World, stream: string, run = '0001'): Promise<void> {
  await world.store.setFrozen(stream, run, audit('stream.freeze'));
}

export function audit(action: AuditKind) {
  return { at: noon, actor: 'tester', action, subject: 'unit:001', details: {} } as const;
}

/** How many changes a stream has seen: a refused call must not add one. */
export async function changes(world: World, stream: string): Promise<number> {
  return (await world.store.events(stream)).length;
}

export const in002 = { cycle: '2018', unit: '002' } as const;
export const stream002 = streams.unit('2018', '002');

export async function cycleOf(world: World) {
  const found = await world.store.get(collections.cycles, { cycle: '2018' });
  if (found === null) throw new Error('the sample year is not loaded');
  return found.value;
}

/** A method of a fake that the test did not expect to be called. */
export function notImplemented(what: string): () => never {
  return () => {
    throw new Error(`not implemented: ${what}`);
  };
}

export const inertLinks: EvidenceLinks = {
  upload: notImplemented('links.upload'),
  download: notImplemented('links.download'),
};
export const inertCallbacks = {
  handedIn: notImplemented('callbacks.handedIn'),
  signedOff: notImplemented('callbacks.signedOff'),
  repaired: notImplemented('callbacks.repaired'),
};
export const inertExecutions = {
  idFor: notImplemented('executions.idFor'),
  start: notImplemented('executions.start'),
};
export const inertFiles: Files = {
  read: notImplemented('files.read'),
  write: notImplemented('files.write'),
};

/** Files in memory, with the order in which they were written. */
export function memoryFiles(from: Iterable<readonly [string, Uint8Array]> = []) {
  const held = new Map(from);
  const written: string[] = [];
  return {
    held,
    written,
    text: (key: string) => new TextDecoder().decode(held.get(key)),
    read: async (key: string) => {
      const found = held.get(key);
      if (found === undefined) throw new FileMissing(`${key} is not there`);
      return found;
    },
    write: async (key: string, body: Uint8Array | string) => {
      written.push(key);
      held.set(key, typeof body === 'string' ? new TextEncoder().encode(body) : body);
    },
  };
}

export const goodVerdict: InspectionVerdict = {
  outcome: 'inspected',
  detectedType: 'pdf',
  flags: [],
  image: null,
};
export const badVerdict: InspectionVerdict = {
  outcome: 'quarantined',
  reasons: [{ code: 'hash-differs', params: {} }],
};
