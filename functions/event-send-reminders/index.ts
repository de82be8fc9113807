import { eventSendReminders } from '../../shared/contracts/function-settings.ts';
import { stateCouncilCalendar } from '../../shared/formats/state-council-calendar.ts';
import { outgoingChannel } from '../adapters/channels/channel.ts';
import { records } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(eventSendReminders);
export const handler = createHandler({
  ...records('event-send-reminders', settings),
  calendar: stateCouncilCalendar(),
  channel: outgoingChannel(settings.MAIL_FROM),
});
