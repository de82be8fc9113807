import type { Difference, DifferenceLine, UnitDifference } from '../domain/re-evaluation/difference.ts';
import type { InputsChange, Scope } from '../domain/re-evaluation/inputs-change.ts';
import type { DecidedAppeal, PublishedReEvaluation } from '../domain/re-evaluation/re-evaluation.ts';
import { shanghaiDay } from '../domain/calendar.ts';
import { markup, typed, type Html } from './html.ts';
import type { ReportModel } from './model.ts';
import { page, table } from './page.ts';
import { showChange, showCount, showDay, showPoints } from './show.ts';
import { appealOutcomeName, changeKindName } from './words.ts';

/** What a re-evaluated report says of what it changed. */
export type Changes = Readonly<{ reEvaluation: PublishedReEvaluation; difference: Difference }>;

export const changesPath = 'changes.html';

/** The page of a re-evaluated report: why, what was changed, what came of it for each unit, and how appeals ended. */
export function changesPage(model: ReportModel, changes: Changes): string {
  const { reEvaluation, difference } = changes;
  const { revision, result } = model.input;
  return page(
    {
      title: `更正说明 · ${model.title}`,
      description: `${model.title}第 ${revision} 版更正了什么、为什么、各单位的分数和名次怎样变化。`,
      root: '',
      path: changesPath,
      cycle: model.input.cycle.id,
      demonstration: result.demonstration,
      imprint: model.imprint,
    },
    markup`<header class="unit-head">
<p class="trail"><a href="index.html">${model.title}</a></p>
<h1>更正说明</h1>
<p class="class">第 ${revision} 版，由第 ${difference.from} 版重新评价而来，${showDay(shanghaiDay(reEvaluation.at))}</p>
</header>
<section id="reason">
<h2>为什么重新评价</h2>
<p>${typed(reEvaluation.reason)}</p>
<p class="small muted">范围：${scopeInWords(model, reEvaluation.scope)}。</p>
</section>
${named(model, reEvaluation.changes)}
${moved(model, changes)}
${appeals(model, reEvaluation)}`,
  );
}

function scopeInWords(model: ReportModel, scope: Scope): string {
  switch (scope.kind) {
    case 'all':
      return '全部单位和项目';
    case 'item':
      return `所有单位的 ${model.itemName(scope.item)}`;
    case 'units':
      return scope.units.map((unit) => unitName(model, unit)).join('、');
  }
}

function unitName(model: ReportModel, unit: string): string {
  return model.factsOf(unit)?.name ?? unit;
}

function named(model: ReportModel, changes: readonly InputsChange[]): Html {
  if (changes.length === 0)
    return markup`<section id="changes"><h2>更正内容</h2><p>数据没有更正。</p></section>`;
  return markup`<section id="changes">
<h2>更正内容</h2>
${table(
  `更正 ${changes.length} 项`,
  [{ heading: '序号', numeric: true }, { heading: '单位' }, { heading: '更正' }, { heading: '理由' }],
  changes.map(
    (change, place) =>
      markup`<tr id="change-${place + 1}"><td class="num">${place + 1}</td><th scope="row" class="nowrap">${'unit' in change ? unitLink(model, change.unit) : '全部单位'}</th><td>${changeInWords(model, change)}</td><td class="typed">${typed(change.reason)}</td></tr>\n`,
  ),
)}
</section>`;
}

function unitLink(model: ReportModel, unit: string): Html {
  return markup`<a href="units/${unit}.html">${typed(unitName(model, unit))}</a>`;
}

function changeInWords(model: ReportModel, change: InputsChange): string {
  const kind = changeKindName(change.kind);
  switch (change.kind) {
    case 'item-points':
      return `${model.itemName(change.item)}：决定为 ${showPoints(change.points)} 分${change.appeal === null ? '' : '（复核申请）'}`;
    case 'item-facts':
      return `${model.itemName(change.item)}：${change.facts.notApplicable === undefined ? kind : '改为不适用'}`;
    case 'measure':
      return `${kind}：计入 ${showCount(change.value.count)} 条`;
    case 'target':
      return `${kind}：${showCount(change.target)} 条`;
    case 'incidents':
      return `${kind}：${change.incidents.length === 0 ? '无' : `${change.incidents.length} 起`}`;
    case 'city-deductions':
      return `${kind}：${change.cityDeductions.length} 笔`;
    case 'rubric':
      return `${kind}：第 ${change.version} 版`;
  }
}

