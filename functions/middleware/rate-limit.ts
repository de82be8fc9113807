/** How often somebody may do something: so many at once, and so many a second in the long run. */
export type Rate = Readonly<{ perSecond: number; burst: number }>;

/** Counts what somebody does. */
export type RateLimit = Readonly<{
  /** @returns 0 when it may be done now, which is then counted; else in how many whole seconds it may be tried again */
  take: (who: string) => number;
}>;

/** Whoever was not heard of longest is forgotten first, so that no number of callers fills the memory. */
const mostRemembered = 10_000;

/**
 * A bucket of tokens for each caller, in this process: a burst empties it, and it fills up again by so many a second. Nothing is
 * written anywhere, so that a flood costs no store calls; each process counts for itself.
 * @param now milliseconds
 */
export function rateLimit({ perSecond, burst }: Rate, now: () => number = Date.now): RateLimit {
  const buckets = new Map<string, Readonly<{ left: number; at: number }>>();
  return {
    take: (who) => {
      const at = now();
      const before = buckets.get(who) ?? { left: burst, at };
      // A clock that was set back gives nothing and takes nothing.
      const left = Math.min(burst, before.left + (Math.max(0, at - before.at) / 1000) * perSecond);
      const isLet = left >= 1;
      // Put at the end anew: a Map keeps the order in which keys came.
      buckets.delete(who);
      buckets.set(who, { left: isLet ? left - 1 : left, at });
      const oldest = buckets.keys().next();
      if (buckets.size > mostRemembered && oldest.done !== true) buckets.delete(oldest.value);
      return isLet ? 0 : Math.ceil((1 - left) / perSecond);
    },
  };
}
