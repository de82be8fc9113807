import { startOfDay } from '../domain/calendar.ts';
import { notCountedReasons } from '../domain/register/count-register.ts';
import type { UnitResult } from '../domain/scoring/result.ts';
import type { ReportModel } from './model.ts';
import {
  cityInWords,
  maximumInWords,
  rankingInWords,
  roundingInWords,
  ruleInWords,
  schemeName,
} from './rule-words.ts';
import { showCount, showDay } from './show.ts';
import { className, handInName, notCountedName } from './words.ts';
import { sheet, writeWorkbook, type Sheet, type SheetColumn } from './workbook.ts';

/** The score workbook: what the office circulates and sorts. Every figure is the result's, as a number cell. */
export function scoresWorkbook(model: ReportModel): Promise<Uint8Array> {
  return writeWorkbook(
    [rankingSheet(model), itemsSheet(model), deductionsSheet(model), targetsSheet(model), notesSheet(model)],
    {
      title: model.title,
      creator: model.issuer,
      madeAt: new Date(startOfDay(model.input.publishedOn)),
    },
  );
}

const unitColumns = [
  { heading: '单位', width: 22, kind: 'text', value: (unit: UnitResult) => unit.name },
  { heading: '类别', width: 8, kind: 'text', value: (unit: UnitResult) => className(unit.class) },
] as const satisfies readonly SheetColumn<UnitResult>[];

function rankingSheet(model: ReportModel): Sheet {
  return sheet<UnitResult>(
    '排名',
    [
      { heading: '名次', width: 7, kind: 'count', value: (unit) => unit.rank },
      ...unitColumns,
      { heading: '类内名次', width: 10, kind: 'count', value: (unit) => unit.classRank },
      { heading: '总分', width: 9, kind: 'points', value: (unit) => unit.total },
      ...model.parts.map((part) => ({
        heading: `${part.code} ${part.label.zh}`,
        width: 15,
        kind: 'points' as const,
        value: (unit: UnitResult) => unit.parts.find((each) => each.code === part.code)?.points ?? null,
      })),
      { heading: '市级扣分加倍', width: 10, kind: 'points', value: (unit) => model.cityPointsOf(unit) },
      { heading: '各项合计', width: 10, kind: 'points', value: (unit) => unit.raw },
      {
        heading: '特殊情形',
        width: 50,
        kind: 'wrapped',
        value: (unit) => unit.effects.map((effect) => effect.reason.zh).join('\n') || null,
      },
    ],
    model.input.result.units,
    { frozenColumns: 2 },
  );
}

function itemsSheet(model: ReportModel): Sheet {
  return sheet<UnitResult>(
    '各项得分',
    [
      { heading: '名次', width: 7, kind: 'count', value: (unit) => unit.rank },
      ...unitColumns,
      { heading: '总分', width: 9, kind: 'points', value: (unit) => unit.total },
      ...model.items.map((item) => ({
        heading: `${item.code} ${item.label.zh}`,
        width: 13,
        kind: 'points' as const,
        value: (unit: UnitResult) => unit.items.find((each) => each.code === item.code)?.points ?? null,
      })),
    ],
    model.input.result.units,
    { frozenColumns: 2 },
  );
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
}>;

function deductionsSheet(model: ReportModel): Sheet {
  const byBodies = model.input.inputs.units.flatMap((unit) =>
    Object.entries(unit.items).flatMap(([item, given]) =>
      (given.deductions ?? []).map((each): Taken => ({
        bearer: unit.name,
        kind: '倒扣分',
        item: model.itemName(item),
        stated: each.points,
        doubled: null,
        date: showDay(each.date),
        fact: each.fact,
        document: each.document,
      })),
    ),
  );
  const byCity = model.cityDeductions.map((each): Taken => ({
    bearer: each.name,
    kind: each.bearer === null ? '市级扣分（只作记录）' : '市级扣分（加倍）',
    item: model.itemName(each.item),
    stated: each.points,
    doubled: each.doubled,
    date: showDay(each.decidedOn),
    fact: each.fact,
    document: each.document,
  }));
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
    ],
    [...byBodies, ...byCity],
    { frozenColumns: 1 },
  );
}

function targetsSheet(model: ReportModel): Sheet {
  const register = (unit: UnitResult) => model.registerOf(unit.unit);
  return sheet<UnitResult>(
    '目标任务完成情况',
    [
      ...unitColumns,
      { heading: '目标任务', width: 10, kind: 'count', value: (unit) => unit.target },
      { heading: '台账', width: 10, kind: 'count', value: (unit) => register(unit)?.registered ?? null },
      { heading: '计入', width: 10, kind: 'count', value: (unit) => register(unit)?.count ?? null },
      ...notCountedReasons.map((reason) => ({
        heading: `不计入：${notCountedName(reason)}`,
        width: 14,
        kind: 'count' as const,
        value: (unit: UnitResult) => register(unit)?.notCounted[reason] ?? null,
      })),
      ...Array.from({ length: 12 }, (_, month) => ({
        heading: `${month + 1}月`,
        width: 7,
        kind: 'count' as const,
        value: (unit: UnitResult) => register(unit)?.months[month] ?? null,
      })),
    ],
    model.inAnnexOrder,
    { frozenColumns: 1 },
  );
}

function notesSheet(model: ReportModel): Sheet {
  const { cycle, inputs, result, rubric, revision, publishedOn } = model.input;
  const lines: readonly (readonly [string, string])[] = [
    ...(result.demonstration
      ? [
          [
            '演示数据',
            '除单位、目标任务和评分办法外，都是为演示而编造的，不反映任何单位的真实情况。',
          ] as const,
        ]
      : []),
    ['标题', model.title],
    ['发布单位', model.issuer],
    ['发布日期', showDay(publishedOn)],
    ['版次', `第 ${revision} 版`],
    ['考核期', `${showDay(cycle.window.opensOn)}至${showDay(cycle.window.closesOn)}`],
    ['数据冻结日期', showDay(model.frozenOn)],
    ['评分办法', `${rubric.title.zh}（编号 ${rubric.id}，第 ${rubric.version} 版）`],
    ['参评单位', `${showCount(result.units.length)} 个`],
    ['目标任务合计', `${showCount(model.targetSum)} 条`],
    ...model.schemes.map(({ scheme, withBonus }) => ['满分', maximumInWords(scheme, withBonus)] as const),
    ['排名', rankingInWords],
    ['取整', roundingInWords(rubric)],
    ['市级扣分', cityInWords(rubric.cityDeductionFactor)],
    ...inputs.bodies.map(
      (body) =>
        [`牵头单位：${body.name}`, `${model.itemName(body.item)}：${handInName(body.handIn.state)}`] as const,
    ),
    ...result.silentBodies.map((body) => [`逾期：${body.name}`, body.note.zh] as const),
    ...model.schemes.flatMap((each) =>
      each.scheme.parts.flatMap((part) =>
        part.items.map(
          (item) =>
            [
              `${schemeName(model, each)}${item.code} ${item.label.zh}`,
              ruleInWords(item, part).join(''),
            ] as const,
        ),
      ),
    ),
  ];
  return sheet<readonly [string, string]>(
    '说明',
    [
      { heading: '项目', width: 40, kind: 'wrapped', value: ([name]) => name },
      { heading: '说明', width: 100, kind: 'wrapped', value: ([, text]) => text },
    ],
    lines,
    { filter: false },
  );
}
