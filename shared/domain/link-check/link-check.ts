import * as z from 'zod/mini';
import { cycleId, instant, recordId, unitId, type Bilingual } from '../values.ts';

/** What a look at a link came to. All but `fine` are findings for reviewers; none moves a point. */
export const linkOutcome = z.enum([
  'fine',
  'not-found',
  'refused',
  'server-error',
  'unreachable',
  'timed-out',
  'redirects-away',
  'too-many-redirects',
  'address-forbidden',
  'title-differs',
]);
export type LinkOutcome = z.infer<typeof linkOutcome>;

/** What one look found. */
export const linkSight = z.strictObject({
  outcome: linkOutcome,
  /** The HTTP status, when there was an answer. */
  status: z.nullable(z.int()),
  /** The title of the page, when it is not the row's. */
  pageTitle: z.nullable(z.string().check(z.maxLength(200))),
  /** Where the link led, when that is elsewhere. */
  ledTo: z.nullable(z.string().check(z.maxLength(1000))),
});
export type LinkSight = z.infer<typeof linkSight>;

/** What is known of a row's link. Kept from the first finding on; a link that was always fine has no record. */
export const linkCheck = z.strictObject({
  cycle: cycleId,
  unit: unitId,
  row: recordId,
  /** The address that was looked at; the row may have been corrected since. */
  url: z.string().check(z.maxLength(1000)),
  sight: linkSight,
  /** Since when it has looked like this, and at how many looks in a row: one failure may be the line's. */
  since: instant,
  times: z.int().check(z.minimum(1)),
  checkedAt: instant,
});
export type LinkCheck = z.infer<typeof linkCheck>;

/** How far the links of a cycle have been looked at. Times are real time, whatever date an installation stands at. */
export const linkCheckProgress = z.strictObject({
  cycle: cycleId,
  /** The last row that was looked at; null between two rounds. */
  after: z.nullable(z.strictObject({ unit: unitId, row: recordId })),
  roundStartedAt: instant,
  roundEndedAt: z.nullable(instant),
  /** Until when a checker holds the round; null when none does. */
  heldUntil: z.nullable(instant),
});
export type LinkCheckProgress = z.infer<typeof linkCheckProgress>;

/**
 * The record of a row's link after one more look. A look that is made anew in the same round, because it was not heard how the
 * first one ended, counts as that one.
 */
export function notedSight(
  before: LinkCheck | null,
  at: Readonly<{ cycle: string; unit: string; row: string; url: string }>,
  sight: LinkSight,
  when: Readonly<{ roundStartedAt: string; checkedAt: string }>,
): LinkCheck {
  const { roundStartedAt, checkedAt } = when;
  const same = before?.url === at.url && before.sight.outcome === sight.outcome;
  const again = same && before.checkedAt >= roundStartedAt;
  return {
    ...at,
    sight,
    since: same ? before.since : checkedAt,
    times: same ? before.times + (again ? 0 : 1) : 1,
    checkedAt,
  };
}

/** What each outcome says to a reviewer. */
export const linkOutcomeTexts: Readonly<Record<LinkOutcome, Bilingual>> = {
  fine: { zh: '可以打开。', en: 'It opens.' },
  'not-found': { zh: '网页不存在（404）。', en: 'There is no such page (404).' },
  refused: { zh: '网站拒绝访问，可能需要登录。', en: 'The site refuses; it may want a sign-in.' },
  'server-error': { zh: '网站出错，打不开。', en: 'The site has an error of its own.' },
  unreachable: { zh: '连接不上网站。', en: 'The site cannot be reached.' },
  'timed-out': { zh: '网站长时间没有响应。', en: 'The site does not answer in time.' },
  'redirects-away': {
    zh: '跳转到了不在检查范围内的网站。',
    en: 'It leads on to a site outside the domains that are looked at.',
  },
  'too-many-redirects': { zh: '反复跳转，打不开。', en: 'It leads on and on.' },
  'address-forbidden': {
    zh: '网址指向内部网络或不允许的端口，没有访问。',
    en: 'It leads into an internal network or to a port that is not allowed; it was not opened.',
  },
  'title-differs': {
    zh: '网页上没有找到登记的标题，请人工核对。',
    en: 'The registered title was not found on the page; please look at it.',
  },
};
