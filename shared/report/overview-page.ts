import type { UnitResult } from '../domain/scoring/result.ts';
import { bands, meter, strips, type Band } from './charts.ts';
import { fileList } from './data-page.ts';
import { markup, typed, type Html } from './html.ts';
import { changesPath } from './changes-page.ts';
import type { ReportModel } from './model.ts';
import { page, table } from './page.ts';
import type { DataFile } from './report-input.ts';
import { cityInWords, maximumInWords, rankingInWords, schemeName } from './rule-words.ts';
import { signingKey } from './signing-key.ts';
import { showCount, showDay, showPoints, showTaken } from './show.ts';
import { className, handInName, partKindName } from './words.ts';

/** Totals are drawn in bands of 5 points, or of 10 where they lie so far apart that the finer bands would fill a screen. */
const wideSpread = 50;

/** The report's first page: figures, rankings, what the city took, how the data are to be read, and the files. */
export function overviewPage(model: ReportModel, files: readonly DataFile[]): string {
  const { result, publishedOn, revision } = model.input;
  return page(
    {
      title: model.title,
      description: `${model.title}：${result.units.length} 个参评单位的排名、各单位逐项得分与依据、评分办法和数据文件。`,
      root: '',
      path: 'index.html',
      cycle: model.input.cycle.id,
      demonstration: result.demonstration,
      imprint: model.imprint,
    },
    markup`<header class="redhead">
<p class="issuer">${model.issuer}</p>
<h1>${model.title}</h1>
<p class="dates"><span>发布日期：${showDay(publishedOn)}</span><span><a href="/reports/${model.input.cycle.id}/revisions.html">第 ${revision} 版</a></span><span>数据冻结于 ${showDay(model.frozenOn)}</span></p>
</header>
${changed(model)}
${places(model)}
${summary(model)}
${ranking(model)}
${classRankings(model)}
${special(model)}
${bodies(model)}
${demonstration(model)}
${dataFiles(model, files)}
${english(model)}`,
  );
}

function changed({ input: { changes } }: ReportModel): Html | false {
  if (changes === null) return false;
  const { difference, reEvaluation } = changes;
  return markup`<div class="callout" id="changed">
<p><b>本版由第 ${difference.from} 版重新评价而来：</b>${typed(reEvaluation.reason)}</p>
<p>更正 ${reEvaluation.changes.length} 项，${difference.units.length} 个单位的分数或名次有变化。<a href="${changesPath}">更正说明</a></p>
</div>`;
}

function places(model: ReportModel): Html {
  const links: readonly (readonly [string, string] | null)[] = [
    ['summary', '概况'],
    ['ranking', '总排名'],
    ['by-class', '分类排名'],
    model.special.length > 0 ? ['special', '特殊情形'] : null,
    ['bodies', '牵头单位与市级扣分'],
    model.input.result.demonstration ? ['demonstration', '演示数据'] : null,
    ['files', '数据文件'],
  ];
  return markup`<nav class="places" aria-label="本页内容"><ul>
${links.map((link) => link !== null && markup`<li><a href="#${link[0]}">${link[1]}</a></li>\n`)}<li><a href="method.html">评分办法</a></li>
<li><a href="en.html" lang="en">English</a></li>
</ul></nav>`;
}

function summary(model: ReportModel): Html {
  const { result } = model.input;
  const { base, withBonus } = model.scale;
  const maximum = Number(withBonus);
  const found = bands(
    result.units.map((unit) => Number(unit.total)),
    maximum - Number(model.lowest) > wideSpread ? 10 : 5,
    maximum,
  );
  return markup`<section id="summary">
<h2>概况</h2>
<dl class="figures">
<div><dt>参评单位</dt><dd id="unit-count">${showCount(result.units.length)}<small>个</small></dd></div>
<div><dt>目标任务合计</dt><dd id="target-sum">${showCount(model.targetSum)}<small>条</small></dd></div>
<div><dt>满分</dt><dd id="maximum">${showPoints(base)}<small>分${withBonus !== base && `，加分后最高 ${withBonus}`}</small></dd></div>
<div><dt>最高分和最低分</dt><dd id="extremes">${showPoints(model.highest)}<small>至</small> ${showPoints(model.lowest)}</dd></div>
</dl>
${model.schemes.map((each) => markup`<p class="lead">${schemeName(model, each)}${maximumInWords(each.scheme, each.withBonus)}</p>\n`)}
<div class="pair">
${distribution(found)}
<figure>
${classPicture(model, found.length)}
<figcaption>各类单位的总分：一点是一个单位，竖线是该类平均分，虚线是满分 ${base} 分。</figcaption>
</figure>
</div>
${classSummary(model)}
</section>`;
}

