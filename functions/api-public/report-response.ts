import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import {
  readAppeals,
  readReport,
  readRevisions,
  readRevisionsIndex,
  type ReportNotice,
} from '../../shared/app/public/read-report.ts';
import { revisionsFile } from '../../shared/domain/integrity/manifest.ts';
import { Refusal } from '../../shared/domain/errors.ts';
import type { Publication } from '../../shared/domain/run/run.ts';
import type { Files } from '../../shared/ports/services.ts';
import type { Store } from '../../shared/ports/store.ts';
import type { Html } from '../../shared/report/html.ts';
import { withNotice } from '../../shared/report/page.ts';
import { pageResponse, redirect } from '../middleware/page-response.ts';
import { revisionsPage } from './revisions-page.ts';
import { appealsNotice, appealsPage, notFoundPage, revisionNotice, withdrawnPage } from './pages.ts';

type Deps = Readonly<{ store: Store; reports: Files }>;
type Response = APIGatewayProxyStructuredResultV2;

const appealsFile = 'appeals.html';
const revisionsPath = 'revisions.html';

/**
 * What stands at an address under `/reports/`: a file of a report, its notices, the page of appeals, or that there is none.
 * @param original the file's own bytes, as they were published and are hashed in the manifest, without the notices that came later
 */
export async function reportResponse(deps: Deps, proxy: string, original: boolean): Promise<Response> {
  const [cycle = '', ...rest] = proxy.split('/');
  const path = rest.join('/');
  if (path === '') return redirect(`/reports/${encodeURIComponent(cycle)}/index.html`);
  try {
    if (path === appealsFile) return await appeals(deps, cycle);
    if (path === revisionsFile) return pageResponse(path, await readRevisionsIndex(deps, cycle));
    if (path === revisionsPath) return await revisions(deps, cycle);
    const page = await readReport(deps, cycle, path);
    if (page.kind === 'withdrawn') return pageResponse('index.html', withdrawnPage(page.publication), 410);
    const { notice, publication } = page;
    const said =
      page.path.endsWith('.html') && !original ? await noticeOn(deps, page.path, publication, notice) : null;
    if (said === null) return pageResponse(page.path, page.body);
    return pageResponse(page.path, withNotice(new TextDecoder().decode(page.body), said));
  } catch (error) {
    if (error instanceof Refusal) return pageResponse('index.html', await notFoundPage(), 404);
    throw error;
  }
}

/** What stands in front of a page: that its revision no longer holds, or on the first page that appeals were decided since. */
async function noticeOn(
  deps: Deps,
  path: string,
  publication: Publication,
  notice: ReportNotice | null,
): Promise<Html | null> {
  if (notice !== null) return revisionNotice(publication, notice);
  if (path !== 'index.html') return null;
  const { appeals } = await readAppeals(deps, publication.cycle);
  return appeals.length === 0 ? null : appealsNotice(publication.cycle, appeals.length);
}

/** The year's decided appeals: a page of its own, since decisions come when the report's pages are long written. */
async function appeals(deps: Deps, cycle: string): Promise<Response> {
  const found = await readAppeals(deps, cycle);
  if (found.publication.withdrawn !== null)
    return pageResponse('index.html', withdrawnPage(found.publication), 410);
  return pageResponse(appealsFile, appealsPage(found.publication, found.appeals));
}

/** Every revision that the year's report has had; it stays when the report is withdrawn, since it says so. */
async function revisions(deps: Deps, cycle: string): Promise<Response> {
  const found = await readRevisions(deps, cycle);
  return pageResponse(revisionsPath, revisionsPage(found.publication, found.revisions));
}
