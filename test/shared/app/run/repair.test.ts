import { describe, expect, test } from 'vitest';
import { givePoints } from '../../../../shared/app/assessment/give-points.ts';
import { handInForBody } from '../../../../shared/app/assessment/hand-in-for-body.ts';
import { getRun } from '../../../../shared/app/run/get-run.ts';
import { reopenForRepair } from '../../../../shared/app/run/reopen-for-repair.ts';
import { resumeRun } from '../../../../shared/app/run/resume-run.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import { inputsBatch } from '../../../../shared/contracts/run-files.ts';
import { storageKeys } from '../../../../shared/contracts/storage-keys.ts';
import { taskErrors, type TaskName } from '../../../../shared/contracts/tasks.ts';
import type { ResumeFrom } from '../../../../shared/domain/run/run.ts';
import { rubric } from '../../../../shared/domain/rubric/rubric.ts';
import { toCanonicalJson } from '../../../../shared/domain/scoring/canonical-json.ts';
import { inputs } from '../../../../shared/domain/scoring/inputs.ts';
import { score } from '../../../../shared/domain/scoring/score.ts';
import { bodiesWith, filledYear, inYear, type FilledYear } from '../../../support/published-year.ts';
import { NamedFault } from '../../../support/year-machine.ts';
import { asked, people, unitIds } from '../world.ts';

const run = { ...inYear, run: '0001' };
const view = ({ world }: FilledYear) => getRun(world)(asked(people.admin, run, undefined));
const resume = async (year: FilledYear, from: ResumeFrom) => {
  const seen = await resumeRun({ ...year.world, callbacks: year.machine.callbacks })(
    asked(people.admin, run, { from }),
  );
  await year.machine.settled();
  return seen;
};
const reopen = (year: FilledYear, units: string[], bodies: string[] = [], office = false) =>
  reopenForRepair(year.world)(asked(people.admin, run, { units, bodies, office }));
async function handOverAll(year: FilledYear): Promise<void> {
  for (const [body, member] of bodiesWith) await year.handOver(body, member);
  await year.machine.settled();
}
const runText = (year: FilledYear, file: string) =>
  year.machine.runs.text(storageKeys.runFile({ ...run, file }));

/** A year in which a task fails for good, until the test mends it. */
async function failingAt(task: TaskName) {
  const broken = { is: true };
  const year = await filledYear({
    before: (each) => {
      if (broken.is && each === task) throw new NamedFault(taskErrors.refused);
    },
  });
  await year.machine.fireSchedule();
  await handOverAll(year);
  return { year, broken };
}

describe.each([
  ['planFreeze', 'hand-ins'],
  ['sealInputs', 'freeze'],
  ['rankUnits', 'score'],
  ['renderDocuments', 'rank'],
  ['renderReport', 'render'],
] as const)('a run that fails at %s', (task, step) => {
  test('stops, says where and why, keeps what it closed, and takes no second run', async () => {
    const { year } = await failingAt(task);
    expect(await view(year)).toMatchObject({
      status: 'active',
      step,
      stopped: { step, reason: `${taskErrors.refused}: as arranged` },
    });
    const head = await year.world.store.get(collections.streamHeads, { stream: streams.unit('2018', '002') });
    expect(head?.value.frozenBy ?? null).toBe(step === 'hand-ins' ? null : '0001');
  });

  test('mended, goes on from there to a published report that its snapshot accounts for', async () => {
    const { year, broken } = await failingAt(task);
    broken.is = false;
    const before = year.machine.carriedOut.length;
    await resume(year, step);
    expect((await view(year)).stopped).toBeNull();
    await year.review('0001');
    await year.sign('0001');
    expect(await view(year)).toMatchObject({ status: 'published', stopped: null });
    expect(year.machine.carriedOut.slice(before)).not.toContain(step === 'hand-ins' ? 'openRun' : 'askBody');
    const rules = rubric.parse(JSON.parse(runText(year, 'rubric.json')));
    const frozen = inputs.parse(JSON.parse(runText(year, 'inputs.json')));
    expect(toCanonicalJson(score(rules, frozen))).toBe(runText(year, 'result.json'));
  });

  test('given up, ends: the reason is kept, everything opens, and another run may be started', async () => {
    const { year, broken } = await failingAt(task);
    await resume(year, 'end');
    expect(await view(year)).toMatchObject({
      status: 'failed',
      step,
      reason: `${taskErrors.refused}: as arranged`,
    });
    for (const unit of unitIds) {
      const head = await year.world.store.get(collections.streamHeads, {
        stream: streams.unit('2018', unit),
      });
      expect(head?.value.frozenBy ?? null).toBeNull();
    }
    broken.is = false;
    await year.machine.fireSchedule('again');
    expect(year.machine.waitingFor()).toContain('askSignOff');
  });

  test('left alone until its time is over, ends the same way', async () => {
    const { year } = await failingAt(task);
    expect(await year.machine.timeOut('askRepair')).toBe(true);
    expect(await view(year)).toMatchObject({
      status: 'failed',
      reason: `${taskErrors.refused}: as arranged`,
    });
  });
});

