import type { Effect, Item } from '../domain/rubric/rubric.ts';
import type { ItemInputs, Measure, UnitInputs } from '../domain/scoring/inputs.ts';
import type { ItemResult, Step, UnitResult } from '../domain/scoring/result.ts';
import { unitChanges } from './changes-page.ts';
import { meter, monthBars } from './charts.ts';
import { markup, typed, type Html } from './html.ts';
import { lastYearSection } from './last-year-section.ts';
import type { ReportModel } from './model.ts';
import { page, table } from './page.ts';
import { publicEvidence } from './public-evidence.ts';
import { cityInWords } from './rule-words.ts';
import { showChange, showCount, showDay, showPoints, showTaken } from './show.ts';
import { className, factName, incidentName, notCountedName, partKindName } from './words.ts';

/** What moves a total once everything has been added up. */
const totalSteps = new Set(['total-floor', 'total-cap', 'rounding']);

/** Where a unit's page lies in the report's folder. The address lasts: the unit's id is its place in the annex. */
export function unitPath(unit: string): string {
  return `units/${unit}.html`;
}

/** A unit's page: place, every item with its points, reason and arithmetic, and the facts they rest on. */
export function unitPage(model: ReportModel, unit: UnitResult): string {
  const { result } = model.input;
  const facts = model.factsOf(unit.unit);
  const register = model.registerOf(unit.unit);
  return page(
    {
      title: `${unit.name} · ${model.title}`,
      description: `${unit.name}总分 ${unit.total} 分，排名第 ${unit.rank}：逐项得分、理由、计算过程和依据。`,
      root: '../',
      path: unitPath(unit.unit),
      cycle: model.input.cycle.id,
      demonstration: result.demonstration,
      imprint: model.imprint,
    },
    markup`<header class="unit-head">
<p class="trail"><a href="../index.html">${model.title}</a></p>
<h1>${typed(unit.name)}</h1>
<p class="class">${className(unit.class)}，名单第 ${unit.order} 位</p>
${pager(model, unit, '按名单顺序翻页')}
</header>
${place(model, unit)}
${unitChanges(model.input.changes, unit.unit)}
${lastYearSection(model, unit)}
${items(model, unit, facts)}
${register !== null && registerFigures(model, unit, register)}
${facts !== null && incidents(facts, model.schemeOf(unit)?.scheme.effects ?? [])}
${facts !== null && cityDeductions(model, facts)}
${pager(model, unit, '按名单顺序翻页（页末）')}`,
  );
}

function pager(model: ReportModel, unit: UnitResult, label: string): Html {
  const [before, after] = model.neighbours(unit.unit);
  return markup`<nav class="pager" aria-label="${label}">
<span>${before !== null && markup`← <a href="${before.unit}.html" rel="prev">${typed(before.name)}</a>`}</span>
<span>${after !== null && markup`<a href="${after.unit}.html" rel="next">${typed(after.name)}</a> →`}</span>
</nav>`;
}

function place(model: ReportModel, unit: UnitResult): Html {
  const { result } = model.input;
  const inClass = model.classes.find((each) => each.class === unit.class);
  return markup`<section id="place">
<h2 class="unseen">总分和名次</h2>
<dl class="figures">
<div><dt>总分</dt><dd id="total">${showPoints(unit.total)}<small>满分 ${showPoints(model.schemeOf(unit)?.base ?? '')}</small></dd></div>
<div><dt>总名次</dt><dd id="rank">${unit.rank}<small>/ ${result.units.length}</small></dd></div>
<div><dt>${className(unit.class)}名次</dt><dd id="class-rank">${unit.classRank}<small>/ ${inClass?.units ?? 0}</small></dd></div>
<div><dt>目标任务</dt><dd id="target">${showCount(unit.target)}<small>条</small></dd></div>
</dl>
${unit.band !== null && markup`<p class="callout band">等次：<b id="band">${unit.band.label.zh}</b></p>`}
${unit.failed !== null && markup`<p class="callout failed">评为不合格：${typed(unit.failed.reason.zh)}。</p>`}
${
  unit.raw !== unit.total &&
  markup`<p class="callout">各项合计 <b id="raw">${showPoints(unit.raw)}</b> 分，总分 ${showPoints(unit.total)} 分：${unit.steps
    .filter((step) => totalSteps.has(step.code))
    .map((step) => step.text.zh)
    .join('；')}。</p>`
}
${unit.effects.map((effect) => markup`<p class="callout effect">${typed(effect.reason.zh)}</p>\n`)}
${table(
  '各类得分',
  [
    { heading: '类别' },
    { heading: '得分', numeric: true },
    { heading: '满分', numeric: true },
    { heading: markup`<span class="unseen">图示</span>` },
  ],
  [
    ...unit.parts.map(
      (part) =>
        markup`<tr><th scope="row"><a href="#part-${part.code}">${part.code} ${part.label.zh}</a></th><td class="num total">${showPoints(part.points)}</td><td class="num">${part.kind === 'points' ? showPoints(part.maximum) : partKindName(part.kind)}</td><td class="bar-cell">${part.kind === 'points' && meter(Number(part.points) / Number(part.maximum))}</td></tr>\n`,
    ),
    ...(model.cityPointsOf(unit) === '0'
      ? []
      : [
          markup`<tr><th scope="row"><a href="#city">市级扣分加倍</a></th><td class="num total">${showPoints(model.cityPointsOf(unit))}</td><td class="num">倒扣分</td><td class="bar-cell"></td></tr>\n`,
        ]),
  ],
  'parts',
)}
</section>`;
}

