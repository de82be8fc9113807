import { eventCheckService } from '../../shared/contracts/function-settings.ts';
import { recordsWithoutClock } from '../adapters/compose.ts';
import { withServiceCheck } from '../adapters/compose-check.ts';
import { embeddedMetrics } from '../adapters/embedded-metrics.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(eventCheckService);
const deps = recordsWithoutClock('event-check-service', settings);
export const handler = createHandler({
  ...deps,
  ...withServiceCheck(settings, deps.log),
  metrics: embeddedMetrics(settings.INSTALLATION),
});
