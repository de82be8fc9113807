import type { Cycle, Unit } from '../domain/cycle/cycle.ts';
import type { ContactForm } from '../domain/contacts/contact-form.ts';
import type { Instant } from '../domain/values.ts';

/** All units of a year with their forms, as they go out to the county office. */
export type ContactsExport = Readonly<{
  cycle: Pick<Cycle, 'id' | 'title' | 'issuer'>;
  units: readonly Readonly<{ unit: Unit; form: ContactForm | null }>[];
  madeAt: Instant;
}>;

/** Makes the files of contacts for the county office. The same input gives the same bytes. */
export type ContactsFiles = Readonly<{
  xlsx: (of: ContactsExport) => Promise<Uint8Array>;
  csv: (of: ContactsExport) => Promise<string>;
}>;
