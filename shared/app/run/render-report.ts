import type { z } from 'zod';
import { collections } from '../../contracts/collections.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import type { tasks } from '../../contracts/tasks.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { difference } from '../../domain/re-evaluation/difference.ts';
import { publishedReEvaluation } from '../../domain/re-evaluation/re-evaluation.ts';
import { rubric } from '../../domain/rubric/rubric.ts';
import { inputs } from '../../domain/scoring/inputs.ts';
import { result } from '../../domain/scoring/result.ts';
import type { ReportFile, ReportRenderer } from '../../ports/report-renderer.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { inSlices } from '../in-slices.ts';
import { load } from '../load.ts';
import { noteProgress } from './progress.ts';

/** How many files are written at once, and how often progress is noted. */
const filesPerSlice = 16;

/** The run's own files that are published unchanged, so that anyone can compute every point again. */
const dataFiles = [runFiles.inputs, runFiles.rubric, runFiles.result] as const;
/** And of a re-evaluation: what it changed, why, and what came of it. */
const reEvaluationFiles = [runFiles.reEvaluation, runFiles.difference] as const;

/** Renders the run's report into a folder of its own. Nobody sees it until the run is published. */
export function renderReport(
  deps: Readonly<{ store: Store; clock: Clock; runs: Files; reports: Files; renderer: ReportRenderer }>,
) {
  return async (
    input: z.output<typeof tasks.renderReport.input>,
  ): Promise<z.input<typeof tasks.renderReport.output>> => {
    const cycle = (await load.cycle(deps.store, input.cycle)).value;
    const earlier = await deps.store.get(collections.publications, { cycle: input.cycle });
    const reEvaluated = (await deps.store.get(collections.reEvaluations, input)) !== null;
    const files = reEvaluated ? [...dataFiles, ...reEvaluationFiles] : dataFiles;
    const data = await inSlices(files, async (file) => ({
      path: file,
      body: await deps.runs.read(storageKeys.runFile({ ...input, file })),
    }));
    const parsed = (file: string): unknown => {
      const found = data.find((each) => each.path === file);
      return JSON.parse(new TextDecoder().decode(found?.body));
    };
    const frozen = inputs.parse(parsed(runFiles.inputs));
    const write = async ({ path, body, contentType }: ReportFile) => {
      await deps.reports.write(storageKeys.reportFile({ ...input, file: path }), body, contentType);
    };

    await noteProgress(deps.store, input, 'render', 'all', 0, frozen.units.length);
    for (const { path, body } of data) await write({ path, body, contentType: 'application/json' });
    let written = data.length;
    let slice: ReportFile[] = [];
    const rendered = deps.renderer({
      cycle,
      rubric: rubric.parse(parsed(runFiles.rubric)),
      inputs: frozen,
      result: result.parse(parsed(runFiles.result)),
      revision: (earlier?.value.revision ?? 0) + 1,
      changes: reEvaluated
        ? {
            reEvaluation: publishedReEvaluation.parse(parsed(runFiles.reEvaluation)),
            difference: difference.parse(parsed(runFiles.difference)),
          }
        : null,
      publishedOn: shanghaiDay(await deps.clock.now()),
      dataFiles: data.map(({ path, body }) => ({ path, size: body.byteLength })),
    });
    for await (const file of rendered) {
      slice.push(file);
      written += 1;
      if (slice.length < filesPerSlice) continue;
      await inSlices(slice, write);
      slice = [];
      await noteProgress(
        deps.store,
        input,
        'render',
        'all',
        Math.min(written, frozen.units.length),
        frozen.units.length,
      );
    }
    await inSlices(slice, write);
    await noteProgress(deps.store, input, 'render', 'all', frozen.units.length, frozen.units.length);
    return { files: written };
  };
}
