import { apiRequests } from '../../shared/contracts/function-settings.ts';
import { stateCouncilCalendar } from '../../shared/formats/state-council-calendar.ts';
import { apiRecords } from '../adapters/compose.ts';
import { annualReportWhenAsked } from '../adapters/annual-report-when-asked.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(apiRequests);
export const handler = createHandler({
  ...apiRecords('api-requests', settings),
  calendar: stateCouncilCalendar(),
  writeAnnualReport: annualReportWhenAsked,
});
