import type { CircularFacts } from '../../domain/circular/circular-places.ts';
import type { CircularTemplate } from '../../domain/circular/circular-template.ts';
import { praisedUnits } from '../../domain/circular/praised-units.ts';
import {
  compareExact,
  divide,
  parseExact,
  ratio,
  rounded,
  sum,
  times,
  toPoints,
  zero,
  type Exact,
} from '../../domain/scoring/exact.ts';
import type { UnitResult } from '../../domain/scoring/result.ts';
import type { ReportModel } from '../model.ts';
import { showDay, showPoints, showTaken } from '../show.ts';
import { className } from '../words.ts';

/** Ranks that “前列单位” names, and how many items “好的项目” and “差的项目” name. */
const topRanks = 5;
const itemsNamed = 3;

/** What each place of a circular's template is filled with. Everything is the result's, or exact arithmetic on it. */
export function circularFacts(model: ReportModel, praise: CircularTemplate['praise']): CircularFacts {
  const { cycle, rubric, result, revision, publishedOn } = model.input;
  const { base, withBonus } = model.scale;
  const counted = result.units.flatMap((unit) => {
    const register = model.registerOf(unit.unit);
    return register === null ? [] : [{ unit, count: register.count }];
  });
  // Where the year keeps no register, nothing is said of targets.
  const registered = (count: number) => (counted.length === 0 ? '' : String(count));
  const below = counted.filter(({ unit, count }) => count < unit.target);
  const over = counted.filter(({ unit, count }) => count > unit.target);
  const rates = itemRates(model);
  const praised = praisedUnits(result, praise).flatMap(({ units }) => units);
  return {
    年份: cycle.id,
    发布年份: publishedOn.slice(0, 4),
    发布单位: cycle.issuer,
    发布日期: showDay(publishedOn),
    标题: cycle.title,
    版次: `第${revision}版`,
    考核期: `${showDay(cycle.window.opensOn)}至${showDay(cycle.window.closesOn)}`,
    冻结日期: showDay(model.frozenOn),
    评分办法: `《${rubric.title.zh}》（第${rubric.version}版）`,
    评分项数: String(model.items.length),
    单位数: String(result.units.length),
    各类单位数: model.classes.map((each) => `${each.label}${each.units}个`).join('、'),
    满分: showPoints(base),
    最高可达: showPoints(withBonus),
    最高分: showPoints(model.highest),
    最低分: showPoints(model.lowest),
    平均分: showPoints(meanOf(result.units)),
    各类平均分: model.classes.map((each) => `${each.label}平均${showPoints(each.mean)}分`).join('，'),
    任务合计: registered(model.targetSum),
    计入合计: registered(counted.reduce((total, { count }) => total + count, 0)),
    完成任务单位数: registered(counted.length - below.length),
    超额单位数: registered(over.length),
    未完成单位数: registered(below.length),
    表扬单位数: praised.length === 0 ? '' : String(praised.length),
    前列单位: namesOf(result.units.filter(({ rank }) => rank <= topRanks)),
    好的项目: rates.slice(0, itemsNamed).map(rateInWords).join('、'),
    // The worst first; an item is never named as good and as poor.
    差的项目: [...rates.slice(itemsNamed)].reverse().slice(0, itemsNamed).map(rateInWords).join('、'),
    未完成单位: namesOf(below.map(({ unit }) => unit)),
    缺少材料单位: namesOf(result.units.filter(({ items }) => items.some(({ noEvidence }) => noEvidence))),
    特殊情形: namesOf(model.special),
    不合格单位: namesOf(result.units.filter(({ failed }) => failed !== null)),
    市级扣分: model.cityDeductions
      .map((each) => `${model.itemName(each.item)}（${each.name}，${showTaken(each.points)}分）`)
      .join('、'),
    逾期部门: result.silentBodies.map(({ name }) => name).join('、'),
  };
}

/** The mean of totals, to two places as the classes' means are. */
export function meanOf(units: readonly UnitResult[]): string {
  const totals = units.map(({ total }) => parseExact(total));
  return toPoints(rounded(divide(sum(totals), Math.max(1, totals.length)), 2, 'half-up'));
}

function namesOf(units: readonly UnitResult[]): string {
  return units.map(({ name }) => name).join('、');
}

type ItemRate = Readonly<{ name: string; rate: Exact }>;

/** Items that give points, by the share of their full marks that all units reached together, the best first. */
function itemRates(model: ReportModel): readonly ItemRate[] {
  const found = model.items.flatMap((item): ItemRate[] => {
    const scored = model.input.result.units.flatMap((unit) =>
      unit.items.filter(({ code }) => code === item.code),
    );
    const full = sum(scored.map(({ maximum }) => parseExact(maximum)));
    if (compareExact(full, zero) <= 0) return [];
    const reached = sum(scored.map(({ points }) => parseExact(points)));
    return [{ name: item.label.zh, rate: ratio(reached, full) }];
  });
  return found.sort((left, right) => compareExact(right.rate, left.rate));
}

/** `政府文件（92.5%）` */
function rateInWords({ name, rate }: ItemRate): string {
  return `${name}（${showPoints(toPoints(rounded(times(rate, 100), 1, 'half-up')))}%）`;
}

/** The praised units of each class, in words of the report. */
export function praiseList(
  model: ReportModel,
  praise: CircularTemplate['praise'],
): readonly Readonly<{ label: string; units: readonly UnitResult[] }>[] {
  return praisedUnits(model.input.result, praise).map(({ class: name, units }) => ({
    label: className(name),
    units,
  }));
}
