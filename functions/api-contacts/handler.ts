import { attachContactsScan } from '../../shared/app/contacts/attach-contacts-scan.ts';
import { exportContacts } from '../../shared/app/contacts/export-contacts.ts';
import { fileContacts } from '../../shared/app/contacts/file-contacts.ts';
import { getContactsHistory } from '../../shared/app/contacts/get-contacts-history.ts';
import { getContactsScan } from '../../shared/app/contacts/get-contacts-scan.ts';
import { getContacts } from '../../shared/app/contacts/get-contacts.ts';
import { listContacts } from '../../shared/app/contacts/list-contacts.ts';
import { requestContactsScan } from '../../shared/app/contacts/request-contacts-scan.ts';
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
    endpoint(contactRoutes.getContacts, getContacts(deps)),
    endpoint(contactRoutes.fileContacts, fileContacts(deps)),
    endpoint(contactRoutes.requestContactsScan, requestContactsScan(deps)),
    endpoint(contactRoutes.attachContactsScan, attachContactsScan(deps)),
    endpoint(contactRoutes.getContactsScan, getContactsScan(deps)),
    endpoint(contactRoutes.getContactsHistory, getContactsHistory(deps)),
    endpoint(contactRoutes.listContacts, listContacts(deps)),
    endpoint(contactRoutes.exportContacts, exportContacts(deps)),
  ]);
}
