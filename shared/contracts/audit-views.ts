import * as z from 'zod';
import { trailAreaNames } from '../domain/audit/audited-records.ts';
import { bilingual, bodyId, instant, sha256Hex, unitId } from '../domain/values.ts';

/** An entry of the trail as admins and auditors read it: in people's words, with people's names. */
export const auditEntryView = z.strictObject({
  at: instant,
  /** `id` is what the filter `actor` takes; `name` is what people read. */
  actor: z.strictObject({ id: z.string(), name: bilingual }),
  /** The address from which they called; null for what the product does by itself. */
  from: z.string().nullable(),
  /** `kind` is what the filter takes; `label` is what people read. */
  kind: z.string(),
  label: bilingual,
  /** Whose record it is: the area, and the unit, the lead body or the member within it. */
  place: z.strictObject({
    area: z.enum(trailAreaNames),
    label: bilingual,
    unit: unitId.nullable(),
    body: bodyId.nullable(),
    name: z.string().nullable(),
  }),
  /** What it is about; `name` where that has one. */
  about: z.strictObject({ label: bilingual, name: z.string().nullable() }),
  /** Records with the fields that changed; `•••` stands for personal data of contacts and applicants and for secrets. */
  changes: z.array(
    z.strictObject({
      record: bilingual,
      isNew: z.boolean(),
      fields: z.array(
        z.strictObject({ label: bilingual, before: bilingual.nullable(), after: bilingual.nullable() }),
      ),
    }),
  ),
  /** Its number in its record's chain, and its hash, by which it can be shown to be untouched. */
  number: z.int(),
  hash: sha256Hex,
});
export type AuditEntryView = z.infer<typeof auditEntryView>;
