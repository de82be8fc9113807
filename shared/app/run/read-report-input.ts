import * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import { runFiles } from '../../contracts/storage-keys.ts';
import { difference } from '../../domain/re-evaluation/difference.ts';
import { publishedReEvaluation } from '../../domain/re-evaluation/re-evaluation.ts';
import { rubric } from '../../domain/rubric/rubric.ts';
import { hashesOf } from '../../domain/run/run.ts';
import type { Inputs } from '../../domain/scoring/inputs.ts';
import type { Result } from '../../domain/scoring/result.ts';
import type { ReportInput } from '../../ports/report-renderer.ts';
import type { Files } from '../../ports/services.ts';
import type { Signer } from '../../ports/signer.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import * as load from '../load.ts';
import { lastYearOf } from './last-years-result.ts';
import { parseHeld, parseJson, readRunData, type RunData } from './run-json.ts';

/** The run's own files that are published unchanged, so that anyone can compute every point again. */
const dataFiles = [runFiles.inputs, runFiles.rubric, runFiles.result] as const;
/** And of a re-evaluation: what it changed, why, and what came of it. */
const reEvaluationFiles = [runFiles.reEvaluation, runFiles.difference] as const;

const heldInputs = z.custom<Inputs>();
const heldResult = z.custom<Result>();

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
  const data = await fewAtATime(files, (file) => readRunData(deps.runs, of, file));
  const read = (file: string): RunData => {
    const found = data.find(({ path }) => path === file);
    if (found === undefined) throw new RangeError(`${file} was not read`);
    return found;
  };
  const { inputsSha256, resultSha256 } = hashesOf((await load.run(deps.store, of)).value);
  return {
    data,
    input: {
      cycle,
      rubric: parseJson(read(runFiles.rubric).body, rubric),
      inputs: parseHeld(read(runFiles.inputs), inputsSha256, heldInputs),
      result: parseHeld(read(runFiles.result), resultSha256, heldResult),
      revision: (earlier?.value.revision ?? 0) + 1,
      changes: reEvaluated
        ? {
            reEvaluation: parseJson(read(runFiles.reEvaluation).body, publishedReEvaluation),
            difference: parseJson(read(runFiles.difference).body, difference),
          }
        : null,
      lastYear: await lastYearOf(deps, of.cycle),
      licence: cycle.settings.dataLicence,
      keyId: (await deps.signer.publicKey()).keyId,
      dataFiles: data.map(({ path, body }) => ({ path, size: body.byteLength })),
    },
  };
}
