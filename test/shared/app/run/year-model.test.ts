import fc from 'fast-check';
import { expect, test } from 'vitest';
import { handIn } from '../../../../shared/app/assessment/hand-in.ts';
import { handInForBody } from '../../../../shared/app/assessment/hand-in-for-body.ts';
import { recordDeduction } from '../../../../shared/app/assessment/record-deduction.ts';
import { sha256Hex } from '../../../../shared/app/new-id.ts';
import { startReEvaluation } from '../../../../shared/app/re-evaluation/start-re-evaluation.ts';
import { withdrawReport } from '../../../../shared/app/re-evaluation/withdraw-report.ts';
import { addRegisterRows } from '../../../../shared/app/register/add-register-rows.ts';
import { resumeRun } from '../../../../shared/app/run/resume-run.ts';
import { reviewReport } from '../../../../shared/app/run/review-report.ts';
import { signOff } from '../../../../shared/app/run/sign-off.ts';
import { startRun } from '../../../../shared/app/run/start-run.ts';
import { collections, streams } from '../../../../shared/contracts/collections.ts';
import { storageKeys } from '../../../../shared/contracts/storage-keys.ts';
import { taskErrors, type TaskName } from '../../../../shared/contracts/tasks.ts';
import { verifyChain } from '../../../../shared/domain/audit/verify-chain.ts';
import { Refusal } from '../../../../shared/domain/errors.ts';
import { difference, sumOfLines } from '../../../../shared/domain/re-evaluation/difference.ts';
import { runSteps, type RunStep, type SignOff } from '../../../../shared/domain/run/run.ts';
import { rubric } from '../../../../shared/domain/rubric/rubric.ts';
import { toCanonicalJson } from '../../../../shared/domain/scoring/canonical-json.ts';
import { inputs } from '../../../../shared/domain/scoring/inputs.ts';
import { score } from '../../../../shared/domain/scoring/score.ts';
import { sampleEntry } from '../../../support/builders.ts';
import { signer } from '../../../support/signer.ts';
import { bodiesWith, filledYear, inYear, type FilledYear } from '../../../support/published-year.ts';
import { NamedFault } from '../../../support/year-machine.ts';
import { asked, people, unitIds } from '../world.ts';

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
};
type Model = {
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
};
type Real = { year: FilledYear; broken: { at: TaskName | null } };

const newModel = (): Model => ({
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
});

async function newReal(): Promise<Real> {
  const broken: Real['broken'] = { at: null };
  const year = await filledYear({
    before: (task) => {
      if (task === broken.at) throw new NamedFault(taskErrors.refused);
    },
  });
  return { year, broken };
}

/** Calls a use case; what it refuses must change nothing. @returns the refusal's code, or null */
async function attempt({ year }: Real, call: () => Promise<unknown>): Promise<string | null> {
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

const waitingBodies = (model: Model) =>
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
function moveOn(model: Model, from: RunStep): void {
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

type Command = fc.AsyncCommand<Model, Real>;
const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
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
  ];
  for (const stream of all) expect(verifyChain(await world.store.events(stream), sha256Hex)).toBeNull();
}

let keys = 0;
const nextKey = () => `key-${String((keys += 1)).padStart(16, '0')}`;

function opened(model: Model, kind: 'year-end' | 're-evaluation'): void {
  model.runs += 1;
  model.run = { kind, at: 'hand-ins', reviewed: false, stoppedAt: 'freeze', revision: 0 };
  // A body that an earlier run passed over may hand in again.
  if (kind === 'year-end')
    for (const [body, is] of model.books) if (is === 'silent') model.books.set(body, 'open');
  moveOn(model, kind === 'year-end' ? 'hand-ins' : 'freeze');
}

function over(model: Model): void {
  model.run = null;
  model.booksClosed = model.unitsClosed = model.closedForGood;
}

const start = command('an admin starts the year end', async (model, real) => {
  const code = await attempt(real, () =>
    startRun({ ...real.year.world, executions: real.year.machine.executions })(
      asked(people.admin, inYear, {}, nextKey()),
    ),
  );
  expect(code).toBe(model.run !== null ? 'run-active' : model.published ? 'year-published' : null);
  if (code === null) opened(model, 'year-end');
});

const fire = command('the schedule fires', async (model, real) => {
  await real.year.machine.fireSchedule(`scheduled-${nextKey()}`);
  if (model.run === null && !model.published) opened(model, 'year-end');
});

const handsIn = (body: string) =>
  command(`${body} hands in`, async (model, real) => {
    const member = bodiesWith.find(([each]) => each === body)![1];
    const code = await attempt(real, () =>
      handIn({ ...real.year.world, callbacks: real.year.machine.callbacks })(
        asked(member, { ...inYear, body }, { note: null, workReport: null }),
      ),
    );
    const was = model.books.get(body);
    expect(code).toBe(
      was === 'silent' ? 'hand-in-wrong-state' : was === 'open' && model.booksClosed ? 'frozen' : null,
    );
    if (code === null) gathered(model, body, 'handed-in');
  });

