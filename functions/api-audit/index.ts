import { apiAudit } from '../../shared/contracts/function-settings.ts';
import { withHeads, withImports } from '../adapters/compose-files.ts';
import { withSigner } from '../adapters/compose-signer.ts';
import { apiRecords } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { auditFiles } from './audit-files.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(apiAudit);
const deps = apiRecords('api-audit', settings);
export const handler = createHandler({
  ...deps,
  ...withImports(settings, deps.log),
  ...withSigner(settings),
  ...withHeads(settings),
  auditFiles,
});
