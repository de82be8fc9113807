import { apiInbox } from '../../shared/contracts/function-settings.ts';
import { calendarWhenAsked } from '../adapters/calendar-when-asked.ts';
import { outgoingChannel } from '../adapters/channels/channel.ts';
import { newSecret } from '../adapters/channels/new-secret.ts';
import { apiRecords } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(apiInbox);
export const handler = createHandler({
  ...apiRecords('api-inbox', settings),
  calendarWhenAsked,
  channel: outgoingChannel(settings.MAIL_FROM),
  newSecret,
});
