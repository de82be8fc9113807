import type { Item } from '../domain/rubric/rubric.ts';
import type { ItemResult, UnitResult } from '../domain/scoring/result.ts';
import { writeCsv, type CsvColumn } from './csv.ts';
import type { Bilingual } from '../domain/values.ts';
import type { ReportModel } from './model.ts';

/**
 * One line for each unit, in the order of the ranking. Field names are stable: readers' programs go by them. A test pins them; new
 * ones come last.
 */
export function rankingCsv(model: ReportModel): string {
  return writeCsv<UnitResult>(rankingColumns(model), model.input.result.units);
}

/** One line for each item of each unit, units in annex order. */
export function itemsCsv(model: ReportModel): string {
  return writeCsv<ScoredItem>(itemsColumns, scoredItems(model));
}

/** A column of open data: what the field says is printed in the data dictionary. */
export type OpenColumn<Row> = CsvColumn<Row> & Readonly<{ about: Bilingual }>;

/** Makes a column of open data. */
export const openColumn = <Row>(
  name: string,
  kind: 'text' | 'number',
  zh: string,
  en: string,
  value: CsvColumn<Row>['value'],
): OpenColumn<Row> => ({ name, kind, about: { zh, en }, value });

export function rankingColumns(model: ReportModel): readonly OpenColumn<UnitResult>[] {
  const of = openColumn<UnitResult>;
  const before = (unit: UnitResult) => {
    const units = model.before(unit.unit)?.units ?? [];
    return units.length === 1 ? (units[0] ?? null) : null;
  };
  return [
    of(
      'rank',
      'number',
      '总名次，同分并列',
      'Rank over all units; equal totals share one',
      (unit) => unit.rank,
    ),
    of('class_rank', 'number', '类内名次', 'Rank in the class', (unit) => unit.classRank),
    of(
      'unit',
      'text',
      '单位编号（名单中的位次）',
      'The unit’s number: its place in the list',
      (unit) => unit.unit,
    ),
    of('name', 'text', '单位名称', 'The unit’s name', (unit) => unit.name),
    of('class', 'text', '类别代码', 'Class, as a code', (unit) => unit.class),
    of('target', 'number', '目标任务（条）', 'Items to be published in the year', (unit) => unit.target),
    of(
      'counted',
      'number',
      '计入目标任务的条数',
      'Items that count towards the target',
      (unit) => model.registerOf(unit.unit)?.count ?? null,
    ),
    of('total', 'number', '总分', 'Total', (unit) => unit.total),
    of(
      'raw_total',
      'number',
      '各项合计，未计总分的上下限和取整',
      'Sum before the total’s limits and rounding',
      (unit) => unit.raw,
    ),
    ...model.parts.map((part) =>
      of(
        `part_${part.code}`,
        'number',
        `${part.code} 类得分：${part.label.zh}`,
        `Points of part ${part.code}: ${part.label.en}`,
        (unit) => unit.parts.find((each) => each.code === part.code)?.points ?? null,
      ),
    ),
    of(
      'city_deduction',
      'number',
      '市级扣分加倍后由本单位承担的分数，零或负数',
      'What the city’s deductions cost the unit; zero or less',
      (unit) => model.cityPointsOf(unit),
    ),
    of(
      'band',
      'text',
      '等次代码，没有等次的为空',
      'Grade, as a code; empty where there are none',
      (unit) => unit.band?.id ?? null,
    ),
    of(
      'failed',
      'text',
      '不合格的原因代码，合格的为空',
      'Why the unit failed, as a code; empty if it did not',
      (unit) => unit.failed?.code ?? null,
    ),
    of(
      'effects',
      'text',
      '起作用的特殊情形代码，以空格分开',
      'Effects that acted, as codes with spaces between',
      (unit) => unit.effects.map((effect) => effect.code).join(' '),
    ),
    of(
      'last_year_total',
      'number',
      '上一年度总分；没有或由多个单位合并的为空',
      'Last year’s total; empty for none or several predecessors',
      (unit) => before(unit)?.total ?? null,
    ),
    of('last_year_rank', 'number', '上一年度名次', 'Last year’s rank', (unit) => before(unit)?.rank ?? null),
  ];
}

const ofItem = openColumn<ScoredItem>;
export const itemsColumns: readonly OpenColumn<ScoredItem>[] = [
  ofItem('unit', 'text', '单位编号', 'The unit’s number', ({ unit }) => unit.unit),
  ofItem('name', 'text', '单位名称', 'The unit’s name', ({ unit }) => unit.name),
  ofItem('item', 'text', '评分项编号', 'The item’s code', ({ item }) => item.code),
  ofItem('label', 'text', '评分项名称', 'The item’s name', ({ item }) => item.label.zh),
  ofItem('rule', 'text', '计分规则的种类', 'Kind of rule', ({ item }) => item.rule.kind),
  ofItem(
    'points',
    'number',
    '得分，扣分为负',
    'Points; deductions are negative',
    ({ scored }) => scored.points,
  ),
  ofItem(
    'maximum',
    'number',
    '满分，不含加分',
    'Full marks without what goes on top',
    ({ scored }) => scored.maximum,
  ),
  ofItem(
    'bonus',
    'number',
    '得分中满分之外的加分',
    'What of the points is on top of full marks',
    ({ scored }) => scored.bonus,
  ),
  ofItem(
    'no_evidence',
    'number',
    '1：没有认可的佐证材料，本项计 0 分；0：否',
    '1 if the item counts 0 for want of evidence, else 0',
    ({ scored }) => (scored.noEvidence ? 1 : 0),
  ),
  ofItem('reason', 'text', '得分理由', 'Why, in words', ({ scored }) => scored.reason.zh),
  ofItem(
    'raise',
    'text',
    '最少怎样做可以提高',
    'The smallest change that would raise it',
    ({ scored }) => scored.raise?.change.zh ?? null,
  ),
  ofItem('raise_by', 'number', '可以提高的分数', 'By how much', ({ scored }) => scored.raise?.by ?? null),
];

type ScoredItem = Readonly<{ unit: UnitResult; item: Item; scored: ItemResult }>;

function* scoredItems(model: ReportModel): Generator<ScoredItem> {
  for (const unit of model.inAnnexOrder) {
    for (const scored of unit.items) {
      const item = model.itemOf(unit, scored.code);
      if (item !== null) yield { unit, item, scored };
    }
  }
}
