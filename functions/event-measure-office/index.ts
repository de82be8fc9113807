import { eventMeasureOffice } from '../../shared/contracts/function-settings.ts';
import { records } from '../adapters/compose.ts';
import { embeddedMetrics } from '../adapters/embedded-metrics.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(eventMeasureOffice);
export const handler = createHandler({
  ...records('event-measure-office', settings),
  metrics: embeddedMetrics(settings.INSTALLATION),
});
