import { apiContacts } from '../../shared/contracts/function-settings.ts';
import { apiRecords } from '../adapters/compose.ts';
import { withContactScans } from '../adapters/compose-inspection.ts';
import { contactsFilesWhenAsked } from '../adapters/contacts-files-when-asked.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(apiContacts);
const deps = apiRecords('api-contacts', settings);
export const handler = createHandler({
  ...deps,
  ...withContactScans(settings, deps.log),
  contactsFiles: contactsFilesWhenAsked,
});
