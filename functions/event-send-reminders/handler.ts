import { sendReminders } from '../../shared/app/reminders/send-reminders.ts';
import { requestDuties } from '../../shared/app/standing/request-duties.ts';
import type { WorkingCalendar } from '../../shared/domain/requests/working-days.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { scheduledFunction } from '../middleware/event.ts';

/** Every hour of the day: says what has come near, and settles what is done. Safe to repeat. */
export function createHandler(deps: RecordsDeps & Readonly<{ calendar: WorkingCalendar }>) {
  const send = sendReminders({ ...deps, duties: [requestDuties(deps)] });
  return scheduledFunction(deps, async () => ({ ...(await send()) }));
}
