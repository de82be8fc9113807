import { contactRoutes } from '../../shared/contracts/contact-routes.ts';
import type { ContactsFiles } from '../../shared/ports/contacts-files.ts';
import type { EvidenceInspector, EvidenceLinks, Files } from '../../shared/ports/services.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

type Deps = ApiDeps &
  Readonly<{
    links: EvidenceLinks;
    inspector: EvidenceInspector;
    scans: Files;
    contactsFiles: ContactsFiles;
  }>;

/** The registration form of contacts: personal data, for the unit itself and the county office's admins. */
export function createHandler(deps: Deps) {
  return httpFunction(deps, [
    endpoint(contactRoutes.getContacts, async () =>
      (await import('../../shared/app/contacts/get-contacts.ts')).getContacts(deps),
    ),
    endpoint(contactRoutes.fileContacts, async () =>
      (await import('../../shared/app/contacts/file-contacts.ts')).fileContacts(deps),
    ),
    endpoint(contactRoutes.requestContactsScan, async () =>
      (await import('../../shared/app/contacts/request-contacts-scan.ts')).requestContactsScan(deps),
    ),
    endpoint(contactRoutes.attachContactsScan, async () =>
      (await import('../../shared/app/contacts/attach-contacts-scan.ts')).attachContactsScan(deps),
    ),
    endpoint(contactRoutes.getContactsScan, async () =>
      (await import('../../shared/app/contacts/get-contacts-scan.ts')).getContactsScan(deps),
    ),
    endpoint(contactRoutes.getContactsHistory, async () =>
      (await import('../../shared/app/contacts/get-contacts-history.ts')).getContactsHistory(deps),
    ),
    endpoint(contactRoutes.listContacts, async () =>
      (await import('../../shared/app/contacts/list-contacts.ts')).listContacts(deps),
    ),
    endpoint(contactRoutes.exportContacts, async () =>
      (await import('../../shared/app/contacts/export-contacts.ts')).exportContacts(deps),
    ),
  ]);
}