function items(model: ReportModel, unit: UnitResult, facts: UnitInputs | null): Html {
  return markup`<section id="items">
<h2>逐项得分</h2>
${unit.parts.map(
  (
    part,
  ) => markup`<div class="part-head" id="part-${part.code}"><h3>${part.code} ${part.label.zh}</h3><p><b>${showPoints(part.points)}</b>${part.kind === 'points' && ` / ${showPoints(part.maximum)}`}</p></div>
${unit.items.flatMap((scored) => {
  const item = scored.part === part.code ? model.itemOf(unit, scored.code) : null;
  return item === null ? [] : [itemBlock(item, scored, facts?.items[item.code] ?? null, unit)];
})}
${part.steps.length > 0 && stepList(part.steps, `${part.code} 类合计`)}`,
)}
</section>`;
}

function itemBlock(item: Item, scored: ItemResult, given: ItemInputs | null, unit: UnitResult): Html {
  // From nothing down, in a part of deductions; an item of points that lines are taken from has full marks like others.
  const deducts = scored.maximum === '0' && item.rule.kind === 'deductions';
  const lines = given?.deductions ?? [];
  const assessments = given?.assessments ?? [];
  // A deduction's steps are its lines, which the table shows with date and document; a limit that acted is worth its step.
  const withSteps = deducts ? scored.acted.length > 0 : scored.steps.length > 1;
  return markup`<article class="item" id="item-${item.code}">
<h4><span class="code">${item.code}</span>${scored.label.zh}${scored.noEvidence && markup`<span class="badge">没有佐证材料</span>`}</h4>
<p class="score"><b>${showPoints(scored.points)}</b> <span>${deducts ? `最多扣 ${item.points}` : `/ ${showPoints(scored.maximum)}`}</span>${!deducts && scored.maximum !== '0' && meter(Math.max(0, Number(scored.points)) / Number(scored.maximum))}</p>
<div class="body">
<p class="reason typed">${typed(scored.reason.zh)}</p>
${withSteps && stepList(scored.steps, '计算过程')}
${lines.length > 0 && deductionTable(lines)}
${assessments.length > 1 && assessmentTable(assessments)}
${scored.raise !== null && markup`<p class="raise"><b>怎样提高</b> ${typed(scored.raise.change.zh)}</p>`}
${item.rule.kind === 'target' && markup`<p class="small muted">目标任务 ${showCount(unit.target)} 条的单位，本项最多扣 <span class="maximum-loss">${scored.maximumLoss}</span> 分${scored.bonus !== '0' && `；得分中有 ${scored.bonus} 分是满分之外的加分`}。</p>`}
${publicEvidence(given?.publicEvidence ?? [])}
${inputFacts(item, scored)}
</div>
</article>
`;
}

function stepList(steps: readonly Step[], label: string): Html {
  return markup`<ol class="steps" aria-label="${label}">
${steps.map((step) => markup`<li><span>${typed(step.text.zh)}</span> <span class="num">${showChange(step.points)}</span></li>\n`)}</ol>`;
}

function inputFacts(item: Item, scored: ItemResult): Html | false {
  const facts = Object.entries(scored.inputs).map(
    ([name, value]) =>
      markup`<li>${factName(item, name)} <span>${value === true ? '是' : value === false ? '否' : value}</span></li>`,
  );
  return facts.length > 0 && markup`<ul class="facts" aria-label="依据的数据">${facts}</ul>`;
}

