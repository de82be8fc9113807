import { functionSettings } from '../../shared/contracts/functions.ts';
import { stateCouncilCalendar } from '../../shared/formats/state-council-calendar.ts';
import { standingsWorkbook } from '../../shared/report/standings-workbook.ts';
import { records } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(functionSettings['api-standing']);
export const handler = createHandler({
  ...records('api-standing', settings),
  calendar: stateCouncilCalendar(),
  standingsWorkbook,
});
