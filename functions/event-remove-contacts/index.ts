import { functionSettings } from '../../shared/contracts/functions.ts';
import { records } from '../adapters/compose.ts';
import { withContactScans } from '../adapters/compose-inspection.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(functionSettings['event-remove-contacts']);
const deps = records('event-remove-contacts', settings);
export const handler = createHandler({
  ...deps,
  ...withContactScans(settings, deps.log),
});
