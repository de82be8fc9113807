import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { parseEvidenceKey } from '../../contracts/storage-keys.ts';
import type { DeclaredFile } from '../../domain/evidence/declared-file.ts';
import { recordInspection } from '../../domain/evidence/evidence.ts';
import { marksOf } from '../../domain/evidence/trace.ts';
import type { Clock, EvidenceInspector, InspectedObject } from '../../ports/services.ts';
import type { Store, Write } from '../../ports/store.ts';
import { create, replace } from '../writes.ts';

/** Why an event changed nothing. */
export type Ignored = 'not-evidence' | 'no-record' | 'no-object' | 'not-scanned' | 'already-inspected';

/**
 * An object has come: looks at its bytes and records the verdict. Events may come twice, late, or for things that are gone;
 * each such case is told and changes nothing.
 */
export function inspectUploadedFile(
  deps: Readonly<{ store: Store; clock: Clock; inspector: EvidenceInspector }>,
) {
  return async (objectKey: string): Promise<'inspected' | 'quarantined' | Ignored> => {
    const place = parseEvidenceKey(objectKey);
    if (place === null) return 'not-evidence';
    const before = await deps.store.get(collections.evidence, place);
    const file = before?.value.files.find((each) => each.id === place.file);
    if (before === null || file === undefined) return 'no-record';
    if (before.value.status !== 'requested' || file.status !== 'requested') return 'already-inspected';
    const found = await deps.inspector.inspect(objectKey, file.declared);
    if (found === 'no-object' || found === 'not-scanned') return found;

    const at = await deps.clock.now();
    const piece = recordInspection(before.value, file.id, found, at);
    await deps.store.commit({
      stream: streams.unit(place.cycle, place.unit),
      writes: [replace(collections.evidence, place, before, piece), ...tracesOf(place, file.declared, found)],
      audit: {
        at,
        actor: 'system:event-inspect-evidence',
        action: 'evidence.inspect',
        subject: `evidence:${piece.id}`,
        details: { file: file.id, outcome: found.verdict.outcome, sha256: file.declared.sha256 },
      },
    });
    return found.verdict.outcome;
  };
}

/** Where later pieces, of any unit and year, find this one again. */
function tracesOf(
  place: Readonly<{ cycle: string; unit: string; evidence: string; file: string }>,
  { sha256 }: DeclaredFile,
  { verdict, fingerprint }: InspectedObject,
): Write[] {
  if (verdict.outcome !== 'inspected') return [];
  return marksOf({ sha256, fingerprint }).map((mark) =>
    create(collections.evidenceTraces, { ...place, mark }, { ...place, mark, fingerprint }),
  );
}
