import * as collections from '../../contracts/collections.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Evidence } from '../../domain/evidence/evidence.ts';
import type { Instant } from '../../domain/values.ts';
import type { Clock, EvidenceInspector } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { presentCycles } from '../present-cycles.ts';
import { inspectUploadedFile } from './inspect-uploaded-file.ts';

/**
 * What a sweep came to, in files. `missing`: asked for and never sent; the unit sees the piece as unfinished and may renew the
 * link or withdraw it. `later`: somebody was changing the piece, or a run has frozen the unit.
 */
export type Sweep = Readonly<{ inspected: number; quarantined: number; missing: number; later: number }>;

/** An event usually comes within seconds; what is younger is left to it. */
const youngMs = 10 * 60_000;

/**
 * Finds what no event told of: files of this year's and the last's evidence that lie in the store and were never looked at. Records say where
 * to look, since nothing comes into the store but by a link, and no link is given without a record. Safe to repeat.
 * @param keepGoing asked before each file; what is left waits for the next sweep
 */
export function sweepEvidence(deps: Readonly<{ store: Store; clock: Clock; inspector: EvidenceInspector }>) {
  const { store } = deps;
  const inspect = inspectUploadedFile(deps);
  return async (keepGoing: () => boolean): Promise<Sweep> => {
    const now = await deps.clock.now();
    const youngest = new Date(Date.parse(now) - youngMs).toISOString();
    const swept = { inspected: 0, quarantined: 0, missing: 0, later: 0 };
    for await (const piece of unfinished(store, now)) {
      if (piece.changedAt > youngest) continue;
      for (const file of piece.files) {
        if (file.status !== 'requested') continue;
        if (!keepGoing()) return swept;
        swept[await look(storageKeys.evidenceFile({ ...piece, evidence: piece.id, file: file.id }))] += 1;
      }
    }
    return swept;
  };

  async function look(key: string): Promise<keyof Sweep> {
    try {
      const outcome = await inspect(key);
      if (outcome === 'inspected' || outcome === 'quarantined') return outcome;
      // What the virus scanner has not spoken of yet is later, too.
      return outcome === 'no-object' ? 'missing' : 'later';
    } catch (error) {
      if (error instanceof Refusal && (error.code === 'changed-meanwhile' || error.code === 'frozen'))
        return 'later';
      throw error;
    }
  }
}

/** Pieces that wait for files, unit after unit. */
async function* unfinished(store: Store, now: Instant): AsyncGenerator<Evidence> {
  for (const { id: cycle } of await presentCycles(store, now)) {
    for (const { value: unit } of await store.all(collections.units, { cycle })) {
      const pieces = await store.all(collections.evidence, { cycle, unit: unit.id });
      for (const { value: piece } of pieces) if (piece.status === 'requested') yield piece;
    }
  }
}
