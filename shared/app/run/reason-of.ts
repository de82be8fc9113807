import * as z from 'zod';

/** How a failed Lambda task puts its error into a state machine's `Cause`. */
const lambdaCause = z.object({ errorMessage: z.string() });

/** What failed, in the words of the error. */
export function reasonOf(error: string, cause: string): string {
  return `${error}: ${messageIn(cause)}`.slice(0, 2000);
}

function messageIn(cause: string): string {
  try {
    return lambdaCause.parse(JSON.parse(cause)).errorMessage;
  } catch {
    // A cause that is not a Lambda error's JSON is already plain text.
    return cause;
  }
}
