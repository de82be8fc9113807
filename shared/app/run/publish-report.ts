import { z } from 'zod';
import { collections, streams } from '../../contracts/collections.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import type { tasks } from '../../contracts/tasks.ts';
import { refuse } from '../../domain/errors.ts';
import { requireActive, type Publication, type Revision, type Run } from '../../domain/run/run.ts';
import type { Instant } from '../../domain/values.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { load } from '../load.ts';
import { create, replace } from '../writes.ts';
import { noteProgress } from './progress.ts';
import { readJson } from './run-json.ts';

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
    await noteProgress(deps.store, input, 'publish', 'all', 0, 1);
    // A report whose first page cannot be read is not published.
    await deps.reports.read(
      storageKeys.reportFile({ cycle: input.cycle, run: input.run, file: 'index.html' }),
    );

    const at = await deps.clock.now();
    const cycle = await load.cycle(deps.store, input.cycle);
    const earlier = await deps.store.get(collections.publications, { cycle: input.cycle });
    const revision = (earlier?.value.revision ?? 0) + 1;
    await requireRenderedAs(deps.reports, input, revision);
    const {
      cycle: of,
      id,
      kind,
      rubric,
      execution,
      startedBy,
      startedAt,
      inputsSha256,
      resultSha256,
    } = active;
    const run: Run = {
      cycle: of,
      id,
      kind,
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
    const publication: Publication = {
      cycle: of,
      title,
      demonstration,
      run: id,
      revision,
      at,
      withdrawn: null,
      hiddenThrough: earlier?.value.hiddenThrough ?? 0,
    };
    await deps.store.commit({
      stream: streams.runs(input.cycle),
      writes: [
        replace(collections.runs, input, before, run),
        replace(collections.cycles, { cycle: of }, cycle, { ...cycle.value, activeRun: null }),
        earlier === null
          ? create(collections.publications, { cycle: of }, publication)
          : replace(collections.publications, { cycle: of }, earlier, publication),
        create(
          collections.revisions,
          { cycle: of, revision },
          await revisionOf(deps.store, { cycle: of, run: id, revision, at }),
        ),
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

/** The revision that a run publishes: its place in the year's list, and for a re-evaluation what it was for. */
async function revisionOf(
  store: Store,
  of: Readonly<{ cycle: string; run: string; revision: number; at: Instant }>,
): Promise<Revision> {
  const found = await store.get(collections.reEvaluations, of);
  if (found === null) return { ...of, kind: 'year-end' };
  const { from, reason, appeals } = found.value;
  return {
    ...of,
    kind: 're-evaluation',
    from: from.revision,
    reason,
    appeals: appeals.outcomes.map(({ appeal }) => appeal),
  };
}

/**
 * The report's pages name their revision; one that was withdrawn since they were rendered has moved the number on.
 * @throws Refusal `report-names-other-revision`
 */
async function requireRenderedAs(
  reports: Files,
  { cycle, run }: Readonly<{ cycle: string; run: string }>,
  revision: number,
): Promise<void> {
  const rendered = await readJson(
    reports,
    storageKeys.reportFile({ cycle, run, file: 'report.json' }),
    z.object({ revision: z.int() }),
  );
  if (rendered.revision !== revision)
    throw refuse.wrongState('report-names-other-revision', { rendered: rendered.revision, revision });
}
