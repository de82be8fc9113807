import { functionSettings } from '../../shared/contracts/functions.ts';
import { recordsWithoutClock } from '../adapters/compose.ts';
import { withServiceCheck } from '../adapters/compose-check.ts';
import { embeddedMetrics } from '../adapters/embedded-metrics.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(functionSettings['event-check-service']);
const deps = recordsWithoutClock('event-check-service', settings);
export const handler = createHandler({
  ...deps,
  ...withServiceCheck(settings, deps.log),
  metrics: embeddedMetrics(settings.INSTALLATION),
});
