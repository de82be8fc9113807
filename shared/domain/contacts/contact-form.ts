import * as z from 'zod/mini';
import { daysBetween } from '../calendar.ts';
import type { Cycle } from '../cycle/cycle.ts';
import { refuse } from '../errors.ts';
import { declaredFile } from '../evidence/declared-file.ts';
import { cycleId, instant, line, recordId, unitId, type Day, type Instant } from '../values.ts';
import type { ContactsState } from './contacts-states.ts';

/**
 * The registration form of annex 3: who leads open government in a unit and who does the work. Personal data, all of it: it is
 * shown to the unit itself and to the county office's admins, is in no audit entry, log, run or report, and is removed by rule.
 */

/** `0825-7822345`, `7822345` or `7822345转8001`. */
const phone = z.string().check(z.regex(/^(?:0\d{2,3}-?)?\d{7,8}(?:[-转]\d{1,6})?$/));
const mobile = z.string().check(z.regex(/^1[3-9]\d{9}$/));
const qq = z.string().check(z.regex(/^[1-9]\d{4,11}$/));

/** A person as a row of the form has them. Whoever can be called at no number is no contact. */
export const contactPerson = z
  .strictObject({
    name: line.check(z.maxLength(50)),
    title: line.check(z.maxLength(50)),
    officePhone: z.nullable(phone),
    mobile: z.nullable(mobile),
    qq: z.nullable(qq),
  })
  .check(
    z.refine((person) => person.officePhone !== null || person.mobile !== null, {
      path: ['officePhone'],
      error: '办公电话和手机至少填一个 / give an office phone or a mobile number',
    }),
  );
export type ContactPerson = z.infer<typeof contactPerson>;

/** What a unit fills in. The paper form has one row for the leader and room for some members of staff. */
export const contactsEntry = z.strictObject({
  unitPhone: phone,
  /** The office inside the unit that does the work (承办科室). */
  office: line.check(z.maxLength(50)),
  leader: contactPerson,
  staff: z.array(contactPerson).check(z.minLength(1), z.maxLength(10)),
});
export type ContactsEntry = z.infer<typeof contactsEntry>;

/** A scan of the printed form with signature and seal. */
export const contactsScan = z.strictObject({
  id: recordId,
  file: declaredFile,
  /** The version of the form that was printed and sealed. */
  version: z.int().check(z.minimum(1)),
  attachedAt: instant,
  attachedBy: z.string().check(z.minLength(1)),
});
export type ContactsScan = z.infer<typeof contactsScan>;

/** At most this many scans to a year's form: a seal for every change, and room for pages that came out badly. */
const mostScans = 30;

const place = { cycle: cycleId, unit: unitId, version: z.int().check(z.minimum(1)) };

/** A unit's form as it stands. Its life: filed, filed again as often as somebody changes, and removed when its time is over. */
export const contactForm = z.discriminatedUnion('status', [
  z.strictObject({
    ...place,
    status: z.literal('filed'),
    entry: contactsEntry,
    /** Of all versions, the newest last. */
    scans: z.array(contactsScan).check(z.maxLength(mostScans)),
    filedAt: instant,
    filedBy: z.string().check(z.minLength(1)),
  }),
  z.strictObject({ ...place, status: z.literal('removed'), removedAt: instant }),
]);
export type ContactForm = z.infer<typeof contactForm>;
type FiledForm = Extract<ContactForm, { status: 'filed' }>;

/** What a form said before it was filed again. */
export const contactFormVersion = z.discriminatedUnion('status', [
  z.strictObject({
    ...place,
    status: z.literal('kept'),
    entry: contactsEntry,
    filedAt: instant,
    filedBy: z.string().check(z.minLength(1)),
    replacedAt: instant,
  }),
  z.strictObject({ ...place, status: z.literal('removed'), removedAt: instant }),
]);
export type ContactFormVersion = z.infer<typeof contactFormVersion>;

export function contactsState(form: ContactForm | null): ContactsState {
  if (form === null) return 'missing';
  if (form.status === 'removed') return 'removed';
  return form.scans.length === 0 ? 'unsealed' : 'sealed';
}

/** Which states each transition may start from; `null` stands for a form that was never filed. */
export const contactTransitions = {
  file: [null, 'filed'],
  attachScan: ['filed'],
  remove: ['filed'],
} as const satisfies Record<string, readonly (ContactForm['status'] | null)[]>;

/**
 * Files a form, or a new version of it.
 * @returns the form, and the version that it takes the place of
 * @throws Refusal `contacts-removed` once the form's time is over
 */
export function fileContacts(
  before: ContactForm | null,
  filed: Readonly<{ cycle: string; unit: string; entry: ContactsEntry; by: string; at: Instant }>,
): Readonly<{ form: FiledForm; replaced: ContactFormVersion | null }> {
  const { cycle, unit, entry, by, at } = filed;
  const form = { cycle, unit, status: 'filed', entry, filedAt: at, filedBy: by } as const;
  if (before === null) return { form: { ...form, version: 1, scans: [] }, replaced: null };
  const was = requireFiled(before);
  return {
    form: { ...form, version: was.version + 1, scans: was.scans },
    replaced: {
      cycle,
      unit,
      version: was.version,
      status: 'kept',
      entry: was.entry,
      filedAt: was.filedAt,
      filedBy: was.filedBy,
      replacedAt: at,
    },
  };
}

/**
 * Puts the scan of the sealed page to the form's present version.
 * @throws Refusal `contacts-removed`; `contacts-scans-used-up` after 30 scans in a year
 */
export function attachScan(form: ContactForm, scan: Omit<ContactsScan, 'version'>): FiledForm {
  const filed = requireFiled(form);
  if (filed.scans.length >= mostScans) throw refuse.wrongState('contacts-scans-used-up', { most: mostScans });
  return { ...filed, scans: [...filed.scans, { ...scan, version: filed.version }] };
}

/** Takes everything personal out of a form, or of an earlier version of one. */
export function removeContacts(of: ContactForm | ContactFormVersion, at: Instant) {
  const { cycle, unit, version } = of;
  return { cycle, unit, version, status: 'removed', removedAt: at } as const;
}

/** @throws Refusal `contacts-removed` */
export function requireFiled(form: ContactForm): FiledForm {
  if (form.status === 'filed') return form;
  throw refuse.wrongState('contacts-removed', { removedOn: form.removedAt.slice(0, 10) });
}

/**
 * Forms are kept for so many days after the year's window closes.
 * @returns false in a year that asks for no form
 */
export function isContactsRemovalDue(cycle: Pick<Cycle, 'window' | 'settings'>, today: Day): boolean {
  const { contacts } = cycle.settings;
  return contacts !== null && daysBetween(cycle.window.closesOn, today) > contacts.keepDays;
}

/** The fields of a form in which two versions differ. */
export const contactsFields = ['unitPhone', 'office', 'leader', 'staff'] as const;
export type ContactsField = (typeof contactsFields)[number];

export function changedFields(before: ContactsEntry, after: ContactsEntry): ContactsField[] {
  return contactsFields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}
