import { notCountedReasons } from '../domain/register/count-register.ts';
import type { Item } from '../domain/rubric/rubric.ts';
import type { Inputs, ItemInputs } from '../domain/scoring/inputs.ts';
import type { ItemResult, UnitResult } from '../domain/scoring/result.ts';
import type { ReportModel } from './model.ts';
import { sheet, type Sheet, type SheetColumn } from './sheet.ts';
import { showDay } from './show.ts';
import { className, incidentName, notCountedName } from './words.ts';

/** The score workbook's sheets of what the points rest on. Units stand in annex order. */

const unitColumns = [
  { heading: '单位', width: 22, kind: 'text', value: (unit: UnitResult) => unit.name },
  { heading: '类别', width: 8, kind: 'text', value: (unit: UnitResult) => className(unit.class) },
] as const satisfies readonly SheetColumn<UnitResult>[];

type ScoredItem = Readonly<{ unit: UnitResult; item: Item; scored: ItemResult }>;

/** A line for each item of each unit, with the reason. */
export function itemLinesSheet(model: ReportModel): Sheet {
  return sheet<ScoredItem>(
    '逐项理由',
    [
      { heading: '单位', width: 22, kind: 'text', value: ({ unit }) => unit.name },
      { heading: '类别', width: 8, kind: 'text', value: ({ unit }) => className(unit.class) },
      { heading: '编号', width: 7, kind: 'text', value: ({ item }) => item.code },
      { heading: '评分项', width: 30, kind: 'wrapped', value: ({ scored }) => scored.label.zh },
      { heading: '得分', width: 9, kind: 'points', value: ({ scored }) => scored.points },
      { heading: '满分', width: 9, kind: 'points', value: ({ scored }) => scored.maximum },
      { heading: '其中加分', width: 9, kind: 'points', value: ({ scored }) => scored.bonus },
      { heading: '理由', width: 60, kind: 'wrapped', value: ({ scored }) => scored.reason.zh },
      {
        heading: '怎样提高',
        width: 40,
        kind: 'wrapped',
        value: ({ scored }) => scored.raise?.change.zh ?? null,
      },
    ],
    { [Symbol.iterator]: () => scoredItems(model) },
    { frozenColumns: 1 },
  );
}

function* scoredItems(model: ReportModel): Generator<ScoredItem> {
  for (const unit of model.inAnnexOrder) {
    for (const scored of unit.items) {
      const item = model.itemOf(unit, scored.code);
      if (item !== null) yield { unit, item, scored };
    }
  }
}

/** One deduction, by a lead body from a unit or by the city for a body's field. */
type Taken = Readonly<{
  bearer: string;
  kind: '倒扣分' | '市级扣分（加倍）' | '市级扣分（只作记录）';
  item: string;
  stated: string;
  doubled: string | null;
  date: string;
  fact: string;
  document: string | null;
  reply: string | null;
  answer: string | null;
}>;

export function deductionsSheet(model: ReportModel): Sheet {
  const byBodies = model.input.inputs.units.flatMap((unit) =>
    Object.entries(unit.items).flatMap(([item, given]) =>
      (given.deductions ?? []).map((each) => byBody(unit.name, model.itemName(item), each)),
    ),
  );
  return sheet<Taken>(
    '倒扣分与市级扣分',
    [
      { heading: '单位', width: 22, kind: 'text', value: (row) => row.bearer },
      { heading: '种类', width: 20, kind: 'text', value: (row) => row.kind },
      { heading: '评分项', width: 30, kind: 'text', value: (row) => row.item },
      { heading: '扣分', width: 8, kind: 'points', value: (row) => row.stated },
      { heading: '加倍后', width: 8, kind: 'points', value: (row) => row.doubled },
      { heading: '日期', width: 16, kind: 'text', value: (row) => row.date },
      { heading: '事实', width: 50, kind: 'wrapped', value: (row) => row.fact },
      { heading: '文件', width: 30, kind: 'wrapped', value: (row) => row.document },
      { heading: '单位说明', width: 40, kind: 'wrapped', value: (row) => row.reply },
      { heading: '牵头部门答复', width: 40, kind: 'wrapped', value: (row) => row.answer },
    ],
    [...byBodies, ...model.cityDeductions.map((each) => byCity(model, each))],
    { frozenColumns: 1 },
  );
}

function byBody(bearer: string, item: string, of: NonNullable<ItemInputs['deductions']>[number]): Taken {
  return {
    bearer,
    kind: '倒扣分',
    item,
    stated: of.points,
    doubled: null,
    date: showDay(of.date),
    fact: of.fact,
    document: of.document,
    reply: of.reply ?? null,
    answer: of.answer?.reason ?? null,
  };
}

function byCity(model: ReportModel, each: ReportModel['cityDeductions'][number]): Taken {
  return {
    bearer: each.name,
    kind: each.bearer === null ? '市级扣分（只作记录）' : '市级扣分（加倍）',
    item: model.itemName(each.item),
    stated: each.points,
    doubled: each.doubled,
    date: showDay(each.decidedOn),
    fact: each.fact,
    document: each.document,
    reply: null,
    answer: null,
  };
}

type Incident = Readonly<{ unit: string; of: Inputs['units'][number]['incidents'][number]; name: string }>;

export function incidentsSheet(model: ReportModel): Sheet {
  const effects = model.schemes.flatMap(({ scheme }) => scheme.effects);
  const incidents = model.input.inputs.units.flatMap((unit) =>
    unit.incidents.map((of): Incident => ({ unit: unit.name, of, name: incidentName(of.kind, effects) })),
  );
  return sheet<Incident>(
    '事件',
    [
      { heading: '单位', width: 22, kind: 'text', value: ({ unit }) => unit },
      { heading: '事件', width: 30, kind: 'text', value: ({ name }) => name },
      { heading: '认定日期', width: 16, kind: 'text', value: ({ of }) => showDay(of.decidedOn) },
      { heading: '文件', width: 30, kind: 'wrapped', value: ({ of }) => of.document },
      { heading: '理由', width: 60, kind: 'wrapped', value: ({ of }) => of.reason },
    ],
    incidents,
    { frozenColumns: 1 },
  );
}

/** How each target was met; the line of totals stands below. */
export function targetsSheet(model: ReportModel): Sheet {
  const units = model.inAnnexOrder;
  const counted = (
    heading: string,
    width: number,
    value: (unit: UnitResult) => number | null,
  ): SheetColumn<UnitResult> => ({
    heading,
    width,
    kind: 'count',
    value,
    total: units.reduce((sum, unit) => sum + (value(unit) ?? 0), 0),
  });
  const register = (unit: UnitResult) => model.registerOf(unit.unit);
  return sheet<UnitResult>(
    '目标任务完成情况',
    [
      ...unitColumns,
      counted('目标任务', 10, (unit) => unit.target),
      counted('台账', 10, (unit) => register(unit)?.registered ?? null),
      counted('计入', 10, (unit) => register(unit)?.count ?? null),
      ...notCountedReasons.map((reason) =>
        counted(
          `不计入：${notCountedName(reason)}`,
          14,
          (unit) => register(unit)?.notCounted[reason] ?? null,
        ),
      ),
      ...Array.from({ length: 12 }, (_, month) =>
        counted(`${month + 1}月`, 7, (unit) => register(unit)?.months[month] ?? null),
      ),
    ],
    units,
    { frozenColumns: 1 },
  );
}
