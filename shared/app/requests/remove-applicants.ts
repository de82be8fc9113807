import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { Refusal } from '../../domain/errors.ts';
import { isRemovalDue, removeApplicant } from '../../domain/requests/personal-data.ts';
import type { RequestRules } from '../../domain/requests/request-rules.ts';
import type { Instant } from '../../domain/values.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store, Write } from '../../ports/store.ts';
import { inParts } from '../in-parts.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import { replace } from '../writes.ts';
import { currentRules } from './current-rules.ts';

/** The year in which the Regulation came into force: no ledger is older. */
const firstYear = 2008;
/** What a removal came to. `later`: requests that somebody was changing at that moment; the next removal takes them. */
export type Removal = Readonly<{ removed: number; later: number }>;

/**
 * Removes the applicants' data of every request whose time has come, in all years' ledgers, and notes in each ledger's audit
 * trail that it did. Safe to repeat: what has been removed is not due again.
 */
export function removeApplicants(deps: Readonly<{ store: Store; clock: Clock }>) {
  return async (): Promise<Removal> => {
    const at = await deps.clock.now();
    const rules = await currentRules(deps.store);
    let [removed, later] = [0, 0];
    for (let year = firstYear; year <= Number(shanghaiDay(at).slice(0, 4)); year += 1) {
      const cycle = String(year);
      if ((await deps.store.get(collections.cycles, { cycle })) === null) continue;
      const units = await deps.store.all(collections.units, { cycle });
      const done = await fewAtATime(units, (unit) => removeInLedger(deps.store, unit.value, rules, at));
      removed += done.reduce((sum, each) => sum + each.removed, 0);
      later += done.reduce((sum, each) => sum + each.later, 0);
    }
    return { removed, later };
  };
}

async function removeInLedger(
  store: Store,
  { cycle, id: unit }: Readonly<{ cycle: string; id: string }>,
  { keepApplicantDays }: RequestRules,
  at: Instant,
): Promise<Removal> {
  const today = shanghaiDay(at);
  const due = (await store.all(collections.requests, { cycle, unit })).filter((each) =>
    isRemovalDue(each.value, keepApplicantDays, today),
  );
  const writes = due.map((each): Write => ({
    ...replace(
      collections.requests,
      { cycle, unit, request: each.value.id },
      each,
      removeApplicant(each.value, today, at),
    ),
    // The fingerprint was made of what was sent, the applicant's data among it: it goes too.
    fingerprint: null,
  }));
  let [removed, later] = [0, 0];
  for (const part of inParts(writes)) {
    try {
      await store.commit({
        stream: streams.requests(cycle, unit),
        writes: part,
        audit: {
          at,
          actor: 'system:event-remove-applicants',
          action: 'request.remove-applicants',
          subject: `unit:${unit}`,
          details: { requests: part.length, keepDays: keepApplicantDays },
        },
      });
      removed += part.length;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'changed-meanwhile') throw error;
      later += part.length;
    }
  }
  return { removed, later };
}