test('a stopped run goes on from the step it stopped at or an earlier one, never from a later one; said again, it is said', async () => {
  const { year } = await failingAt('rankUnits');
  await expect(resume(year, 'render')).rejects.toMatchObject({
    code: 'step-not-possible',
    details: { from: 'render', stopped: 'score' },
  });
  await resume(year, 'score');
  expect((await view(year)).stopped).toMatchObject({ step: 'score' });
  await resume(year, 'freeze');
  expect((await view(year)).stopped).not.toBeNull();
});

test('a run that goes on by itself is neither resumed nor opened', async () => {
  const year = await filledYear();
  await year.machine.fireSchedule();
  await expect(resume(year, 'hand-ins')).rejects.toMatchObject({ code: 'run-not-stopped' });
  await expect(reopen(year, ['002'])).rejects.toMatchObject({ code: 'run-not-stopped' });
});

describe('a unit that fails', () => {
  /** The record of 015 cannot be read, until the test mends it. */
  async function unreadable015() {
    const broken = { is: true };
    const year = await filledYear(undefined, (store) => ({
      ...store,
      all: async (from, partition) => {
        if (broken.is && from.name === 'register-row' && from.partition(partition).endsWith('#015'))
          throw new TypeError('the record is malformed');
        return store.all(from, partition);
      },
    }));
    await year.machine.fireSchedule();
    await handOverAll(year);
    return { year, broken };
  }

  test('is named with what it failed of; the others are done; mended, only it is frozen, and the run goes on', async () => {
    const { year, broken } = await unreadable015();
    const stopped = await view(year);
    expect(stopped.stopped).toMatchObject({ step: 'freeze' });
    expect(stopped.stopped?.reason).toContain('"count":1,"first":"015"');
    expect(stopped.failing).toEqual([
      { unit: '015', step: 'freeze', reason: 'TypeError: the record is malformed' },
    ]);
    const written = storageKeys.runBatch({ ...run, kind: 'inputs', batch: 0 });
    expect(inputsBatch.parse(JSON.parse(year.machine.runs.text(written))).units).toHaveLength(
      unitIds.length - 1,
    );

    broken.is = false;
    await resume(year, 'freeze');
    expect((await view(year)).failing).toEqual([]);
    await year.review('0001');
    await year.sign('0001');
    expect(await view(year)).toMatchObject({ status: 'published' });
    const frozen = inputs.parse(JSON.parse(runText(year, 'inputs.json')));
    expect(frozen.units.map(({ unit }) => unit)).toEqual(unitIds);
  });
});

describe('correcting a stopped run', () => {
  const giveC2 = (year: FilledYear, points: string) =>
    givePoints(year.world)(
      asked(
        people.reviewer,
        { ...inYear, unit: '015' },
        {
          points: [{ item: 'C2', points, level: null, reason: '补评', checks: {} }],
        },
      ),
    );

  test('what was closed is opened by name, corrected and closed again; the unit is in the snapshot as corrected', async () => {
    const { year, broken } = await failingAt('sealInputs');
    year.world.clock.set('2018-12-30T01:00:00.000Z');
    await expect(giveC2(year, '1')).rejects.toMatchObject({ code: 'frozen' });
    expect(await reopen(year, ['015'])).toEqual({ opened: 1 });
    expect(await reopen(year, ['015'])).toEqual({ opened: 0 });
    await giveC2(year, '1');
    broken.is = false;
    await resume(year, 'freeze');
    await expect(giveC2(year, '2')).rejects.toMatchObject({ code: 'frozen' });
    const frozen = inputs.parse(JSON.parse(runText(year, 'inputs.json')));
    const [of015] = frozen.units.filter(({ unit }) => unit === '015');
    expect(of015?.items['C2']?.assessments).toMatchObject([{ points: '1' }]);
  });
});

