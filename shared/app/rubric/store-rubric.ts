import { collections, streams } from '../../contracts/collections.ts';
import { refuse } from '../../domain/errors.ts';
import type { Clock } from '../../ports/services.ts';
import { AlreadyThere, type Store } from '../../ports/store.ts';
import { load } from '../load.ts';
import { fingerprintOf } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { create } from '../writes.ts';
import { readRubricText } from './read-rubric-text.ts';
import { versionView } from './version-view.ts';

/**
 * Stores a rubric as the cycle's next version, whatever number its text says. A stored version never changes: a mended one
 * is the next. It counts for nothing until it is adopted.
 */
export function storeRubric(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'storeRubric'> {
  return async ({ member, key, params, body }) => {
    const cycle = (await load.cycle(deps.store, params.cycle)).value;
    const said = readRubricText(body.text);
    const fingerprint = fingerprintOf([key, body]);
    const there = await deps.store.all(collections.rubrics, params);
    const earlier = there.find((each) => each.fingerprint === fingerprint);
    if (earlier !== undefined) return versionView(earlier.value, cycle);

    const version = Math.max(0, ...there.map((each) => each.value.version)) + 1;
    const at = await deps.clock.now();
    const record = { ...params, version, rubric: { ...said, version }, storedAt: at };
    try {
      await deps.store.commit({
        stream: streams.office(params.cycle),
        writes: [create(collections.rubrics, { ...params, version }, record, fingerprint)],
        audit: {
          at,
          actor: member.subject,
          action: 'rubric.store',
          subject: `rubric:${version}`,
          details: { version, content: fingerprintOf(record.rubric) },
        },
      });
    } catch (error) {
      // Somebody else stored a version in this moment: theirs stands, and this one is stored by asking again.
      if (error instanceof AlreadyThere) throw refuse.conflict('changed-meanwhile');
      throw error;
    }
    return versionView(record, cycle);
  };
}
