import { functionSettings } from '../../shared/contracts/functions.ts';
import { apiRecords } from '../adapters/compose.ts';
import { withContactScans } from '../adapters/compose-inspection.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(functionSettings['api-contacts']);
const deps = apiRecords('api-contacts', settings);
export const handler = createHandler({
  ...deps,
  ...withContactScans(settings, deps.log),
  contactsFiles: {
    xlsx: async (of) => (await contactsFiles()).xlsx(of),
    csv: async (of) => (await contactsFiles()).csv(of),
  },
});

/** What writes them is loaded by the first call that takes contacts out. */
async function contactsFiles() {
  return (await import('../../shared/report/contacts-files.ts')).contactsFiles;
}
