import * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import type { tasks } from '../../contracts/tasks.ts';
import { refuse } from '../../domain/errors.ts';
import { requireActive, type Publication, type Revision, type Run } from '../../domain/run/run.ts';
import { sha256Hex, type Instant } from '../../domain/values.ts';
import type { Manifest } from '../../domain/integrity/manifest.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { revisionsOf } from '../re-evaluation/revisions-of.ts';
import { create, replace } from '../writes.ts';
import { noteProgress } from './progress.ts';
import { writeRevisionsIndex } from './revisions-index.ts';
import { readJson } from './run-json.ts';
import { sealReport, type SealDeps } from './seal-report.ts';

/**
 * Publishes a signed report: its files are held against what was rendered and sealed with a signed manifest, then one transaction moves the cycle's publication to this run, so readers see the old report or the
 * new one and never a mixture.
 */
export function publishReport(deps: SealDeps & Readonly<{ store: Store; clock: Clock }>) {
  return async (
    input: z.output<typeof tasks.publishReport.input>,
  ): Promise<z.input<typeof tasks.publishReport.output>> => {
    const before = await load.run(deps.store, input);
    // The task was repeated after it had done its work.
    if (before.value.status === 'published') {
      await writeRevisionsIndex(deps, input.cycle);
      await noteProgress(deps.store, input, 'publish', 'all', 1, 1);
      return { revision: before.value.revision };
    }
    const active = requireActive(before.value);
    if (
      active.signOff?.said.decision !== 'approve' ||
      active.inputsSha256 === null ||
      active.resultSha256 === null
    ) {
      throw refuse.wrongState('run-wrong-state', { status: 'not-signed' });
    }
    await noteProgress(deps.store, input, 'publish', 'all', 0, 1);
    const at = await deps.clock.now();
    const cycle = await load.cycle(deps.store, input.cycle);
    const earlier = await deps.store.get(collections.publications, { cycle: input.cycle });
    const revision = (earlier?.value.revision ?? 0) + 1;
    await requireRenderedAs(deps, input, revision);
    const { title, demonstration } = cycle.value;
    const manifestSha256 = await sealReport(deps, {
      ...input,
      kind: active.kind,
      title,
      demonstration,
      revision,
      supersedes: await supersededBy(deps.store, input.cycle),
      inputsSha256: active.inputsSha256,
      resultSha256: active.resultSha256,
    });
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
          await revisionOf(deps.store, { cycle: of, run: id, revision, at, manifestSha256 }),
        ),
      ],
      audit: {
        at,
        actor: active.signOff.by,
        action: 'report.publish',
        subject: `run:${id}`,
        details: { revision, inputsSha256, resultSha256, manifestSha256 },
      },
    });
    await writeRevisionsIndex(deps, input.cycle);
    await noteProgress(deps.store, input, 'publish', 'all', 1, 1);
    return { revision };
  };
}

/** The revision that a run publishes: its place in the year's list, and for a re-evaluation what it was for. */
async function revisionOf(
  store: Store,
  of: Readonly<{ cycle: string; run: string; revision: number; at: Instant; manifestSha256: string }>,
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

/** The newest revision that is a report: the one in whose place another comes, also where it was withdrawn. */
async function supersededBy(store: Store, cycle: string): Promise<Manifest['supersedes']> {
  const reports = (await revisionsOf(store, cycle)).filter((each) => each.kind !== 'withdrawal');
  const last = reports.at(-1);
  return last === undefined ? null : { revision: last.revision, manifestSha256: last.manifestSha256 };
}

/**
 * The report's pages name their revision and the key that signs them. One that was withdrawn since they were rendered has moved the
 * number on; another key may have come.
 * @throws Refusal `report-names-other-revision`, `report-names-other-key`
 */
async function requireRenderedAs(
  { reports, signer }: Pick<SealDeps, 'reports' | 'signer'>,
  { cycle, run }: Readonly<{ cycle: string; run: string }>,
  revision: number,
): Promise<void> {
  const rendered = await readJson(
    reports,
    storageKeys.reportFile({ cycle, run, file: 'report.json' }),
    z.object({ revision: z.int(), keyId: sha256Hex }),
  );
  if (rendered.revision !== revision)
    throw refuse.wrongState('report-names-other-revision', { rendered: rendered.revision, revision });
  const { keyId } = await signer.publicKey();
  if (rendered.keyId !== keyId)
    throw refuse.wrongState('report-names-other-key', { rendered: rendered.keyId, key: keyId });
}