function moved(model: ReportModel, { difference }: Changes): Html {
  const { units, from, unchanged } = difference;
  const { revision } = model.input;
  if (units.length === 0)
    return markup`<section id="moved"><h2>分数和名次的变化</h2><p>没有单位的分数或名次变化。</p></section>`;
  return markup`<section id="moved">
<h2>分数和名次的变化</h2>
<p>${units.length} 个单位有变化，${unchanged} 个单位的分数和名次都不变。每一分变化都列出来自哪一项更正。</p>
${table(
  `第 ${from} 版与第 ${revision} 版的差别`,
  [
    { heading: '单位' },
    { heading: '总分', numeric: true },
    { heading: '变化', numeric: true },
    { heading: '名次', numeric: true },
    { heading: '哪里变了，来自哪一项更正' },
  ],
  units.map(
    (unit) =>
      markup`<tr><th scope="row">${unitLink(model, unit.unit)}</th><td class="num total">${showPoints(unit.total.after)}</td><td class="num">${showChange(unit.total.gained)}</td><td class="num nowrap">${rankMove(unit)}</td><td>${unit.lines.length === 0 ? '只有名次变化' : unit.lines.map((line) => lineInWords(line, ''))}</td></tr>\n`,
  ),
  'moved',
)}
</section>`;
}

function rankMove({ rank }: UnitDifference): string {
  return rank.before === rank.after ? String(rank.after) : `${rank.before} → ${rank.after}`;
}

/** @param root where the report's folder is, seen from the page */
function lineInWords(line: DifferenceLine, root: '' | '../'): Html {
  const what = line.where === 'item' ? `${line.code} ${line.label.zh}` : line.label.zh;
  const why = line.why.map(
    (place) => markup` <a href="${root}${changesPath}#change-${place + 1}">更正 ${place + 1}</a>`,
  );
  return markup`<p>${typed(what)}：${showPoints(line.before)} → ${showPoints(line.after)}（${showChange(line.gained)}）${why}</p>`;
}

function appeals(model: ReportModel, { appeals: of }: PublishedReEvaluation): Html | false {
  const { figures, outcomes } = of;
  const all = Object.values(figures).reduce((total, count) => total + count, 0);
  return (
    all > 0 &&
    markup`<section id="appeals">
<h2>复核申请</h2>
<p>这一年共收到复核申请 ${all} 件：成立 ${figures.upheld} 件，部分成立 ${figures['partly-upheld']} 件，不成立 ${figures.rejected} 件，单位撤回 ${figures.withdrawn} 件，还在办理 ${figures.filed + figures.answered} 件。</p>
${outcomes.length > 0 && outcomesTable(model, outcomes)}
</section>`
  );
}

function outcomesTable(model: ReportModel, outcomes: readonly DecidedAppeal[]): Html {
  return table(
    '本版公布的复核结果',
    [
      { heading: '单位' },
      { heading: '评分项' },
      { heading: '结果' },
      { heading: '理由' },
      { heading: '决定', numeric: true },
    ],
    outcomes.map(
      (each) =>
        markup`<tr><th scope="row" class="nowrap">${unitLink(model, each.unit)}</th><td>${model.itemName(each.item)}</td><td class="nowrap">${appealOutcomeName(each.outcome)}</td><td class="typed">${typed(each.reason)}</td><td class="num">${each.points === null ? '维持' : showPoints(each.points)}</td></tr>\n`,
    ),
    'appeals',
  );
}

/** What a unit's own page says of it, where anything of it has moved. */
export function unitChanges(changes: Changes | null, unit: string): Html | false {
  const found = changes?.difference.units.find((each) => each.unit === unit);
  if (changes === null || found === undefined) return false;
  const { from } = changes.difference;
  return markup`<div class="callout" id="changed">
<p><b>与第 ${from} 版相比：</b>总分 ${showPoints(found.total.before)} → ${showPoints(found.total.after)}（${showChange(found.total.gained)}），名次 ${rankMove(found)}。<a href="../${changesPath}">更正说明</a></p>
${found.lines.map((line) => lineInWords(line, '../'))}
</div>`;
}
