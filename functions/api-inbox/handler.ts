import { listInbox } from '../../shared/app/reminders/list-inbox.ts';
import { readReminder } from '../../shared/app/reminders/read-reminder.ts';
import { getReminderSettings, setReminderSettings } from '../../shared/app/reminders/reminder-settings.ts';
import { routes } from '../../shared/contracts/routes.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** Everybody's own reminders, and the county office's say in when there are any. */
export function createHandler(deps: RecordsDeps) {
  return httpFunction(deps, [
    endpoint(routes.listInbox, listInbox(deps)),
    endpoint(routes.readReminder, readReminder(deps)),
    endpoint(routes.getReminderSettings, getReminderSettings(deps)),
    endpoint(routes.setReminderSettings, setReminderSettings(deps)),
  ]);
}
