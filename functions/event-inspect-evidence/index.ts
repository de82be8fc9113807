import { eventInspectEvidence } from '../../shared/contracts/function-settings.ts';
import { records } from '../adapters/compose.ts';
import { withInspector, withVerdicts } from '../adapters/compose-inspection.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(eventInspectEvidence);
export const handler = createHandler({
  ...records('event-inspect-evidence', settings),
  ...withInspector(settings),
  ...withVerdicts(settings),
});
