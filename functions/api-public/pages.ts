import type { AppealOutcome, PublishedAppeal } from '../../shared/domain/appeals/appeal.ts';
import type { Publication } from '../../shared/domain/run/run.ts';
import type { ReportNotice } from '../../shared/app/public/read-report.ts';
import { shanghaiDay } from '../../shared/domain/calendar.ts';
import { markup, typed, type Html } from '../../shared/report/html.ts';
import { showDay, showPoints } from '../../shared/report/show.ts';
import { appealOutcomeName } from '../../shared/report/words.ts';
import { stylesheet } from '../../shared/report/stylesheet.ts';

/** Pages that are not part of a report: what is published, how the API is used, what was not found. */

/** The style sheet of these pages: the report's own, with what reference tables need. */
export const pagesStyle = `${stylesheet}
.routes code { overflow-wrap: anywhere; }
.routes td { vertical-align: top; }
`;

export function publicationsPage(publications: readonly Publication[]): string {
  const list =
    publications.length === 0
      ? markup`<p>还没有公布的评价报告。报告签发后会出现在这里。<br>Nothing has been published yet.</p>`
      : markup`<ul>${publications.map(
          (each) =>
            markup`<li><a href="/reports/${each.cycle}/index.html">${each.title}</a>（${each.withdrawn === null ? `第${each.revision}版` : '已撤回'}${each.demonstration && '，演示数据'}）</li>`,
        )}</ul>`;
  return frame(
    '政务公开绩效评价',
    markup`<h1>政务公开绩效评价报告</h1>${list}<p><a href="/console">登录办理 Sign in to work</a>　<a href="/docs">接口说明 API documentation</a></p>`,
    '已公布的政务公开绩效评价报告：排名、各单位逐项得分与依据、评分办法和数据文件。',
  );
}

/** In place of a report that was withdrawn: that it was, when and why. */
export function withdrawnPage({ title, withdrawn, at }: Publication): string {
  const day = showDay(shanghaiDay(withdrawn?.at ?? at));
  return frame(
    '报告已撤回',
    markup`<h1>${title}：已撤回</h1><p>这份报告已于${day}撤回。</p>${withdrawn !== null && markup`<p><b>原因：</b>${typed(withdrawn.reason)}</p>`}<p lang="en">This report has been withdrawn.</p><p><a href="/reports">查看已公布的报告</a></p>`,
  );
}

/** In front of every page of a revision that no longer holds. */
export function revisionNotice(
  { cycle, withdrawn }: Publication,
  { kind, revision, newest }: ReportNotice,
): Html {
  return kind === 'withdrawn'
    ? markup`<div class="callout" role="note"><p><b>这份报告已经撤回。</b>${withdrawn !== null && typed(withdrawn.reason)}</p><p lang="en">This report has been withdrawn.</p></div>`
    : markup`<div class="callout" role="note"><p><b>这是第 ${revision} 版，已被第 ${newest} 版取代。</b><a href="/reports/${cycle}/index.html">查看现行版本</a></p><p lang="en">This is revision ${revision}; revision ${newest} has taken its place.</p></div>`;
}

/** On a report's first page, once appeals have been decided. */
export function appealsNotice(cycle: string, count: number): Html {
  return markup`<div class="callout" role="note"><p>发布后已对 ${count} 件复核申请作出决定。<a href="/reports/${cycle}/appeals.html">查看结果</a></p></div>`;
}

/** How a year's appeals have ended so far. */
export function appealsPage({ cycle, title }: Publication, appeals: readonly PublishedAppeal[]): string {
  const count = (outcome: AppealOutcome) => appeals.filter((each) => each.outcome === outcome).length;
  const rows = appeals.map(
    (each) =>
      markup`<tr><th scope="row" class="nowrap">${typed(each.unitName)}</th><td>${typed(`${each.item} ${each.itemLabel.zh}`)}</td><td class="nowrap">${appealOutcomeName(each.outcome)}</td><td class="typed">${typed(each.reason)}</td><td class="num">${each.points === null ? '维持' : showPoints(each.points)}</td><td class="nowrap">${showDay(shanghaiDay(each.at))}</td></tr>\n`,
  );
  return frame(
    `复核申请处理结果 · ${title}`,
    markup`<p class="trail"><a href="/reports/${cycle}/index.html">${title}</a></p>
<h1>复核申请处理结果</h1>
${
  appeals.length === 0
    ? markup`<p>还没有作出决定的复核申请。<br><span lang="en">No appeal has been decided yet.</span></p>`
    : markup`<p>已决定 ${appeals.length} 件：成立 ${count('upheld')} 件，部分成立 ${count('partly-upheld')} 件，不成立 ${count('rejected')} 件。决定要改的分数由重新评价落实，见报告的新版本和其中的更正说明。</p>
<p lang="en">${appeals.length} appeals decided. Points that a decision changes are carried out by a re-evaluation, in a new revision of the report.</p>
<div class="scroll"><table><caption>按决定日期排列</caption><thead><tr><th scope="col">单位</th><th scope="col">评分项</th><th scope="col">结果</th><th scope="col">理由</th><th scope="col" class="num">决定分数</th><th scope="col">决定日期</th></tr></thead><tbody>
${rows}</tbody></table></div>`
}`,
  );
}

export async function notFoundPage(): Promise<string> {
  const { problemTexts } = await import('../../shared/contracts/problem-texts.ts');
  return frame(
    '没有找到',
    markup`<h1>没有找到这个页面</h1><p>${problemTexts['report-unknown'].zh}</p><p lang="en">${problemTexts['report-unknown'].en}</p><p><a href="/reports">查看已公布的报告</a></p>`,
  );
}

/** A page of these, in the look of the report's. @param description for search engines */
export function frame(title: string, main: Html, description?: string): string {
  return markup`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${description !== undefined && markup`<meta name="description" content="${description}">\n`}<title>${title}</title>
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<main class="sheet" id="main">
${main}
</main>
</body>
</html>
`.source;
}
