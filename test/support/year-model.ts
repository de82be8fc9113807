import type fc from 'fast-check';
import { expect } from 'vitest';
import { sha256Hex } from '../../shared/app/new-id.ts';
import * as collections from '../../shared/contracts/collections.ts';
import { streams } from '../../shared/contracts/streams.ts';
import { storageKeys } from '../../shared/contracts/storage-keys.ts';
import { taskErrors, type TaskName } from '../../shared/contracts/tasks.ts';
import { verifyChain } from '../../shared/domain/audit/verify-chain.ts';
import { Refusal } from '../../shared/domain/errors.ts';
import { difference, sumOfLines } from '../../shared/domain/re-evaluation/difference.ts';
import { runSteps, type RunStep } from '../../shared/domain/run/run.ts';
import { rubric } from '../../shared/domain/rubric/rubric.ts';
import { toCanonicalJson } from '../../shared/domain/scoring/canonical-json.ts';
import { inputs } from '../../shared/domain/scoring/inputs.ts';
import { score } from '../../shared/domain/scoring/score.ts';
import { bodiesWith, filledYear, inYear, type FilledYear } from './published-year.ts';
import { NamedFault } from './year-machine.ts';
import { unitIds } from '../shared/app/world.ts';

/**
 * The year as a model: what may happen in which order, and what must hold after every step, whatever the order was. The model
 * knows far less than the product: who has handed in, whether a run waits and for whom, what is published.
 */
type Waits = {
  kind: 'year-end' | 're-evaluation';
  at: 'hand-ins' | 'sign-off' | 'stopped';
  reviewed: boolean;
  stoppedAt: RunStep;
  /** The number that its pages name. */
  revision: number;
  /** The decided appeals that it carries out. */
  appeals: readonly string[];
};
export type Model = {
  books: Map<string, 'open' | 'handed-in' | 'silent'>;
  /** The run under way and what it waits for; null without one. */
  run: Waits | null;
  /** The first publication closes the books and the units for good. */
  closedForGood: boolean;
  booksClosed: boolean;
  unitsClosed: boolean;
  published: boolean;
  withdrawn: boolean;
  revision: number;
  runs: number;
  broken: TaskName | null;
  /** The appeal about unit 002's C2 that was filed last. */
  appeal: { id: string; revision: number; status: 'filed' | 'answered' | 'decided' | 'withdrawn' } | null;
  /** Appeals that were decided, and those of them whose outcome a revision has published. */
  decided: readonly string[];
  reported: readonly string[];
};
/** What the functions meet: a task that fails whenever it is called, and one whose process dies at its next call. */
type Arranged = {
  at: TaskName | null;
  dies: Readonly<{ task: TaskName; when: 'before' | 'after' }> | null;
};
export type Real = { year: FilledYear; broken: Arranged };

export const newModel = (): Model => ({
  books: new Map(bodiesWith.map(([body]) => [body, 'open'])),
  run: null,
  closedForGood: false,
  booksClosed: false,
  unitsClosed: false,
  published: false,
  withdrawn: false,
  revision: 0,
  runs: 0,
  broken: null,
  appeal: null,
  decided: [],
  reported: [],
});

export async function newReal(): Promise<Real> {
  const broken: Arranged = { at: null, dies: null };
  const dying = (task: TaskName, when: 'before' | 'after') => {
    if (broken.dies?.task !== task || broken.dies.when !== when) return;
    broken.dies = null;
    throw new NamedFault('Lambda.Unknown');
  };
  const year = await filledYear({
    before: (task) => {
      if (task === broken.at) throw new NamedFault(taskErrors.refused);
      dying(task, 'before');
    },
    after: (task) => dying(task, 'after'),
  });
  return { year, broken };
}

/** Calls a use case; what it refuses must change nothing. @returns the refusal's code, or null */
export async function attempt({ year }: Real, call: () => Promise<unknown>): Promise<string | null> {
  const before = year.world.store.dump();
  try {
    await call();
    await year.machine.settled();
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(year.world.store.dump()).toBe(before);
    return error.code;
  }
}

export const waitingBodies = (model: Model) =>
  model.run?.at === 'hand-ins' ? [...model.books].flatMap(([body, is]) => (is === 'open' ? [body] : [])) : [];

/** Tasks that may break: the step that begins with each, and the step that the run is in before that. */
const breakable: Readonly<Partial<Record<TaskName, Readonly<{ of: RunStep; before: RunStep }>>>> = {
  planFreeze: { of: 'freeze', before: 'hand-ins' },
  deriveInputs: { of: 'freeze', before: 'freeze' },
  sealInputs: { of: 'freeze', before: 'freeze' },
  rankUnits: { of: 'rank', before: 'score' },
  renderDocuments: { of: 'render', before: 'rank' },
  renderReport: { of: 'render', before: 'render' },
};
const tasksOf = {
  'year-end': ['planFreeze', 'sealInputs', 'rankUnits', 'renderDocuments', 'renderReport'],
  're-evaluation': ['deriveInputs', 'rankUnits', 'renderDocuments', 'renderReport'],
} as const satisfies Readonly<Record<Waits['kind'], readonly TaskName[]>>;

