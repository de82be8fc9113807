import type * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import type { DocumentList } from '../../contracts/run-files.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import type { tasks } from '../../contracts/tasks.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { defaultCircularTemplate } from '../../domain/circular/circular-template.ts';
import type { DocumentsRenderer } from '../../ports/documents.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Signer } from '../../ports/signer.ts';
import type { Store } from '../../ports/store.ts';
import { noteProgress } from './progress.ts';
import { readReportInput } from './read-report-input.ts';
import { renderedFiles } from './rendered-files.ts';
import { writeJson } from './run-json.ts';

/**
 * Makes the documents that belong to a report, the circular and the printed report, into the report's folder, and writes down
 * which they are: the report's pages, rendered next, name them with their sizes and carry the same date. Again makes them anew.
 */
export function renderDocuments(
  deps: Readonly<{
    store: Store;
    clock: Clock;
    runs: Files;
    reports: Files;
    signer: Pick<Signer, 'publicKey'>;
    documents: DocumentsRenderer;
  }>,
) {
  return async (
    input: z.output<typeof tasks.renderDocuments.input>,
  ): Promise<z.input<typeof tasks.renderDocuments.output>> => {
    const template = (await deps.store.get(collections.circularTemplates, input))?.value;
    const read = await readReportInput(deps, input);
    const units = read.input.inputs.units.length;
    await noteProgress(deps.store, input, 'render', 'all', 0, units);
    const publishedOn = shanghaiDay(await deps.clock.now());
    const list: DocumentList = { publishedOn, files: [] };
    const rendered = deps.documents({ ...read.input, publishedOn }, template ?? defaultCircularTemplate);
    const { write, finish } = renderedFiles(deps, input, 'documents');
    for await (const { path, body, contentType } of rendered) {
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
      await write({ path, body: bytes, contentType });
      list.files.push({ path, size: bytes.byteLength });
    }
    await finish();
    await writeJson(deps.runs, storageKeys.runFile({ ...input, file: runFiles.documents }), list);
    return { files: list.files.length };
  };
}
