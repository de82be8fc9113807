import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { publicRoutes } from '../../shared/contracts/public-routes.ts';
import { consolePages } from '../../shared/contracts/page-routes.ts';
import { listPublications } from '../../shared/app/public/read-report.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { Files } from '../../shared/ports/services.ts';
import type { Store } from '../../shared/ports/store.ts';
import type { TokenCheck } from '../../shared/ports/token-check.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';
import { pageResponse } from '../middleware/page-response.ts';
import { consoleResponse, type ConsoleSite } from './console-response.ts';
import { pagesStyle, publicationsPage } from './pages.ts';
import { listPages } from '../../shared/app/public/list-pages.ts';
import { originOf, robots, sitemap } from './sitemap.ts';
import { reportResponse } from './report-response.ts';

type Deps = Readonly<{
  log: Log;
  store: Store;
  tokens: TokenCheck;
  edgeSecret: string | null;
  reports: Files;
  issuer: string;
  console: ConsoleSite | null;
}>;
type Response = APIGatewayProxyStructuredResultV2;

/** What anybody may read: the published reports, the API's documentation. */
export function createHandler(deps: Deps) {
  const openApi = endpoint(publicRoutes.getOpenApi, async () => {
    const { openApiDocument } = await import('../../shared/contracts/openapi.ts');
    const document = openApiDocument(deps.issuer);
    return () => Promise.resolve(document);
  });
  return httpFunction(deps, [openApi], pages(deps));
}

/** Pages by their route; each answers a whole HTTP response. */
function pages(deps: Deps): Readonly<Record<string, (event: APIGatewayProxyEventV2) => Promise<Response>>> {
  const { console } = deps;
  const overview = async () => pageResponse('index.html', publicationsPage(await listPublications(deps)));
  return {
    'GET /': overview,
    'GET /reports': overview,
    'GET /reports/{proxy+}': (event) =>
      reportResponse(
        deps,
        event.pathParameters?.['proxy'] ?? '',
        event.queryStringParameters?.['original'] !== undefined,
      ),
    'GET /robots.txt': (event) => Promise.resolve(pageResponse('robots.txt', robots(originOf(event)))),
    'GET /sitemap.xml': async (event) =>
      pageResponse('sitemap.xml', sitemap(originOf(event), await listPages(deps))),
    'GET /docs': async () => pageResponse('index.html', (await import('./docs-page.ts')).docsPage()),
    'GET /docs/style.css': () => Promise.resolve(pageResponse('style.css', pagesStyle)),
    ...(console === null
      ? {}
      : Object.fromEntries(
          consolePages.map((page) => [`GET ${page}`, (event) => consoleResponse(console, event)] as const),
        )),
  };
}
