import { functionSettings } from '../../shared/contracts/functions.ts';
import { apiRecords, withHeads, withImports, withSigner } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { auditFiles } from './audit-files.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(functionSettings['api-audit']);
const deps = apiRecords('api-audit', settings);
export const handler = createHandler({
  ...deps,
  ...withImports(settings, deps.log),
  ...withSigner(settings),
  ...withHeads(settings),
  auditFiles,
});
