import { apiRun } from '../../shared/contracts/function-settings.ts';
import { withCustody, withReports, withRunFileLinks, withRunFiles } from '../adapters/compose-files.ts';
import { withSigner } from '../adapters/compose-signer.ts';
import { withCallbacks, withExecutions } from '../adapters/compose-steps.ts';
import { apiRecords } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(apiRun);
const deps = apiRecords('api-run', settings);
export const handler = createHandler({
  ...deps,
  ...withCallbacks(deps.log),
  ...withExecutions(settings, deps.log),
  ...withRunFileLinks(settings),
  ...withRunFiles(settings),
  ...withReports(settings),
  ...withSigner(settings),
  ...withCustody(settings),
});
