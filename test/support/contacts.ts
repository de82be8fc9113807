import type { ContactPerson, ContactsEntry } from '../../shared/domain/contacts/contact-form.ts';

/** A deterministic registration form: every field has a plain made-up value. */
export function samplePerson(over: Partial<ContactPerson> = {}): ContactPerson {
  return {
    name: '演示甲',
    title: '科长',
    officePhone: '0825-7800001',
    mobile: '13900000001',
    qq: '100001',
    ...over,
  };
}

export function sampleContacts(over: Partial<ContactsEntry> = {}): ContactsEntry {
  return {
    unitPhone: '0825-7800000',
    office: '办公室',
    leader: samplePerson({ name: '演示领导', title: '副局长', mobile: '13900000000', qq: null }),
    staff: [samplePerson()],
    ...over,
  };
}
