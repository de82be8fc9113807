import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ReportPages } from '../../shared/app/public/list-pages.ts';
import { shanghaiDay } from '../../shared/domain/calendar.ts';
import { markup } from '../../shared/report/html.ts';

/** Scheme and name by which the reader has reached the site; API Gateway says the scheme in a header of its own. */
export function originOf({ headers, requestContext }: APIGatewayProxyEventV2): string {
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  return `${scheme}://${requestContext.domainName}`;
}

/** Reports are for everybody; an earlier revision names the address that lasts as its own. */
export function robots(origin: string): string {
  return `User-agent: *\nDisallow: /api/\nSitemap: ${origin}/sitemap.xml\n`;
}

/** The addresses that last, as https://www.sitemaps.org/protocol.html has them. */
export function sitemap(origin: string, reports: readonly ReportPages[]): string {
  const of = (path: string, day: string) =>
    markup`<url><loc>${`${origin}${path}`}</loc><lastmod>${day}</lastmod></url>\n`;
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${reports.flatMap(({ publication, paths }) => paths.map((path) => of(path, shanghaiDay(publication.at))))}</urlset>
`.source;
}
