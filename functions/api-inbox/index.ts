import { functionSettings } from '../../shared/contracts/functions.ts';
import { stateCouncilCalendar } from '../../shared/formats/state-council-calendar.ts';
import { outgoingChannel } from '../adapters/channels/channel.ts';
import { newSecret } from '../adapters/channels/new-secret.ts';
import { apiRecords } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(functionSettings['api-inbox']);
export const handler = createHandler({
  ...apiRecords('api-inbox', settings),
  calendar: stateCouncilCalendar(),
  channel: outgoingChannel(settings.MAIL_FROM),
  newSecret,
});
