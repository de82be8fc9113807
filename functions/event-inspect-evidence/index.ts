import { functionSettings } from '../../shared/contracts/functions.ts';
import { records } from '../adapters/compose.ts';
import { withInspector, withVerdicts } from '../adapters/compose-inspection.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(functionSettings['event-inspect-evidence']);
export const handler = createHandler({
  ...records('event-inspect-evidence', settings),
  ...withInspector(settings),
  ...withVerdicts(settings),
});
