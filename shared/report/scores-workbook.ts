import { startOfDay } from '../domain/calendar.ts';
import { parseExact, subtract, sum, toPoints } from '../domain/scoring/exact.ts';
import type { PartResult, UnitResult } from '../domain/scoring/result.ts';
import type { ClassFigures, ReportModel } from './model.ts';
import { publicEvidenceSheet } from './scores-evidence-sheet.ts';
import { notesSheet } from './scores-notes-sheet.ts';
import { deductionsSheet, incidentsSheet, itemLinesSheet, targetsSheet } from './scores-record-sheets.ts';
import { cellsBelow, sheet, sumOf, type Sheet, type SheetColumn } from './sheet.ts';
import { className } from './words.ts';
import { writeWorkbook } from './workbook.ts';

/**
 * The score workbook: what the office circulates and sorts. Every figure is the result's, as a number cell. Totals are formulas
 * that carry the result's figure; they name cells of their own line, so that sorting moves them rightly.
 */
export function scoresWorkbook(model: ReportModel): Promise<Uint8Array> {
  const { title, issuer } = model;
  return writeWorkbook(scoresSheets(model), {
    title,
    creator: issuer,
    madeAt: new Date(startOfDay(model.input.publishedOn)),
  });
}

/** The workbook's sheets in their order. */
export function scoresSheets(model: ReportModel): readonly Sheet[] {
  const ranking = rankingSheet(model);
  const targets = targetsSheet(model);
  return [
    ranking,
    classesSheet(model, ranking, targets),
    itemsSheet(model),
    itemLinesSheet(model),
    deductionsSheet(model),
    incidentsSheet(model),
    publicEvidenceSheet(model),
    targets,
    notesSheet(model),
  ];
}

type Column = SheetColumn<UnitResult>;

const rank: Column = { heading: '名次', width: 7, kind: 'count', value: (unit) => unit.rank };
const unitColumns: readonly Column[] = [
  { heading: '单位', width: 22, kind: 'text', value: (unit) => unit.name },
  { heading: '类别', width: 8, kind: 'text', value: (unit) => className(unit.class) },
];

/** What stands between the parts' points and the total, each worked out so that the columns add up exactly. */
function betweenPartsAndTotal(model: ReportModel): readonly Column[] {
  return [
    { heading: '市级扣分加倍', width: 10, kind: 'points', value: (unit) => model.cityPointsOf(unit) },
    {
      heading: '特殊情形',
      width: 10,
      kind: 'points',
      value: (unit) => less(unit.raw, [...unit.parts.map((part) => part.points), model.cityPointsOf(unit)]),
    },
  ];
}

function rankingSheet(model: ReportModel): Sheet {
  const parts = model.parts.map((part): Column => ({
    heading: `${part.code} ${part.label.zh}`,
    width: 15,
    kind: 'points',
    value: (unit) => partOf(unit, part.code)?.points ?? null,
  }));
  const between = betweenPartsAndTotal(model);
  return sheet<UnitResult>(
    '排名',
    [
      rank,
      ...unitColumns,
      { heading: '类内名次', width: 10, kind: 'count', value: (unit) => unit.classRank },
      {
        heading: '总分',
        width: 9,
        kind: 'points',
        value: (unit) => unit.total,
        formula: sumOf(['各项合计', '上下限和取整']),
      },
      ...parts,
      ...between,
      {
        heading: '各项合计',
        width: 10,
        kind: 'points',
        value: (unit) => unit.raw,
        formula: sumOf([...parts, ...between].map(({ heading }) => heading)),
      },
      { heading: '上下限和取整', width: 10, kind: 'points', value: (unit) => less(unit.total, [unit.raw]) },
      {
        heading: '情形说明',
        width: 50,
        kind: 'wrapped',
        value: (unit) => unit.effects.map((effect) => effect.reason.zh).join('\n') || null,
      },
    ],
    model.input.result.units,
    { frozenColumns: 2 },
  );
}

