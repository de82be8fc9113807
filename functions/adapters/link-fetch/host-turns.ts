import { setTimeout as waitFor } from 'node:timers/promises';

/** Does the work when it is the host's turn. */
export type HostTurns = <Result>(host: string, work: () => Promise<Result>) => Promise<Result>;

/**
 * One request at a time to a host, and a pause after each: the sites of a county are small, and whoever looks at thousands
 * of their pages must not be felt.
 * @param pauseMs from the end of one request to the beginning of the next
 */
export function hostTurns(pauseMs: number, wait: (ms: number) => Promise<unknown> = pause): HostTurns {
  const free = new Map<string, Promise<unknown>>();
  return (host, work) => {
    const done = (free.get(host) ?? Promise.resolve()).then(work);
    free.set(
      host,
      done.then(
        () => wait(pauseMs),
        () => wait(pauseMs),
      ),
    );
    return done;
  };
}

/** A pause that nobody waits for does not keep a function alive. */
function pause(ms: number): Promise<unknown> {
  return waitFor(ms, undefined, { ref: false });
}
