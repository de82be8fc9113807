import { expect, test } from 'vitest';
import { checked, type Installation } from '../../../infra/config.ts';
import { quotaNeeded } from '../../../infra/constructs/function-concurrency.ts';
import { ofType, templatesOf } from '../templates.ts';

/** How many calls at once the functions take out of what the account has. */
const county = { name: 'county', identity: { kind: 'oidc' } } as const;
const reservedIn = (installation: Installation) =>
  ofType(templatesOf(installation), 'AWS::Lambda::Function').map(
    ([, { Properties }]) => Properties['ReservedConcurrentExecutions'],
  );

test('each function has its own, and the quota that is asked for is what they come to with the hundred that AWS wants left', () => {
  const reserved = reservedIn(checked(county)).map(Number);
  expect(reserved.every((count) => count >= 1)).toBe(true);
  expect(reserved.reduce((sum, count) => sum + count, 100)).toBe(quotaNeeded());
});

test('in an account that has too few none has its own, so that it deploys even where there are ten', () => {
  const reserved = reservedIn(checked({ ...county, concurrency: { kind: 'shared' } }));
  expect(reserved.length).toBeGreaterThan(30);
  expect(new Set(reserved)).toEqual(new Set([undefined]));
});
