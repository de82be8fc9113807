import type { ContactsFiles } from '../../shared/ports/contacts-files.ts';

/** What makes files of contacts is loaded by the first call that takes them out. */
export const contactsFilesWhenAsked: ContactsFiles = {
  xlsx: async (of) => (await files()).xlsx(of),
  csv: async (of) => (await files()).csv(of),
};

async function files(): Promise<ContactsFiles> {
  return (await import('../../shared/report/contacts-files.ts')).contactsFiles;
}
