import { shanghaiDay } from '../../shared/domain/calendar.ts';
import type { Publication, Revision } from '../../shared/domain/run/run.ts';
import { markup, typed, type Html } from '../../shared/report/html.ts';
import { showDay } from '../../shared/report/show.ts';
import { frame } from './pages.ts';

/** Every revision of a year's report: when, why, and where it can still be read. */
export function revisionsPage(
  { cycle, title, revision: newest, hiddenThrough, withdrawn }: Publication,
  revisions: readonly Revision[],
): string {
  const rows = revisions.map((each) => {
    const hidden = each.kind === 'withdrawal' || each.revision <= hiddenThrough;
    const number = `第 ${each.revision} 版`;
    const state =
      each.revision !== newest ? '已被取代' : withdrawn === null ? markup`<b>现行版本</b>` : '已撤回';
    return markup`<tr><th scope="row" class="nowrap">${hidden ? number : markup`<a href="/reports/${cycle}/r${each.revision}/index.html">${number}</a>`}</th><td class="nowrap">${showDay(shanghaiDay(each.at))}</td><td>${whyOf(cycle, each, hidden)}</td><td class="nowrap">${state}</td></tr>\n`;
  });
  return frame(
    `历次版本 · ${title}`,
    markup`<p class="trail"><a href="/reports/${cycle}/index.html">${title}</a></p>
<h1>历次版本</h1>
<p>每一版都由一人核稿、另一人签发，公布后不再改动：更正另出新的一版，旧版留在原来的地址上，并注明已被取代。</p>
<p lang="en">Every revision was read by one person and signed by another, and none is changed afterwards; earlier ones stay at their addresses.</p>
<div class="scroll"><table><caption>从新到旧</caption><thead><tr><th scope="col">版次</th><th scope="col">公布日期</th><th scope="col">由来</th><th scope="col">状态</th></tr></thead><tbody>
${rows}</tbody></table></div>
<p><a href="/reports/${cycle}/appeals.html">复核申请处理结果</a></p>`,
    `${title}的历次版本：公布日期、原因和地址。`,
  );
}

function whyOf(cycle: string, of: Revision, hidden: boolean): Html | string {
  switch (of.kind) {
    case 'year-end':
      return '年终评价';
    case 're-evaluation':
      return markup`由第 ${of.from} 版重新评价而来：<span class="typed">${typed(of.reason)}</span>${!hidden && markup`（<a href="/reports/${cycle}/r${of.revision}/changes.html">更正说明</a>）`}`;
    case 'withdrawal':
      return markup`撤回报告：<span class="typed">${typed(of.reason)}</span>`;
  }
}
