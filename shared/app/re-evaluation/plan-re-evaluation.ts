import * as collections from '../../contracts/collections.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import { refuse } from '../../domain/errors.ts';
import { applyChanges, unitOf } from '../../domain/re-evaluation/inputs-change.ts';
import {
  gatherChanges,
  type ReEvaluation,
  type ReEvaluationEntry,
} from '../../domain/re-evaluation/re-evaluation.ts';
import { requireNotOwnUnit, type Member } from '../../domain/people/member.ts';
import type { Rubric } from '../../domain/rubric/rubric.ts';
import { inputs as inputsShape, type Inputs } from '../../domain/scoring/inputs.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { appealsOfYear } from '../appeals/appeals-of.ts';
import * as load from '../load.ts';
import { loadRubric } from '../rubric/load-rubric.ts';
import { readJson } from '../run/run-json.ts';
import { requireFit } from '../run/require-fit.ts';
import { revisionsOf } from './revisions-of.ts';

export type ReEvaluationDeps = Readonly<{ store: Store; clock: Clock; runs: Files }>;

export type PlannedReEvaluation = Readonly<{
  reEvaluation: Omit<ReEvaluation, 'run'>;
  published: Inputs;
  inputs: Inputs;
  rubric: Rubric;
}>;

/**
 * What a re-evaluation would be: its changes gathered, applied to the published inputs and found to fit the rubric, before
 * anything is started.
 * @throws Refusal `nothing-published`; `recused` where a named change is of the member's own unit; those of `gatherChanges`,
 *   `applyChanges` and `requireFit`
 */
export async function planReEvaluation(
  deps: ReEvaluationDeps,
  cycle: string,
  member: Member,
  entry: ReEvaluationEntry,
): Promise<PlannedReEvaluation> {
  const { store } = deps;
  await load.cycle(store, cycle);
  for (const change of entry.changes) {
    const unit = unitOf(change);
    if (unit !== null) requireNotOwnUnit(member, unit);
  }
  const from = await publishedRun(store, cycle);
  const reported = (await revisionsOf(store, cycle)).flatMap((each) =>
    each.kind === 're-evaluation' ? each.appeals : [],
  );
  const { changes, appeals } = gatherChanges(entry, await appealsOfYear(store, cycle), new Set(reported));
  const at = await deps.clock.now();
  const reEvaluation = { cycle, from, scope: entry.scope, reason: entry.reason, changes, appeals, at };
  const published = await readPublishedInputs(deps.runs, reEvaluation);
  return { reEvaluation, published, ...(await deriveInputs(store, published, reEvaluation)) };
}

/** The inputs that a re-evaluation goes on from. */
export function readPublishedInputs(
  runs: Files,
  { cycle, from }: Pick<ReEvaluation, 'cycle' | 'from'>,
): Promise<Inputs> {
  return readJson(runs, storageKeys.runFile({ cycle, run: from.run, file: runFiles.inputs }), inputsShape);
}

/** The new snapshot and the rubric that it is scored by. @throws Refusal `rubric-version-unknown`, `inputs-do-not-fit` */
export async function deriveInputs(
  store: Store,
  published: Inputs,
  { cycle, from, changes, at }: Omit<ReEvaluation, 'run'>,
): Promise<Readonly<{ inputs: Inputs; rubric: Rubric }>> {
  const { revision, inputsSha256 } = from;
  const inputs = applyChanges(published, changes, { revision, inputsSha256, at });
  const { rubric } = (await loadRubric(store, cycle, inputs.rubric.version)).value;
  requireFit(rubric, inputs);
  return { inputs, rubric };
}

async function publishedRun(store: Store, cycle: string): Promise<ReEvaluation['from']> {
  const publication = (await store.get(collections.publications, { cycle }))?.value;
  if (publication === undefined) throw refuse.wrongState('nothing-published');
  const { value } = await load.run(store, { cycle, run: publication.run });
  if (value.status !== 'published')
    throw new RangeError(`Run ${value.id} of ${cycle} is published and says ${value.status}`);
  return { revision: value.revision, run: value.id, inputsSha256: value.inputsSha256 };
}
