import type { EvidenceLinks, Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import type { Member } from '../../domain/people/member.ts';
import { requestEvidence } from '../evidence/request-evidence.ts';
import * as load from '../load.ts';
import type { BundlePiece } from './bundle-plan.ts';

/**
 * Makes a bundle's pieces that are not there yet, as their unit would one by one, and gives them with those that are. A piece
 * whose every file is handed in elsewhere is not made.
 */
export async function makePieces(
  deps: Readonly<{ store: Store; clock: Clock; links: EvidenceLinks }>,
  member: Member,
  place: Readonly<{ cycle: string; unit: string }>,
  pieces: readonly BundlePiece[],
): Promise<readonly BundlePiece[]> {
  const request = requestEvidence(deps);
  const made: BundlePiece[] = [];
  for (const piece of pieces) {
    const { planned, key, already } = piece;
    const files = planned.files.filter(({ path }) => !already.has(path));
    if (piece.made !== null || files.length === 0) {
      made.push(piece);
      continue;
    }
    const { items, title, note, channel } = planned;
    const { evidence } = await request({
      member,
      key,
      params: place,
      query: {},
      body: {
        items: [...items],
        title,
        note,
        channel,
        files: files.map(({ declared }) => declared),
        links: [],
        replaces: null,
      },
    });
    made.push({
      ...piece,
      made: (await load.evidence(deps.store, { ...place, evidence: evidence.id })).value,
    });
  }
  return made;
}
