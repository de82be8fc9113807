import type * as z from 'zod/mini';
import { documentList } from '../../contracts/run-files.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import type { tasks } from '../../contracts/tasks.ts';
import type { ReportFile, ReportRenderer } from '../../ports/report-renderer.ts';
import type { Files } from '../../ports/services.ts';
import type { Signer } from '../../ports/signer.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import { noteProgress } from './progress.ts';
import { renderedFiles } from './rendered-files.ts';
import { readReportInput } from './read-report-input.ts';
import { readJson } from './run-json.ts';

/** How many files are written at once, and how often progress is noted. */
const filesPerSlice = 16;

/** Renders the run's report into a folder of its own. Nobody sees it until the run is published. */
export function renderReport(
  deps: Readonly<{
    store: Store;
    runs: Files;
    reports: Files;
    signer: Pick<Signer, 'publicKey'>;
    renderer: ReportRenderer;
  }>,
) {
  return async (
    input: z.output<typeof tasks.renderReport.input>,
  ): Promise<z.input<typeof tasks.renderReport.output>> => {
    const { input: read, data } = await readReportInput(deps, input);
    const documents = await readJson(
      deps.runs,
      storageKeys.runFile({ ...input, file: runFiles.documents }),
      documentList,
    );
    const units = read.inputs.units.length;
    const { write, finish } = renderedFiles(deps, input, 'pages');

    await noteProgress(deps.store, input, 'render', 'all', 0, units);
    for (const file of data) await write({ ...file, contentType: 'application/json' });
    let written = data.length;
    let slice: ReportFile[] = [];
    const rendered = deps.renderer({
      ...read,
      publishedOn: documents.publishedOn,
      dataFiles: [...documents.files, ...read.dataFiles],
    });
    for await (const file of rendered) {
      slice.push(file);
      written += 1;
      if (slice.length < filesPerSlice) continue;
      await fewAtATime(slice, write);
      slice = [];
      await noteProgress(deps.store, input, 'render', 'all', Math.min(written, units), units);
    }
    await fewAtATime(slice, write);
    await finish();
    await noteProgress(deps.store, input, 'render', 'all', units, units);
    return { files: written };
  };
}
