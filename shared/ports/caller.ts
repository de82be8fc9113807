import { AsyncLocalStorage } from 'node:async_hooks';

const address = new AsyncLocalStorage<string | null>();

/**
 * Answers a call that came from an address. Whatever the work writes meanwhile is put down to it: the store asks
 * `callerAddress`, so that no use case hands the address on and none can forget it.
 */
export function answering<Answer>(from: string | null, work: () => Promise<Answer>): Promise<Answer> {
  return address.run(from, work);
}

/** The address from which the call came that is being answered; null where nobody called. */
export function callerAddress(): string | null {
  return address.getStore() ?? null;
}
