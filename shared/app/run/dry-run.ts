import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { refuse } from '../../domain/errors.ts';
import { mostDryRunUnits, type DryRun } from '../../domain/run/dry-run.ts';
import { changesSince, signOffWarnings } from '../../domain/run/sign-off-sheet.ts';
import type { Inputs } from '../../domain/scoring/inputs.ts';
import { result, type Result } from '../../domain/scoring/result.ts';
import { score } from '../../domain/scoring/score.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import * as load from '../load.ts';
import { loadRubric } from '../rubric/load-rubric.ts';
import { fingerprintOf, idFrom, sha256Hex } from '../new-id.ts';
import { requireUnitsAtOnce } from '../require-units-at-once.ts';
import type { UseCase } from '../use-case.ts';
import { create, createOnce } from '../writes.ts';
import { inputsHeader } from './inputs-header.ts';
import { lastYearsResult, originsIn } from './last-years-result.ts';
import { readOffice, readUnit } from './read-records.ts';
import { requireFit } from './require-fit.ts';
import { readJson, writeJson } from './run-json.ts';

type Deps = Readonly<{ store: Store; clock: Clock; runs: Files }>;

/** Scores the year as it stands and keeps what came out, for the county office alone. The same key again is the same dry run. */
export function makeDryRun(deps: Deps): UseCase<'makeDryRun'> {
  const { store, clock, runs } = deps;
  return async ({ member, key, params }) => {
    const id = idFrom(`dry run ${params.cycle}`, key);
    const place = { ...params, dryRun: id };
    const there = await store.get(collections.dryRuns, place);
    if (there !== null) return dryRunView(deps, there.value);
    const at = await clock.now();
    const { inputs, scored } = await scoreNow(deps, params.cycle, at);
    const inputsBytes = await writeJson(
      runs,
      storageKeys.dryRunFile({ ...place, file: 'inputs.json' }),
      inputs,
    );
    const resultBytes = await writeJson(
      runs,
      storageKeys.dryRunFile({ ...place, file: 'result.json' }),
      scored,
    );
    const value: DryRun = {
      ...params,
      id,
      at,
      by: member.subject,
      units: scored.units.length,
      inputsSha256: sha256Hex(inputsBytes),
      resultSha256: sha256Hex(resultBytes),
    };
    const fingerprint = fingerprintOf(params);
    const made = await createOnce(
      store,
      { in: collections.dryRuns, id: place, value, fingerprint },
      {
        stream: streams.runs(params.cycle),
        writes: [create(collections.dryRuns, place, value, fingerprint)],
        audit: {
          at,
          actor: member.subject,
          action: 'dry-run.make',
          subject: `dry-run:${id}`,
          details: { inputsSha256: value.inputsSha256, resultSha256: value.resultSha256 },
        },
      },
    );
    return dryRunView(deps, made);
  };
}

/** The dry runs of a year, the newest first. */
export function listDryRuns({ store }: Readonly<{ store: Store }>): UseCase<'listDryRuns'> {
  return async ({ params }) => {
    await load.cycle(store, params.cycle);
    return { items: (await dryRunsOf(store, params.cycle)).map(summaryOf) };
  };
}

/** One dry run, beside the one before it. */
export function getDryRun(deps: Deps): UseCase<'getDryRun'> {
  return async ({ params }) => {
    const found = await deps.store.get(collections.dryRuns, params);
    if (found === null) throw refuse.missing('dry-run-unknown', { dryRun: params.dryRun });
    return dryRunView(deps, found.value);
  };
}

/** Newest first. */
export async function dryRunsOf(store: Store, cycle: string): Promise<readonly DryRun[]> {
  const all = (await store.all(collections.dryRuns, { cycle })).map(({ value }) => value);
  return all.sort((left, right) => (left.at < right.at ? 1 : -1));
}

export function dryRunResult(runs: Files, { cycle, id }: DryRun): Promise<Result> {
  return readJson(runs, storageKeys.dryRunFile({ cycle, dryRun: id, file: 'result.json' }), result);
}

async function scoreNow({ store }: Deps, cycleId: string, at: string) {
  const cycle = (await load.cycle(store, cycleId)).value;
  const units = (await store.all(collections.units, { cycle: cycleId })).map(({ value }) => value);
  requireUnitsAtOnce(units, mostDryRunUnits, 'dry-run-too-large');
  const { rubric } = (await loadRubric(store, cycleId, cycle.rubric.version)).value;
  const office = await readOffice(store, cycleId, shanghaiDay(at));
  const over = { ...office, bodies: office.bodies.map(({ body }) => body) };
  const read = await fewAtATime(units, async (unit) => (await readUnit(store, cycle, unit, over)).inputs);
  const inputs: Inputs = {
    ...inputsHeader(cycle, office, at),
    units: read.sort((left, right) => left.order - right.order),
  };
  requireFit(rubric, inputs);
  return { inputs, scored: score(rubric, inputs) };
}

async function dryRunView(deps: Deps, of: DryRun) {
  const now = await dryRunResult(deps.runs, of);
  const before = (await dryRunsOf(deps.store, of.cycle)).find(({ at }) => at < of.at) ?? null;
  const earlier = before === null ? null : await dryRunResult(deps.runs, before);
  return {
    dryRun: summaryOf(of),
    before: before === null ? null : summaryOf(before),
    units: [...changesSince(now, earlier)],
    warnings: [
      ...signOffWarnings(now, await lastYearsResult(deps, of.cycle), await originsIn(deps.store, of.cycle)),
    ],
  };
}

function summaryOf({ id, at, units, inputsSha256, resultSha256 }: DryRun) {
  return { id, at, units, inputsSha256, resultSha256 };
}
