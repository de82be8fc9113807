import { Html, markup, type HtmlValue } from './html.ts';

/** Where a page's own content begins. */
const mainBegins = '<main class="sheet" id="main">';

/** What every page of one report has in common. */
export type PageFrame = Readonly<{
  title: string;
  description: string;
  /** Where the report's folder is, seen from the page: `` or `../`. */
  root: '' | '../';
  /** The page's place in the report's folder, and the year: together the address that lasts, whatever revision is read. */
  path: string;
  cycle: string;
  /** Chinese unless it says otherwise. */
  language?: 'en';
  demonstration: boolean;
  /** A script of the report's own, on the one page that has any; it may read the report's files and nothing else. */
  script?: string;
  /** The line at the end of every page. */
  imprint: string;
}>;

/**
 * A whole page. The policy allows the report's own style sheet and nothing else, so that a text which slipped through
 * escaping could still run nothing and call nobody.
 */
export function page(frame: PageFrame, main: Html): string {
  return markup`<!doctype html>
<html lang="${frame.language ?? 'zh-CN'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; ${frame.script !== undefined && "script-src 'self'; connect-src 'self'; "}base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${frame.description}">
<title>${frame.demonstration && '【演示数据】'}${frame.title}</title>
<link rel="canonical" href="/reports/${frame.cycle}/${frame.path}">
<link rel="stylesheet" href="${frame.root}style.css">
${frame.script !== undefined && markup`<script src="${frame.script}" defer></script>\n`}</head>
<body${frame.demonstration && markup` class="demonstration"`}>
<a class="skip" href="#main">${frame.language === 'en' ? 'Skip to content' : '跳到正文'}</a>
${frame.demonstration && demonstrationBanner(frame)}
${new Html(mainBegins)}
${main}
</main>
<footer>
<nav aria-label="${frame.language === 'en' ? 'Pages of this report' : '报告各页'}"${zh(frame)}><ul>
<li><a href="${frame.root}index.html">报告首页</a></li>
<li><a href="${frame.root}method.html">评分办法</a></li>
<li><a href="${frame.root}method.html#check">怎样核验</a></li>
<li><a href="${frame.root}data.html">数据文件</a></li>
<li><a href="${frame.root}en.html" lang="en">English</a></li>
</ul></nav>
<p${zh(frame)}>${frame.imprint}</p>
</footer>
</body>
</html>
`.source;
}

/** A table that scrolls by itself where the screen is too narrow, so that the page never does. */
export function table(
  caption: HtmlValue,
  columns: readonly Readonly<{ heading: HtmlValue; numeric?: boolean; wideOnly?: boolean }>[],
  rows: readonly Html[],
  className = '',
): Html {
  return markup`<table${className !== '' && markup` class="${className}"`}>
<caption>${caption}</caption>
<thead><tr>${columns.map(
    (column) => markup`<th scope="col"${cellClass(column)}>${column.heading}</th>`,
  )}</tr></thead>
<tbody>
${rows}</tbody>
</table>
`;
}

function cellClass(column: Readonly<{ numeric?: boolean; wideOnly?: boolean }>): Html | false {
  const names = [column.numeric === true ? 'num' : '', column.wideOnly === true ? 'wide-only' : ''];
  const className = names.filter((name) => name !== '').join(' ');
  return className !== '' && markup` class="${className}"`;
}

/** What stays Chinese on a page in English says so. */
function zh({ language }: PageFrame): Html | false {
  return language === 'en' && markup` lang="zh-CN"`;
}

function demonstrationBanner(frame: PageFrame): Html {
  return markup`<aside class="demo" aria-label="演示数据说明"${zh(frame)}>
<p><strong>演示数据</strong><span>单位名称、目标任务和评分办法出自公开的通知；台账、佐证材料、评分、扣分和事件都是为演示而编造的，不反映任何单位的真实情况。<a href="${frame.root}index.html#demonstration">说明</a></span></p>
</aside>`;
}

/**
 * A published page with a notice in front of its content, such as that a later revision has taken its place. The page's own
 * bytes stay as they were published; the notice is put in when it is served.
 */
export function withNotice(html: string, notice: Html): string {
  return html.replace(mainBegins, () => `${mainBegins}\n${notice.source}`);
}
