import { functionSettings } from '../../shared/contracts/functions.ts';
import { stateCouncilCalendar } from '../../shared/formats/state-council-calendar.ts';
import { records, withCallbacks } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const deps = records('api-assessment', settingsOf(functionSettings['api-assessment']));
export const handler = createHandler({
  ...deps,
  ...withCallbacks(deps.log),
  calendar: stateCouncilCalendar(),
});
