import { describe, expect, test } from 'vitest';
import { checked, installationOf } from '../../infra/config.ts';
import { quotaNeeded } from '../../infra/constructs/function-concurrency.ts';

const county = { name: 'county', identity: { kind: 'oidc' } } as const;

describe('installations', () => {
  test('the default signs people in with Cognito and keeps to real dates', () => {
    expect(installationOf()).toMatchObject({ identity: { kind: 'cognito' }, clock: 'system' });
  });

  test('the embedded one brings its own issuer and lets the demonstration move the date', () => {
    expect(installationOf('embedded')).toMatchObject({
      name: 'biaochi',
      identity: { kind: 'oidc' },
      clock: 'rehearsal',
    });
  });

  test('a key that stands for none is answered with those there are', () => {
    expect(() => installationOf('elsewhere')).toThrow(/"elsewhere".*default, embedded/);
  });

  test('what is left out has a default: the 5th of January at 8, a year of logs', () => {
    expect(checked(county)).toMatchObject({
      yearEndSchedule: 'cron(0 8 5 1 ? *)',
      logRetentionDays: 365,
      clock: 'system',
    });
  });

  test('sends no e-mail unless told from where, and cannot where there is no SES', () => {
    expect(checked(county).mailFrom).toBeUndefined();
    const place = { account: '123456789012', region: 'cn-north-1' };
    expect(() => checked({ ...county, place, mailFrom: 'biaochi@example.cn' })).toThrow(/mailFrom.*webhook/);
  });

  test.each([
    ['a name that would not begin a bucket or a domain', { ...county, name: 'County_1' }, /name/],
    [
      'a name with which the longest function name would pass 64',
      { ...county, name: 'a'.repeat(25) },
      /name/,
    ],
    [
      'a schedule that Scheduler cannot read',
      { ...county, yearEndSchedule: 'cron(0 8 5 1)' },
      /yearEndSchedule/,
    ],
    [
      'an origin with two wildcards, which S3 refuses',
      { ...county, consoleOrigins: ['https://*.a.*'] },
      /consoleOrigins/,
    ],
    [
      'an origin with a path, which no browser ever sends',
      { ...county, consoleOrigins: ['https://a.cn/x'] },
      /consoleOrigins/,
    ],
    ['an alarm address that is none', { ...county, alarmEmail: 'nobody' }, /alarmEmail/],
  ])('refuses %s before anything is made', (_, settings, named) => {
    expect(() => checked(settings)).toThrow(named);
  });

  test('gives every function its own calls at once out of the 1,000 that an account has by default', () => {
    expect(checked(county).concurrency).toEqual({ kind: 'reserved', quota: 1_000 });
    expect(quotaNeeded()).toBeLessThanOrEqual(1_000);
    expect(checked({ ...county, concurrency: { kind: 'reserved', quota: quotaNeeded() } })).toBeDefined();
  });

  test('says which quota is needed where the account has less, before AWS refuses half of the stack', () => {
    const small = (quota: number) => () => checked({ ...county, concurrency: { kind: 'reserved', quota } });
    for (const quota of [10, quotaNeeded() - 1])
      expect(small(quota)).toThrow(new RegExp(`concurrency.*quota of ${quotaNeeded()} .*L-B99A9384.*shared`));
    expect(checked({ ...county, concurrency: { kind: 'shared' } }).concurrency).toEqual({ kind: 'shared' });
  });

  test('refuses Cognito in the China regions, which have none', () => {
    expect(() =>
      checked({
        name: 'county',
        place: { account: '123456789012', region: 'cn-north-1' },
        identity: { kind: 'cognito', callbackUrls: ['https://biaochi.example.cn/'] },
      }),
    ).toThrow(/identity.*oidc/);
  });
});