function distribution(found: readonly Band[]): Html {
  const most = Math.max(1, ...found.map((band) => band.units));
  return table(
    '总分分布（每段含下限，不含上限；最高一段都含）',
    [
      { heading: '分数段' },
      { heading: '单位数', numeric: true },
      { heading: markup`<span class="unseen">图示</span>` },
    ],
    [...found]
      .reverse()
      .map(
        (band) =>
          markup`<tr><th scope="row" class="nowrap">${band.from}–${band.to}</th><td class="num">${band.units}</td><td class="bar-cell">${meter(band.units / most)}</td></tr>\n`,
      ),
    'bands',
  );
}

function classPicture(model: ReportModel, besideRows: number): Html {
  const { base, withBonus } = model.scale;
  const lowest = Number(model.lowest);
  const sentences = model.classes.map(
    (each) =>
      `${each.label} ${each.units} 个，平均 ${each.mean} 分，最高 ${each.highest} 分，最低 ${each.lowest} 分`,
  );
  return strips(
    model.classes.map((each) => ({
      label: each.label,
      totals: each.members.map((unit) => Number(unit.total)),
      mean: Number(each.mean),
    })),
    {
      from: Math.floor(lowest / 10) * 10,
      to: Math.ceil(Number(withBonus) / 10) * 10,
      base: Number(base),
      // About as tall as the table of bands beside it.
      height: besideRows * 31,
    },
    `各类单位总分的分布。${sentences.join('；')}。`,
  );
}

function classSummary(model: ReportModel): Html {
  return table(
    '各类单位得分',
    [
      { heading: '类别' },
      { heading: '单位数', numeric: true },
      { heading: '平均分', numeric: true },
      { heading: '最高分', numeric: true },
      { heading: '最低分', numeric: true },
      { heading: '目标任务', numeric: true },
    ],
    model.classes.map(
      (each) =>
        markup`<tr><th scope="row"><a href="#class-${each.class}">${each.label}</a></th><td class="num">${each.units}</td><td class="num">${showPoints(each.mean)}</td><td class="num">${showPoints(each.highest)}</td><td class="num">${showPoints(each.lowest)}</td><td class="num">${showCount(each.target)}</td></tr>\n`,
    ),
    'classes',
  );
}

function ranking(model: ReportModel): Html {
  const { units } = model.input.result;
  const parts = units[0]?.parts ?? [];
  const legend = parts.map(
    (part) =>
      `${part.code} ${part.label.zh}（${part.kind === 'points' ? `${part.maximum} 分` : partKindName(part.kind)}）`,
  );
  return markup`<section id="ranking">
<h2>总排名</h2>
<p>${rankingInWords}</p>
<p class="small muted">${legend.join('，')}${model.cityActed && '，“市”是市级扣分加倍后由牵头单位承担的部分'}。</p>
${rankingTable(model, `全部 ${units.length} 个单位，按总分从高到低`, units, 'overall')}
</section>`;
}

function classRankings(model: ReportModel): Html {
  return markup`<section id="by-class">
<h2>分类排名</h2>
${model.classes.map(
  (each) => markup`<h3 id="class-${each.class}">${each.label}</h3>
${rankingTable(model, `${each.label} ${each.units} 个，按总分从高到低`, each.members, 'class')}`,
)}
</section>`;
}

function rankingTable(
  model: ReportModel,
  caption: string,
  units: readonly UnitResult[],
  kind: 'overall' | 'class',
): Html {
  const overall = kind === 'overall';
  const city = model.cityActed;
  return table(
    caption,
    [
      { heading: '名次', numeric: true },
      { heading: '单位' },
      overall ? { heading: '类别', wideOnly: true } : { heading: '总名次', numeric: true, wideOnly: true },
      { heading: '总分', numeric: true },
      ...(units[0]?.parts ?? []).map((part) => ({ heading: part.code, numeric: true })),
      ...(city ? [{ heading: '市', numeric: true }] : []),
    ],
    units.map((unit) => {
      const cells = [
        ...unit.parts.map((part) => pointsCell(part.points)),
        ...(city ? [pointsCell(model.cityPointsOf(unit))] : []),
      ];
      const second = overall
        ? markup`<td class="wide-only">${className(unit.class)}</td>`
        : markup`<td class="num wide-only">${unit.rank}</td>`;
      return markup`<tr><td class="num rank">${overall ? unit.rank : unit.classRank}</td><th scope="row"><a href="units/${unit.unit}.html">${typed(unit.name)}</a></th>${second}<td class="num total">${showPoints(unit.total)}</td>${cells}</tr>\n`;
    }),
    `ranking ${kind}`,
  );
}

/** A zero is printed lightly, so that what was taken stands out in a column of zeros. */
function pointsCell(points: string): Html {
  return markup`<td class="${points === '0' ? 'num zero' : 'num'}">${showPoints(points)}</td>`;
}

