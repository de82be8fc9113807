import { checkLinks } from '../../shared/app/link-check/check-links.ts';
import type { LinkFetcher } from '../../shared/ports/link-fetcher.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { scheduledFunction } from '../middleware/event.ts';

/** Looking at one link takes at most two requests of six hops; what is begun in the last minutes would be cut off. */
const lastMinutesMs = 150_000;

/** Looks at the links of the year's register for as long as it may run; the next call goes on where it stopped. */
export function createHandler(deps: RecordsDeps & Readonly<{ fetcher: LinkFetcher }>) {
  const check = checkLinks(deps);
  return scheduledFunction(deps, async (time) => ({
    ...(await check({
      now: () => new Date(),
      keepGoing: () => time.left() > lastMinutesMs,
    })),
  }));
}
