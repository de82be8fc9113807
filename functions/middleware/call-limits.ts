import { refuse } from '../../shared/domain/errors.ts';
import { rateLimit, type Rate } from './rate-limit.ts';

/**
 * How often one may call one function's process. Far above what people do, far below what keeps others waiting; API Gateway's limit
 * for all together stands before them.
 */
export const callRates = {
  /** A whole office may sit behind one address. */
  address: { perSecond: 200, burst: 2000 },
  /** Calls of an address that were turned away for who made them. */
  turnedAway: { perSecond: 5, burst: 150 },
  member: { perSecond: 30, burst: 150 },
  /** What is changed in a unit's name, by all who act for it together: also links to upload by. */
  unit: { perSecond: 20, burst: 100 },
} as const satisfies Readonly<Record<string, Rate>>;

export type CallLimits = Readonly<Record<keyof typeof callRates, (who: string) => void>>;

/**
 * The limits of one function's process.
 * @throws Refusal `too-many-requests` with the seconds to wait, by each of the checks
 */
export function callLimits(now?: () => number): CallLimits {
  const check = (rate: Rate) => {
    const limit = rateLimit(rate, now);
    return (who: string): void => {
      const seconds = limit.take(who);
      if (seconds > 0) throw refuse.tooMany('too-many-requests', { seconds });
    };
  };
  return {
    address: check(callRates.address),
    turnedAway: check(callRates.turnedAway),
    member: check(callRates.member),
    unit: check(callRates.unit),
  };
}