function deductionTable(lines: NonNullable<ItemInputs['deductions']>): Html {
  return table(
    '扣分明细',
    [{ heading: '日期' }, { heading: '事实和依据' }, { heading: '扣分', numeric: true }],
    lines.map(
      (line) =>
        markup`<tr><td class="nowrap">${showDay(line.date)}</td><td><span class="typed">${typed(line.fact)}</span>${line.document !== null && markup`<br><span class="muted typed">${typed(line.document)}</span>`}${line.reply !== undefined && markup`<br><b>单位说明</b> <span class="typed">${typed(line.reply)}</span>${line.replyEvidence !== undefined && `（附佐证材料 ${line.replyEvidence.length} 份）`}`}${line.answer !== undefined && markup`<br><b>牵头部门答复</b> <span class="typed">${typed(line.answer.reason)}</span>${line.answer.was !== line.points && `（原扣 ${line.answer.was} 分）`}`}</td><td class="num">${showTaken(line.points)}</td></tr>\n`,
    ),
    'deductions',
  );
}

function assessmentTable(assessments: NonNullable<ItemInputs['assessments']>): Html {
  return table(
    '各评分人的评分',
    [{ heading: '评分人' }, { heading: '理由' }, { heading: '评分', numeric: true }],
    assessments.map(
      (each) =>
        markup`<tr><td>${each.assessor}</td><td class="typed">${each.reason !== null && typed(each.reason)}</td><td class="num">${showPoints(each.points)}</td></tr>\n`,
    ),
    'assessments',
  );
}

function registerFigures(model: ReportModel, unit: UnitResult, register: Measure): Html {
  const without = Object.entries(register.notCounted);
  const months = register.months.map((count, index) => `${index + 1}月 ${count} 条`);
  return markup`<section id="register">
<h2>公开台账</h2>
<div class="pair">
<div>
${table(
  '台账中的条目怎样计入目标任务',
  [{ heading: '情形' }, { heading: '条数', numeric: true }],
  [
    countRow('台账条目', register.registered),
    ...without.map(([reason, count]) => countRow(`不计入：${notCountedName(reason)}`, count)),
    countRow('计入', register.count, 'total'),
    countRow('目标任务', unit.target),
  ],
  'register',
)}
</div>
<figure>
${monthBars(register.months, `各月计入条数：${months.join('，')}。`)}
<figcaption>各月公开并计入目标任务的条数</figcaption>
</figure>
</div>
${table(
  '各栏目计入的条数',
  [{ heading: '栏目' }, { heading: '条数', numeric: true }, { heading: '没有更新的月份' }],
  Object.entries(register.columns).map(
    ([id, column]) =>
      markup`<tr><th scope="row">${model.columnName(id)}</th><td class="num">${showCount(column.count)}</td><td>${emptyMonths(column.months)}</td></tr>\n`,
  ),
  'columns',
)}
</section>`;
}

function countRow(label: string, count: number, kind: 'total' | 'plain' = 'plain'): Html {
  return markup`<tr><th scope="row">${label}</th><td class="num ${kind}">${showCount(count)}</td></tr>\n`;
}

function emptyMonths(months: readonly number[]): string {
  const empty = months.flatMap((count, index) => (count === 0 ? [index + 1] : []));
  if (empty.length === 0) return '无';
  return empty.length === 12 ? '全年' : `${empty.join('、')}月`;
}

function incidents(facts: UnitInputs, effects: readonly Effect[]): Html | false {
  return (
    facts.incidents.length > 0 &&
    markup`<section id="incidents">
<h2>事件</h2>
${table(
  '经两名管理员先后认定的事件',
  [{ heading: '事件' }, { heading: '认定日期' }, { heading: '文件和理由' }],
  facts.incidents.map(
    (each) =>
      markup`<tr><th scope="row">${incidentName(each.kind, effects)}</th><td class="nowrap">${showDay(each.decidedOn)}</td><td><span class="typed">${typed(each.document)}</span><br><span class="muted typed">${typed(each.reason)}</span></td></tr>\n`,
  ),
)}
</section>`
  );
}

function cityDeductions(model: ReportModel, facts: UnitInputs): Html | false {
  return (
    facts.cityDeductions.length > 0 &&
    markup`<section id="city">
<h2>市级扣分</h2>
<p>本单位是以下领域的牵头单位。${cityInWords(model.input.rubric.cityDeductionFactor)}</p>
${table(
  '市级扣分和加倍扣分',
  [
    { heading: '评分项' },
    { heading: '文件' },
    { heading: '市级扣分', numeric: true },
    { heading: '加倍', numeric: true },
  ],
  facts.cityDeductions.map((each) => {
    const doubled = model.doubled(each.points);
    return markup`<tr><th scope="row">${model.itemName(each.item)}</th><td class="typed">${typed(each.document)}</td><td class="num">${showTaken(each.points)}</td><td class="num">${doubled !== null && showTaken(doubled)}</td></tr>\n`;
  }),
  'city',
)}
</section>`
  );
}