function special(model: ReportModel): Html | false {
  return (
    model.special.length > 0 &&
    markup`<section id="special">
<h2>特殊情形</h2>
${table(
  '因经认定的事件，部分类别计 0 分的单位',
  [{ heading: '单位' }, { heading: '情形' }, { heading: '总分', numeric: true }],
  model.special.map(
    (unit) =>
      markup`<tr><th scope="row" class="nowrap"><a href="units/${unit.unit}.html">${typed(unit.name)}</a></th><td>${unit.effects.map((effect) => markup`<p>${typed(effect.reason.zh)}</p>`)}</td><td class="num total">${showPoints(unit.total)}</td></tr>\n`,
  ),
)}
</section>`
  );
}

function bodies(model: ReportModel): Html {
  const { inputs, result } = model.input;
  return markup`<section id="bodies">
<h2>牵头单位与市级扣分</h2>
${table(
  '牵头单位提交情况',
  [{ heading: '单位' }, { heading: '评分项' }, { heading: '提交情况' }],
  inputs.bodies.map(
    (body) =>
      markup`<tr><th scope="row">${typed(body.name)}</th><td>${model.itemName(body.item)}</td><td>${handInName(body.handIn.state)}${body.handIn.note !== null && markup`<br><span class="muted typed">${typed(body.handIn.note)}</span>`}</td></tr>\n`,
  ),
  'hand-ins',
)}
${result.silentBodies.map((body) => markup`<p class="callout silent">${typed(body.note.zh)}</p>\n`)}
${cityDeductions(model)}
</section>`;
}

function cityDeductions(model: ReportModel): Html {
  if (model.cityDeductions.length === 0) return markup`<p>本年度没有市级扣分。</p>`;
  return markup`<h3>市级扣分</h3>
<p>${cityInWords(model.input.rubric.cityDeductionFactor)}</p>
${table(
  '市级扣分及其后果',
  [
    { heading: '牵头单位' },
    { heading: '评分项和依据' },
    { heading: '市级扣分', numeric: true },
    { heading: '加倍', numeric: true },
    { heading: '由谁承担' },
  ],
  model.cityDeductions.map((each) => {
    const bearer =
      each.bearer === null
        ? markup`不是参评单位，不计入任何单位得分`
        : markup`<a href="units/${each.bearer}.html">${typed(model.factsOf(each.bearer)?.name ?? each.name)}</a>`;
    return markup`<tr><th scope="row">${typed(each.name)}</th><td>${model.itemName(each.item)}<br><span class="typed">${typed(each.fact)}</span><br><span class="muted"><span class="typed">${typed(each.document)}</span> · ${showDay(each.decidedOn)}</span></td><td class="num">${showTaken(each.points)}</td><td class="num">${each.doubled === null ? '' : showTaken(each.doubled)}</td><td>${bearer}</td></tr>\n`;
  }),
  'city',
)}`;
}

function demonstration(model: ReportModel): Html | false {
  return (
    model.input.result.demonstration &&
    markup`<section id="demonstration">
<h2>哪些是演示数据</h2>
<p>本报告用于演示。以下内容出自公开的通知，是真实的：</p>
<ul class="plain"><li>${showCount(model.input.result.units.length)} 个参评单位的名称、分类和目标任务数（合计 ${showCount(model.targetSum)} 条）；</li><li>评分项目、分值和计分规则。</li></ul>
<p>以下内容都是由程序编造的，<strong>不反映任何单位的真实情况</strong>：</p>
<ul class="plain"><li>台账中的公开条目和佐证材料；</li><li>评分人给出的分数和理由，牵头单位的扣分；</li><li>市级扣分、失泄密事件和行政诉讼；</li><li>由此算出的全部得分和名次。</li></ul>
</section>`
  );
}

function dataFiles(model: ReportModel, files: readonly DataFile[]): Html {
  return markup`<section id="files">
<h2>数据文件</h2>
<p>各字段的含义和使用许可见<a href="data.html">数据字典</a>。用 inputs.json 和 rubric.json 可以重新算出每一分，做法见<a href="method.html#check">评分办法</a>；文件有没有改过，见<a href="verify.html">核验本报告</a>。</p>
${fileList(files)}
${signingKey(model.input.keyId)}
</section>`;
}

function english(model: ReportModel): Html {
  const { result } = model.input;
  const { base, withBonus } = model.scale;
  const bonus = base === withBonus ? '' : ` (${withBonus} with what publishing beyond the target adds)`;
  const made = result.demonstration
    ? ' Everything but the units, their targets and the rules is made up for this demonstration.'
    : '';
  return markup`<section class="english" lang="en" id="english">
<h2>In English</h2>
<p>This report ranks ${result.units.length} units of the county by their open-government work in ${result.cycle}. Their targets add up to ${showCount(model.targetSum)} published items; full marks are ${base} points${bonus}. Totals run from ${model.lowest} to ${model.highest}. Each unit has a page with every item’s points, the reason and the arithmetic, and with the frozen inputs anyone can compute every point again.${made} <a href="en.html">Summary in English</a></p>
</section>`;
}
