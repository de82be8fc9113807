import { eventSweepEvidence } from '../../shared/contracts/function-settings.ts';
import { records } from '../adapters/compose.ts';
import { withInspector } from '../adapters/compose-inspection.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(eventSweepEvidence);
export const handler = createHandler({
  ...records('event-sweep-evidence', settings),
  ...withInspector(settings),
});
