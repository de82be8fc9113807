import type { EvidenceView } from '../../contracts/views.ts';
import type { Evidence } from '../../domain/evidence/evidence.ts';

/** What people see of a piece of evidence: everything but who reviewed it and where its bytes lie. */
export function evidenceView(of: Evidence): EvidenceView {
  const { id, unit, items, title, note, channel, status, replaces, requestedAt, changedAt } = of;
  return {
    id,
    unit,
    items,
    title,
    note,
    channel,
    status,
    reason: of.status === 'returned' || of.status === 'withdrawn' ? of.reason : null,
    files: of.files.map((file) => ({
      id: file.id,
      status: file.status,
      declared: file.declared,
      verdict: file.status === 'requested' ? null : file.verdict,
    })),
    links: of.links,
    replaces,
    replacedBy: of.status === 'replaced' ? of.replacedBy : null,
    requestedAt,
    changedAt,
  };
}
