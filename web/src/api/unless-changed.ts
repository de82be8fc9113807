/** Somebody else has written since it was read; nothing was sent. `theirs` is what stands there now. */
export class ChangedMeanwhile<Value> extends Error {
  override readonly name = 'ChangedMeanwhile';
  readonly theirs: Value;
  constructor(theirs: Value) {
    super('changed meanwhile');
    this.theirs = theirs;
  }
}

/**
 * Sends what somebody has written over something that others may write too: it is read once more before, and when it is no longer
 * what the person saw, they are asked. What comes between this reading and the sending, the server refuses (`changed-meanwhile`).
 * @throws ChangedMeanwhile
 */
export async function unlessChanged<Value, Sent>(of: {
  known: Value;
  read: () => Promise<Value>;
  send: () => Promise<Sent>;
}): Promise<Sent> {
  const now = await of.read();
  if (JSON.stringify(now) !== JSON.stringify(of.known)) throw new ChangedMeanwhile(now);
  return of.send();
}
