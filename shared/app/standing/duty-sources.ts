import type { WorkingCalendar } from '../../domain/requests/working-days.ts';
import type { DutySource } from '../../ports/duty-source.ts';
import type { Store } from '../../ports/store.ts';
import { deductionDuties } from './deduction-duties.ts';
import { requestDuties } from './request-duties.ts';

/** The ledgers whose due dates standing and reminders tell of: requests for information, and deductions to reply to. */
export function dutySources(
  deps: Readonly<{ store: Store; calendar: WorkingCalendar }>,
): readonly DutySource[] {
  return [requestDuties(deps), deductionDuties(deps)];
}
