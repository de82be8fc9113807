import { apiEvidenceBundle } from '../../shared/contracts/function-settings.ts';
import { withBundles } from '../adapters/compose-files.ts';
import { apiRecords } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { readSpreadsheet } from '../adapters/inspection/read-spreadsheet.ts';
import { openArchive } from '../adapters/open-archive.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(apiEvidenceBundle);
const deps = apiRecords('api-evidence-bundle', settings);
export const handler = createHandler({
  ...deps,
  ...withBundles(settings, deps.log),
  openArchive,
  readRegisterFile: readSpreadsheet,
});
