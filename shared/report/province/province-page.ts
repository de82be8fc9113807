import { strips } from '../charts.ts';
import { markup, typed, type Html } from '../html.ts';
import { table } from '../page.ts';
import { showCount, showDay, showPoints } from '../show.ts';
import type { CountyFigures, CountyGroup } from './compare-counties.ts';

/** What the province's page says of itself. */
export type ProvinceFrame = Readonly<{ title: string }>;

/** The page's files' names, in the order in which it offers them. */
export const provinceFiles = ['province.json', 'province.csv'] as const;

/**
 * Several counties' years on one page that needs no script: within a group of the same rubric they are ranked and compared item by item;
 * groups stand beside each other and are not compared.
 */
export function provincePage({ title }: ProvinceFrame, groups: readonly CountyGroup[]): string {
  const counties = groups.flatMap((group) => group.counties);
  const compared = groups.filter((group) => group.counties.length > 1);
  const alone = groups.filter((group) => group.counties.length === 1);
  const invented = counties.filter(({ of }) => of.report.demonstration).length;
  const units = counties.reduce((sum, county) => sum + county.units, 0);
  return markup`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="由各县公布的数据文件汇总：${counties.length} 个县、${showCount(units)} 个单位。">
<title>${invented > 0 && '【演示数据】'}${title}</title>
<link rel="stylesheet" href="style.css">
</head>
<body${invented > 0 && markup` class="demonstration"`}>
<a class="skip" href="#main">跳到正文</a>
${
  invented > 0 &&
  markup`<aside class="demo" aria-label="演示数据说明">
<p><strong>演示数据</strong><span>${counties.length} 个县中有 ${invented} 个县的数据是为演示而编造的，不反映任何单位的真实情况。</span></p>
</aside>
`
}<main class="sheet" id="main">
<header class="unit-head">
<h1>${title}</h1>
<p class="class">由各县公布的数据文件汇总：${counties.length} 个县、${showCount(units)} 个单位。每个县的分数都用公布的数据重新算过，和公布的一致。</p>
</header>
<section id="rule">
<h2>怎样比较</h2>
<p>只有同一年度、评分办法内容完全相同的县才排在一起比较；平均分按各单位总分计算，保留两位小数，平均分相同的名次并列。评分办法不同的县分开列出，分数不能互相比较。</p>
</section>
${compared.map((group, index) => comparedGroup(group, index + 1))}
${alone.length > 0 && notCompared(alone)}
<section id="files">
<h2>数据文件</h2>
<ul class="plain">
${provinceFiles.map((file) => markup`<li><a href="${file}">${file}</a></li>\n`)}</ul>
</section>
</main>
</body>
</html>
`.source;
}

function comparedGroup(group: CountyGroup, number: number): Html {
  const { counties, items } = group;
  return markup`<section id="group-${number}">
<h2>${group.cycle}年度 · ${typed(group.rubric.title.zh)}（第 ${group.rubric.version} 版）</h2>
${table(
  '各县得分，按平均分排列',
  [
    { heading: '名次', numeric: true },
    { heading: '县' },
    { heading: '平均分', numeric: true },
    { heading: '中位数', numeric: true },
    { heading: '最高分', numeric: true, wideOnly: true },
    { heading: '最低分', numeric: true, wideOnly: true },
    { heading: '单位', numeric: true },
    { heading: '不合格', numeric: true, wideOnly: true },
  ],
  counties.map(
    (county) =>
      markup`<tr><td class="num">${county.rank}</td><th scope="row">${countyName(county)}</th><td class="num"><b>${showPoints(county.mean)}</b></td><td class="num">${showPoints(county.median)}</td><td class="num wide-only">${showPoints(county.highest)}</td><td class="num wide-only">${showPoints(county.lowest)}</td><td class="num">${county.units}</td><td class="num wide-only">${county.failed}</td></tr>\n`,
  ),
)}
<figure class="counties">
${picture(counties)}
<figcaption>每个点是一个单位的总分，竖线是全县平均分。</figcaption>
</figure>
<h3>各项得分率（%）</h3>
${table(
  '各评分项得到的分占满分的比例；不含倒扣和加分项',
  [
    { heading: '评分项' },
    { heading: '合计', numeric: true },
    ...counties.map((county) => ({ heading: typed(county.of.report.issuer), numeric: true })),
  ],
  items.map(
    (item) =>
      markup`<tr><th scope="row">${item.code} ${item.label.zh}</th><td class="num"><b>${item.share}</b></td>${item.byCounty.map((share) => markup`<td class="num">${share ?? '—'}</td>`)}</tr>\n`,
  ),
)}
</section>
`;
}

function notCompared(groups: readonly CountyGroup[]): Html {
  return markup`<section id="alone">
<h2>评分办法与别的县不同，单独列出</h2>
${table(
  '各县得分，不排名次',
  [
    { heading: '县' },
    { heading: '年度', numeric: true },
    { heading: '评分办法' },
    { heading: '平均分', numeric: true },
    { heading: '单位', numeric: true },
  ],
  groups.flatMap(({ cycle, rubric, counties }) =>
    counties.map(
      (county) =>
        markup`<tr><th scope="row">${countyName(county)}</th><td class="num">${cycle}</td><td>${typed(rubric.title.zh)}（第 ${rubric.version} 版）</td><td class="num">${showPoints(county.mean)}</td><td class="num">${county.units}</td></tr>\n`,
    ),
  ),
)}
</section>
`;
}

function countyName({ of }: CountyFigures): Html {
  const { issuer, title, revision, publishedOn } = of.report;
  const from = `${title}，第 ${revision} 版，${showDay(publishedOn)}`;
  return markup`${of.address === null ? typed(issuer) : markup`<a href="${of.address}">${typed(issuer)}</a>`}<br><span class="small muted">${typed(from)}</span>`;
}

function picture(counties: readonly CountyFigures[]): Html {
  const lowest = Math.min(...counties.map(({ lowest: each }) => Number(each)));
  const highest = Math.max(...counties.map(({ highest: each }) => Number(each)));
  const schemes = counties.flatMap(({ of }) => of.result.schemes.map(({ base }) => Number(base)));
  return strips(
    counties.map(({ of, rank, mean }) => ({
      label: `第${rank ?? 1}名`,
      totals: of.result.units.map(({ total }) => Number(total)),
      mean: Number(mean),
    })),
    {
      from: Math.floor(lowest / 10) * 10,
      to: Math.ceil(Math.max(highest, ...schemes) / 10) * 10,
      base: Math.max(...schemes),
      height: counties.length * 60,
    },
    `各县单位总分的分布。${counties.map((each) => `${each.of.report.issuer}平均 ${each.mean} 分，最高 ${each.highest} 分，最低 ${each.lowest} 分`).join('；')}。`,
  );
}
