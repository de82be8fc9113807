import { describe, expect, test } from 'vitest';
import {
  attachScan,
  changedFields,
  contactForm,
  contactsEntry,
  contactsState,
  contactTransitions,
  fileContacts,
  isContactsRemovalDue,
  removeContacts,
  type ContactForm,
} from '../../../../shared/domain/contacts/contact-form.ts';
import { noon, sampleCycle, sampleId } from '../../../support/builders.ts';
import { sampleContacts, samplePerson } from '../../../support/contacts.ts';

const place = { cycle: '2018', unit: '002' };
const file = (before: ContactForm | null, at = noon) =>
  fileContacts(before, { ...place, entry: sampleContacts(), by: 'clerk-002', at });
const scan = (number: number) => ({
  id: sampleId(number),
  file: { name: '登记表.pdf', size: 9, contentType: 'application/pdf', sha256: 'a'.repeat(64) },
  attachedAt: noon,
  attachedBy: 'clerk-002',
});
const filed = file(null).form;
const removed = removeContacts(filed, noon);

/** Every transition from every state, tried. */
const tried: Readonly<Record<keyof typeof contactTransitions, (from: ContactForm | null) => unknown>> = {
  file,
  attachScan: (from) => {
    if (from === null) throw new Error('there is no form to attach to');
    return attachScan(from, scan(1));
  },
  remove: (from) => {
    if (from?.status !== 'filed') throw new Error('nothing personal is left to remove');
    return removeContacts(from, noon);
  },
};

describe.each(Object.entries(contactTransitions))('%s', (name, from) => {
  const states: readonly (ContactForm | null)[] = [null, filed, removed];
  const starts: readonly (string | null)[] = from;
  test.each(states.map((state) => [state?.status ?? 'never filed', state] as const))(
    'from %s',
    (_, state) => {
      const [, work] = Object.entries(tried).find(([each]) => each === name)!;
      if (starts.includes(state?.status ?? null)) expect(work(state)).toBeDefined();
      else expect(() => work(state)).toThrow();
    },
  );
});

test('a form that was filed is unsealed until a scan is there, and nobody asks for a removed one', () => {
  expect([null, filed, attachScan(filed, scan(1)), removed].map(contactsState)).toEqual([
    'missing',
    'unsealed',
    'sealed',
    'removed',
  ]);
});

test('a new version keeps the scans, each with the version it sealed', () => {
  const sealed = attachScan(filed, scan(1));
  const { form, replaced } = file(sealed, '2018-07-01T00:00:00.000Z');
  expect(form).toMatchObject({ version: 2, scans: [{ version: 1 }] });
  expect(replaced).toMatchObject({ version: 1, status: 'kept', replacedAt: '2018-07-01T00:00:00.000Z' });
});

test('the thirty-first scan is refused', () => {
  let form = filed;
  for (let number = 1; number <= 30; number += 1) form = attachScan(form, scan(number));
  expect(contactForm.parse(form)).toEqual(form);
  expect(() => attachScan(form, scan(31))).toThrow('contacts-scans-used-up');
});

test('nothing personal is left in what was removed', () => {
  expect(removed).toEqual({ ...place, version: 1, status: 'removed', removedAt: noon });
});

test('forms are kept for the stated days after the window closes, and not one more', () => {
  const cycle = sampleCycle();
  expect(isContactsRemovalDue(cycle, '2019-12-31')).toBe(false);
  expect(isContactsRemovalDue(cycle, '2020-01-01')).toBe(true);
  expect(
    isContactsRemovalDue({ ...cycle, settings: { ...cycle.settings, contacts: null } }, '2030-01-01'),
  ).toBe(false);
});

test('what changed is named by field, also inside a person', () => {
  const before = sampleContacts();
  expect(changedFields(before, before)).toEqual([]);
  expect(
    changedFields(before, sampleContacts({ leader: { ...before.leader, qq: '20000' }, office: '综合股' })),
  ).toEqual(['office', 'leader']);
});

describe('the form takes', () => {
  const person = (over: Parameters<typeof samplePerson>[0]) =>
    contactsEntry.safeParse(sampleContacts({ staff: [samplePerson(over)] })).success;

  test.each(['0825-7822345', '08257822345', '7822345', '7822345转8001', '0825-7822345-801', '010-12345678'])(
    'the telephone number %s',
    (officePhone) => expect(person({ officePhone })).toBe(true),
  );
  test.each(['', '12345', '0825 7822345', '139000000011', '七八二二三四五', '7822345;drop'])(
    'no telephone number like “%s”',
    (officePhone) => expect(person({ officePhone })).toBe(false),
  );
  test.each(['12900000000', '1390000000', '139000000000', '+8613900000000'])(
    'no mobile number like %s',
    (mobile) => expect(person({ mobile })).toBe(false),
  );
  test.each(['0123456', '123', '1234567890123', '12a45'])('no QQ number like %s', (qq) =>
    expect(person({ qq })).toBe(false),
  );
  test('a person with an office phone or a mobile, but none who cannot be called', () => {
    expect(person({ officePhone: null })).toBe(true);
    expect(person({ mobile: null, qq: null })).toBe(true);
    expect(person({ officePhone: null, mobile: null })).toBe(false);
  });
  test('one member of staff at the least and ten at the most', () => {
    const staff = (many: number) => Array.from({ length: many }, () => samplePerson());
    const takes = (many: number) => contactsEntry.safeParse(sampleContacts({ staff: staff(many) })).success;
    expect([0, 1, 10, 11].map(takes)).toEqual([false, true, true, false]);
  });
});