/** The classes beside each other; counts, means and targets are worked out from the other sheets. */
function classesSheet(model: ReportModel, ranking: Sheet, targets: Sheet): Sheet {
  const units = model.input.result.units.length;
  const [ranked, totals] = [cellsBelow(ranking, '类别', units), cellsBelow(ranking, '总分', units)];
  const [listed, wanted] = [cellsBelow(targets, '类别', units), cellsBelow(targets, '目标任务', units)];
  return sheet<ClassFigures>(
    '分类情况',
    [
      { heading: '类别', width: 12, kind: 'text', value: (each) => each.label },
      {
        heading: '单位数',
        width: 10,
        kind: 'count',
        value: (each) => each.units,
        formula: ({ line, letterOf }) => `COUNTIF(${ranked},${letterOf('类别')}${line})`,
        total: units,
      },
      {
        heading: '平均分',
        width: 10,
        kind: 'points',
        value: (each) => each.mean,
        // Once to what floating point still holds, then to the two places of the result: a half is then rounded up.
        formula: ({ line, letterOf }) =>
          `ROUND(ROUND(AVERAGEIF(${ranked},${letterOf('类别')}${line},${totals}),9),2)`,
      },
      { heading: '最高分', width: 10, kind: 'points', value: (each) => each.highest },
      { heading: '最低分', width: 10, kind: 'points', value: (each) => each.lowest },
      {
        heading: '目标任务',
        width: 12,
        kind: 'count',
        value: (each) => each.target,
        formula: ({ line, letterOf }) => `SUMIF(${listed},${letterOf('类别')}${line},${wanted})`,
        total: model.targetSum,
      },
    ],
    model.classes,
    { frozenColumns: 1, filter: false },
  );
}

/** Every item's points in a column of its own, each part added up behind its items. */
function itemsSheet(model: ReportModel): Sheet {
  const parts = model.parts.map((part) => partColumns(model, part.code));
  const between = betweenPartsAndTotal(model);
  const limits: Column = {
    heading: '上下限和取整',
    width: 10,
    kind: 'points',
    value: (unit) => less(unit.total, [unit.raw]),
  };
  const added = [...parts.map(({ whole }) => whole), ...between, limits];
  return sheet<UnitResult>(
    '各项得分',
    [
      rank,
      ...unitColumns,
      {
        heading: '总分',
        width: 9,
        kind: 'points',
        value: (unit) => unit.total,
        formula: sumOf(added.map(({ heading }) => heading)),
      },
      ...parts.flatMap(({ items, whole }) => [...items, whole]),
      ...between,
      limits,
    ],
    model.input.result.units,
    { frozenColumns: 2 },
  );
}

/** A part's items, what its limit and weight moved where they moved anything, and the part as a whole. */
function partColumns(
  model: ReportModel,
  code: string,
): Readonly<{ items: readonly Column[]; whole: Column }> {
  const codes = new Set(
    model.schemes.flatMap(({ scheme }) =>
      scheme.parts
        .filter((part) => part.code === code)
        .flatMap((part) => part.items.map((item) => item.code)),
    ),
  );
  const items = model.items
    .filter((item) => codes.has(item.code))
    .map((item): Column => ({
      heading: `${item.code} ${item.label.zh}`,
      width: 13,
      kind: 'points',
      value: (unit) => unit.items.find((each) => each.code === item.code)?.points ?? null,
    }));
  const moved: Column = {
    heading: `${code} 上限和权重`,
    width: 10,
    kind: 'points',
    value: (unit) => movedInPart(unit, code),
  };
  const isMoved = model.input.result.units.some((unit) => (movedInPart(unit, code) ?? '0') !== '0');
  const before = isMoved ? [...items, moved] : items;
  return {
    items: before,
    whole: {
      heading: `${code} 合计`,
      width: 10,
      kind: 'points',
      value: (unit) => partOf(unit, code)?.points ?? null,
      formula: sumOf(before.map(({ heading }) => heading)),
    },
  };
}

function movedInPart(unit: UnitResult, code: string): string | null {
  const part = partOf(unit, code);
  const items = unit.items.filter((each) => each.part === code).map((each) => each.points);
  return part === null ? null : less(part.points, items);
}

function partOf(unit: UnitResult, code: string): PartResult | null {
  return unit.parts.find((each) => each.code === code) ?? null;
}

function less(points: string, taken: readonly string[]): string {
  return toPoints(subtract(parseExact(points), sum(taken.map(parseExact))));
}
