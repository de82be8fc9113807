import { removeContacts } from '../../shared/app/contacts/remove-contacts.ts';
import type { Files } from '../../shared/ports/services.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { scheduledFunction } from '../middleware/event.ts';

/** Every night: the contacts of years whose time is over are removed, scans included. Safe to repeat. */
export function createHandler(deps: RecordsDeps & Readonly<{ scans: Files }>) {
  const remove = removeContacts(deps);
  return scheduledFunction(deps, async () => ({ ...(await remove()) }));
}
