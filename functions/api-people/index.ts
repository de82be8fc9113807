import { apiPeople } from '../../shared/contracts/function-settings.ts';
import { newSecret } from '../adapters/channels/new-secret.ts';
import { apiRecords } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...apiRecords('api-people', settingsOf(apiPeople)),
  newSecret,
});
