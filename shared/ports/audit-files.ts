import type { TrailFilter } from '../contracts/audit-routes.ts';
import type { AuditEntryView } from '../contracts/audit-views.ts';
import type { AuditEvent } from '../domain/audit/audit-event.ts';
import type { Instant } from '../domain/values.ts';

/** Writes the trail as files. */
export type AuditFiles = Readonly<{
  /** For people: one line to an entry, in words. */
  csv: (entries: readonly AuditEntryView[]) => string;
  /** For programs: a heading, then every entry as it is chained. */
  jsonLines: (
    of: Readonly<{ cycle: string; madeAt: Instant; filter: TrailFilter; events: readonly AuditEvent[] }>,
  ) => string;
}>;
