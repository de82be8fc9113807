import * as collections from '../../contracts/collections.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import { refuse } from '../../domain/errors.ts';
import { difference } from '../../domain/re-evaluation/difference.ts';
import { publishedForm } from '../../domain/re-evaluation/re-evaluation.ts';
import { hashesOf } from '../../domain/run/run.ts';
import type { Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { readJson } from '../run/run-json.ts';
import type { UseCase } from '../use-case.ts';

/** What a re-evaluation changes and why, and, once it has been scored, what came of it point by point. */
export function getReEvaluation(deps: Readonly<{ store: Store; runs: Files }>): UseCase<'getReEvaluation'> {
  return async ({ params }) => {
    const found = await deps.store.get(collections.reEvaluations, params);
    if (found === null) throw refuse.missing('run-unknown', { run: params.run });
    const { resultSha256 } = hashesOf((await load.run(deps.store, params)).value);
    return {
      reEvaluation: publishedForm(found.value),
      difference:
        resultSha256 === null
          ? null
          : await readJson(
              deps.runs,
              storageKeys.runFile({ ...params, file: runFiles.difference }),
              difference,
            ),
    };
  };
}
