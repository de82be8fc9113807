import type { z } from 'zod';
import { collections, streams } from '../../contracts/collections.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import type { tasks } from '../../contracts/tasks.ts';
import { refuse } from '../../domain/errors.ts';
import { requireActive, type Publication, type Run } from '../../domain/run/run.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { load } from '../load.ts';
import { create, replace } from '../writes.ts';
import { noteProgress } from './progress.ts';

/**
 * Publishes a signed report: one transaction moves the cycle's publication to this run, so readers see the old report or the
 * new one and never a mixture.
 */
export function publishReport(deps: Readonly<{ store: Store; clock: Clock; reports: Files }>) {
  return async (
    input: z.output<typeof tasks.publishReport.input>,
  ): Promise<z.input<typeof tasks.publishReport.output>> => {
    const before = await load.run(deps.store, input);
    // The task was repeated after it had done its work.
    if (before.value.status === 'published') return { revision: before.value.revision };
    const active = requireActive(before.value);
    if (
      active.signOff?.said.decision !== 'approve' ||
      active.inputsSha256 === null ||
      active.resultSha256 === null
    ) {
      throw refuse.wrongState('run-wrong-state', { status: 'not-signed' });
    }
    // A report whose first page cannot be read is not published.
    await deps.reports.read(
      storageKeys.reportFile({ cycle: input.cycle, run: input.run, file: 'index.html' }),
    );

    const at = await deps.clock.now();
    const cycle = await load.cycle(deps.store, input.cycle);
    const earlier = await deps.store.get(collections.publications, { cycle: input.cycle });
    const revision = (earlier?.value.revision ?? 0) + 1;
    const { cycle: of, id, rubric, execution, startedBy, startedAt, inputsSha256, resultSha256 } = active;
    const run: Run = {
      cycle: of,
      id,
      rubric,
      execution,
      startedBy,
      startedAt,
      inputsSha256,
      resultSha256,
      status: 'published',
      revision,
      signedBy: active.signOff.by,
      endedAt: at,
    };
    const { title, demonstration } = cycle.value;
    const publication: Publication = { cycle: of, title, demonstration, run: id, revision, at };
    await deps.store.commit({
      stream: streams.runs(input.cycle),
      writes: [
        replace(collections.runs, input, before, run),
        replace(collections.cycles, { cycle: of }, cycle, { ...cycle.value, activeRun: null }),
        earlier === null
          ? create(collections.publications, { cycle: of }, publication)
          : replace(collections.publications, { cycle: of }, earlier, publication),
      ],
      audit: {
        at,
        actor: active.signOff.by,
        action: 'report.publish',
        subject: `run:${id}`,
        details: { revision, inputsSha256, resultSha256 },
      },
    });
    await noteProgress(deps.store, input, 'publish', 'all', 1, 1);
    return { revision };
  };
}
