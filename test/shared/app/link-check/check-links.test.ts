import { beforeEach, describe, expect, test } from 'vitest';
import { addRegisterRows } from '../../../../shared/app/register/add-register-rows.ts';
import { correctRegisterRow } from '../../../../shared/app/register/correct-register-row.ts';
import { withdrawRegisterRow } from '../../../../shared/app/register/withdraw-register-row.ts';
import { checkLinks } from '../../../../shared/app/link-check/check-links.ts';
import { getLinkCheck, setLinkCheck } from '../../../../shared/app/link-check/link-check-settings.ts';
import { countLinkFindings, listLinkFindings } from '../../../../shared/app/link-check/list-link-findings.ts';
import { lookAtLink } from '../../../../shared/app/link-check/look-at-link.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import type { LinkAnswer, LinkFetcher } from '../../../../shared/ports/link-fetcher.ts';
import { sampleEntry } from '../../../support/builders.ts';
import { utf8 } from '../../../support/file-builders.ts';
import { asked, changes, freeze, in002, notImplemented, people, sampleWorld, type World } from '../world.ts';

const page = (html: string, over: Partial<Extract<LinkAnswer, { kind: 'answered' }>> = {}): LinkAnswer => ({
  kind: 'answered',
  status: 200,
  url: 'http://www.daying.gov.cn/1',
  contentType: 'text/html; charset=utf-8',
  body: utf8(html),
  whole: true,
  ...over,
});

/** A web of addresses with their answers; what is not in it is not found. */
function web(pages: Readonly<Record<string, LinkAnswer | Readonly<{ HEAD: LinkAnswer; GET: LinkAnswer }>>>) {
  const requests: string[] = [];
  const fetcher: LinkFetcher = {
    request: async (method, url, mayGo) => {
      requests.push(`${method} ${url}`);
      if (!mayGo(new URL(url))) return { kind: 'refused', reason: 'redirects-away', url };
      const found = pages[url];
      if (found === undefined) return page('', { status: 404, url });
      return 'kind' in found ? found : found[method];
    },
  };
  return { requests, fetcher };
}

describe('one link', () => {
  const link = { url: 'http://www.daying.gov.cn/1', title: '关于检查的通知' };
  const look = (answer: LinkAnswer | { HEAD: LinkAnswer; GET: LinkAnswer }) =>
    lookAtLink(web({ [link.url]: answer }).fetcher, link, () => true);

  test('is fine when its page says the title', async () => {
    expect(await look(page('<title>关于检查的通知_大英县</title>'))).toEqual({
      outcome: 'fine',
      status: 200,
      pageTitle: null,
      ledTo: null,
    });
  });

  test.each([
    ['another title', page('<title>首页</title>'), { outcome: 'title-differs', pageTitle: '首页' }],
    ['404', page('', { status: 404 }), { outcome: 'not-found', status: 404 }],
    ['410', page('', { status: 410 }), { outcome: 'not-found' }],
    ['403', page('', { status: 403 }), { outcome: 'refused' }],
    ['500', page('', { status: 502 }), { outcome: 'server-error' }],
    ['no answer', { kind: 'failed', reason: 'timed-out' }, { outcome: 'timed-out', status: null }],
    ['no connection', { kind: 'failed', reason: 'unreachable' }, { outcome: 'unreachable' }],
    [
      'a way into the intranet',
      { kind: 'refused', reason: 'address-forbidden', url: 'http://10.0.0.1/' },
      { outcome: 'address-forbidden', ledTo: 'http://10.0.0.1/' },
    ],
    [
      'another site',
      { kind: 'refused', reason: 'redirects-away', url: 'http://casino.test/' },
      { outcome: 'redirects-away', ledTo: 'http://casino.test/' },
    ],
  ] as const)('with %s is a finding', async (_, answer, expected) => {
    expect(await look(answer)).toMatchObject(expected);
  });

  test('of a document is fine by its headers: its pages are not fetched', async () => {
    const { fetcher, requests } = web({ [link.url]: page('', { contentType: 'application/pdf' }) });
    expect((await lookAtLink(fetcher, link, () => true)).outcome).toBe('fine');
    expect(requests).toEqual([`HEAD ${link.url}`]);
  });

  test('whose server refuses headers alone is asked for the page before it is called dead', async () => {
    const GET = page('<h1>关于检查的通知</h1>');
    expect((await look({ HEAD: page('', { status: 405 }), GET })).outcome).toBe('fine');
    expect((await look({ HEAD: page('', { status: 404 }), GET })).outcome).toBe('fine');
  });

  test('whose page was fetched only in part is fine: the title may stand in the rest', async () => {
    expect((await look(page('<title>首页</title>', { whole: false }))).outcome).toBe('fine');
  });

  test('that leads elsewhere says where', async () => {
    expect(await look(page('<p>关于检查的通知</p>', { url: 'http://www.daying.gov.cn/new' }))).toMatchObject({
      outcome: 'fine',
      ledTo: 'http://www.daying.gov.cn/new',
    });
  });
});

