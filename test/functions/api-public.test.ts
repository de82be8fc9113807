import { beforeEach, describe, expect, test } from 'vitest';
import { noTokens } from '../../functions/adapters/tokens/no-tokens.ts';
import { createHandler } from '../../functions/api-public/handler.ts';
import * as collections from '../../shared/contracts/collections.ts';
import type { PublishedAppeal } from '../../shared/domain/appeals/appeal.ts';
import { noon, sampleId } from '../support/builders.ts';
import { publishedYear, type FilledYear } from '../support/published-year.ts';
import { htmlFaults } from '../support/html-validator.ts';
import { callHttp, recordedLog } from './http-call.ts';

/** What the public sees of the appeals that follow a publication. */

let year: FilledYear;
let read: (path: string) => ReturnType<typeof callHttp>;
let readSite: (path: string, headers?: Record<string, string>) => ReturnType<typeof callHttp>;
beforeEach(async () => {
  year = await publishedYear();
  const handler = createHandler({
    ...recordedLog(),
    tokens: noTokens,
    edgeSecret: null,
    store: year.world.store,
    reports: year.machine.reports,
    issuer: 'https://issuer.example',
    console: null,
  });
  readSite = (path, headers = {}) =>
    callHttp(handler, { route: { method: 'GET', path }, subject: null, headers });
  read = (path) =>
    callHttp(handler, {
      route: { method: 'GET', path: '/reports/{proxy+}' },
      subject: null,
      params: { proxy: path },
    });
});
const decided = (number: number, over: Partial<PublishedAppeal> = {}): PublishedAppeal => ({
  cycle: '2018',
  id: sampleId(number),
  unit: '002',
  unitName: '县科技局',
  item: 'C2',
  itemLabel: { zh: '培训', en: 'Training' },
  revision: 1,
  outcome: 'upheld',
  reason: '补充材料属实',
  points: '2',
  at: noon,
  ...over,
});
const put = (of: PublishedAppeal) =>
  year.world.store.put(collections.publishedAppeals, { cycle: of.cycle, appeal: of.id }, of);

describe('the page of decided appeals', () => {
  test('says that there is none yet; then the report’s first page leads to it, and no other page', async () => {
    const none = await read('2018/appeals.html');
    expect(none.statusCode).toBe(200);
    expect(none.body).toContain('还没有作出决定的复核申请');
    const before = await read('2018/index.html');
    expect(before.body).not.toContain('appeals.html');
    await put(decided(1));
    expect((await read('2018/index.html')).body).toContain('href="/reports/2018/appeals.html"');
    for (const path of ['2018/method.html', '2018/units/002.html', '2018/report.json'])
      expect((await read(path)).body).not.toContain('appeals.html');
  });

  test('counts and lists them by the day of the decision, of this year only', async () => {
    await put(
      decided(2, { outcome: 'rejected', points: null, reason: '材料不符', at: '2019-02-02T01:00:00.000Z' }),
    );
    await put(decided(1, { at: '2019-02-01T01:00:00.000Z' }));
    await put(decided(3, { cycle: '2017', reason: '去年的' }));
    const { body } = await read('2018/appeals.html');
    expect(body).toContain('已决定 2 件：成立 1 件，部分成立 0 件，不成立 1 件');
    expect(body.indexOf('补充材料属实')).toBeLessThan(body.indexOf('材料不符'));
    expect(body).not.toContain('去年的');
  });

  test('writes a hostile reason as text', async () => {
    await put(decided(1, { reason: '<script>alert(1)</script>\u202e', unitName: '"><img src=x>' }));
    const { body } = await read('2018/appeals.html');
    expect(body).not.toMatch(/<script|<img/);
    expect(body).toContain('&lt;script&gt;');
  });

  test('is not there before a publication, for a year that is none, or when the report was withdrawn', async () => {
    for (const path of ['2017/appeals.html', 'x/appeals.html', '20188/appeals.html'])
      expect((await read(path)).statusCode).toBe(404);
    await put(decided(1));
    const publication = (await year.world.store.get(collections.publications, { cycle: '2018' }))!.value;
    const withdrawn = { reason: '有误', at: noon, hidesEarlier: false };
    await year.world.store.put(collections.publications, { cycle: '2018' }, { ...publication, withdrawn });
    const gone = await read('2018/appeals.html');
    expect(gone.statusCode).toBe(410);
    expect(gone.body).not.toContain('补充材料属实');
  });
});

