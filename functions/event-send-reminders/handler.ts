import { sendReminders } from '../../shared/app/reminders/send-reminders.ts';
import { dutySources } from '../../shared/app/standing/duty-sources.ts';
import type { WorkingCalendar } from '../../shared/domain/requests/working-days.ts';
import type { Channel } from '../../shared/ports/channel.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { scheduledFunction } from '../middleware/event.ts';

/** One sending takes ten seconds at most; what would be begun later than this could be cut off. */
const lastMomentsMs = 30_000;

/** Every hour of the day: says what has come near, settles what is done, and sends out what waits. Safe to repeat. */
export function createHandler(deps: RecordsDeps & Readonly<{ calendar: WorkingCalendar; channel: Channel }>) {
  const send = sendReminders({ ...deps, duties: dutySources(deps) });
  return scheduledFunction(deps, async (time) => ({ ...(await send(() => time.left() > lastMomentsMs)) }));
}
