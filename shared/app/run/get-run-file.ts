import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import { refuse } from '../../domain/errors.ts';
import type { RunFileLinks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { hashesOf } from '../../domain/run/run.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';

const downloadSeconds = 120;

/** A link to a run's frozen inputs, rubric or result, once the run has them. */
export function getRunFile(
  deps: Readonly<{ store: Store; runFileLinks: RunFileLinks }>,
): UseCase<'getRunFile'> {
  return async ({ params }) => {
    const run = (await load.run(deps.store, params)).value;
    const hash = params.file === runFiles.result ? hashesOf(run).resultSha256 : hashesOf(run).inputsSha256;
    if (hash === null) throw refuse.missing('file-unknown', { file: params.file });
    const name = `${params.cycle}-${params.run}-${params.file}`;
    return deps.runFileLinks.download(storageKeys.runFile(params), name, downloadSeconds);
  };
}
