import { apiStanding } from '../../shared/contracts/function-settings.ts';
import { calendarWhenAsked } from '../adapters/calendar-when-asked.ts';
import { apiRecords } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { standingsWorkbookWhenAsked } from '../adapters/standings-workbook-when-asked.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(apiStanding);
export const handler = createHandler({
  ...apiRecords('api-standing', settings),
  calendarWhenAsked,
  standingsWorkbook: standingsWorkbookWhenAsked,
});
