import * as collections from '../../contracts/collections.ts';
import type { EvidenceFile } from '../../domain/evidence/evidence.ts';
import { likenessOf, marksOf, type EvidenceTrace, type Likeness } from '../../domain/evidence/trace.ts';
import { requireNotOwnUnit } from '../../domain/people/member.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';

/** More than a reviewer goes through; a picture that is in more places is a logo or a form. */
const mostShown = 50;

type Found = Readonly<{ file: string; trace: EvidenceTrace; likeness: Likeness }>;
type Lookalike = Awaited<ReturnType<UseCase<'listLookalikes'>>>['items'][number];

/** Files elsewhere, in any unit and year, that are the same as those of this piece or look like them. The reviewer judges. */
export function listLookalikes(deps: Readonly<{ store: Store }>): UseCase<'listLookalikes'> {
  return async ({ member, params }) => {
    requireNotOwnUnit(member, params.unit);
    const piece = (await load.evidence(deps.store, params)).value;
    const found: Found[] = [];
    for (const file of piece.files)
      if (file.status === 'inspected') found.push(...(await like(deps.store, file, piece.id)));
    found.sort(nearestFirst);
    const items: Lookalike[] = [];
    for (const each of found.slice(0, mostShown)) items.push(await shown(deps.store, each));
    return { items, more: found.length > mostShown };
  };
}

/** Every file that is like this one, once, and none of the piece itself. */
async function like(
  store: Store,
  file: Extract<EvidenceFile, { status: 'inspected' }>,
  piece: string,
): Promise<readonly Found[]> {
  const looks = { sha256: file.declared.sha256, fingerprint: file.fingerprint };
  const byPlace = new Map<string, Found>();
  for (const mark of marksOf(looks)) {
    for (const { value: trace } of await store.all(collections.evidenceTraces, { mark })) {
      const place = `${trace.cycle} ${trace.unit} ${trace.evidence} ${trace.file}`;
      if (trace.evidence === piece || byPlace.has(place)) continue;
      const likeness = likenessOf(looks, trace);
      if (likeness !== null) byPlace.set(place, { file: file.id, trace, likeness });
    }
  }
  return [...byPlace.values()];
}

function nearestFirst(left: Found, right: Found): number {
  const distance = ({ likeness }: Found) => (likeness.sameContent ? -1 : (likeness.differingBits ?? 256));
  return distance(left) - distance(right) || (left.trace.cycle < right.trace.cycle ? 1 : -1);
}

async function shown(store: Store, { file, trace, likeness }: Found): Promise<Lookalike> {
  const { cycle, unit, evidence } = trace;
  const other = (await load.evidence(store, { cycle, unit, evidence })).value;
  const their = other.files.find((each) => each.id === trace.file);
  return {
    file,
    ...likeness,
    other: {
      cycle,
      unit,
      unitName: (await load.unit(store, cycle, unit)).value.name,
      evidence,
      title: other.title,
      status: other.status,
      file: trace.file,
      name: their?.declared.name ?? '',
      takenAt:
        their?.status === 'inspected' && their.verdict.outcome === 'inspected'
          ? (their.verdict.image?.takenAt ?? null)
          : null,
    },
  };
}
