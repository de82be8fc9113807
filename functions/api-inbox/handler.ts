import { listInbox } from '../../shared/app/reminders/list-inbox.ts';
import { getMyNotifications, setMyNotifications } from '../../shared/app/reminders/notification-settings.ts';
import { readReminder } from '../../shared/app/reminders/read-reminder.ts';
import { remindNow } from '../../shared/app/reminders/remind-now.ts';
import { getReminderSettings, setReminderSettings } from '../../shared/app/reminders/reminder-settings.ts';
import { getWebhook, setWebhook } from '../../shared/app/reminders/webhook-settings.ts';
import { deductionDuties } from '../../shared/app/standing/deduction-duties.ts';
import { requestDuties } from '../../shared/app/standing/request-duties.ts';
import { routes } from '../../shared/contracts/routes.ts';
import type { WorkingCalendar } from '../../shared/domain/requests/working-days.ts';
import type { Channel } from '../../shared/ports/channel.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** Everybody's own reminders and how they are told of them, and the county office's say in when there are any. */
export function createHandler(
  deps: ApiDeps & Readonly<{ calendar: WorkingCalendar; channel: Channel; newSecret: () => string }>,
) {
  const withDuties = { ...deps, duties: [requestDuties(deps), deductionDuties(deps)] };
  return httpFunction(deps, [
    endpoint(routes.listInbox, listInbox(deps)),
    endpoint(routes.readReminder, readReminder(deps)),
    endpoint(routes.remindNow, remindNow(withDuties)),
    endpoint(routes.getMyNotifications, getMyNotifications(deps)),
    endpoint(routes.setMyNotifications, setMyNotifications(deps)),
    endpoint(routes.getWebhook, getWebhook(deps)),
    endpoint(routes.setWebhook, setWebhook(deps, deps.newSecret)),
    endpoint(routes.getReminderSettings, getReminderSettings(deps)),
    endpoint(routes.setReminderSettings, setReminderSettings(deps)),
  ]);
}
