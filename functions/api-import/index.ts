import { apiImport } from '../../shared/contracts/function-settings.ts';
import { withImports } from '../adapters/compose-files.ts';
import { apiRecords } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';
import { registerFiles } from './register-files.ts';

const settings = settingsOf(apiImport);
const deps = apiRecords('api-import', settings);
export const handler = createHandler({
  ...deps,
  ...withImports(settings, deps.log),
  ...registerFiles,
});
