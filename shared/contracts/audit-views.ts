import * as z from 'zod/mini';
import { trailAreaNames } from '../domain/audit/audited-records.ts';
import { bilingual, bodyId, instant, sha256Hex, unitId } from '../domain/values.ts';

/** An entry of the trail as admins and auditors read it: in people's words, with people's names. */
export const auditEntryView = z.strictObject({
  at: instant,
  /** `id` is what the filter `actor` takes; `name` is what people read. */
  actor: z.strictObject({ id: z.string(), name: bilingual }),
  /** The address from which they called; null for what the product does by itself. */
  from: z.nullable(z.string()),
  /** `kind` is what the filter takes; `label` is what people read. */
  kind: z.string(),
  label: bilingual,
  /** Whose record it is: the area, and the unit, the lead body or the member within it. */
  place: z.strictObject({
    area: z.enum(trailAreaNames),
    label: bilingual,
    unit: z.nullable(unitId),
    body: z.nullable(bodyId),
    name: z.nullable(z.string()),
  }),
  /** What it is about; `name` where that has one. */
  about: z.strictObject({ label: bilingual, name: z.nullable(z.string()) }),
  /** Records with the fields that changed; `•••` stands for personal data of contacts and applicants and for secrets. */
  changes: z.array(
    z.strictObject({
      record: bilingual,
      isNew: z.boolean(),
      fields: z.array(
        z.strictObject({ label: bilingual, before: z.nullable(bilingual), after: z.nullable(bilingual) }),
      ),
    }),
  ),
  /** Its number in its record's chain, and its hash, by which it can be shown to be untouched. */
  number: z.int(),
  hash: sha256Hex,
});
export type AuditEntryView = z.infer<typeof auditEntryView>;
