import { apiLeadBody } from '../../shared/contracts/function-settings.ts';
import { calendarWhenAsked } from '../adapters/calendar-when-asked.ts';
import { withCallbacks } from '../adapters/compose-steps.ts';
import { apiRecords } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { readSpreadsheet } from '../adapters/inspection/read-spreadsheet.ts';
import { createHandler } from './handler.ts';

const deps = apiRecords('api-lead-body', settingsOf(apiLeadBody));
export const handler = createHandler({
  ...deps,
  ...withCallbacks(deps.log),
  calendarWhenAsked,
  readSheet: readSpreadsheet,
});
