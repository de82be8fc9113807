import { eventRemoveContacts } from '../../shared/contracts/function-settings.ts';
import { records } from '../adapters/compose.ts';
import { withContactScans } from '../adapters/compose-inspection.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(eventRemoveContacts);
const deps = records('event-remove-contacts', settings);
export const handler = createHandler({
  ...deps,
  ...withContactScans(settings, deps.log),
});
