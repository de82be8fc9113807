import type { FunctionName } from '../../shared/contracts/functions.ts';

/** What a kind of function does at once, unless it is named below. */
const ofKind = {
  // At a tenth of a second to a call these answer more than API Gateway lets through; a flood on one area leaves the others their own.
  api: 20,
  // What a schedule calls never runs beside itself: the next call goes on where this one stops.
  event: 1,
  task: 2,
  setup: 1,
} as const;

const named: Partial<Record<FunctionName, number>> = {
  // Every file that comes is an event; a unit that sends many waits for itself.
  'event-inspect-evidence': 20,
  // As many at once as the year-end machine's maps start.
  'task-ask-body': 40,
  'task-pass-over-body': 40,
  'task-freeze-batch': 10,
  'task-score-batch': 40,
};

const kind = /^(api|event|task|setup)-/;

/**
 * How many calls of a function are carried out at once: reserved for it out of the account's (1,000 unless AWS was asked for another
 * number), of which AWS wants 100 left to nobody. What is above waits or is answered 503.
 */
export function concurrencyOf(name: FunctionName): number {
  const own = named[name];
  if (own !== undefined) return own;
  const [, found] = kind.exec(name) ?? [];
  if (found !== 'api' && found !== 'event' && found !== 'task' && found !== 'setup')
    throw new Error(`no kind of function: ${name}`);
  return ofKind[found];
}
