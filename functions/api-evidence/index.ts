import { functionSettings } from '../../shared/contracts/functions.ts';
import { records, withEvidenceLinks } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(functionSettings['api-evidence']);
export const handler = createHandler({
  ...records('api-evidence', settings),
  ...withEvidenceLinks(settings),
});
