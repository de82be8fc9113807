import { listInbox } from '../../shared/app/reminders/list-inbox.ts';
import { getMyNotifications, setMyNotifications } from '../../shared/app/reminders/notification-settings.ts';
import { readReminder } from '../../shared/app/reminders/read-reminder.ts';
import { remindNow } from '../../shared/app/reminders/remind-now.ts';
import { getReminderSettings, setReminderSettings } from '../../shared/app/reminders/reminder-settings.ts';
import { getWebhook, setWebhook } from '../../shared/app/reminders/webhook-settings.ts';
import { deductionDuties } from '../../shared/app/standing/deduction-duties.ts';
import { requestDuties } from '../../shared/app/standing/request-duties.ts';
import { inboxRoutes } from '../../shared/contracts/inbox-routes.ts';
import { reminderSettingsRoutes } from '../../shared/contracts/reminder-settings-routes.ts';
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
    endpoint(inboxRoutes.listInbox, listInbox(deps)),
    endpoint(inboxRoutes.readReminder, readReminder(deps)),
    endpoint(inboxRoutes.remindNow, remindNow(withDuties)),
    endpoint(reminderSettingsRoutes.getMyNotifications, getMyNotifications(deps)),
    endpoint(reminderSettingsRoutes.setMyNotifications, setMyNotifications(deps)),
    endpoint(reminderSettingsRoutes.getWebhook, getWebhook(deps)),
    endpoint(reminderSettingsRoutes.setWebhook, setWebhook(deps, deps.newSecret)),
    endpoint(reminderSettingsRoutes.getReminderSettings, getReminderSettings(deps)),
    endpoint(reminderSettingsRoutes.setReminderSettings, setReminderSettings(deps)),
  ]);
}
