import type { Cycle } from '../domain/cycle/cycle.ts';
import type { Duty } from '../domain/reminders/duty.ts';
import type { Day } from '../domain/values.ts';

/**
 * A ledger that knows due dates of its own, such as that of requests for information. Standing and reminders ask every source
 * they are handed and know none of them by name.
 */
export type DutySource = Readonly<{
  /**
   * Prepares to answer for one year as of a day; what all units share is read here, once.
   * @returns what a unit has to do by this ledger; asked once for each unit
   */
  open: (
    cycle: Pick<Cycle, 'id' | 'window'>,
    today: Day,
  ) => Promise<(unit: string) => Promise<readonly Duty[]>>;
}>;
