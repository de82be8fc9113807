import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { openApiDocument } from '../../shared/contracts/openapi.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { listPublications, readReport } from '../../shared/app/public/read-report.ts';
import { Refusal } from '../../shared/domain/errors.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { Files } from '../../shared/ports/services.ts';
import type { Store } from '../../shared/ports/store.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';
import { pageResponse, redirect } from '../middleware/page-response.ts';
import { withNotice } from '../../shared/report/page.ts';
import {
  docsPage,
  notFoundPage,
  pagesStyle,
  publicationsPage,
  revisionNotice,
  withdrawnPage,
} from './pages.ts';

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
    const page = await readReport(deps, cycle, path);
    if (page.kind === 'withdrawn') return pageResponse('index.html', withdrawnPage(page.publication), 410);
    const { notice, publication } = page;
    if (notice === null || !page.path.endsWith('.html')) return pageResponse(page.path, page.body);
    const text = new TextDecoder().decode(page.body);
    return pageResponse(page.path, withNotice(text, revisionNotice(publication, notice)));
  } catch (error) {
    if (error instanceof Refusal) return pageResponse('index.html', notFoundPage(), 404);
    throw error;
  }
}