describe('what search engines are told', () => {
  test('every page of the report is in the site map by its lasting address, and each of them is there', async () => {
    const map = await readSite('/sitemap.xml', { 'x-forwarded-proto': 'https' });
    expect(map.statusCode).toBe(200);
    const places = [...map.body.matchAll(/<loc>https:\/\/api\.example\/reports\/([^<]+)<\/loc>/g)].map(
      ([, path]) => path!,
    );
    expect(places).toContain('2018/index.html');
    expect(places).toContain('2018/en.html');
    expect(places).toContain('2018/units/002.html');
    for (const page of ['method', 'data', 'verify', 'revisions', 'appeals'])
      expect(places).toContain(`2018/${page}.html`);
    expect(places).not.toContain('2018/changes.html');
    for (const path of places) expect((await read(path)).statusCode, path).toBe(200);
  });

  test('the site map is well-formed XML of its own namespace, each address once, with the day of publication', async () => {
    const { headers, body } = await readSite('/sitemap.xml', { 'x-forwarded-proto': 'https' });
    expect(headers['content-type']).toMatch(/^application\/xml/);
    const url = /<url><loc>([^<>&\s]+)<\/loc><lastmod>(\d{4}-\d{2}-\d{2})<\/lastmod><\/url>\n/g;
    const around =
      '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n</urlset>\n';
    // Nothing but whole entries stands in it.
    expect(body.replaceAll(url, '')).toBe(around);
    const found = [...body.matchAll(url)].map(([, loc, day]) => ({ loc: loc!, day }));
    expect(new Set(found.map(({ loc }) => loc)).size).toBe(found.length);
    for (const { loc, day } of found) {
      expect(new URL(loc).origin).toBe('https://api.example');
      expect(day).toBe('2019-01-05');
    }
  });

  test('robots.txt names the site map, and shuts nothing but the API', async () => {
    expect((await readSite('/robots.txt')).body.split('\n')).toEqual([
      'User-agent: *',
      'Disallow: /api/',
      'Sitemap: http://api.example/sitemap.xml',
      '',
    ]);
  });

  test('robots.txt is reached by https where the reader came by it', async () => {
    const { body } = await readSite('/robots.txt', { 'x-forwarded-proto': 'https' });
    expect(body).toContain('Sitemap: https://api.example/sitemap.xml');
  });
});

describe('the page of revisions', () => {
  test('lists the report’s revision with its address, and is there for a year that is published only', async () => {
    const page = await read('2018/revisions.html');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('href="/reports/2018/r1/index.html"');
    expect(page.body).toContain('年终评价');
    expect((await read('2019/revisions.html')).statusCode).toBe(404);
  });
});

describe('every kind of page of the site', () => {
  const ofReport = [
    ...['index', 'method', 'data', 'en', 'verify', 'revisions', 'appeals', 'units/002'],
    ...['r1/index', 'nowhere'],
  ];
  test.each(ofReport)('%s is valid HTML as it is served', async (name) => {
    await put(decided(1));
    const { body } = await read(`2018/${name}.html`);
    // A file that is served as it was published comes in base64.
    const page = body.startsWith('<') ? body : Buffer.from(body, 'base64').toString();
    expect(await htmlFaults(page, `${name}.html`)).toEqual([]);
  });

  test.each(['/', '/docs'])('%s too', async (path) => {
    expect(await htmlFaults((await readSite(path)).body, path)).toEqual([]);
  });
});
