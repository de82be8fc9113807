import type { EvidenceView } from '../../contracts/evidence-views.ts';
import { isPublic, type Evidence } from '../../domain/evidence/evidence.ts';
import type { InspectionVerdict } from '../../domain/evidence/inspection.ts';
import { holds, type Member } from '../../domain/people/member.ts';

/**
 * What a member sees of a piece of evidence: everything but who reviewed it and where its bytes lie, and where a picture was taken
 * only if they review (it may be somebody's home).
 */
export function evidenceView(of: Evidence, reader: Member): EvidenceView {
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
      verdict: file.status === 'requested' ? null : shownVerdict(file.verdict, seesPlaces(reader)),
    })),
    links: of.links,
    public: isPublic(of),
    replaces,
    replacedBy: of.status === 'replaced' ? of.replacedBy : null,
    requestedAt,
    changedAt,
  };
}

function seesPlaces(reader: Member): boolean {
  return holds(reader, 'reviewer') || holds(reader, 'county-admin');
}

function shownVerdict(verdict: InspectionVerdict, withPlaces: boolean): InspectionVerdict {
  if (withPlaces || verdict.outcome === 'quarantined' || verdict.image === null) return verdict;
  return { ...verdict, image: { ...verdict.image, place: null } };
}
