import { apiPublic } from '../../shared/contracts/function-settings.ts';
import { withConsole, withReports } from '../adapters/compose-files.ts';
import { recordsWithoutClock, withEdge } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { noTokens } from '../adapters/tokens/no-tokens.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(apiPublic);
export const handler = createHandler({
  ...recordsWithoutClock('api-public', settings),
  tokens: noTokens,
  ...withEdge(settings),
  ...withReports(settings),
  ...withConsole(settings),
  issuer: settings.OIDC_ISSUER,
});
