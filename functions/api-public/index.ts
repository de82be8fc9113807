import { functionSettings } from '../../shared/contracts/functions.ts';
import { publicRecords, withReports } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(functionSettings['api-public']);
export const handler = createHandler({
  ...publicRecords('api-public', settings),
  ...withReports(settings),
  issuer: settings.OIDC_ISSUER,
});
