import { describe, expect, test } from 'vitest';
import { readSchedule } from '../../../../infra/local/scheduler/schedule-times.ts';

const next = (expression: string, after: string, timezone = 'UTC') =>
  readSchedule(expression, timezone, 'AWS::Scheduler::Schedule "S"')(new Date(after))?.toISOString();

describe('cron expressions, as AWS reads them', () => {
  test.each<[string, string, string, string | undefined]>([
    [
      'the fifth of January at eight, Shanghai time',
      'cron(0 8 5 1 ? *)',
      '2018-12-31T00:00:00Z',
      '2019-01-05T00:00:00.000Z',
    ],
    [
      'strictly after the given time',
      'cron(0 8 5 1 ? *)',
      '2019-01-05T00:00:00Z',
      '2020-01-05T00:00:00.000Z',
    ],
    ['a stated year', 'cron(0 0 1 6 ? 2030)', '2019-01-01T00:00:00Z', '2030-05-31T16:00:00.000Z'],
    ['a year that has passed never comes again', 'cron(0 0 1 6 ? 2018)', '2019-01-01T00:00:00Z', undefined],
    [
      'weekday 2 is Monday, not Tuesday',
      'cron(0 9 ? * 2 *)',
      '2026-01-01T00:00:00Z',
      '2026-01-05T01:00:00.000Z',
    ],
    ['weekday 1 is Sunday', 'cron(0 9 ? * 1 *)', '2026-01-01T00:00:00Z', '2026-01-04T01:00:00.000Z'],
    [
      'a range of weekdays by name',
      'cron(0 9 ? * MON-FRI *)',
      '2026-01-02T02:00:00Z',
      '2026-01-05T01:00:00.000Z',
    ],
    ['steps that start anywhere', 'cron(5/20 * * * ? *)', '2026-01-01T00:06:00Z', '2026-01-01T00:25:00.000Z'],
    ['steps from the wildcard', 'cron(*/15 * * * ? *)', '2026-01-01T00:01:00Z', '2026-01-01T00:15:00.000Z'],
    ['a list', 'cron(0 8,20 * * ? *)', '2026-01-01T00:30:00Z', '2026-01-01T12:00:00.000Z'],
  ])('%s', (_, expression, after, expected) => {
    expect(next(expression, after, 'Asia/Shanghai')).toBe(expected);
  });

  test('daylight saving moves the moment, not the hour on the wall', () => {
    expect(next('cron(0 8 * * ? *)', '2026-03-28T12:00:00Z', 'Europe/Berlin')).toBe(
      '2026-03-29T06:00:00.000Z',
    );
  });

  test.each([
    ['cron(0 8 L * ? *)', 'L, W and # are not carried out'],
    ['cron(0 8 15W * ? *)', 'L, W and # are not carried out'],
    ['cron(0 8 ? * 6#3 *)', 'L, W and # are not carried out'],
    ['cron(0 8 ? * 6L *)', 'L, W and # are not carried out'],
    ['cron(0 8 * * * *)', 'one of the two day fields must be ?'],
    ['cron(0 8 ? * ? *)', 'one of the two day fields must be ?'],
    ['cron(0 8 * * ?)', 'six fields'],
    ['cron(61 8 * * ? *)', 'AWS::Scheduler::Schedule "S" ScheduleExpression'],
    ['rate(0 minutes)', 'a rate is a number'],
    ['rate(2 weeks)', 'a rate is a number'],
    ['every day', 'not cron(…), rate(…) or at(…)'],
  ])('%s is refused by name at start, not read as something else', (expression, reason) => {
    expect(() => next(expression, '2026-01-01T00:00:00Z')).toThrow(
      expect.objectContaining({ code: 'template-unsupported' }),
    );
    expect(() => next(expression, '2026-01-01T00:00:00Z')).toThrow(reason);
  });
});

describe('the other expressions', () => {
  test.each([
    ['rate(1 minute)', '2026-01-01T00:01:00.000Z'],
    ['rate(12 hours)', '2026-01-01T12:00:00.000Z'],
    ['rate(40 days)', '2026-02-10T00:00:00.000Z'],
  ])('%s comes after its time has passed', (expression, expected) => {
    expect(next(expression, '2026-01-01T00:00:00Z')).toBe(expected);
  });

  test('at comes once, at the local time', () => {
    expect(next('at(2026-12-31T09:00:00)', '2026-01-01T00:00:00Z', 'Asia/Shanghai')).toBe(
      '2026-12-31T01:00:00.000Z',
    );
    expect(next('at(2026-12-31T09:00:00)', '2026-12-31T01:00:00Z', 'Asia/Shanghai')).toBeUndefined();
  });
});
