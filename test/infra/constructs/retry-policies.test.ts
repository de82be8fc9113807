import { describe, expect, test } from 'vitest';
import { retryPolicies, type Retrier } from '../../../infra/constructs/retry-policies.ts';
import { taskErrors } from '../../../shared/contracts/tasks.ts';

/** The longest that an entry's attempts wait in all, in seconds: every draw at its upper end. */
function longestWait({
  MaxAttempts,
  IntervalSeconds = 1,
  BackoffRate = 2,
  MaxDelaySeconds = Infinity,
}: Retrier): number {
  let total = 0;
  for (let attempt = 0; attempt < MaxAttempts; attempt += 1) {
    total += Math.min(IntervalSeconds * BackoffRate ** attempt, MaxDelaySeconds);
  }
  return total;
}

describe.each<[string, readonly Retrier[]]>(Object.entries(retryPolicies))(
  'the retry policy "%s"',
  (_, policy) => {
    test('begins with refusals, which nothing repeats: a later entry may match them too', () => {
      expect(policy[0]).toEqual({ ErrorEquals: [taskErrors.refused], MaxAttempts: 0 });
    });

    test('waits at most the 97 seconds that its comment says, so that a failing year end says so while somebody is there', () => {
      expect(policy.reduce((sum, retrier) => sum + longestWait(retrier), 0)).toBe(97);
    });

    test('draws every wait at random, so that the batches of a map do not all come back at once', () => {
      for (const retrier of policy.slice(1)) expect(retrier.JitterStrategy).toBe('FULL');
    });

    test('repeats no deadline: silence has its own rule', () => {
      expect(policy.flatMap(({ ErrorEquals }) => ErrorEquals)).not.toContain('States.Timeout');
      expect(policy.flatMap(({ ErrorEquals }) => ErrorEquals)).not.toContain('States.ALL');
    });
  },
);

test('asking repeats named faults of the asking alone: any error of an answer must not ask a second time', () => {
  expect(retryPolicies.asking.flatMap(({ ErrorEquals }) => ErrorEquals)).not.toContain('States.TaskFailed');
});
