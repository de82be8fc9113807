import type { LinkSight } from '../../domain/link-check/link-check.ts';
import { decodePage, pageText, saysTitle } from '../../domain/link-check/page-text.ts';
import type { LinkAnswer, LinkFetcher } from '../../ports/link-fetcher.ts';

/** A title as it is kept: enough to recognise the page by. */
const longestTitle = 200;
const longestUrl = 1000;

/**
 * Looks at one link: asks for the headers, and for a web page also for its beginning, to find the row's title in it. A
 * server that refuses to give headers alone is asked for the page before it is called dead.
 */
export async function lookAtLink(
  fetcher: LinkFetcher,
  link: Readonly<{ url: string; title: string }>,
  mayGo: (url: URL) => boolean,
): Promise<LinkSight> {
  const head = await fetcher.request('HEAD', link.url, mayGo);
  if (head.kind !== 'answered') return sightOf(head, link);
  const isFine = head.status >= 200 && head.status < 300;
  if (isFine && head.contentType !== null && !isPage(head.contentType)) return sightOf(head, link);
  return sightOf(await fetcher.request('GET', link.url, mayGo), link);
}

function sightOf(answer: LinkAnswer, link: Readonly<{ url: string; title: string }>): LinkSight {
  const nothing = { status: null, pageTitle: null, ledTo: null };
  switch (answer.kind) {
    case 'failed':
      return { ...nothing, outcome: answer.reason };
    case 'refused':
      return { ...nothing, outcome: answer.reason, ledTo: ledTo(answer.url, link.url) };
    case 'answered': {
      const seen = { ...nothing, status: answer.status, ledTo: ledTo(answer.url, link.url) };
      const { status } = answer;
      if (status === 404 || status === 410) return { ...seen, outcome: 'not-found' };
      if (status >= 500) return { ...seen, outcome: 'server-error' };
      if (status < 200 || status >= 300) return { ...seen, outcome: 'refused' };
      return { ...seen, ...compared(answer, link.title) };
    }
  }
}

function compared(
  { contentType, body, whole }: Extract<LinkAnswer, { kind: 'answered' }>,
  title: string,
): Pick<LinkSight, 'outcome' | 'pageTitle'> {
  if (contentType === null || !isPage(contentType) || body.length === 0)
    return { outcome: 'fine', pageTitle: null };
  const page = pageText(decodePage(body, contentType));
  // In what was not fetched the title may yet stand.
  if (!whole || saysTitle(page, title)) return { outcome: 'fine', pageTitle: null };
  return { outcome: 'title-differs', pageTitle: page.title.slice(0, longestTitle).toWellFormed() };
}

function isPage(contentType: string): boolean {
  return /^\s*(?:text\/html|application\/xhtml\+xml)/i.test(contentType);
}

function ledTo(url: string, from: string): string | null {
  return url === from ? null : url.slice(0, longestUrl);
}
