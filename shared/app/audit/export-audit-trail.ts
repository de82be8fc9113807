import { streams } from '../../contracts/streams.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import type { AuditFiles } from '../../ports/audit-files.ts';
import type { Clock, EvidenceLinks, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { idFrom, sha256Hex } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { auditEntryViews } from './audit-entry-views.ts';
import { readTrail } from './read-trail.ts';
import { requireInScope } from './wanted-entries.ts';

/** What one export holds: some 60 MB, which the function can make and a spreadsheet can open. */
const mostEntries = 50_000;
/** Long enough to begin a download on a slow line, short enough to be useless when passed on. */
const downloadSeconds = 120;

type Deps = Readonly<{
  store: Store;
  clock: Clock;
  imports: Files;
  links: EvidenceLinks;
  auditFiles: AuditFiles;
}>;

const contentTypes = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson' } as const;

/**
 * The trail as a file: CSV in people's words, or JSON lines with every entry as it is chained. Who took it out, when, and what they
 * asked for goes on record before it leaves.
 */
export function exportAuditTrail(deps: Deps): UseCase<'exportAuditTrail'> {
  return async ({ member, params: { cycle }, query: { format, ...filter } }) => {
    requireInScope(member, filter);
    await load.cycle(deps.store, cycle);
    const events = await readTrail(deps.store, { cycle, filter, most: mostEntries });
    const madeAt = await deps.clock.now();
    const text =
      format === 'csv'
        ? deps.auditFiles.csv(await auditEntryViews(deps.store, cycle, events))
        : deps.auditFiles.jsonLines({ cycle, madeAt, filter, events });
    const bytes = new TextEncoder().encode(text);
    const asked = Object.entries(filter).filter(([, value]) => value !== undefined);
    await deps.store.commit({
      stream: streams.auditExports(cycle),
      writes: [],
      audit: {
        at: madeAt,
        actor: member.subject,
        action: 'audit.export',
        subject: `cycle:${cycle}`,
        details: { format, entries: events.length, ...Object.fromEntries(asked) },
      },
    });
    const key = storageKeys.auditExport({
      cycle,
      id: idFrom(`audit-export ${cycle}`, `${member.subject} ${madeAt}`),
      format,
    });
    await deps.imports.write(key, bytes, contentTypes[format]);
    const name = `${cycle}年操作记录.${format}`;
    const file = { name, size: bytes.length, contentType: contentTypes[format], sha256: sha256Hex(bytes) };
    return deps.links.download(key, file, downloadSeconds);
  };
}
