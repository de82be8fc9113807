import { renderedList, type RenderedList } from '../../contracts/run-files.ts';
import { renderedBy, storageKeys, type RenderedBy } from '../../contracts/storage-keys.ts';
import { utf8Of } from '../../domain/utf8.ts';
import type { ReportFile } from '../../ports/report-renderer.ts';
import type { Files } from '../../ports/services.ts';
import { sha256Hex } from '../new-id.ts';
import { readJson, writeJson } from './run-json.ts';

/** A file whose hash is known already is not hashed again. */
type ToWrite = ReportFile & Readonly<{ sha256?: string }>;

type Place = Readonly<{ cycle: string; run: string }>;

/**
 * Writes a report's files and remembers what it wrote. `finish` leaves the list by which publishing checks that every file is
 * still what was rendered, and from which the manifest is made: what renders a file of a report writes it through this.
 */
export function renderedFiles(
  deps: Readonly<{ runs: Files; reports: Files }>,
  place: Place,
  maker: RenderedBy,
) {
  const written: RenderedList = [];
  return {
    write: async ({ path, body, contentType, sha256 }: ToWrite): Promise<void> => {
      const bytes = typeof body === 'string' ? utf8Of(body) : body;
      await deps.reports.write(storageKeys.reportFile({ ...place, file: path }), bytes, contentType);
      written.push({ path, size: bytes.byteLength, sha256: sha256 ?? sha256Hex(bytes) });
    },
    finish: async (): Promise<void> => {
      const list = written.sort((left, right) => (left.path < right.path ? -1 : 1));
      await writeJson(deps.runs, storageKeys.renderedFiles({ ...place, maker }), renderedList.parse(list));
    },
  };
}

/** Everything that was rendered for a run's report, by whoever did. */
export async function listRendered(runs: Files, place: Place): Promise<RenderedList> {
  const lists = await Promise.all(
    renderedBy.map((maker) => readJson(runs, storageKeys.renderedFiles({ ...place, maker }), renderedList)),
  );
  return lists.flat();
}
