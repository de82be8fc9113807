import * as z from 'zod/mini';
import { cycleId, instant, recordId } from '../values.ts';

/** Something that left the house: what, who took it, when. Kept so that the same call again is the same handing out. */
export const handOut = z.strictObject({
  cycle: cycleId,
  id: recordId,
  kind: z.enum(['contacts', 'custody-package']),
  by: z.string().check(z.minLength(1), z.maxLength(128)),
  at: instant,
});
export type HandOut = z.infer<typeof handOut>;

/** For so long the same call is the first one repeated, whose answer was lost; a later one would take things out unseen. */
export const repeatedWithinMinutes = 15;
