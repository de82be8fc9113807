import { apiAppeals } from '../../shared/contracts/function-settings.ts';
import { calendarWhenAsked } from '../adapters/calendar-when-asked.ts';
import { apiRecords } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...apiRecords('api-appeals', settingsOf(apiAppeals)),
  calendarWhenAsked,
});
