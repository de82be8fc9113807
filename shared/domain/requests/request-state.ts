import type { ClockReading } from './clock.ts';
import type { InformationRequest } from './request.ts';
import type { RequestRules } from './request-rules.ts';

/** Where a request stands today, as the ledger's filters and the county office's figures name it. */
export const requestStates = [
  'awaiting-confirmation',
  'awaiting-correction',
  'paused',
  'open',
  'due-soon',
  'overdue',
  'answered',
  'answered-late',
  'withdrawn',
  'struck',
] as const;
export type RequestState = (typeof requestStates)[number];

/**
 * A request's state, from its record and its clock.
 * A pause that the clock no longer honours (the third party's time is over) does not hide that a request is due.
 */
export function stateOf(
  of: InformationRequest,
  clock: ClockReading,
  rules: Pick<RequestRules, 'dueSoonDays'>,
): RequestState {
  switch (of.status) {
    case 'struck':
    case 'withdrawn':
    case 'awaiting-confirmation':
    case 'awaiting-correction':
      return of.status;
    case 'answered':
      return clock.late !== null && clock.late > 0 ? 'answered-late' : 'answered';
    case 'open':
    case 'paused':
      if (clock.standsFor !== null) return 'paused';
      if (clock.late !== null && clock.late > 0) return 'overdue';
      return clock.allowed - clock.used <= rules.dueSoonDays ? 'due-soon' : 'open';
  }
}
