/** Something that could not be delivered or done after all repetitions. */
export type Letter = Readonly<{
  id: string;
  /** What the queue that it lies in holds: a heading of docs/runbook.md. */
  queue: string;
  /** The ARN of the function or state machine that it was meant for; null when the message does not say. */
  target: string | null;
  payload: unknown;
  error: string;
  /** When it was given up, in UTC; null where nobody says. */
  at: string | null;
}>;

/** Where an installation keeps what came to nothing. */
export type LetterBox = Readonly<{
  list: () => Promise<readonly Letter[]>;
  /**
   * Hands letters to their targets again; each leaves the box when it was handed over, and comes back when it fails once more.
   * @returns those that were not handed over: nothing says for whom they are
   */
  replay: (letters: readonly Letter[]) => Promise<readonly Letter[]>;
}>;
