import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import { refuse } from '../../domain/errors.ts';
import { hashesOf } from '../../domain/run/run.ts';
import { changesSince, signOffWarnings } from '../../domain/run/sign-off-sheet.ts';
import { result } from '../../domain/scoring/result.ts';
import type { Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { dryRunResult, dryRunsOf } from './dry-run.ts';
import { lastYearsResult, originsIn } from './last-years-result.ts';
import { readJson } from './run-json.ts';

/** What a signer looks at: the result beside last year's and beside the last dry run, and what is worth a second look. */
export function getSignOffSheet(deps: Readonly<{ store: Store; runs: Files }>): UseCase<'getSignOffSheet'> {
  return async ({ params }) => {
    const run = (await load.run(deps.store, params)).value;
    if (hashesOf(run).resultSha256 === null)
      throw refuse.wrongState('run-wrong-state', { status: run.status });
    const now = await readJson(deps.runs, storageKeys.runFile({ ...params, file: runFiles.result }), result);
    const lastYear = await lastYearsResult(deps, params.cycle);
    const origins = await originsIn(deps.store, params.cycle);
    const [dry] = (await dryRunsOf(deps.store, params.cycle)).filter(({ at }) => at < now.frozenAt);
    return {
      sinceLastYear: lastYear === null ? null : [...changesSince(now, lastYear, origins)],
      sinceDryRun:
        dry === undefined
          ? null
          : { at: dry.at, units: [...changesSince(now, await dryRunResult(deps.runs, dry))] },
      warnings: [...signOffWarnings(now, lastYear, origins)],
    };
  };
}
