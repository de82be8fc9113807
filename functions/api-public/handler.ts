import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { openApiDocument } from '../../shared/contracts/openapi.ts';
import { routes } from '../../shared/contracts/routes.ts';
import {
  listPublications,
  readAppeals,
  readReport,
  type ReportNotice,
} from '../../shared/app/public/read-report.ts';
import { Refusal } from '../../shared/domain/errors.ts';
import type { Publication } from '../../shared/domain/run/run.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { Files } from '../../shared/ports/services.ts';
import type { Store } from '../../shared/ports/store.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';
import { pageResponse, redirect } from '../middleware/page-response.ts';
import type { Html } from '../../shared/report/html.ts';
import { withNotice } from '../../shared/report/page.ts';
import {
  appealsNotice,
  appealsPage,
  docsPage,
  notFoundPage,
  pagesStyle,
  publicationsPage,
  revisionNotice,
  withdrawnPage,
} from './pages.ts';

const appealsFile = 'appeals.html';

type Deps = Readonly<{ log: Log; store: Store; reports: Files; issuer: string }>;
type Response = APIGatewayProxyStructuredResultV2;

/** What anybody may read: the published reports, the API's documentation. */
export function createHandler(deps: Deps) {
  // Made when it is first asked for: readers of a report do not wait for it.
  let document: ReturnType<typeof openApiDocument> | undefined;
  const describe = () => Promise.resolve((document ??= openApiDocument(deps.issuer)));
  return httpFunction(deps, [endpoint(routes.getOpenApi, describe)], pages(deps));
}

/** Pages by their route; each answers a whole HTTP response. */
function pages(deps: Deps): Readonly<Record<string, (event: APIGatewayProxyEventV2) => Promise<Response>>> {
  const overview = async () => pageResponse('index.html', publicationsPage(await listPublications(deps)));
  return {
    'GET /': overview,
    'GET /reports': overview,
    'GET /reports/{proxy+}': (event) => report(deps, event.pathParameters?.['proxy'] ?? ''),
    'GET /docs': () => Promise.resolve(pageResponse('index.html', docsPage())),
    'GET /docs/style.css': () => Promise.resolve(pageResponse('style.css', pagesStyle)),
  };
}

async function report(deps: Deps, proxy: string): Promise<Response> {
  const [cycle = '', ...rest] = proxy.split('/');
  const path = rest.join('/');
  if (path === '') return redirect(`/reports/${encodeURIComponent(cycle)}/index.html`);
  try {
    if (path === appealsFile) return await appeals(deps, cycle);
    const page = await readReport(deps, cycle, path);
    if (page.kind === 'withdrawn') return pageResponse('index.html', withdrawnPage(page.publication), 410);
    const { notice, publication } = page;
    const said = page.path.endsWith('.html') ? await noticeOn(deps, page.path, publication, notice) : null;
    if (said === null) return pageResponse(page.path, page.body);
    return pageResponse(page.path, withNotice(new TextDecoder().decode(page.body), said));
  } catch (error) {
    if (error instanceof Refusal) return pageResponse('index.html', notFoundPage(), 404);
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
