import { beforeEach, describe, expect, test } from 'vitest';
import { handIn } from '../../../../shared/app/assessment/hand-in.ts';
import { askBody } from '../../../../shared/app/run/ask-body.ts';
import { endRun } from '../../../../shared/app/run/end-run.ts';
import { getRun } from '../../../../shared/app/run/get-run.ts';
import { openRunTask } from '../../../../shared/app/run/open-run.ts';
import { handInForBody } from '../../../../shared/app/assessment/hand-in-for-body.ts';
import { passOverBody } from '../../../../shared/app/run/pass-over-body.ts';
import { startRun } from '../../../../shared/app/run/start-run.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import { noon } from '../../../support/builders.ts';
import {
  asked,
  bodyIds,
  changes,
  cycleOf,
  freeze,
  inertCallbacks,
  inertExecutions,
  people,
  sampleWorld,
  type World,
} from '../world.ts';
import { recordedCallbacks, recordedExecutions } from './run-world.ts';

const inYear = { cycle: '2018' } as const;
const civil = { cycle: '2018', body: 'civil-affairs' } as const;
const civilStream = streams.body('2018', 'civil-affairs');
const key = (place: number) => `key-${String(place).padStart(16, '0')}`;

let world: World;
beforeEach(async () => {
  world = await sampleWorld();
});

const open = (execution = 'arn:1', cycle: string | null = '2018') =>
  openRunTask(world)({ cycle, startedBy: 'schedule', execution });
const end = (run: string) => endRun(world)({ cycle: '2018', run, error: 'States.Timeout', cause: null });
const ask = (run: string, taskToken: string, callbacks = recordedCallbacks()) =>
  askBody({ ...world, callbacks })({ cycle: '2018', run, body: 'civil-affairs', taskToken });
const handOver = (callbacks = recordedCallbacks()) =>
  handIn({ ...world, callbacks })(asked(people.civilAffairs, civil, { note: null, workReport: null }));
const passOver = (run: string) => passOverBody(world)({ cycle: '2018', run, body: 'civil-affairs' });
const handInOf = async () => (await world.store.get(collections.handIns, civil))?.value;
const handedIn = { body: 'civil-affairs', outcome: 'handed-in' };

describe('opening a run', () => {
  test('takes the year’s one place and says whom to ask and how long they have', async () => {
    expect(await open()).toEqual({
      cycle: '2018',
      run: '0001',
      kind: 'year-end',
      repairSeconds: 600,
      bodies: [...bodyIds].sort(),
      handInSeconds: 20,
      signOffSeconds: 600,
    });
    expect(await cycleOf(world)).toMatchObject({ activeRun: '0001', runsOpened: 1 });
  });

  test('by another execution is refused with the id of the run under way', async () => {
    await open();
    await expect(open('arn:2')).rejects.toMatchObject({
      code: 'run-active',
      kind: 'conflict',
      details: { cycle: '2018', run: '0001' },
    });
    expect((await cycleOf(world)).runsOpened).toBe(1);
  });

  test('by the same execution is the same run: a task may be carried out twice', async () => {
    const first = await open();
    expect(await open()).toEqual(first);
    expect(await changes(world, streams.runs('2018'))).toBe(1);
  });

  test('by the same execution after its run has ended opens no second run that nobody carries out', async () => {
    const { run } = await open();
    await end(run);
    expect((await open()).run).toBe(run);
    expect(await cycleOf(world)).toMatchObject({ activeRun: null, runsOpened: 1 });
  });

  test('of a year that is not there is refused', async () => {
    await expect(open('arn:1', '1999')).rejects.toMatchObject({ code: 'cycle-unknown' });
  });

  test('by the schedule means the year that has just ended in Shanghai', async () => {
    world.clock.set('2018-12-31T16:00:00.000Z');
    expect((await open('arn:1', null)).cycle).toBe('2018');
    world.clock.set('2018-12-31T15:59:59.999Z');
    await expect(open('arn:2', null)).rejects.toMatchObject({
      code: 'cycle-unknown',
      details: { cycle: '2017' },
    });
  });
});

