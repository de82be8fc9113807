import { AsyncLocalStorage } from 'node:async_hooks';

/** The call that is being answered. */
export type Answering = Readonly<{
  /** The address from which it came; null where nobody can say. */
  address: string | null;
  /** The gateway's number of the call, which people are shown when something went wrong. */
  request: string;
  /** The number that the caller gave it, where they gave one that is fit for a log. */
  correlation: string | null;
}>;

const current = new AsyncLocalStorage<Answering>();

/**
 * Answers a call. Whatever the work writes meanwhile is put down to its address, and whatever it logs carries its numbers: the store
 * and the log ask here, so that no use case hands them on and none can forget them.
 */
export function answering<Answer>(call: Answering, work: () => Promise<Answer>): Promise<Answer> {
  return current.run(call, work);
}

/** The address from which the call came that is being answered; null where nobody called. */
export function callerAddress(): string | null {
  return current.getStore()?.address ?? null;
}

/** The numbers of the call that is being answered, for the log; nothing where nobody called. */
export function callNumbers(): Readonly<Record<string, string>> {
  const call = current.getStore();
  if (call === undefined) return {};
  return {
    request: call.request,
    ...(call.correlation === null ? {} : { correlation: call.correlation }),
  };
}