describe('the round', () => {
  let world: World;
  let now: Date;
  beforeEach(async () => {
    world = await sampleWorld();
    now = new Date('2026-11-24T00:00:00.000Z');
  });

  const url = (number: number) => `http://www.daying.gov.cn/${number}`;
  const good = (number: number) => page(`<h1>第${number}条</h1>`, { url: url(number) });
  const addRows = async (numbers: readonly number[], unit = '002', host?: string) => {
    const clerk = unit === '002' ? people.clerk002 : people.clerk015;
    const rows = numbers.map((number) =>
      sampleEntry({
        title: `第${number}条`,
        url: host === undefined ? url(number) : `http://${host}/${number}`,
      }),
    );
    const call = asked(
      clerk,
      { cycle: '2018', unit },
      { rows },
      `key-of-rows-${unit}-${numbers.join('-')}-00`,
    );
    return (await addRegisterRows(world)(call)).items;
  };
  const allow = (domains: string[]) =>
    setLinkCheck(world)(asked(people.admin, { cycle: '2018' }, { domains }));
  const run = (fetcher: LinkFetcher, keepGoing = () => true) =>
    checkLinks({ ...world, fetcher })({ now: () => now, keepGoing });
  const inert: LinkFetcher = { request: notImplemented('fetcher.request') };
  const findings = () => listLinkFindings(world)(asked(people.reviewer, in002, undefined));
  const afterAWeek = () => {
    now = new Date(now.getTime() + 8 * 24 * 3_600_000);
  };

  test('is off until the county office names a domain, and off again when it names none', async () => {
    await addRows([1]);
    expect(await run(inert)).toEqual({ state: 'off', looked: 0, findings: 0 });
    await allow(['daying.gov.cn']);
    await allow([]);
    expect(await run(inert)).toMatchObject({ state: 'off' });
  });

  test('in a year that nobody has loaded there is nothing to look at', async () => {
    world.clock.set('2030-06-01T00:00:00.000Z');
    expect(await run(inert)).toMatchObject({ state: 'no-cycle' });
  });

  test('looks at every current row of the named domains once, and at no other address', async () => {
    const [, second] = await addRows([1, 2]);
    await addRows([3], '002', 'www.elsewhere.cn');
    await addRows([4], '015');
    await withdrawRegisterRow(world)(
      asked(people.clerk002, { ...in002, row: second!.id }, { reason: '误登' }),
    );
    await allow(['daying.gov.cn']);
    const { fetcher, requests } = web({ [url(1)]: good(1), [url(4)]: good(4) });
    expect(await run(fetcher)).toEqual({ state: 'round-done', looked: 2, findings: 0 });
    expect(new Set(requests.map((each) => each.split(' ')[1]))).toEqual(new Set([url(1), url(4)]));
    expect((await findings()).items).toEqual([]);
  });

  test('goes on where it was stopped, until every row has been looked at once', async () => {
    await addRows([1, 2, 3]);
    await addRows([4, 5], '015');
    await allow(['daying.gov.cn']);
    const { fetcher, requests } = web(
      Object.fromEntries([1, 2, 3, 4, 5].map((each) => [url(each), good(each)])),
    );
    let left = 2;
    const twice = () => (left -= 1) >= 0;
    expect(await run(fetcher, twice)).toMatchObject({ state: 'stopped', looked: 2 });
    left = 2;
    expect(await run(fetcher, twice)).toMatchObject({ state: 'stopped', looked: 2 });
    left = 2;
    expect(await run(fetcher, twice)).toMatchObject({ state: 'round-done', looked: 1 });
    const heads = requests.filter((each) => each.startsWith('HEAD'));
    expect(new Set(heads).size).toBe(5);
    expect(heads).toHaveLength(5);
  });

  test('begins at most once a week, however often it is called', async () => {
    await addRows([1]);
    await allow(['daying.gov.cn']);
    const { fetcher } = web({ [url(1)]: good(1) });
    expect(await run(fetcher)).toMatchObject({ state: 'round-done' });
    expect(await run(inert)).toMatchObject({ state: 'rested' });
    afterAWeek();
    expect(await run(fetcher)).toMatchObject({ state: 'round-done', looked: 1 });
  });

  test('is one checker’s at a time; a checker that is gone holds it no longer than twenty minutes', async () => {
    await addRows([1]);
    await allow(['daying.gov.cn']);
    const gone: LinkFetcher = { request: () => Promise.reject(new Error('the function was stopped')) };
    await expect(run(gone)).rejects.toThrow('the function was stopped');
    expect(await run(inert)).toMatchObject({ state: 'held' });
    now = new Date(now.getTime() + 21 * 60_000);
    expect(await run(web({ [url(1)]: good(1) }).fetcher)).toMatchObject({ looked: 1 });
  });

  test('keeps what it finds, with since when and how often, until it is fine again', async () => {
    const [row] = await addRows([1]);
    await allow(['daying.gov.cn']);
    await run(web({}).fetcher);
    const [first] = (await findings()).items;
    expect(first).toMatchObject({
      row: row!.id,
      title: '第1条',
      outcome: 'not-found',
      status: 404,
      times: 1,
      message: { zh: '网页不存在（404）。' },
    });
    afterAWeek();
    await run(web({}).fetcher);
    expect((await findings()).items[0]).toMatchObject({ times: 2, since: first?.since });
    afterAWeek();
    await run(web({ [url(1)]: good(1) }).fetcher);
    expect((await findings()).items).toEqual([]);
  });

  test('a finding goes with the address it is about: a corrected or withdrawn row has none', async () => {
    const [corrected, withdrawn] = await addRows([1, 2]);
    await allow(['daying.gov.cn']);
    await run(web({}).fetcher);
    expect((await findings()).items).toHaveLength(2);
    await correctRegisterRow(world)(
      asked(people.clerk002, { ...in002, row: corrected!.id }, sampleEntry({ title: '第1条', url: url(9) })),
    );
    await withdrawRegisterRow(world)(
      asked(people.clerk002, { ...in002, row: withdrawn!.id }, { reason: '误登' }),
    );
    expect((await findings()).items).toEqual([]);
  });

  test('counts findings by unit, dead links apart from titles', async () => {
    await addRows([1, 2, 3]);
    await addRows([4], '015');
    await allow(['daying.gov.cn']);
    await run(web({ [url(1)]: page('<title>首页</title>'), [url(4)]: good(4) }).fetcher);
    expect(await countLinkFindings(world)(asked(people.reviewer, { cycle: '2018' }, undefined))).toEqual({
      items: [{ unit: '002', name: '商务局', dead: 2, titles: 1 }],
    });
  });

  test('counts what a checker found before it was stopped or was gone, and what is fine again no longer', async () => {
    const counted = async () =>
      (await countLinkFindings(world)(asked(people.reviewer, { cycle: '2018' }, undefined))).items;
    await addRows([1, 2, 3]);
    await allow(['daying.gov.cn']);
    let left = 1;
    await run(web({}).fetcher, () => (left -= 1) >= 0);
    expect(await counted()).toEqual([{ unit: '002', name: '商务局', dead: 1, titles: 0 }]);
    // One more is looked at, then the function is gone before it can count.
    const { fetcher } = web({});
    let asks = 0;
    const gone: LinkFetcher = {
      request: (...call) => ((asks += 1) > 2 ? Promise.reject(new Error('gone')) : fetcher.request(...call)),
    };
    await expect(run(gone)).rejects.toThrow('gone');
    now = new Date(now.getTime() + 21 * 60_000);
    await run(web({}).fetcher);
    expect(await counted()).toEqual([{ unit: '002', name: '商务局', dead: 3, titles: 0 }]);
    afterAWeek();
    await run(web({ [url(1)]: good(1), [url(2)]: good(2), [url(3)]: good(3) }).fetcher);
    expect(await counted()).toEqual([]);
  });

  test('moves no row, no count and no audit stream of a unit: it is no part of the year’s record', async () => {
    await addRows([1]);
    await allow(['daying.gov.cn']);
    const stream = streams.unit('2018', '002');
    const before = await changes(world, stream);
    await freeze(world, stream);
    expect(await run(web({}).fetcher)).toMatchObject({ findings: 1 });
    expect(await changes(world, stream)).toBe(before + 1);
  });

  test('a unit’s clerk sees the findings of the own unit alone', async () => {
    await expect(listLinkFindings(world)(asked(people.clerk015, in002, undefined))).rejects.toMatchObject({
      code: 'not-your-unit',
    });
    expect(await listLinkFindings(world)(asked(people.clerk002, in002, undefined))).toEqual({ items: [] });
  });

  test('naming domains is on record, sorted and once each; naming the same again is done', async () => {
    await allow(['scsn.gov.cn', 'daying.gov.cn', 'scsn.gov.cn']);
    await allow(['daying.gov.cn', 'scsn.gov.cn']);
    const events = await world.store.events(streams.runs('2018'));
    expect(events.map((event) => [event.action, event.details['domains']])).toEqual([
      ['link-check.set', 'daying.gov.cn, scsn.gov.cn'],
    ]);
    expect(await getLinkCheck(world)(asked(people.admin, { cycle: '2018' }, undefined))).toEqual({
      domains: ['daying.gov.cn', 'scsn.gov.cn'],
      roundStartedAt: null,
      roundEndedAt: null,
    });
    expect(await world.store.get(collections.linkCheckSettings, { cycle: '2018' })).toMatchObject({
      version: 1,
    });
  });
});
