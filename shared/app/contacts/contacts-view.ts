import type { ContactsView } from '../../contracts/contact-views.ts';
import { daysBetween } from '../../domain/calendar.ts';
import { contactsState, type ContactForm, type ContactsScan } from '../../domain/contacts/contact-form.ts';
import type { ContactsState } from '../../domain/contacts/contacts-states.ts';
import type { ContactsRules } from '../../domain/contacts/contacts-rules.ts';
import type { Day } from '../../domain/values.ts';

/** A form as the unit and the admins see it. */
export function contactsView(
  unit: string,
  form: ContactForm | null,
  { dueOn }: ContactsRules,
  today: Day,
): ContactsView {
  const state = contactsState(form);
  const filed = form?.status === 'filed' ? form : null;
  const newest = filed?.scans.at(-1) ?? null;
  return {
    unit,
    state,
    dueOn,
    daysLate: daysLate(state, dueOn, today),
    version: form?.version ?? 0,
    entry: filed?.entry ?? null,
    filedAt: filed?.filedAt ?? null,
    scan: newest === null ? null : scanView(newest),
    changedSinceSealed: newest !== null && newest.version !== form?.version,
  };
}

/** A scan without who attached it. */
export function scanView({ id, version, attachedAt, file }: ContactsScan) {
  return { id, version, attachedAt, name: file.name, size: file.size };
}

function daysLate(state: ContactsState, dueOn: Day, today: Day): number {
  const waits = state === 'missing' || state === 'unsealed';
  return waits ? Math.max(0, daysBetween(dueOn, today)) : 0;
}
