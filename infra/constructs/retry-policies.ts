import { taskErrors } from '../../shared/contracts/tasks.ts';

/** One entry of a state's `Retry`. */
export type Retrier = Readonly<{
  ErrorEquals: readonly string[];
  MaxAttempts: number;
  IntervalSeconds?: number;
  BackoffRate?: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: 'FULL';
}>;

/** A refusal stays a refusal. It stands first: a list is read from its beginning, and a later entry might match it too. */
const neverRefused: Retrier = { ErrorEquals: [taskErrors.refused], MaxAttempts: 0 };

/**
 * The store or Lambda itself is busy or unwell; it passes.
 * Waits of at most 1, 2, 4, 8, 16, 30, 30 s, each drawn between zero and that (a Map's batches must not all come back at
 * once): 91 s at most in all, about 45 s on average.
 */
const whileBusy: Retrier = {
  ErrorEquals: [
    taskErrors.busy,
    'Lambda.TooManyRequestsException',
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.ClientExecutionTimeoutException',
  ],
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxDelaySeconds: 30,
  MaxAttempts: 7,
  JitterStrategy: 'FULL',
};

/** The function's process ended before it could answer: killed at its time limit, out of memory, or lost. */
const crashes = ['Lambda.Unknown', 'Sandbox.Timedout', 'Runtime.ExitError'];

/** Waits of at most 2 and 4 s: 6 s in all. */
const twiceMore = { IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 2, JitterStrategy: 'FULL' } as const;

/**
 * How states are retried, by name. Each policy's total wait is the sum of its entries', since Step Functions counts the
 * attempts of each entry by itself.
 */
export const retryPolicies = {
  /**
   * For steps, all of which may be done twice: also whatever error nobody named, twice more.
   * At most 91 s + 6 s = 97 s.
   */
  step: [neverRefused, whileBusy, { ErrorEquals: ['States.TaskFailed'], ...twiceMore }],
  /**
   * For tasks that wait for somebody. Only what went wrong with the asking is repeated; an error of the answer is none of
   * these, and the deadline (States.Timeout) has its own rule.
   * At most 91 s + 6 s = 97 s.
   */
  asking: [neverRefused, whileBusy, { ErrorEquals: crashes, ...twiceMore }],
} as const satisfies Readonly<Record<string, readonly Retrier[]>>;
