import * as z from 'zod/mini';
import { day } from '../values.ts';

/** When a year asks its units for the registration form, and how long it keeps what they wrote. */
export const contactsRules = z.strictObject({
  /** By when units file the form, sealed (2018: 20 April). */
  dueOn: day,
  /** Days after the year's window closes after which forms and scans are removed. */
  keepDays: z.int().check(z.minimum(0), z.maximum(3650)),
});
export type ContactsRules = z.infer<typeof contactsRules>;