describe('returned by the signer to a named step', () => {
  async function atSignOff() {
    const year = await filledYear();
    await year.machine.fireSchedule();
    await handOverAll(year);
    await year.review('0001');
    return year;
  }
  const back = (year: FilledYear, to: 'hand-ins' | 'freeze' | 'render') =>
    year.sign('0001', { decision: 'return', comment: '请核对民政局的扣分', to });

  test('to the lead bodies: each has to hand in once more, and the report is read and signed anew', async () => {
    const year = await atSignOff();
    await back(year, 'hand-ins');
    expect(year.machine.waitingFor().sort()).toEqual(bodiesWith.map(([body]) => body).sort());
    expect(await view(year)).toMatchObject({ step: 'hand-ins', reviewed: false, resultSha256: null });
    await handOverAll(year);
    await expect(year.sign('0001')).rejects.toMatchObject({ code: 'review-needed' });
    await year.review('0001');
    await year.sign('0001');
    expect(await view(year)).toMatchObject({ status: 'published' });
  });

  test('to the freeze: the run waits with the comment until the office has corrected the record', async () => {
    const year = await atSignOff();
    await back(year, 'freeze');
    expect(await view(year)).toMatchObject({ stopped: { reason: '请核对民政局的扣分' } });
    await reopen(year, [], ['civil-affairs'], true);
    await resume(year, 'freeze');
    expect(year.machine.waitingFor()).toEqual(['askSignOff']);
    await year.review('0001');
    await year.sign('0001');
    expect(await view(year)).toMatchObject({ status: 'published' });
  });

  test('to the rendering: what was scored stays as it is', async () => {
    const year = await atSignOff();
    const scored = runText(year, 'result.json');
    await back(year, 'render');
    expect(await view(year)).toMatchObject({ step: 'sign-off', reviewed: false });
    expect(runText(year, 'result.json')).toBe(scored);
    await year.review('0001');
    await year.sign('0001');
    expect(await view(year)).toMatchObject({ status: 'published' });
  });

  test('and given up: the run ends as returned, with the comment', async () => {
    const year = await atSignOff();
    await back(year, 'freeze');
    await resume(year, 'end');
    expect(await view(year)).toMatchObject({ status: 'returned', reason: '请核对民政局的扣分' });
  });
});

test('the rule “stop” for a silent body: the run waits; the office hands in for it, and the run goes on', async () => {
  const year = await filledYear();
  const cycle = (await year.world.store.get(collections.cycles, inYear))!.value;
  await year.world.store.put(collections.cycles, inYear, {
    ...cycle,
    settings: { ...cycle.settings, silence: 'stop' },
  });
  await year.machine.fireSchedule();
  for (const [body, member] of bodiesWith) if (body !== 'trade-union') await year.handOver(body, member);
  await year.machine.settled();
  await year.machine.timeOut('trade-union');
  const stopped = await view(year);
  expect(stopped.stopped).toMatchObject({ step: 'hand-ins' });
  expect(stopped.stopped?.reason).toContain('县总工会');
  await handInForBody({ ...year.world, callbacks: year.machine.callbacks })(
    asked(people.admin, { ...inYear, body: 'trade-union' }, { reason: '多次催办未报' }),
  );
  await resume(year, 'hand-ins');
  expect(year.machine.waitingFor()).toEqual(['askSignOff']);
});

describe('what an earlier attempt has left', () => {
  /** Every attempt at a task after the first fails for good. */
  async function secondFails(task: TaskName) {
    let times = 0;
    const year = await filledYear({
      before: (each) => {
        if (each === task && (times += 1) > 1) throw new NamedFault(taskErrors.refused);
      },
    });
    await year.machine.fireSchedule();
    await handOverAll(year);
    await year.sign('0001', { decision: 'return', comment: '请更正', to: 'freeze' });
    year.world.clock.set('2018-12-30T01:00:00.000Z');
    await reopen(year, ['015']);
    const points = [{ item: 'C2', points: '1', level: null, reason: '补评', checks: {} }];
    await givePoints(year.world)(asked(people.reviewer, { ...inYear, unit: '015' }, { points }));
    await resume(year, 'freeze');
    return year;
  }

  test.each(['freezeBatch', 'scoreBatch'] as const)(
    'is not taken for the new one where %s fails the second time: the run stops',
    async (task) => {
      const year = await secondFails(task);
      expect((await view(year)).stopped?.reason).toContain('units-failed');
      expect(year.machine.waitingFor()).toEqual(['askRepair']);
    },
  );
});
