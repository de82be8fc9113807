import { functionSettings } from '../../shared/contracts/functions.ts';
import { stateCouncilCalendar } from '../../shared/formats/state-council-calendar.ts';
import { records } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...records('api-appeals', settingsOf(functionSettings['api-appeals'])),
  calendar: stateCouncilCalendar(),
});
