import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Targets } from '../../../../infra/local/events/targets.ts';
import { createScheduler } from '../../../../infra/local/scheduler/scheduler.ts';
import type { RuleResource, ScheduleResource } from '../../../../infra/local/template/deployment.ts';
import { like } from '../fixture/matchers.ts';
import { temporaryFolder } from '../fixture/temporary-folder.ts';

let dir: string;
let accepted: unknown[];
let told: string[];
let open: { close: () => void }[];

beforeEach(() => {
  dir = path.join(temporaryFolder(), 'events');
  accepted = [];
  told = [];
  open = [];
  vi.useFakeTimers();
});
afterEach(() => {
  for (const scheduler of open) scheduler.close();
  vi.useRealTimers();
});

const targets: Targets = { check: () => undefined, send: () => Promise.resolve(), retryAttemptsOf: () => 0 };
const id = (name: string) => ({ name, arn: `arn:${name}`, ref: name, attributes: {} });
const schedule = (properties: Partial<ScheduleResource['properties']> = {}): ScheduleResource => ({
  logicalId: 'YearEnd',
  stack: 'app',
  id: id('biaochi-year-end'),
  properties: {
    ScheduleExpression: 'cron(0 8 5 1 ? *)',
    ScheduleExpressionTimezone: 'Asia/Shanghai',
    State: 'ENABLED',
    Target: { Arn: 'arn:machine', Input: '{"cycle":null}', DeadLetterConfig: { Arn: 'arn:queue' } },
    ...properties,
  },
});
const rule = (properties: Partial<RuleResource['properties']>): RuleResource => ({
  logicalId: 'Sweep',
  stack: 'app',
  id: id('sweep'),
  properties: { State: 'ENABLED', Targets: [{ Id: 'a', Arn: 'arn:fn' }], ...properties },
});
const start = (at: string, schedules: ScheduleResource[] = [schedule()], rules: RuleResource[] = []) => {
  vi.setSystemTime(new Date(at));
  const scheduler = createScheduler({
    schedules,
    rules,
    dir,
    targets,
    deliveries: { accept: (delivery) => accepted.push(delivery) },
    log: (line) => told.push(line),
  });
  open.push(scheduler);
  scheduler.start();
  return scheduler;
};
const stop = () => open.pop()?.close();
const yearEnd = { target: 'arn:machine', payload: { cycle: null }, deadLetterQueue: 'arn:queue' };

describe('schedules', () => {
  test('hand their input to their target at their time, once', async () => {
    start('2019-01-04T23:59:00Z');
    await vi.advanceTimersByTimeAsync(59_000);
    expect(accepted).toEqual([]);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(accepted).toEqual([yearEnd]);
  });

  test('do not run at the first start for times before it', () => {
    start('2019-01-05T00:00:01Z');
    expect(accepted).toEqual([]);
  });

  test('that came while the runtime was off run at the next start, once', () => {
    start('2019-01-04T20:00:00Z');
    stop();
    start('2019-01-05T09:00:00Z');
    stop();
    start('2019-01-05T09:01:00Z');
    expect(accepted).toEqual([yearEnd]);
  });

  test('that came more than a day ago are only mentioned: Scheduler, too, tries for 24 hours', () => {
    start('2019-01-04T20:00:00Z');
    stop();
    start('2019-01-07T00:00:00Z');
    expect(accepted).toEqual([]);
    expect(told).toEqual(['biaochi-year-end was due at 2019-01-05T00:00:00.000Z while the runtime was off']);
  });

  test.each<[string, Partial<ScheduleResource['properties']>]>([
    ['is disabled', { State: 'DISABLED' }],
    ['has not begun', { StartDate: '2020-01-01T00:00:00Z' }],
    ['is over', { EndDate: '2018-01-01T00:00:00Z' }],
  ])('one that %s does nothing at its time', async (_, properties) => {
    start('2019-01-04T23:59:00Z', [schedule(properties)]);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(accepted).toEqual([]);
  });

  test('without an input send the event that Scheduler sends', async () => {
    start('2019-01-04T23:59:59Z', [schedule({ Target: { Arn: 'arn:fn' } })]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(accepted).toEqual([
      {
        target: 'arn:fn',
        deadLetterQueue: null,
        payload: like({
          source: 'aws.scheduler',
          'detail-type': 'Scheduled Event',
          time: '2019-01-05T00:00:00Z',
          resources: ['arn:biaochi-year-end'],
        }),
      },
    ]);
  });

  test('fill in the context that an input asks for', async () => {
    start('2019-01-04T23:59:59Z', [
      schedule({ Target: { Arn: 'arn:fn', Input: '{"at":"<aws.scheduler.scheduled-time>"}' } }),
    ]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(accepted).toEqual([like({ payload: { at: '2019-01-05T00:00:00Z' } })]);
  });
});

describe('scheduled rules', () => {
  test('come by their rate, in UTC, with the event of a scheduled rule', async () => {
    start('2019-01-01T00:00:00Z', [], [rule({ ScheduleExpression: 'rate(10 minutes)' })]);
    await vi.advanceTimersByTimeAsync(21 * 60_000);
    expect(accepted).toHaveLength(2);
    expect(accepted[0]).toMatchObject({
      target: 'arn:fn',
      payload: { source: 'aws.events', time: '2019-01-01T00:10:00Z' },
    });
  });

  test('without an expression are not the business of the clock', async () => {
    const scheduler = start('2019-01-01T00:00:00Z', [], [rule({ EventPattern: { source: ['x'] } })]);
    expect(() => scheduler.fire('sweep')).toThrow('no schedule sweep');
  });
});

describe('firing by hand', () => {
  test('does what the schedule does, by name or logical id, whatever its state and time', () => {
    const scheduler = start('2018-06-01T00:00:00Z', [schedule({ State: 'DISABLED' })]);
    scheduler.fire('biaochi-year-end');
    scheduler.fire('YearEnd');
    expect(accepted).toEqual([yearEnd, yearEnd]);
  });

  test('a name that the template does not have is refused', () => {
    expect(() => start('2018-06-01T00:00:00Z').fire('monthly')).toThrow(like({ code: 'schedule-unknown' }));
  });
});
