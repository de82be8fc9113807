import { collections, streams } from '../../contracts/collections.ts';
import { rubricMisfits } from '../../domain/cycle/rubric-fits-cycle.ts';
import { refuse } from '../../domain/errors.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { load } from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';
import { versionView } from './version-view.ts';

/**
 * From now on the cycle goes by this version. Not while a run is under way and not once a report is published: what people
 * were judged by stays what it was.
 */
export function adoptRubric(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'adoptRubric'> {
  return async ({ member, params, body }) => {
    const before = await load.cycle(deps.store, params.cycle);
    const record = (await load.rubric(deps.store, params.cycle, body.version)).value;
    if (before.value.rubric.version === body.version) return versionView(record, before.value);
    if (before.value.activeRun !== null) {
      throw refuse.conflict('run-active', { cycle: params.cycle, run: before.value.activeRun });
    }
    if ((await deps.store.get(collections.publications, params)) !== null) {
      throw refuse.wrongState('rubric-in-use', { version: before.value.rubric.version });
    }
    const units = (await deps.store.all(collections.units, params)).map((each) => each.value);
    const bodies = (await deps.store.all(collections.bodies, params)).map((each) => each.value);
    const misfits = rubricMisfits(record.rubric, { units, bodies });
    if (misfits.length > 0) {
      throw refuse.invalid(
        'rubric-does-not-fit',
        { version: body.version },
        misfits.map((each) => ({
          pointer: '/version',
          code: 'rubric-misfit',
          message: `${each.zh} / ${each.en}`,
        })),
      );
    }
    const at = await deps.clock.now();
    const cycle = { ...before.value, rubric: { id: record.rubric.id, version: record.version } };
    await deps.store.commit({
      stream: streams.office(params.cycle),
      writes: [replace(collections.cycles, params, before, cycle)],
      audit: {
        at,
        actor: member.subject,
        action: 'rubric.adopt',
        subject: `rubric:${record.version}`,
        details: { from: before.value.rubric.version, to: record.version },
      },
    });
    return versionView(record, cycle);
  };
}
