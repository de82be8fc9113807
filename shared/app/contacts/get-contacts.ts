import * as collections from '../../contracts/collections.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import type { UseCase } from '../use-case.ts';
import { contactsRulesFor, requireContactsReader } from './contacts-place.ts';
import { contactsView } from './contacts-view.ts';

/** A unit's form as it stands; a unit that has filed none is told so, and by when it should. */
export function getContacts(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'getContacts'> {
  return async ({ member, params }) => {
    requireContactsReader(member, params.unit);
    const rules = await contactsRulesFor(deps.store, params);
    const form = (await deps.store.get(collections.contactForms, params))?.value ?? null;
    return contactsView(params.unit, form, rules, shanghaiDay(await deps.clock.now()));
  };
}
