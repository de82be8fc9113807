import * as collections from '../../contracts/collections.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import type { RevisionsIndex, SignedRevisionsIndex } from '../../domain/integrity/revisions-index.ts';
import type { Publication, Revision } from '../../domain/run/run.ts';
import { toCanonicalJson } from '../../domain/scoring/canonical-json.ts';
import type { Files } from '../../ports/services.ts';
import type { Signer } from '../../ports/signer.ts';
import type { Store } from '../../ports/store.ts';
import { revisionsOf } from '../re-evaluation/revisions-of.ts';

/**
 * Writes the signed list of a year's revisions after one of them has come. Whoever writes looks again afterwards: of two that
 * write at once, the one that knew less writes anew.
 */
export async function writeRevisionsIndex(
  deps: Readonly<{ store: Store; reports: Files; signer: Signer }>,
  cycle: string,
): Promise<void> {
  for (let written: string | null = null; ;) {
    const publication = (await deps.store.get(collections.publications, { cycle }))?.value;
    if (publication === undefined) return;
    const signed = toCanonicalJson(indexOf(publication, await revisionsOf(deps.store, cycle)));
    if (signed === written) return;
    const { algorithm, keyId, signature } = await deps.signer.sign(new TextEncoder().encode(signed));
    const file: SignedRevisionsIndex = { signed, algorithm, keyId, signature };
    await deps.reports.write(storageKeys.revisionsIndex(cycle), toCanonicalJson(file), 'application/json');
    written = signed;
  }
}

function indexOf({ cycle, title, revision: newest }: Publication, all: readonly Revision[]): RevisionsIndex {
  return {
    format: 'biaochi-revisions/1',
    cycle,
    title,
    revisions: all
      .map((each) => ({
        revision: each.revision,
        kind: each.kind,
        at: each.at,
        state: stateOf(each, newest),
        manifestSha256: each.kind === 'withdrawal' ? null : each.manifestSha256,
      }))
      .reverse(),
  };
}

function stateOf({ kind, revision }: Revision, newest: number): 'in-force' | 'superseded' | 'withdrawal' {
  if (kind === 'withdrawal') return 'withdrawal';
  return revision === newest ? 'in-force' : 'superseded';
}
