import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { refuse } from '../../domain/errors.ts';
import type { Publication, Revision } from '../../domain/run/run.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Signer } from '../../ports/signer.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { writeRevisionsIndex } from '../run/revisions-index.ts';
import type { UseCase } from '../use-case.ts';
import { create, replace } from '../writes.ts';

/**
 * A signer takes the published report off its address, at once and saying why. The withdrawal is a revision of its own; a
 * re-evaluation publishes the next. The same words again find it done.
 */
export function withdrawReport(
  deps: Readonly<{ store: Store; clock: Clock; reports: Files; signer: Signer }>,
): UseCase<'withdrawReport'> {
  const { store, clock } = deps;
  return async ({ member, params: { cycle }, body }) => {
    await load.cycle(store, cycle);
    const before = await store.get(collections.publications, { cycle });
    if (before === null) throw refuse.wrongState('nothing-published');
    const { withdrawn } = before.value;
    if (withdrawn !== null) {
      if (withdrawn.reason !== body.reason || withdrawn.hidesEarlier !== body.hidesEarlier)
        throw refuse.wrongState('report-withdrawn');
      await writeRevisionsIndex(deps, cycle);
      return { revision: before.value.revision, ...withdrawn };
    }
    const at = await clock.now();
    const revision = before.value.revision + 1;
    const said = { reason: body.reason, hidesEarlier: body.hidesEarlier, at };
    const publication: Publication = {
      ...before.value,
      revision,
      at,
      withdrawn: said,
      hiddenThrough: body.hidesEarlier ? revision : before.value.hiddenThrough,
    };
    const record: Revision = { cycle, revision, kind: 'withdrawal', ...said };
    await store.commit({
      stream: streams.runs(cycle),
      writes: [
        replace(collections.publications, { cycle }, before, publication),
        create(collections.revisions, { cycle, revision }, record),
      ],
      audit: {
        at,
        actor: member.subject,
        action: 'report.withdraw',
        subject: `cycle:${cycle}`,
        details: { revision, hidesEarlier: String(body.hidesEarlier) },
      },
    });
    await writeRevisionsIndex(deps, cycle);
    return { revision, ...said };
  };
}