describe('an admin starts a run', () => {
  const start = (executions: ReturnType<typeof recordedExecutions>, place = 1, member = people.admin) =>
    startRun({ ...world, executions })(asked(member, inYear, {}, key(place)));

  test('the place is taken before the machine starts, under a name that the key fixes', async () => {
    const executions = recordedExecutions();
    expect(await start(executions)).toMatchObject({ id: '0001', status: 'active', step: 'hand-ins' });
    const [[name, input] = []] = executions.started;
    expect(name).toMatch(/^2018-[0-9a-z]{26}$/);
    expect(input).toEqual({ cycle: '2018', startedBy: 'admin-1' });
    const run = await world.store.get(collections.runs, { ...inYear, run: '0001' });
    expect(run?.value).toMatchObject({ startedBy: 'admin-1', execution: `arn:test:${name}` });
  });

  test('again with the same key starts the same execution, which is the same run', async () => {
    const executions = recordedExecutions();
    const first = await start(executions);
    expect(await start(executions)).toEqual(first);
    expect(executions.started[1]).toEqual(executions.started[0]);
    expect((await cycleOf(world)).runsOpened).toBe(1);
  });

  test('again with the same key after the run ended tells how it ended and starts nothing', async () => {
    await start(recordedExecutions());
    await end('0001');
    const later = startRun({
      ...world,
      executions: { ...inertExecutions, idFor: recordedExecutions().idFor },
    });
    expect(await later(asked(people.admin, inYear, {}, key(1)))).toMatchObject({
      id: '0001',
      status: 'failed',
    });
    expect(await cycleOf(world)).toMatchObject({ activeRun: null, runsOpened: 1 });
  });

  test('while another is under way is refused with its id, and no machine is started', async () => {
    await start(recordedExecutions());
    const executions = recordedExecutions();
    await expect(start(executions, 2)).rejects.toMatchObject({
      code: 'run-active',
      details: { run: '0001' },
    });
    expect(executions.started).toEqual([]);
  });

  test('at the same moment as another: one takes the place, the other is told which run has it', async () => {
    const executions = recordedExecutions();
    const both = await Promise.allSettled([start(executions, 1), start(executions, 2, people.secondAdmin)]);
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((each) => each.status === 'rejected')?.reason).toMatchObject({
      code: 'run-active',
      details: { run: '0001' },
    });
    expect(executions.started).toHaveLength(1);
  });

  test('twice at the same moment with one key is one run: a double click', async () => {
    const executions = recordedExecutions();
    const [first, second] = await Promise.all([start(executions), start(executions)]);
    expect(first).toEqual(second);
    expect((await cycleOf(world)).runsOpened).toBe(1);
  });

  test('in a year that is not there: refused before anything starts', async () => {
    const executions = { ...inertExecutions, idFor: (name: string) => name };
    const act = startRun({ ...world, executions });
    await expect(act(asked(people.admin, { cycle: '1999' }, {}))).rejects.toMatchObject({
      code: 'cycle-unknown',
    });
  });
});

describe('a body hands in and the run asks, in whichever order', () => {
  test('handed in before the run asks: the run is answered as soon as it asks', async () => {
    await handOver();
    const { run } = await open();
    const callbacks = recordedCallbacks();
    expect(await ask(run, 'token-1', callbacks)).toEqual({ asked: true });
    expect(callbacks.told).toEqual([['token-1', handedIn]]);
  });

  test('asked first: nobody is told anything until the body hands in, and then the run goes on', async () => {
    const { run } = await open();
    const callbacks = recordedCallbacks();
    await ask(run, 'token-1', callbacks);
    expect(callbacks.told).toEqual([]);
    await handOver(callbacks);
    expect(callbacks.told).toEqual([['token-1', handedIn]]);
  });

  test('whom the run waits for is shown until they hand in', async () => {
    const { run } = await open();
    await ask(run, 'token-1');
    const view = () => getRun(world)(asked(people.admin, { ...inYear, run }, undefined));
    expect((await view()).waitingFor).toEqual(['civil-affairs']);
    await handOver();
    expect((await view()).waitingFor).toEqual([]);
    expect(JSON.stringify(await view())).not.toContain('token-1');
  });

  test('a repeated hand-in answers again: the first may have been cut off before its answer', async () => {
    const { run } = await open();
    await ask(run, 'token-1');
    await handOver();
    const callbacks = recordedCallbacks();
    await handOver(callbacks);
    expect(callbacks.told).toEqual([['token-1', handedIn]]);
    expect(await changes(world, civilStream)).toBe(1);
  });

  test('an answer that comes too late is no fault: the body has handed in', async () => {
    const { run } = await open();
    await ask(run, 'token-1');
    expect((await handOver(recordedCallbacks('too-late'))).status).toBe('handed-in');
  });

  test('a repeated question uses the newest token, which is the one that waits', async () => {
    const { run } = await open();
    await ask(run, 'token-1');
    await ask(run, 'token-2');
    const callbacks = recordedCallbacks();
    await handOver(callbacks);
    expect(callbacks.told).toEqual([['token-2', handedIn]]);
  });

  test('the token of a run that has ended is left alone', async () => {
    const { run } = await open();
    await ask(run, 'token-1');
    await end(run);
    expect(
      (
        await handIn({ ...world, callbacks: inertCallbacks })(
          asked(people.civilAffairs, civil, { note: null, workReport: null }),
        )
      ).status,
    ).toBe('handed-in');
  });
});

