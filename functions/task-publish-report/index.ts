import { taskPublishReport } from '../../shared/contracts/function-settings.ts';
import { integrityFiles } from '../../shared/report/integrity-files.ts';
import { bundledScript } from '../adapters/bundled-script.ts';
import { withHeads, withReports, withRunFiles } from '../adapters/compose-files.ts';
import { withSigner } from '../adapters/compose-signer.ts';
import { records } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(taskPublishReport);
export const handler = createHandler({
  ...records('task-publish-report', settings),
  ...withRunFiles(settings),
  ...withReports(settings),
  ...withSigner(settings),
  ...withHeads(settings),
  integrityFiles: integrityFiles({
    page: bundledScript('verify.js', import.meta.url),
    program: bundledScript('verify.mjs', import.meta.url),
  }),
});
