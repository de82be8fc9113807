import type { Evidence } from '../../shared/domain/evidence/evidence.ts';
import { noon, sampleId } from './builders.ts';

type Piece = Extract<Evidence, { status: 'requested' }>;

/** A piece of evidence of unit 002 for item A1, asked for and nothing more; a test states only what it is about. */
export function sampleEvidence(place: number, over: Partial<Piece> = {}): Piece {
  return {
    cycle: '2018',
    unit: '002',
    id: sampleId(place),
    items: ['A1'],
    title: `第${place}份材料`,
    note: null,
    channel: null,
    files: [
      {
        status: 'requested',
        id: sampleId(1000 + place),
        declared: { name: '纪要.pdf', size: 9, contentType: 'application/pdf', sha256: 'a'.repeat(64) },
      },
    ],
    links: [],
    replaces: null,
    requestedAt: noon,
    changedAt: noon,
    status: 'requested',
    ...over,
  };
}

/** A piece in a later state: what a reviewer or the unit has done to it. */
export function evidenceIn(status: Evidence['status'], place: number, over: Partial<Piece> = {}): Evidence {
  const { status: _, ...piece } = sampleEvidence(place, over);
  const review = { reviewedBy: 'reviewer-1', reviewedAt: piece.changedAt };
  switch (status) {
    case 'requested':
    case 'inspected':
    case 'quarantined':
      return { ...piece, status };
    case 'accepted':
      return { ...piece, status, ...review };
    case 'returned':
      return { ...piece, status, ...review, reason: '缺少公章' };
    case 'replaced':
      return { ...piece, status, replacedBy: sampleId(9) };
    case 'withdrawn':
      return { ...piece, status, reason: '传错了' };
  }
}
