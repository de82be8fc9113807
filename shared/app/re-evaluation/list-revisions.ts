import type * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import type { revisionView as view } from '../../contracts/re-evaluation-routes.ts';
import type { Publication, Revision } from '../../domain/run/run.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { revisionsOf } from './revisions-of.ts';

/** Every revision of a year's report, the newest first, with where it stands and whether it still holds. */
export function listRevisions({ store }: Readonly<{ store: Store }>): UseCase<'listRevisions'> {
  return async ({ params: { cycle } }) => {
    await load.cycle(store, cycle);
    const publication = (await store.get(collections.publications, { cycle }))?.value ?? null;
    const all = publication === null ? [] : await revisionsOf(store, cycle);
    return { items: all.map((each) => revisionView(each, publication)).reverse() };
  };
}

function revisionView(of: Revision, publication: Publication | null): z.input<typeof view> {
  const newest = publication?.revision === of.revision;
  return {
    revision: of.revision,
    kind: of.kind,
    at: of.at,
    reason: of.kind === 'year-end' ? null : of.reason,
    state: of.kind === 'withdrawal' ? 'withdrawal' : newest ? 'in-force' : 'superseded',
    address:
      of.kind === 'withdrawal' || of.revision <= (publication?.hiddenThrough ?? 0)
        ? null
        : `/reports/${of.cycle}/r${of.revision}/index.html`,
  };
}