describe('the deadline of a body that has not handed in', () => {
  test('makes its silence a record; the body is then too late; again finds it done', async () => {
    const { run } = await open();
    await ask(run, 'token-1');
    expect(await passOver(run)).toEqual({ body: 'civil-affairs', outcome: 'silent' });
    expect(await handInOf()).toEqual({ ...civil, status: 'silent', at: noon });
    expect(await passOver(run)).toEqual({ body: 'civil-affairs', outcome: 'silent' });
    expect(await changes(world, civilStream)).toBe(1);
    await expect(handOver()).rejects.toMatchObject({
      code: 'hand-in-wrong-state',
      details: { status: 'silent' },
    });
  });

  test('finds one that handed in at the last moment handed in', async () => {
    const { run } = await open();
    await ask(run, 'token-1');
    await handOver();
    expect(await passOver(run)).toEqual({ body: 'civil-affairs', outcome: 'handed-in' });
    expect((await handInOf())?.status).toBe('handed-in');
  });

  test('stops the run where the year’s setting says so, naming the body, and the body may still hand in', async () => {
    world = await sampleWorld({ silence: 'stop' });
    const { run } = await open();
    await ask(run, 'token-1');
    await expect(passOver(run)).rejects.toMatchObject({
      code: 'hand-in-wrong-state',
      details: { body: '县民政局' },
    });
    expect((await handInOf())?.status).toBe('open');
    expect((await handOver()).status).toBe('handed-in');
  });

  test('gives the same time once more where the year’s setting says so, and then makes the silence a record', async () => {
    world = await sampleWorld({ silence: 'extend' });
    const { run } = await open();
    await ask(run, 'token-1');
    expect(await passOver(run)).toEqual({ body: 'civil-affairs', outcome: 'extended' });
    expect(await handInOf()).toEqual({ ...civil, status: 'open', extendedBy: run });
    await ask(run, 'token-2');
    expect(await passOver(run)).toEqual({ body: 'civil-affairs', outcome: 'silent' });
  });

  test('in the time that was given once more the body hands in like any other', async () => {
    world = await sampleWorld({ silence: 'extend' });
    const { run } = await open();
    await ask(run, 'token-1');
    await passOver(run);
    const callbacks = recordedCallbacks();
    await ask(run, 'token-2', callbacks);
    await handOver(callbacks);
    expect(callbacks.told).toEqual([['token-2', handedIn]]);
  });

  test('another run gives the time anew: what one run gave is not held against the body', async () => {
    world = await sampleWorld({ silence: 'extend' });
    const first = await open();
    await passOver(first.run);
    await end(first.run);
    const second = await open('arn:2');
    expect(await passOver(second.run)).toMatchObject({ outcome: 'extended' });
  });

  test('a body passed over by a run that failed is asked again by the next and may hand in', async () => {
    const first = await open();
    await passOver(first.run);
    await end(first.run);
    const second = await open('arn:2');
    expect(second.run).toBe('0002');
    await ask(second.run, 'token-2');
    const callbacks = recordedCallbacks();
    await handOver(callbacks);
    expect(callbacks.told).toEqual([['token-2', handedIn]]);
  });
});

describe('an admin who hands in for a body', () => {
  const onBehalf = (callbacks = recordedCallbacks()) =>
    handInForBody({ ...world, callbacks })(
      asked(people.admin, civil, { reason: '经办人病假，电话核实无扣分' }),
    );

  test('says why, the waiting run goes on, and saying it again is the same', async () => {
    const { run } = await open();
    await ask(run, 'token-1');
    const callbacks = recordedCallbacks();
    expect(await onBehalf(callbacks)).toMatchObject({
      status: 'handed-in',
      onBehalf: '经办人病假，电话核实无扣分',
    });
    expect(callbacks.told).toEqual([['token-1', handedIn]]);
    await onBehalf(callbacks);
    expect(await changes(world, civilStream)).toBe(1);
  });

  test('may do so after the deadline passed the body over, until its books are closed', async () => {
    const { run } = await open();
    await ask(run, 'token-1');
    await passOver(run);
    expect((await onBehalf()).status).toBe('handed-in');
    world = await sampleWorld();
    await freeze(world, civilStream, run);
    await expect(onBehalf()).rejects.toMatchObject({ code: 'frozen' });
  });
});

describe('a run that failed', () => {
  test.each([
    [null, 'States.Timeout: '],
    ['plain words', 'States.Timeout: plain words'],
    ['{"errorMessage":"unit 015 has no target","trace":["…"]}', 'States.Timeout: unit 015 has no target'],
    ['{"other":1}', 'States.Timeout: {"other":1}'],
    ['x'.repeat(30_000), `States.Timeout: ${'x'.repeat(2000 - 'States.Timeout: '.length)}`],
  ])('says at which step and why, whatever form the cause has', async (cause, reason) => {
    const { run } = await open();
    await endRun(world)({ cycle: '2018', run, error: 'States.Timeout', cause });
    const view = await getRun(world)(asked(people.admin, { ...inYear, run }, undefined));
    expect(view).toMatchObject({ status: 'failed', step: 'hand-ins', reason, waitingFor: [] });
  });

  test('ended twice is ended once, and the place is free', async () => {
    const { run } = await open();
    await end(run);
    const before = await changes(world, streams.runs('2018'));
    await end(run);
    expect(await changes(world, streams.runs('2018'))).toBe(before);
    expect((await cycleOf(world)).activeRun).toBeNull();
    expect((await open('arn:2')).run).toBe('0002');
  });

  test('a run that is not there is told', async () => {
    await expect(
      getRun(world)(asked(people.admin, { ...inYear, run: '0009' }, undefined)),
    ).rejects.toMatchObject({ code: 'run-unknown', details: { run: '0009' } });
  });
});
