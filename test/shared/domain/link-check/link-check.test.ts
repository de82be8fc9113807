import { expect, test } from 'vitest';
import { isInDomains, linkCheckSettings } from '../../../../shared/domain/link-check/link-check-settings.ts';
import {
  linkOutcome,
  linkOutcomeTexts,
  notedSight,
  type LinkSight,
} from '../../../../shared/domain/link-check/link-check.ts';
import { noon, sampleId } from '../../../support/builders.ts';

const domains = ['daying.gov.cn', 'scsn.gov.cn'];

test.each([
  ['http://daying.gov.cn/a', true],
  ['https://www.daying.gov.cn:443/a', true],
  ['http://xx.yy.scsn.gov.cn/', true],
  ['http://DAYING.GOV.CN/', true],
  ['http://daying.gov.cn./', true],
  ['http://notdaying.gov.cn/', false],
  ['http://daying.gov.cn.evil.com/', false],
  ['http://evil.com/daying.gov.cn', false],
  ['http://daying.gov.cn@evil.com/', false],
  ['http://gov.cn/', false],
  ['ftp://daying.gov.cn/', false],
  ['http://10.0.0.1/', false],
])('%s lies in the domains: %s', (url, expected) => {
  expect(isInDomains(new URL(url), domains)).toBe(expected);
});

test.each([
  'gov',
  'localhost',
  '10.0.0.1',
  '127.1',
  '[::1]',
  '*.gov.cn',
  'http://a.cn',
  'a..cn',
  '-a.cn',
  'a.cn/',
  'a b.cn',
  '',
])('“%s” is no domain that can be named', (domain) => {
  expect(linkCheckSettings.shape.domains.safeParse([domain]).success).toBe(false);
});

test('a domain is kept in lower case, without the blanks around it', () => {
  expect(linkCheckSettings.shape.domains.parse([' WWW.Daying.Gov.CN '])).toEqual(['www.daying.gov.cn']);
});

const place = { cycle: '2018', unit: '002', row: sampleId(1), url: 'http://daying.gov.cn/1' };
const dead: LinkSight = { outcome: 'not-found', status: 404, pageTitle: null, ledTo: null };
const fine: LinkSight = { outcome: 'fine', status: 200, pageTitle: null, ledTo: null };
const later = '2018-06-22T04:00:00.000Z';

test('what looks the same again is counted, with since when; what looks otherwise begins anew', () => {
  const at = (checkedAt: string) => ({ roundStartedAt: checkedAt, checkedAt });
  const first = notedSight(null, place, dead, at(noon));
  expect(first).toMatchObject({ since: noon, times: 1 });
  const second = notedSight(first, place, dead, at(later));
  expect(second).toMatchObject({ since: noon, times: 2, checkedAt: later });
  expect(notedSight(second, place, fine, at(later))).toMatchObject({ since: later, times: 1 });
  expect(notedSight(second, { ...place, url: 'http://daying.gov.cn/2' }, dead, at(later))).toMatchObject({
    times: 1,
  });
});

test('a look that is made anew in the same round counts as the one that it repeats', () => {
  const first = notedSight(null, place, dead, { roundStartedAt: noon, checkedAt: noon });
  const again = notedSight(first, place, dead, { roundStartedAt: noon, checkedAt: later });
  expect(again).toMatchObject({ since: noon, times: 1, checkedAt: later });
});

test('every outcome has its sentence in both languages', () => {
  for (const outcome of linkOutcome.options) {
    expect(linkOutcomeTexts[outcome].zh).toMatch(/\p{Script=Han}.*。$/u);
    expect(linkOutcomeTexts[outcome].en).toMatch(/^[A-Z].*\.$/);
  }
});
