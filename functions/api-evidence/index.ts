import { functionSettings } from '../../shared/contracts/functions.ts';
import { apiRecords, withEvidenceLinks } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(functionSettings['api-evidence']);
export const handler = createHandler({
  ...apiRecords('api-evidence', settings),
  ...withEvidenceLinks(settings),
});
