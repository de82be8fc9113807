import * as collections from '../../contracts/collections.ts';
import type { evidenceBundleRoutes } from '../../contracts/evidence-bundle-routes.ts';
import type { OutputOf } from '../../contracts/route.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import type { Evidence } from '../../domain/evidence/evidence.ts';
import type { BundleFault } from '../../domain/evidence-bundle/bundle-fault.ts';
import { bundleFaultText } from '../../domain/evidence-bundle/bundle-fault-words.ts';
import type { BundleList } from '../../domain/evidence-bundle/bundle-list.ts';
import {
  planBundle,
  type BundleFile,
  type BundlePlan,
  type PlannedPiece,
} from '../../domain/evidence-bundle/plan-bundle.ts';
import { findItem } from '../../domain/rubric/rubric.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf, idFrom } from '../new-id.ts';
import { evidenceIdFor } from '../evidence/request-evidence.ts';
import { schemeOf } from '../rubric-item.ts';

type Place = Readonly<{ cycle: string; unit: string }>;

/** A piece of a bundle: made already, or with the files that it would be made of. */
export type BundlePiece = Readonly<{
  planned: PlannedPiece;
  /** The idempotency key that its making goes by. */
  key: string;
  made: Evidence | null;
  /** Files whose content the unit has handed in elsewhere, with the piece it is in. */
  already: ReadonlyMap<string, string>;
}>;

export type BundleState = Readonly<{ cycle: Cycle; plan: BundlePlan; pieces: readonly BundlePiece[] }>;

/**
 * What a bundle comes to at present: its plan, held against what the unit has handed in.
 * @param seed what tells this bundle from another of the same files: its id, or the key of the call
 */
export async function bundleState(
  store: Store,
  place: Place,
  seed: string,
  files: readonly BundleFile[],
  list: BundleList | null,
): Promise<BundleState> {
  const cycle = (await load.cycle(store, place.cycle)).value;
  const scheme = await schemeOf(store, (await load.unit(store, place.cycle, place.unit)).value);
  const plan = planBundle(files, list, {
    item: (code) => {
      const item = findItem(scheme, code);
      return item === null ? 'unknown' : item.evidence === 'none' ? 'takes-none' : 'takes';
    },
    limits: cycle.settings.evidence,
  });
  const existing = (await store.all(collections.evidence, place)).map((each) => each.value);
  return { cycle, plan, pieces: plan.pieces.map((planned) => pieceOf(place, seed, planned, existing)) };
}

function pieceOf(
  place: Place,
  seed: string,
  planned: PlannedPiece,
  existing: readonly Evidence[],
): BundlePiece {
  const key = idFrom(`bundle ${place.cycle} ${place.unit}`, fingerprintOf([seed, planned]));
  const id = evidenceIdFor(place, key);
  const made = existing.find((piece) => piece.id === id) ?? null;
  const already = new Map<string, string>();
  for (const { path, declared } of made === null ? planned.files : []) {
    const elsewhere = existing.find(
      (piece) =>
        isLive(piece) &&
        piece.items.some((item) => planned.items.includes(item)) &&
        piece.files.some((file) => file.declared.sha256 === declared.sha256),
    );
    if (elsewhere !== undefined) already.set(path, elsewhere.id);
  }
  return { planned, key, made, already };
}

/** Whether a piece stands, so that the same content need not be handed in again. */
function isLive({ status }: Evidence): boolean {
  return status === 'requested' || status === 'inspected' || status === 'accepted';
}

/** The state as its caller sees it. */
export function bundlePlanView({
  plan,
  pieces,
}: BundleState): OutputOf<(typeof evidenceBundleRoutes)['checkEvidenceFolder']> {
  return {
    pieces: pieces.map(({ planned, made, already }) => ({
      items: [...planned.items],
      title: planned.title,
      note: planned.note,
      channel: planned.channel,
      files: planned.files.filter(({ path }) => !already.has(path)).map(({ path }) => path),
      evidence: made?.id ?? null,
    })),
    files: plan.files.map((file) => {
      if (file.outcome === 'fault') return { ...file, fault: faultView(file.fault) };
      const elsewhere = file.outcome === 'piece' ? pieces[file.piece]?.already.get(file.path) : undefined;
      return elsewhere === undefined ? file : { path: file.path, outcome: 'already', evidence: elsewhere };
    }),
    faults: plan.faults.map(faultView),
  };
}

function faultView(fault: BundleFault) {
  return { code: fault.code, message: bundleFaultText(fault) };
}