const onBehalf = (body: string) =>
  command(`an admin hands in for ${body}`, async (model, real) => {
    const code = await attempt(real, () =>
      handInForBody({ ...real.year.world, callbacks: real.year.machine.callbacks })(
        asked(people.admin, { ...inYear, body }, { reason: '多次催办未报' }),
      ),
    );
    expect(code).toBe(model.books.get(body) !== 'handed-in' && model.booksClosed ? 'frozen' : null);
    if (code === null) gathered(model, body, 'handed-in');
  });

const deadline = (body: string) =>
  command(`the deadline of ${body} passes`, async (model, real) => {
    const waited = waitingBodies(model).includes(body);
    expect(await real.year.machine.timeOut(body)).toBe(waited);
    if (waited) gathered(model, body, 'silent');
  });

function gathered(model: Model, body: string, how: 'handed-in' | 'silent'): void {
  const waited = waitingBodies(model).includes(body);
  model.books.set(body, how);
  if (waited && waitingBodies(model).length === 0) moveOn(model, 'hand-ins');
}

const rows = command('a clerk adds to the register', async (model, real) => {
  const at = await real.year.world.clock.now();
  real.year.world.clock.set('2018-12-30T01:00:00.000Z');
  const entry = sampleEntry({ title: nextKey(), url: `http://demo.example.cn/${nextKey()}.html` });
  const code = await attempt(real, () =>
    addRegisterRows(real.year.world)(
      asked(people.clerk002, { ...inYear, unit: '002' }, { rows: [entry] }, nextKey()),
    ),
  );
  real.year.world.clock.set(at);
  expect(code).toBe(model.unitsClosed ? 'frozen' : null);
});

const drafts = command('a body drafts a deduction and takes it back', async (model, real) => {
  const body = 'civil-affairs';
  const code = await attempt(real, () =>
    recordDeduction(real.year.world)(
      asked(
        people.civilAffairs,
        { ...inYear, body },
        { unit: '002', points: '9', fact: '未公开', document: null, happenedOn: '2018-05-02', links: [] },
        nextKey(),
      ),
    ),
  );
  // More than the item has: never recorded, whatever the state of the books.
  expect(code).toBe('points-out-of-range');
  expect(model.books.has(body)).toBe(true);
});

const review = command('an admin reads the report', async (model, real) => {
  const before = model.run;
  const run = String(model.runs).padStart(4, '0');
  const code = await attempt(real, () =>
    reviewReport(real.year.world)(asked(people.secondAdmin, { ...inYear, run }, { comment: null })),
  );
  // Read once, it is read: also while the run has stopped.
  const possible = before !== null && (before.at === 'sign-off' || before.reviewed);
  if (possible) before.reviewed = true;
  expect(code).toBe(possible ? null : model.runs === 0 ? 'run-unknown' : 'run-wrong-state');
});

const signs = (said: SignOff) =>
  command(
    said.decision === 'approve' ? 'the signer approves' : `the signer returns it to ${said.to}`,
    async (model, real) => {
      const before = model.run;
      const run = String(model.runs).padStart(4, '0');
      if (before === null) return;
      const code = await attempt(real, () =>
        signOff({ ...real.year.world, callbacks: real.year.machine.callbacks })(
          asked(people.signer, { ...inYear, run }, said),
        ),
      );
      if (before.at !== 'sign-off') {
        // Who said the very same before is told that it is done.
        expect(['run-wrong-state', null]).toContain(code);
        return;
      }
      if (said.decision === 'return') {
        const asks = before.kind === 're-evaluation' && said.to === 'hand-ins';
        expect(code).toBe(asks ? 'step-not-possible' : null);
        if (code === null) returned(model, said.to);
        return;
      }
      expect(code).toBe(before.reviewed ? null : 'review-needed');
      if (code === null) publishedNow(model);
    },
  );

function publishedNow(model: Model): void {
  if (model.run === null) return;
  // A report was withdrawn since the pages were made: they name the wrong number.
  if (model.run.revision !== model.revision + 1) {
    model.run.at = 'stopped';
    model.run.stoppedAt = 'publish';
    return;
  }
  model.revision += 1;
  model.published = true;
  model.withdrawn = false;
  if (model.run.kind === 'year-end') model.closedForGood = true;
  over(model);
}

function returned(model: Model, to: 'end' | 'hand-ins' | 'freeze' | 'render'): void {
  if (model.run === null) return;
  if (to === 'end') return over(model);
  if (to === 'freeze') {
    model.run.at = 'stopped';
    model.run.stoppedAt = 'sign-off';
    return;
  }
  if (to === 'hand-ins' && !model.closedForGood) {
    for (const body of model.books.keys()) model.books.set(body, 'open');
    model.booksClosed = false;
  }
  moveOn(model, to);
}