/** The run goes on by itself from a step, until it waits for bodies or for its signature, or something is broken. */
export function moveOn(model: Model, from: RunStep): void {
  const { run } = model;
  if (run === null) return;
  if (from === 'hand-ins') {
    run.at = 'hand-ins';
    run.reviewed = false;
    if (waitingBodies(model).length > 0) return;
  }
  if (from === 'publish') return publishedNow(model);
  for (const task of tasksOf[run.kind]) {
    const place = breakable[task];
    if (place === undefined || runSteps.indexOf(from) > runSteps.indexOf(place.of)) continue;
    run.reviewed = false;
    if (model.broken === task) {
      run.at = 'stopped';
      run.stoppedAt = from === place.of ? place.of : place.before;
      return;
    }
    if (task === 'planFreeze') model.booksClosed = model.unitsClosed = true;
    if (task === 'renderReport') run.revision = model.revision + 1;
  }
  run.at = 'sign-off';
}

export type Command = fc.AsyncCommand<Model, Real>;
export const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  run: async (model, real) => {
    await run(model, real);
    await holds(model, real);
  },
  toString: () => name,
});

/** What holds after every step. */
async function holds(model: Model, { year }: Real): Promise<void> {
  const { store } = year.world;
  const cycle = (await store.get(collections.cycles, inYear))!.value;
  const runs = (await store.all(collections.runs, inYear)).map(({ value }) => value);
  const active = runs.filter(({ status }) => status === 'active');
  expect(active.length, 'runs under way').toBe(model.run === null ? 0 : 1);
  expect(cycle.activeRun).toBe(active[0]?.id ?? null);
  expect(runs).toHaveLength(model.runs);
  expect(
    year.machine
      .waitingFor()
      .filter((what) => model.books.has(what))
      .sort(),
  ).toEqual(waitingBodies(model).sort());
  if (model.run !== null && model.run.at !== 'hand-ins')
    expect(year.machine.waitingFor()).toEqual([model.run.at === 'sign-off' ? 'askSignOff' : 'askRepair']);

  const publication = (await store.get(collections.publications, inYear))?.value;
  expect(publication?.revision ?? 0).toBe(model.revision);
  expect(publication !== undefined).toBe(model.published);
  expect((publication?.withdrawn ?? null) !== null).toBe(model.withdrawn);

  const revisions = (await store.all(collections.revisions, inYear)).map(({ value }) => value);
  const told = revisions.flatMap((each) => (each.kind === 're-evaluation' ? each.appeals : []));
  expect(told.sort(), 'appeals, each reported once').toEqual([...model.reported].sort());
  const outcomes = await store.all(collections.publishedAppeals, inYear);
  expect(outcomes.map(({ value }) => value.id).sort()).toEqual([...model.decided].sort());

  for (const run of runs) if (run.status === 'published') accountsFor(year, run.id, run.kind);
  await chainsHold(year);
}

/** A published run's result is what its snapshot scores to, and a re-evaluation's difference accounts for every point. */
function accountsFor({ machine }: FilledYear, run: string, kind: 'year-end' | 're-evaluation'): void {
  const read = (file: string) => machine.runs.text(storageKeys.runFile({ ...inYear, run, file }));
  const rules = rubric.parse(JSON.parse(read('rubric.json')));
  expect(toCanonicalJson(score(rules, inputs.parse(JSON.parse(read('inputs.json')))))).toBe(
    read('result.json'),
  );
  if (kind === 'year-end') return;
  for (const unit of difference.parse(JSON.parse(read('difference.json'))).units)
    expect(sumOfLines(unit)).toBe(unit.total.gained);
}

/** Every stream's chain holds; a store that takes a change without an entry does not pass its contract's tests. */
async function chainsHold({ world }: FilledYear): Promise<void> {
  const all = [
    streams.office('2018'),
    streams.runs('2018'),
    ...bodiesWith.map(([body]) => streams.body('2018', body)),
    ...unitIds.map((unit) => streams.unit('2018', unit)),
    streams.appeals('2018', '002'),
  ];
  for (const stream of all) expect(verifyChain(await world.store.events(stream), sha256Hex)).toBeNull();
}

let keys = 0;
export const nextKey = () => `key-${String((keys += 1)).padStart(16, '0')}`;

export const unreported = (model: Model) => model.decided.filter((each) => !model.reported.includes(each));

export function opened(model: Model, kind: 'year-end' | 're-evaluation'): void {
  model.runs += 1;
  model.run = { kind, at: 'hand-ins', reviewed: false, stoppedAt: 'freeze', revision: 0, appeals: [] };
  if (kind === 're-evaluation') model.run.appeals = unreported(model);
  // A body that an earlier run passed over may hand in again.
  if (kind === 'year-end')
    for (const [body, is] of model.books) if (is === 'silent') model.books.set(body, 'open');
  moveOn(model, kind === 'year-end' ? 'hand-ins' : 'freeze');
}

export function over(model: Model): void {
  model.run = null;
  model.booksClosed = model.unitsClosed = model.closedForGood;
}

export function publishedNow(model: Model): void {
  if (model.run === null) return;
  // A report was withdrawn since the pages were made: they name the wrong number.
  if (model.run.revision !== model.revision + 1) {
    model.run.at = 'stopped';
    model.run.stoppedAt = 'publish';
    return;
  }
  model.revision += 1;
  model.reported = [...model.reported, ...model.run.appeals];
  model.published = true;
  model.withdrawn = false;
  if (model.run.kind === 'year-end') model.closedForGood = true;
  over(model);
}
