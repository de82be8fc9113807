import { collections } from '../../contracts/collections.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import { difference } from '../../domain/re-evaluation/difference.ts';
import { publishedReEvaluation } from '../../domain/re-evaluation/re-evaluation.ts';
import { rubric } from '../../domain/rubric/rubric.ts';
import { inputs } from '../../domain/scoring/inputs.ts';
import { result } from '../../domain/scoring/result.ts';
import type { ReportInput } from '../../ports/report-renderer.ts';
import type { Files } from '../../ports/services.ts';
import type { Signer } from '../../ports/signer.ts';
import type { Store } from '../../ports/store.ts';
import { inSlices } from '../in-slices.ts';
import { load } from '../load.ts';
import { lastYearOf } from './last-years-result.ts';

/** The run's own files that are published unchanged, so that anyone can compute every point again. */
const dataFiles = [runFiles.inputs, runFiles.rubric, runFiles.result] as const;
/** And of a re-evaluation: what it changed, why, and what came of it. */
const reEvaluationFiles = [runFiles.reEvaluation, runFiles.difference] as const;

/** A run's data file as it is published: the very bytes. */
export type RunData = Readonly<{ path: string; body: Uint8Array }>;

/**
 * What a run's report is made from, all but the day of its publication, with the files it was read from. Every form of the report
 * is made from this one thing.
 */
export async function readReportInput(
  deps: Readonly<{ store: Store; runs: Files; signer: Pick<Signer, 'publicKey'> }>,
  of: Readonly<{ cycle: string; run: string }>,
): Promise<Readonly<{ input: Omit<ReportInput, 'publishedOn'>; data: readonly RunData[] }>> {
  const cycle = (await load.cycle(deps.store, of.cycle)).value;
  const earlier = await deps.store.get(collections.publications, { cycle: of.cycle });
  const reEvaluated = (await deps.store.get(collections.reEvaluations, of)) !== null;
  const files = reEvaluated ? [...dataFiles, ...reEvaluationFiles] : dataFiles;
  const data = await inSlices(files, async (file) => ({
    path: file,
    body: await deps.runs.read(storageKeys.runFile({ ...of, file })),
  }));
  const parsed = (file: string): unknown => {
    const found = data.find((each) => each.path === file);
    return JSON.parse(new TextDecoder().decode(found?.body));
  };
  return {
    data,
    input: {
      cycle,
      rubric: rubric.parse(parsed(runFiles.rubric)),
      inputs: inputs.parse(parsed(runFiles.inputs)),
      result: result.parse(parsed(runFiles.result)),
      revision: (earlier?.value.revision ?? 0) + 1,
      changes: reEvaluated
        ? {
            reEvaluation: publishedReEvaluation.parse(parsed(runFiles.reEvaluation)),
            difference: difference.parse(parsed(runFiles.difference)),
          }
        : null,
      lastYear: await lastYearOf(deps, of.cycle),
      licence: cycle.settings.dataLicence,
      keyId: (await deps.signer.publicKey()).keyId,
      dataFiles: data.map(({ path, body }) => ({ path, size: body.byteLength })),
    },
  };
}
