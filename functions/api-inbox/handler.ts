import { inboxRoutes } from '../../shared/contracts/inbox-routes.ts';
import { reminderSettingsRoutes } from '../../shared/contracts/reminder-settings-routes.ts';
import type { WorkingCalendar } from '../../shared/domain/requests/working-days.ts';
import type { Channel } from '../../shared/ports/channel.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** Everybody's own reminders and how they are told of them, and the county office's say in when there are any. */
export function createHandler(
  deps: ApiDeps &
    Readonly<{
      calendarWhenAsked: () => Promise<WorkingCalendar>;
      channel: Channel;
      newSecret: () => string;
    }>,
) {
  return httpFunction(deps, [
    endpoint(inboxRoutes.listInbox, async () =>
      (await import('../../shared/app/reminders/list-inbox.ts')).listInbox(deps),
    ),
    endpoint(inboxRoutes.readReminder, async () =>
      (await import('../../shared/app/reminders/read-reminder.ts')).readReminder(deps),
    ),
    endpoint(inboxRoutes.remindNow, async () => {
      const { dutySources } = await import('../../shared/app/standing/duty-sources.ts');
      const { remindNow } = await import('../../shared/app/reminders/remind-now.ts');
      const calendar = await deps.calendarWhenAsked();
      return remindNow({ ...deps, duties: dutySources({ ...deps, calendar }) });
    }),
    endpoint(reminderSettingsRoutes.getMyNotifications, async () =>
      (await import('../../shared/app/reminders/notification-settings.ts')).getMyNotifications(deps),
    ),
    endpoint(reminderSettingsRoutes.setMyNotifications, async () =>
      (await import('../../shared/app/reminders/notification-settings.ts')).setMyNotifications(deps),
    ),
    endpoint(reminderSettingsRoutes.getWebhook, async () =>
      (await import('../../shared/app/reminders/webhook-settings.ts')).getWebhook(deps),
    ),
    endpoint(reminderSettingsRoutes.setWebhook, async () =>
      (await import('../../shared/app/reminders/webhook-settings.ts')).setWebhook(deps, deps.newSecret),
    ),
    endpoint(reminderSettingsRoutes.getReminderSettings, async () =>
      (await import('../../shared/app/reminders/reminder-settings.ts')).getReminderSettings(deps),
    ),
    endpoint(reminderSettingsRoutes.setReminderSettings, async () =>
      (await import('../../shared/app/reminders/reminder-settings.ts')).setReminderSettings(deps),
    ),
  ]);
}
