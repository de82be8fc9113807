import { taskRenderReport } from '../../shared/contracts/function-settings.ts';
import { renderReport as renderer } from '../../shared/report/render-report.ts';
import { withReports, withRunFiles } from '../adapters/compose-files.ts';
import { withSigner } from '../adapters/compose-signer.ts';
import { records } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(taskRenderReport);
const deps = records('task-render-report', settings);
export const handler = createHandler({
  ...deps,
  ...withRunFiles(settings),
  ...withReports(settings),
  ...withSigner(settings),
  renderer,
});
