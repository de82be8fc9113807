import * as z from 'zod/mini';
import { contactsEntry, contactsFields, contactsScan } from '../domain/contacts/contact-form.ts';
import { contactsStates } from '../domain/contacts/contacts-states.ts';
import { day, instant, unitId } from '../domain/values.ts';

/** What the unit itself and the county office's admins see of contact forms; nobody else is shown any of it. */

const scanView = z.extend(z.pick(contactsScan, { id: true, version: true, attachedAt: true }), {
  name: z.string(),
  size: z.int(),
});

/** A unit's form as it stands. */
export const contactsView = z.strictObject({
  unit: unitId,
  state: z.enum(contactsStates),
  dueOn: day,
  /** Days past the due date without a sealed form; 0 while there is time, and once it is there. */
  daysLate: z.int().check(z.minimum(0)),
  version: z.int().check(z.minimum(0)),
  entry: z.nullable(contactsEntry),
  filedAt: z.nullable(instant),
  /** The newest scan; null while none is attached. */
  scan: z.nullable(scanView),
  /** The form was changed after the page was sealed. */
  changedSinceSealed: z.boolean(),
});
export type ContactsView = z.infer<typeof contactsView>;

/** A line of the county office's list. */
export const contactsLine = z.extend(contactsView, { name: z.string() });
export type ContactsLine = z.infer<typeof contactsLine>;

/** Everything that a form has said, the newest version first, and every scan. */
export const contactsHistoryView = z.strictObject({
  versions: z.array(
    z.strictObject({
      version: z.int(),
      entry: contactsEntry,
      filedAt: instant,
      /** The name of the member who filed it; null for one who is no member any more. */
      filedBy: z.nullable(z.string()),
      /** What it says otherwise than the version before; empty for the first. */
      changed: z.array(z.enum(contactsFields)),
    }),
  ),
  scans: z.array(scanView),
});
export type ContactsHistoryView = z.infer<typeof contactsHistoryView>;
