/** Wrong passwords in a row after which an account rests, and for how long. A person who mistypes is through sooner than one who guesses. */
const mostWrong = 5;
const restMs = 60_000;

/** Names that were tried and are none are remembered too; beyond so many the oldest are forgotten. */
const mostRemembered = 10_000;

export type GuessLimit = Readonly<{
  /** Seconds until the name may be tried again; 0 when it may now. */
  waitSeconds: (username: string) => number;
  wrong: (username: string) => void;
  right: (username: string) => void;
}>;

/** Slows down guessing, name by name: what is limited cannot tell a wrong password from a name that does not exist. */
export function createGuessLimit(now: () => number = Date.now): GuessLimit {
  const tries = new Map<string, { wrong: number; last: number }>();
  const current = (username: string): { wrong: number; last: number } => {
    const known = tries.get(username);
    return known === undefined || now() - known.last >= restMs ? { wrong: 0, last: 0 } : known;
  };
  return {
    waitSeconds: (username) => {
      const { wrong, last } = current(username);
      return wrong < mostWrong ? 0 : Math.ceil((last + restMs - now()) / 1000);
    },
    wrong: (username) => {
      const { wrong } = current(username);
      tries.delete(username);
      tries.set(username, { wrong: wrong + 1, last: now() });
      const [oldest] = tries.keys();
      if (tries.size > mostRemembered && oldest !== undefined) tries.delete(oldest);
    },
    right: (username) => {
      tries.delete(username);
    },
  };
}
