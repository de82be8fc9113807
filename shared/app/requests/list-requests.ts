import type { RequestLine } from '../../contracts/request-views.ts';
import { requireRequestReader } from '../../domain/requests/permissions.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { concernsYear, ledgerCycles, ledgersOf } from './ledger.ts';
import { readingNow, requestLine, type RequestDeps } from './request-view.ts';

/**
 * The ledger as of today, soonest due first, with what was carried over from earlier years. States follow from the day, so
 * the whole ledger is read for every page; a unit's year has tens of requests, at most some hundreds.
 */
export function listRequests(deps: RequestDeps): UseCase<'listRequests'> {
  return async ({ member, params, query }) => {
    requireRequestReader(member, params.unit);
    await load.unit(deps.store, params.cycle, params.unit);
    const reading = await readingNow(deps, member);
    const requests = await ledgersOf(deps.store, await ledgerCycles(deps.store, params.cycle), params.unit);
    const lines = requests
      .filter((each) => concernsYear(each, params.cycle))
      .map((each) => requestLine(each, reading))
      .filter((each) => query.state === undefined || each.state === query.state)
      .map((line) => ({ line, place: placeOf(line) }))
      .filter(({ place }) => query.after === undefined || place > query.after)
      .sort((left, right) => (left.place < right.place ? -1 : 1));
    const shown = lines.slice(0, query.limit);
    return {
      items: shown.map(({ line }) => line),
      next: lines.length > query.limit ? (shown.at(-1)?.place ?? null) : null,
    };
  };
}

/** Open requests by their due date, then the closed ones; the id makes it the place of one request alone. */
function placeOf({ answer, clock, id, state }: RequestLine): string {
  const closed = answer !== null || state === 'withdrawn' || state === 'struck';
  return `${closed ? '2' : '1'}.${clock.dueOn ?? clock.notBefore ?? '9999-12-31'}.${id}`;
}
