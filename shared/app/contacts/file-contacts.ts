import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { changedFields, contactsFields, fileContacts as file } from '../../domain/contacts/contact-form.ts';
import { refuse } from '../../domain/errors.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import type { Clock } from '../../ports/services.ts';
import { AlreadyThere, type Store } from '../../ports/store.ts';
import type { UseCase } from '../use-case.ts';
import { create, replace } from '../writes.ts';
import { contactsRulesFor } from './contacts-place.ts';
import { contactsView } from './contacts-view.ts';

/**
 * Files a unit's contacts, or changes them; what the form said before is kept for the admins. Filing what it says already
 * changes nothing. The audit entry names the fields that changed and nothing of what stands in them.
 */
export function fileContacts(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'fileContacts'> {
  return async ({ member, params, body }) => {
    requireUnitStaff(member, params.unit);
    const rules = await contactsRulesFor(deps.store, params);
    const at = await deps.clock.now();
    const before = await deps.store.get(collections.contactForms, params);
    const was = before?.value ?? null;
    const changed = was?.status === 'filed' ? changedFields(was.entry, body) : [...contactsFields];
    if (was !== null && changed.length === 0) return contactsView(params.unit, was, rules, shanghaiDay(at));

    const { form, replaced } = file(was, { ...params, entry: body, by: member.subject, at });
    try {
      await deps.store.commit({
        stream: streams.contacts(params.cycle, params.unit),
        writes: [
          before === null
            ? create(collections.contactForms, params, form)
            : replace(collections.contactForms, params, before, form),
          ...(replaced === null
            ? []
            : [create(collections.contactFormVersions, { ...params, version: replaced.version }, replaced)]),
        ],
        audit: {
          at,
          actor: member.subject,
          action: 'contacts.file',
          subject: `contacts:${params.unit}`,
          details: { version: form.version, changed: changed.join(',') },
        },
      });
    } catch (error) {
      // Two of the unit's staff file the first form at once: the second has not seen the first's.
      if (error instanceof AlreadyThere) throw refuse.conflict('changed-meanwhile');
      throw error;
    }
    return contactsView(params.unit, form, rules, shanghaiDay(at));
  };
}