const resumes = (from: RunStep | 'end') =>
  command(`an admin lets it go on from ${from}`, async (model, real) => {
    const before = model.run;
    const run = String(model.runs).padStart(4, '0');
    if (before === null) return;
    const code = await attempt(real, () =>
      resumeRun({ ...real.year.world, callbacks: real.year.machine.callbacks })(
        asked(people.admin, { ...inYear, run }, { from }),
      ),
    );
    if (before.at !== 'stopped') {
      expect(code).toBe('run-not-stopped');
      return;
    }
    const later = from !== 'end' && runSteps.indexOf(from) > runSteps.indexOf(before.stoppedAt);
    const asks = from === 'hand-ins' && before.kind === 're-evaluation';
    expect(code).toBe(later || asks ? 'step-not-possible' : null);
    if (code !== null) return;
    if (from === 'end') over(model);
    else moveOn(model, from);
  });

const breaks = (task: TaskName) =>
  command(`${task} breaks`, async (model, real) => {
    model.broken = task;
    real.broken.at = task;
  });
const mends = command('what was broken is mended', async (model, real) => {
  model.broken = null;
  real.broken.at = null;
});

const reEvaluates = (points: string) =>
  command(`an admin re-evaluates to ${points}`, async (model, real) => {
    const change = {
      kind: 'item-points',
      unit: '002',
      item: 'C6',
      points,
      appeal: null,
      reason: nextKey(),
    } as const;
    const { machine, world } = real.year;
    const code = await attempt(real, () =>
      startReEvaluation({ ...world, runs: machine.runs, executions: machine.executions })(
        asked(people.admin, inYear, { scope: { kind: 'all' }, reason: '更正', changes: [change] }, nextKey()),
      ),
    );
    expect(code).toBe(!model.published ? 'nothing-published' : model.run === null ? null : 'run-active');
    if (code === null) opened(model, 're-evaluation');
  });

const withdraws = command('the signer withdraws the report', async (model, real) => {
  const code = await attempt(real, () =>
    withdrawReport({ ...real.year.world, reports: real.year.machine.reports, signer })(
      asked(people.signer, inYear, { reason: nextKey(), hidesEarlier: false }),
    ),
  );
  expect(code).toBe(!model.published ? 'nothing-published' : model.withdrawn ? 'report-withdrawn' : null);
  if (code !== null) return;
  model.withdrawn = true;
  model.revision += 1;
});

const bodies = bodiesWith.map(([body]) => body);
const approves = signs({ decision: 'approve', comment: null });
const everybody = command('everybody who has not hands in', async (model, real) => {
  for (const [body, is] of model.books) if (is !== 'handed-in') await onBehalf(body).run(model, real);
});

/** How far a year is when anything may happen: at its beginning, before its signature, published. */
const beginnings: Readonly<Record<string, readonly Command[]>> = {
  'at its beginning': [],
  'before its signature': [fire, everybody, review],
  published: [fire, everybody, review, approves],
};

const anyOrder = fc.commands<Model, Real, false>(
  [
    fc.constantFrom(start, fire),
    fc.constantFrom(...bodies).map(handsIn),
    fc.constantFrom(...bodies).map(onBehalf),
    fc.constant(everybody),
    fc.constantFrom(...bodies).map(deadline),
    fc.constant(rows),
    fc.constant(rows),
    fc.constant(drafts),
    fc.constant(review),
    fc.constant(approves),
    fc
      .constantFrom<('end' | 'hand-ins' | 'freeze' | 'render')[]>('end', 'hand-ins', 'freeze', 'render')
      .map((to) => signs({ decision: 'return', comment: '请核对', to })),
    fc.constantFrom('end' as const, ...runSteps).map(resumes),
    fc.constantFrom('end' as const, ...runSteps).map(resumes),
    fc
      .constantFrom<TaskName[]>(
        'planFreeze',
        'sealInputs',
        'rankUnits',
        'renderDocuments',
        'renderReport',
        'deriveInputs',
      )
      .map(breaks),
    fc.constant(mends),
    fc.constantFrom('24', '20', '21.5').map(reEvaluates),
    fc.constant(withdraws),
  ],
  { maxCommands: 30, size: 'max' },
);

test.each(Object.entries(beginnings))(
  'a year %s, and then anything in any order: one run, true results, an unbroken chain',
  async (_, beginning) => {
    await fc.assert(
      fc.asyncProperty(anyOrder, async (commands) => {
        const [model, real] = [newModel(), await newReal()];
        for (const each of beginning) await each.run(model, real);
        await fc.asyncModelRun(() => ({ model, real }), commands);
      }),
      { numRuns: 40 },
    );
  },
  // Forty years of up to thirty steps each: a machine that has others at work takes its time.
  180_000,
);
