import type { Item, Part, Scheme } from '../domain/rubric/rubric.ts';
import { notCountedReasons } from '../domain/register/count-register.ts';
import { markup, typed, type Html } from './html.ts';
import type { ReportModel, SchemeFigures } from './model.ts';
import { page, table } from './page.ts';
import {
  cityInWords,
  effectInWords,
  evidenceInWords,
  limitsInWords,
  maximumInWords,
  partInWords,
  partPoints,
  rankingInWords,
  roundingInWords,
  ruleInWords,
  schemeName,
} from './rule-words.ts';
import { showDay, showPoints } from './show.ts';
import { notCountedName, partKindName } from './words.ts';

/** The rules in full, in words, and how anyone can check the report against them. */
export function methodPage(model: ReportModel): string {
  const { rubric, result } = model.input;
  return page(
    {
      title: `评分办法 · ${model.title}`,
      description: `${rubric.title.zh}：逐项的分值、计分规则、特殊情形、排名规则和核验方法。`,
      root: '',
      path: 'method.html',
      cycle: model.input.cycle.id,
      demonstration: result.demonstration,
      imprint: model.imprint,
    },
    markup`<header class="unit-head">
<p class="trail"><a href="index.html">${model.title}</a></p>
<h1>评分办法</h1>
<p class="class">${rubric.title.zh}（编号 ${rubric.id}，第 ${rubric.version} 版）</p>
</header>
<section id="overview">
<h2>总则</h2>
<p>依据：${rubric.source.zh}。</p>
${model.schemes.map((each) => markup`<p class="lead">${schemeName(model, each)}${maximumInWords(each.scheme, each.withBonus)}</p>\n${partsTable(each.scheme, markOf(model, each.scheme))}${bandsTable(each.scheme)}`)}
</section>
<section id="items">
<h2>逐项规则</h2>
${model.schemes.map((each) => schemeItems(model, each))}
</section>
${counting()}
${specialCases(model)}
<section id="ranking">
<h2>排名和取整</h2>
<p>${rankingInWords}类内名次按同样的规则，在同类单位之间排。</p>
<p>${roundingInWords(rubric)}</p>
${model.schemes.map((each) => markup`<p>${schemeName(model, each)}${limitsInWords(each.scheme)}</p>\n`)}
</section>
${notes(model)}
${check(model)}`,
  );
}

/** Anchors carry the scheme's name where there are several, since codes repeat. */
function markOf(model: ReportModel, scheme: Scheme): string {
  return model.schemes.length > 1 ? `-${scheme.id}` : '';
}

function schemeItems(model: ReportModel, { scheme }: SchemeFigures): Html {
  const mark = markOf(model, scheme);
  return markup`${model.schemes.length > 1 && markup`<h3 class="scheme">${scheme.label.zh}</h3>`}
${scheme.parts.map(
  (
    part,
  ) => markup`<div class="part-head" id="part-${part.code}${mark}"><h3>${part.code} ${part.label.zh}</h3></div>
${partInWords(part).map((sentence) => markup`<p>${sentence}</p>`)}
${part.items.map((item) => itemBlock(model, item, part, mark))}`,
)}`;
}

function bandsTable(scheme: Scheme): Html | false {
  return (
    scheme.bands.length > 0 &&
    table(
      '等次',
      [{ heading: '等次' }, { heading: '总分不低于', numeric: true }],
      scheme.bands.map(
        (band) =>
          markup`<tr><th scope="row">${band.label.zh}</th><td class="num">${showPoints(band.from)}</td></tr>\n`,
      ),
      'grades',
    )
  );
}

function partsTable(scheme: Scheme, mark: string): Html {
  return table(
    '各类分值',
    [{ heading: '类别' }, { heading: '评分项', numeric: true }, { heading: '分值', numeric: true }],
    scheme.parts.map((part) => {
      const points =
        part.kind === 'points'
          ? showPoints(partPoints(part))
          : `${partKindName(part.kind)}，最多 ${partPoints(part)}`;
      return markup`<tr><th scope="row"><a href="#part-${part.code}${mark}">${part.code} ${part.label.zh}</a></th><td class="num">${part.items.length}</td><td class="num">${points}</td></tr>\n`;
    }),
    'parts',
  );
}

