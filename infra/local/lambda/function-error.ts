import * as z from 'zod/mini';

/** What Lambda answers when a function failed. */
export const functionFailure = z.strictObject({
  errorType: z.string(),
  errorMessage: z.string(),
  trace: z.array(z.string()),
});

export type FunctionFailure = z.output<typeof functionFailure>;

/**
 * A function that threw, ran out of time or memory, or could not be loaded. `name` is the error type that the rules of a
 * state machine go by, `message` the JSON that Step Functions gives as the cause.
 */
export class FunctionError extends Error {
  readonly failure: FunctionFailure;

  constructor(failure: FunctionFailure) {
    super(JSON.stringify(failure));
    this.name = failure.errorType;
    this.failure = failure;
  }
}
