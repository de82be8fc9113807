import type { FunctionName } from '../../shared/contracts/functions.ts';
import { functionSizes } from './function-sizes.ts';

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

/** What AWS wants left to nobody of an account's calls at once. */
const leftToNobody = 100;

/** The quota of calls at once that an account needs for every function to have its own, with what AWS wants left. */
export function quotaNeeded(): number {
  return Object.keys(functionSizes).reduce((sum, name) => sum + atOnce(name), leftToNobody);
}

/**
 * How many calls of a function are carried out at once, where each has its own: reserved for it out of the account's. What is above
 * waits or is answered 503.
 */
export function concurrencyOf(name: FunctionName): number {
  return atOnce(name);
}

function atOnce(name: string): number {
  const own = new Map(Object.entries(named)).get(name);
  if (own !== undefined) return own;
  const [, found] = kind.exec(name) ?? [];
  if (found !== 'api' && found !== 'event' && found !== 'task' && found !== 'setup')
    throw new Error(`no kind of function: ${name}`);
  return ofKind[found];
}
