import { functionSettings } from '../../shared/contracts/functions.ts';
import { renderReport as renderer } from '../../shared/report/render-report.ts';
import { records, withReports, withRunFiles, withSigner } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(functionSettings['task-render-report']);
const deps = records('task-render-report', settings);
export const handler = createHandler({
  ...deps,
  ...withRunFiles(settings),
  ...withReports(settings),
  ...withSigner(settings),
  renderer,
});
