import type { Day } from '../values.ts';
import type { Cycle } from './cycle.ts';

export const cycleStages = ['before', 'open', 'closed', 'published'] as const;

/**
 * How far a year has come for those who work in it: its window has not opened, units and bodies may change the record, the window
 * has closed and the year is being judged, or a report is out and only corrections and appeals are left.
 */
export type CycleStage = (typeof cycleStages)[number];

/** The stage of a year on a day; a published year stays so, whatever its window says. */
export function cycleStage(of: Pick<Cycle, 'window'>, published: boolean, today: Day): CycleStage {
  if (published) return 'published';
  if (today < of.window.opensOn) return 'before';
  return today > of.window.closesOn ? 'closed' : 'open';
}
