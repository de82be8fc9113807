import * as collections from '../../shared/contracts/collections.ts';
import type { Clock, RehearsalClock } from '../../shared/ports/services.ts';
import type { Store } from '../../shared/ports/store.ts';

/** Which clock an installation goes by, and the means to move it where it may be moved. */
export function clocks(
  kind: 'system' | 'rehearsal',
  store: Store,
): { clock: Clock; rehearsalClock: RehearsalClock | null } {
  const systemNow = () => Promise.resolve(new Date().toISOString());
  if (kind === 'system') return { clock: { now: systemNow }, rehearsalClock: null };
  return {
    clock: {
      now: async () => (await store.get(collections.rehearsalClock, {}))?.value.now ?? systemNow(),
    },
    rehearsalClock: { set: (now) => store.put(collections.rehearsalClock, {}, { now }) },
  };
}
