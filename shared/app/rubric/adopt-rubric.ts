import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { rubricMisfits } from '../../domain/cycle/rubric-fits-cycle.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { refuse, type RefusalFinding } from '../../domain/errors.ts';
import type { Rubric } from '../../domain/rubric/rubric.ts';
import type { Bilingual } from '../../domain/values.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { loadRubric } from './load-rubric.ts';
import type { UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';
import { recordedMisfits, type RecordedMisfit } from './recorded-misfits.ts';
import { versionViewer } from './version-view.ts';

/** At most this many places are told in one answer; what is left is told when these are mended. */
const mostTold = 200;

/**
 * From now on the cycle goes by this version. Not while a run is under way and not once a report is published: what people
 * were judged by stays what it was. What was recorded before and has to be recorded anew is told; adopting the version that
 * is adopted changes nothing and tells what is still to be mended.
 */
export function adoptRubric(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'adoptRubric'> {
  return async ({ member, params, body }) => {
    const before = await load.cycle(deps.store, params.cycle);
    const record = (await loadRubric(deps.store, params.cycle, body.version)).value;
    const adopted = before.value.rubric.version === body.version && !before.value.rubricIsDraft;
    if (!adopted) await requireFree(deps.store, before.value);
    const at = await deps.clock.now();
    const recorded = await recordedMisfits(deps.store, before.value, record.rubric, at);
    const cycle = {
      ...before.value,
      rubric: { id: record.rubric.id, version: record.version },
      rubricIsDraft: false,
    };
    if (!adopted) {
      await requireFit(deps.store, params.cycle, record.rubric, recorded);
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
    }
    const view = await versionViewer(deps.store, member, cycle);
    return {
      ...(await view(record)),
      toMend: recorded.slice(0, mostTold).map(({ unit, item, message }) => ({ unit, item, message })),
    };
  };
}

/** @throws Refusal when a run goes by the present version, or a report was published by it */
async function requireFree(store: Store, { id, activeRun, rubric }: Cycle): Promise<void> {
  if (activeRun !== null) throw refuse.wrongState('rubric-held-by-run', { run: activeRun });
  const publication = await store.get(collections.publications, { cycle: id });
  if (publication !== null) throw refuse.wrongState('rubric-in-use', { version: rubric.version });
}

/** @throws Refusal `rubric-does-not-fit` with everything that speaks against the version */
async function requireFit(
  store: Store,
  cycle: string,
  rubric: Rubric,
  recorded: readonly RecordedMisfit[],
): Promise<void> {
  const units = (await store.all(collections.units, { cycle })).map((each) => each.value);
  const bodies = (await store.all(collections.bodies, { cycle })).map((each) => each.value);
  const findings = [
    ...rubricMisfits(rubric, { units, bodies }).map((each) => finding('rubric-misfit', each)),
    ...recorded.flatMap((each) => (each.mendable ? [] : [finding('recorded-misfit', each.message)])),
  ];
  if (findings.length === 0) return;
  throw refuse.invalid('rubric-does-not-fit', { version: rubric.version }, findings.slice(0, mostTold));
}

function finding(code: string, { zh, en }: Bilingual): RefusalFinding {
  return { pointer: '/body/version', code, message: `${zh} / ${en}` };
}
