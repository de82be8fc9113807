import * as z from 'zod/mini';

/** How a failed Lambda task puts its error into a state machine's `Cause`. */
const lambdaCause = z.object({ errorMessage: z.string() });

/** The machine's name for what the signer sent back: its cause is what they wrote. */
const sentBack = 'Returned';

/** What failed, in the words of the error; or why the report was sent back, in the words of who did. */
export function reasonOf(error: string, cause: string): string {
  if (error === sentBack) return cause.slice(0, 2000);
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
