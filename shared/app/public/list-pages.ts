import * as z from 'zod/mini';
import type { Publication } from '../../domain/run/run.ts';
import type { Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { listPublications, readReport } from './read-report.ts';

/** A report's pages by their lasting paths, from the site's root on, and the instant at which the report was published. */
export type ReportPages = Readonly<{ publication: Publication; paths: readonly string[] }>;

const pages = [
  'index.html',
  'method.html',
  'data.html',
  'en.html',
  'verify.html',
  'revisions.html',
  'appeals.html',
];
/** Of a re-evaluated report: what it changed. */
const changesPage = 'changes.html';
const listed = z.object({ from: z.nullable(z.int()), units: z.array(z.object({ page: z.string() })) });

/** Every page of every report that is shown, for search engines; a withdrawn report has none. */
export async function listPages(
  deps: Readonly<{ store: Store; reports: Files }>,
): Promise<readonly ReportPages[]> {
  const found: ReportPages[] = [];
  for (const publication of await listPublications(deps)) {
    if (publication.withdrawn !== null) continue;
    const report = await readReport(deps, publication.cycle, 'report.json');
    if (report.kind !== 'file') continue;
    const { from, units } = listed.parse(JSON.parse(new TextDecoder().decode(report.body)));
    const paths = [
      ...pages,
      ...(from === null ? [] : [changesPage]),
      ...units.map(({ page }) => page).sort(),
    ];
    found.push({ publication, paths: paths.map((path) => `/reports/${publication.cycle}/${path}`) });
  }
  return found;
}
