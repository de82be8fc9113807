import * as collections from '../../contracts/collections.ts';
import { requireFiled } from '../../domain/contacts/contact-form.ts';
import type { ContactsRules } from '../../domain/contacts/contacts-rules.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { refuse } from '../../domain/errors.ts';
import { isOfUnit, type Member } from '../../domain/people/member.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';

type Place = Readonly<{ cycle: string; unit: string }>;

/**
 * Contacts are personal data: a unit's own staff and leader and the county office's admins see them, whatever else a member may read.
 * @throws Refusal `not-your-unit`
 */
export function requireContactsReader(member: Member, unit: string): void {
  const reads = member.roles.some((held) => held.role === 'county-admin' || isOfUnit(held, unit));
  if (!reads) throw refuse.forbidden('not-your-unit', { unit });
}

/** What the year asks for. @throws Refusal `contacts-not-asked` */
export function rulesOf(cycle: Cycle): ContactsRules {
  const { contacts } = cycle.settings;
  if (contacts === null) throw refuse.missing('contacts-not-asked', { cycle: cycle.id });
  return contacts;
}

/** The year's rules for a unit that there is. @throws Refusal `cycle-unknown`, `unit-unknown`, `contacts-not-asked` */
export async function contactsRulesFor(store: Store, { cycle, unit }: Place): Promise<ContactsRules> {
  const rules = rulesOf((await load.cycle(store, cycle)).value);
  await load.unit(store, cycle, unit);
  return rules;
}

/** A form that was filed and is still kept. @throws Refusal `contacts-unknown`, `contacts-removed` */
export async function filedForm(store: Store, place: Place) {
  const found = await store.get(collections.contactForms, place);
  if (found === null) throw refuse.missing('contacts-unknown');
  return { ...found, value: requireFiled(found.value) };
}
