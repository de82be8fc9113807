import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerAppeal } from '../../../../shared/app/appeals/answer-appeal.ts';
import { decideAppeal } from '../../../../shared/app/appeals/decide-appeal.ts';
import { fileAppeal } from '../../../../shared/app/appeals/file-appeal.ts';
import { withdrawAppeal } from '../../../../shared/app/appeals/withdraw-appeal.ts';
import { handIn } from '../../../../shared/app/assessment/hand-in.ts';
import { handInForBody } from '../../../../shared/app/assessment/hand-in-for-body.ts';
import { recordDeduction } from '../../../../shared/app/assessment/record-deduction.ts';
import { startReEvaluation } from '../../../../shared/app/re-evaluation/start-re-evaluation.ts';
import { withdrawReport } from '../../../../shared/app/re-evaluation/withdraw-report.ts';
import { addRegisterRows } from '../../../../shared/app/register/add-register-rows.ts';
import { resumeRun } from '../../../../shared/app/run/resume-run.ts';
import { reviewReport } from '../../../../shared/app/run/review-report.ts';
import { signOff } from '../../../../shared/app/run/sign-off.ts';
import { startRun } from '../../../../shared/app/run/start-run.ts';
import type { TaskName } from '../../../../shared/contracts/tasks.ts';
import { runSteps, type RunStep, type SignOff } from '../../../../shared/domain/run/run.ts';
import { sampleEntry } from '../../../support/builders.ts';
import { plainWeek } from '../../../support/requests.ts';
import { signer } from '../../../support/signer.ts';
import { bodiesWith, inYear } from '../../../support/published-year.ts';
import { asked, people } from '../world.ts';
import {
  command,
  attempt,
  newModel,
  newReal,
  waitingBodies,
  moveOn,
  nextKey,
  opened,
  over,
  unreported,
  publishedNow,
  type Model,
  type Real,
  type Command,
} from '../../../support/year-model.ts';

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

/** A process that dies is begun again: whatever it was at, nobody sees a difference. */
const dies = (task: TaskName, when: 'before' | 'after') =>
  command(
    when === 'before' ? `the next ${task} dies` : `the next ${task} dies with its work done`,
    async (_, real) => {
      real.broken.dies = { task, when };
    },
  );

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

const carriesOut = command('an admin carries out what was decided of appeals', async (model, real) => {
  const { machine, world } = real.year;
  const code = await attempt(real, () =>
    startReEvaluation({ ...world, runs: machine.runs, executions: machine.executions })(
      asked(people.admin, inYear, { scope: { kind: 'all' }, reason: '落实复核决定', changes: [] }, nextKey()),
    ),
  );
  const nothing = unreported(model).length === 0 ? 'nothing-to-re-evaluate' : null;
  expect(code).toBe(
    !model.published ? 'nothing-published' : (nothing ?? (model.run === null ? null : 'run-active')),
  );
  if (code === null) opened(model, 're-evaluation');
});

const appeals = command('a clerk appeals', async (model, real) => {
  const entry = { item: 'C2', grounds: nextKey(), evidence: [], links: [] };
  let id = '';
  const code = await attempt(real, async () => {
    const filed = await fileAppeal({ ...real.year.world, calendar: plainWeek })(
      asked(people.clerk002, { ...inYear, unit: '002' }, entry, nextKey()),
    );
    id = filed.id;
  });
  const { appeal, revision } = model;
  const there = appeal?.revision === revision && appeal.status !== 'withdrawn';
  expect(code).toBe(
    !model.published || model.withdrawn ? 'report-unknown' : there ? 'appeal-filed-already' : null,
  );
  if (code === null) model.appeal = { id, revision, status: 'filed' };
});

/** A step of the appeal that was filed last: where it may start from, where it leads; done already, it is found done. */
const appealStep = (
  name: string,
  from: readonly string[],
  to: 'answered' | 'decided' | 'withdrawn',
  call: (real: Real, place: { cycle: string; unit: string; appeal: string }) => Promise<unknown>,
) =>
  command(name, async (model, real) => {
    const { appeal } = model;
    if (appeal === null) return;
    const code = await attempt(real, () => call(real, { ...inYear, unit: '002', appeal: appeal.id }));
    const possible = appeal.status === to || from.includes(appeal.status);
    expect(code).toBe(possible ? null : 'appeal-wrong-state');
    if (possible && to === 'decided' && appeal.status !== to) model.decided = [...model.decided, appeal.id];
    if (possible) appeal.status = to;
  });
const answersAppeal = appealStep(
  'the assessor answers the appeal',
  ['filed'],
  'answered',
  ({ year }, place) => answerAppeal(year.world)(asked(people.reviewer, place, { text: '按细则评' })),
);
const decidesAppeal = appealStep('an admin upholds the appeal', ['answered'], 'decided', ({ year }, place) =>
  decideAppeal(year.world)(
    asked(people.admin, place, { outcome: 'upheld', reason: '补充材料属实', points: '1.5' }),
  ),
);
const takesBack = appealStep(
  'the clerk takes the appeal back',
  ['filed', 'answered'],
  'withdrawn',
  ({ year }, place) => withdrawAppeal(year.world)(asked(people.clerk002, place, undefined)),
);

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
  'with an appeal upheld': [fire, everybody, review, approves, appeals, answersAppeal, decidesAppeal],
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
    fc.constantFrom(appeals, answersAppeal, decidesAppeal, takesBack),
    fc.constantFrom(appeals, answersAppeal, decidesAppeal),
    fc.constant(carriesOut),
    fc
      .tuple(
        fc.constantFrom<TaskName[]>(
          'openRun',
          'askBody',
          'passOverBody',
          'planFreeze',
          'freezeBatch',
          'sealInputs',
          'deriveInputs',
          'scoreBatch',
          'rankUnits',
          'renderDocuments',
          'renderReport',
          'askSignOff',
          'askRepair',
          'goOn',
          'publishReport',
          'endRun',
        ),
        fc.constantFrom('before' as const, 'after' as const),
      )
      .map(([task, when]) => dies(task, when)),
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