function itemBlock(model: ReportModel, item: Item, part: Part, mark: string): Html {
  const deducts = part.kind === 'deductions';
  const evidence = evidenceInWords(item);
  return markup`<article class="item" id="item-${item.code}${mark}">
<h4><span class="code">${item.code}</span>${item.label.zh}</h4>
<p class="score">${deducts && markup`<span>最多扣 </span>`}<b>${item.points}</b> <span>分</span></p>
<div class="body">
${ruleInWords(item, part).map((sentence) => markup`<p>${sentence}</p>`)}
${evidence !== null && markup`<p>${evidence}</p>`}
<p class="muted">${item.guidance.zh}</p>
<p class="assessor">${deducts ? '由谁扣分' : '由谁评分'}：${item.assessor === 'county-office' ? model.issuer : typed(model.bodyName(item.assessor))}</p>
</div>
</article>
`;
}

function counting(): Html {
  return markup`<section id="counting">
<h2>哪些条目计入目标任务</h2>
<p>台账中的一条，在本年度内公开、公开前（含当天）通过保密审查、没有撤回、不与本单位已有条目重复的，计入一次。不计入的，按下列顺序归入第一个符合的原因：</p>
<ol>
${notCountedReasons.map((reason) => markup`<li>${notCountedName(reason)}</li>\n`)}</ol>
<p>网址相同（不计协议、“www.”、末尾斜线和页内位置），或者同一天公开、标题相同的，是重复；重复的只计最早公开的一条。</p>
</section>`;
}

function specialCases(model: ReportModel): Html {
  const { rubric } = model.input;
  return markup`<section id="special">
<h2>特殊情形</h2>
<ul class="plain">
${model.schemes.map((each) => each.scheme.effects.map((effect) => markup`<li>${schemeName(model, each)}${effectInWords(effect, each.scheme)}</li>\n`))}<li>${cityInWords(rubric.cityDeductionFactor)}</li>
<li>牵头单位到截止时间没有提交的，按不扣分计，并在报告上注明。</li>
<li>牵头单位同时是参评单位的，它自己的得分由别的评分人确认。</li>
</ul>
</section>`;
}

function notes(model: ReportModel): Html | false {
  const { notes: all } = model.input.rubric;
  return (
    all.length > 0 &&
    markup`<section id="notes">
<h2>说明</h2>
<ol>
${all.map((note) => markup`<li>${note.zh}</li>\n`)}</ol>
</section>`
  );
}

function check(model: ReportModel): Html {
  return markup`<section id="check">
<h2>怎样核验</h2>
<p>评分只依据一份冻结的数据（inputs.json）和一份评分办法（rubric.json），不依据别的。同样的两份文件，任何时候算出的结果逐字节相同。</p>
<ol>
<li>下载 <a href="inputs.json">inputs.json</a>、<a href="rubric.json">rubric.json</a> 和 <a href="result.json">result.json</a>；</li>
<li>在本项目的程序目录中运行 <code>npm run -s score -- --rubric rubric.json --inputs inputs.json</code>；</li>
<li>把输出与 result.json 比较，应当完全相同。</li>
</ol>
<p>不用安装程序，也可以在<a href="verify.html">核验页</a>里核对每个文件的签名和校验值，并重新计算任何一个单位的得分。</p>
<p>各页面、得分表和 CSV 都由同一份 result.json 生成。数据冻结日期：${showDay(model.frozenOn)}。</p>
<h3>谁看过这份报告</h3>
<p>报告须经两人：一名管理员核稿，另一人签发；签发人不能是核稿人，也不能是启动评分的人。数据冻结后谁也不能再改；要更正，只能作为重新评价另出一版，写明更正了什么。历次版本的日期、原因和地址见<a href="/reports/${model.input.cycle.id}/revisions.html">历次版本</a>，其中有复核申请处理结果。</p>
</section>`;
}
