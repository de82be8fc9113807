import { apiEvidence } from '../../shared/contracts/function-settings.ts';
import { withEvidenceLinks } from '../adapters/compose-files.ts';
import { apiRecords } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(apiEvidence);
const deps = apiRecords('api-evidence', settings);
export const handler = createHandler({
  ...deps,
  ...withEvidenceLinks(settings, deps.log),
});
