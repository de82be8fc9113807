import { parseExact, subtract, toPoints } from '../domain/scoring/exact.ts';
import type { UnitResult } from '../domain/scoring/result.ts';
import { markup, typed, type Html } from './html.ts';
import type { ReportModel } from './model.ts';
import { table } from './page.ts';
import { showChange, showPoints } from './show.ts';

/**
 * A unit beside what it was in the year before: itself, under another name perhaps, the unit it was split from, or those it was merged
 * from, which have no one total to compare with. Nothing in a county's first year.
 */
export function lastYearSection(model: ReportModel, unit: UnitResult): Html | false {
  const before = model.before(unit.unit);
  if (before === null) return false;
  const [only] = before.units.length === 1 ? before.units : [];
  return markup`<section id="last-year">
<h2>与上一年度相比</h2>
${comparison(model, unit, before.units)}
${before.units.length > 0 && !before.sameRules && markup`<p class="small muted">两年的评分办法不同：上一年度是“${before.rules}”，分数的变化不都是工作的变化。</p>`}
${only !== undefined && before.sameRules && itemChanges(unit, only)}
</section>`;
}

function comparison(model: ReportModel, unit: UnitResult, units: readonly UnitResult[]): Html {
  const [only] = units;
  if (only === undefined) return markup`<p>本单位上一年度没有参评。</p>`;
  if (units.length > 1) {
    return markup`<p>本单位由 ${units.length} 个单位合并而来，没有一个可以直接比较的上一年度得分；它们上一年度的得分如下。</p>
${table(
  '合并前各单位上一年度的得分',
  [{ heading: '单位' }, { heading: '总分', numeric: true }, { heading: '名次', numeric: true }],
  units.map(
    (each) =>
      markup`<tr><th scope="row">${typed(each.name)}</th><td class="num total">${showPoints(each.total)}</td><td class="num">${each.rank}</td></tr>\n`,
  ),
  'merged',
)}`;
  }
  const siblings = model.siblings(unit.unit);
  const origin =
    only.unit !== unit.unit || siblings.length > 0
      ? markup`<p>本单位上一年度属于“${typed(only.name)}”${siblings.length > 0 && markup`，由它分设的还有${siblings.map((name, place) => markup`${place > 0 && '、'}${typed(name)}`)}`}；下面是原单位的得分。</p>`
      : only.name !== unit.name && markup`<p>本单位上一年度名为“${typed(only.name)}”。</p>`;
  return markup`${origin}
<dl class="figures three">
<div><dt>上一年度总分</dt><dd id="total-before">${showPoints(only.total)}</dd></div>
<div><dt>变化</dt><dd id="gained">${showChange(gained(unit.total, only.total))}</dd></div>
<div><dt>名次</dt><dd id="rank-before">${only.rank} → ${unit.rank}</dd></div>
</dl>`;
}

/** Items that both years have under the same code and name. */
function itemChanges(unit: UnitResult, before: UnitResult): Html | false {
  const rows = unit.items.flatMap((item) => {
    const was = before.items.find((each) => each.code === item.code && each.label.zh === item.label.zh);
    return was === undefined ? [] : [{ item, was, by: gained(item.points, was.points) }];
  });
  const moved = rows.filter(({ by }) => by !== '0');
  if (rows.length === 0) return false;
  if (moved.length === 0) return markup`<p>各项得分都与上一年度相同。</p>`;
  return table(
    `得分有变化的评分项（${moved.length} 项，其余 ${rows.length - moved.length} 项不变）`,
    [
      { heading: '评分项' },
      { heading: '上一年度', numeric: true },
      { heading: '本年度', numeric: true },
      { heading: '变化', numeric: true },
    ],
    moved.map(
      ({ item, was, by }) =>
        markup`<tr><th scope="row"><a href="#item-${item.code}">${item.code} ${item.label.zh}</a></th><td class="num">${showPoints(was.points)}</td><td class="num">${showPoints(item.points)}</td><td class="num">${showChange(by)}</td></tr>\n`,
    ),
    'since',
  );
}

/** Points gained since, or lost with a minus, exactly. */
export function gained(now: string, before: string): string {
  return toPoints(subtract(parseExact(now), parseExact(before)));
}
