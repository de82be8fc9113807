import * as z from 'zod/mini';
import { appealDecision, figuresOf, type Appeal } from '../appeals/appeal.ts';
import { refuse } from '../errors.ts';
import { cycleId, instant, itemCode, paragraph, recordId, runId, sha256Hex, unitId } from '../values.ts';
import { inputsChange, isInScope, scope, type InputsChange, type Scope } from './inputs-change.ts';

/** How an appeal ended, as the report says it. */
const appealOutcome = z.strictObject({
  appeal: recordId,
  unit: unitId,
  item: itemCode,
  ...z.pick(appealDecision, { outcome: true, reason: true, points: true }).shape,
});
export type DecidedAppeal = z.infer<typeof appealOutcome>;

const count = z.int().check(z.minimum(0));
const figures = z.strictObject({
  filed: count,
  answered: count,
  withdrawn: count,
  upheld: count,
  'partly-upheld': count,
  rejected: count,
});

/** What an admin states of a re-evaluation (重新评价). */
export const reEvaluationEntry = z.strictObject({
  scope,
  reason: paragraph,
  changes: z.array(inputsChange).check(z.maxLength(200)),
});
export type ReEvaluationEntry = z.infer<typeof reEvaluationEntry>;

/**
 * A re-evaluation: which published revision it goes on from, what it changes and why, and the appeals whose outcomes it
 * publishes. Nothing of the year's record is opened again: the new snapshot is the published one with these changes.
 */
export const reEvaluation = z.strictObject({
  cycle: cycleId,
  run: runId,
  from: z.strictObject({ revision: z.int().check(z.minimum(1)), run: runId, inputsSha256: sha256Hex }),
  ...reEvaluationEntry.shape,
  /** Of the year, when the re-evaluation was started, and every outcome that no revision has published before. */
  appeals: z.strictObject({ figures, outcomes: z.array(appealOutcome) }),
  at: instant,
});
export type ReEvaluation = z.infer<typeof reEvaluation>;

/** The same as it is published beside the report, as `re-evaluation.json`. */
export const publishedReEvaluation = z.extend(z.omit(reEvaluation, { run: true }), {
  format: z.literal('biaochi-re-evaluation/1'),
  from: z.omit(reEvaluation.shape.from, { run: true }),
});
export type PublishedReEvaluation = z.infer<typeof publishedReEvaluation>;

export function publishedForm({ run: _, from, ...rest }: ReEvaluation): PublishedReEvaluation {
  const { revision, inputsSha256 } = from;
  return { format: 'biaochi-re-evaluation/1', ...rest, from: { revision, inputsSha256 } };
}

/** A record may have 400 KB in the table; this leaves room for what surrounds it. */
const mostBytes = 300_000;

/**
 * A re-evaluation's changes: those that upheld appeals ask for within its scope, and then those that were named, so that facts
 * that are stated anew stand over a decision about the same item.
 * @param reported appeals whose outcome an earlier revision has published
 * @returns the changes, and the appeals as the report is to say them; upheld ones outside the scope wait for another time
 * @throws Refusal `change-outside-scope`, `too-many-changes`; `nothing-to-re-evaluate` when there is neither a change nor an
 *   outcome to publish
 */
export function gatherChanges(
  entry: ReEvaluationEntry,
  appeals: readonly Appeal[],
  reported: ReadonlySet<string>,
): Pick<ReEvaluation, 'changes' | 'appeals'> {
  entry.changes.forEach((change, place) => {
    if (!isInScope(change, entry.scope)) throw refuse.invalid('change-outside-scope', { place: place + 1 });
  });
  const decided = appeals.filter((each) => !reported.has(each.id)).flatMap(outcomeOf);
  const outcomes = decided.filter((each) => {
    const change = changeOf(each);
    return change === null ? isAbout(each, entry.scope) : isInScope(change, entry.scope);
  });
  const changes = [...outcomes.flatMap((each) => changeOf(each) ?? []), ...entry.changes];
  if (changes.length === 0 && outcomes.length === 0) throw refuse.wrongState('nothing-to-re-evaluate');
  const gathered = { changes, appeals: { figures: figuresOf(appeals), outcomes } };
  const bytes = new TextEncoder().encode(JSON.stringify(gathered)).length;
  if (bytes > mostBytes) throw refuse.invalid('too-many-changes', { bytes, most: mostBytes });
  return gathered;
}

function outcomeOf(of: Appeal): DecidedAppeal[] {
  if (of.status !== 'decided') return [];
  const { outcome, reason, points } = of.decision;
  return [{ appeal: of.id, unit: of.unit, item: of.item, outcome, reason, points }];
}

/** What an upheld appeal asks for; null for one that was rejected. */
function changeOf({ appeal, unit, item, reason, points }: DecidedAppeal): InputsChange | null {
  return points === null ? null : { kind: 'item-points', unit, item, points, appeal, reason };
}

function isAbout({ unit, item }: DecidedAppeal, within: Scope): boolean {
  switch (within.kind) {
    case 'all':
      return true;
    case 'units':
      return within.units.includes(unit);
    case 'item':
      return within.item === item;
  }
}
