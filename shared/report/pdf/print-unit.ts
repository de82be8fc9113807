import type { ItemInputs, Measure, UnitInputs } from '../../domain/scoring/inputs.ts';
import type { ItemResult, UnitResult } from '../../domain/scoring/result.ts';
import type { ReportModel } from '../model.ts';
import { publicEvidenceLines } from '../public-evidence.ts';
import { cityInWords } from '../rule-words.ts';
import { showChange, showCount, showDay, showPoints, showTaken } from '../show.ts';
import { className, incidentName, notCountedName, partKindName } from '../words.ts';
import type { Paper, PrintColumn } from './paper.ts';

/** What moves a total once everything has been added up. */
const totalSteps = new Set(['total-floor', 'total-cap', 'rounding']);

/** A unit's sheet: place, parts, every item with its reason and arithmetic, and the facts they rest on. */
export function printUnit(model: ReportModel, unit: UnitResult, paper: Paper): void {
  const facts = model.factsOf(unit.unit);
  const where = (what: string) => `${unit.name}（名单第 ${unit.order} 位）的${what}`;
  const members = model.classes.find((each) => each.class === unit.class)?.units ?? 0;
  paper.heading(unit.name, 1, where('名称'));
  paper.paragraph(
    `总分 ${showPoints(unit.total)}（满分 ${showPoints(model.schemeOf(unit)?.base ?? '')}）　总名次 ${unit.rank}/${model.input.result.units.length}　${className(unit.class)}名次 ${unit.classRank}/${members}　目标任务 ${showCount(unit.target)} 条${unit.band === null ? '' : `　等次 ${unit.band.label.zh}`}`,
    where('名次'),
    { points: 11 },
  );
  for (const text of remarks(unit)) paper.paragraph(text, where('说明'));
  paper.table(
    [
      { heading: '类别', width: 5 },
      { heading: '得分', width: 1, align: 'right' },
      { heading: '满分', width: 1, align: 'right' },
    ],
    [
      ...unit.parts.map(({ code, label, points, kind, maximum }) => [
        `${code} ${label.zh}`,
        showPoints(points),
        kind === 'points' ? showPoints(maximum) : partKindName(kind),
      ]),
      ...(model.cityPointsOf(unit) === '0'
        ? []
        : [['市级扣分加倍', showPoints(model.cityPointsOf(unit)), '倒扣分']]),
    ],
    () => where('各类得分'),
  );
  items(model, unit, facts, paper, where);
  if (facts !== null) deductions(model, facts, paper, where);
  if (facts !== null) happened(model, unit, facts, paper, where);
  const register = model.registerOf(unit.unit);
  if (register !== null) registerFigures(model, unit, register, paper, where);
}

function remarks(unit: UnitResult): readonly string[] {
  const moved = unit.steps.filter(({ code }) => totalSteps.has(code)).map(({ text }) => text.zh);
  return [
    ...(unit.failed === null ? [] : [`评为不合格：${unit.failed.reason.zh}。`]),
    ...(unit.raw === unit.total
      ? []
      : [`各项合计 ${showPoints(unit.raw)} 分，总分 ${showPoints(unit.total)} 分：${moved.join('；')}。`]),
    ...unit.effects.map(({ reason }) => reason.zh),
  ];
}

type Where = (what: string) => string;

function items(
  model: ReportModel,
  unit: UnitResult,
  facts: UnitInputs | null,
  paper: Paper,
  where: Where,
): void {
  paper.heading('逐项得分', 2);
  paper.table(
    [
      { heading: '评分项', width: 2.6 },
      { heading: '得分', width: 0.8, align: 'right' },
      { heading: '满分', width: 0.8, align: 'right' },
      { heading: '理由和计算', width: 5.4 },
    ],
    unit.items.map((scored) => [
      `${scored.code} ${scored.label.zh}${scored.noEvidence ? '（没有佐证材料）' : ''}`,
      showPoints(scored.points),
      fullMarks(model, unit, scored),
      [scored.reason.zh, ...arithmetic(model, unit, scored, facts?.items[scored.code] ?? null)].join('\n'),
    ]),
    (row) => where(`${unit.items[row]?.code ?? ''} 项`),
  );
}

function fullMarks(model: ReportModel, unit: UnitResult, { code, maximum, rule }: ItemResult): string {
  const most = model.itemOf(unit, code)?.points ?? '';
  return maximum === '0' && rule === 'deductions' ? `最多扣${most}` : showPoints(maximum);
}

/** What the unit's page shows under an item's reason: steps, assessors, how to raise it. */
function arithmetic(
  model: ReportModel,
  unit: UnitResult,
  scored: ItemResult,
  given: ItemInputs | null,
): readonly string[] {
  const deducts = scored.maximum === '0' && scored.rule === 'deductions';
  const withSteps = deducts ? scored.acted.length > 0 : scored.steps.length > 1;
  const assessments = given?.assessments ?? [];
  return [
    ...(withSteps
      ? [`计算：${scored.steps.map(({ text, points }) => `${text.zh} ${showChange(points)}`).join('；')}`]
      : []),
    ...(assessments.length > 1
      ? assessments.map(
          (each) => `评分人 ${each.assessor}：${showPoints(each.points)} 分。${each.reason ?? ''}`,
        )
      : []),
    ...(model.itemOf(unit, scored.code)?.rule.kind === 'target'
      ? [
          `本项最多扣 ${scored.maximumLoss} 分${scored.bonus === '0' ? '' : `；得分中有 ${scored.bonus} 分是满分之外的加分`}。`,
        ]
      : []),
    ...(scored.raise === null ? [] : [`怎样提高：${scored.raise.change.zh}`]),
    ...publicEvidenceLines(given?.publicEvidence ?? []),
  ];
}

function deductions(model: ReportModel, facts: UnitInputs, paper: Paper, where: Where): void {
  const lines = Object.entries(facts.items).flatMap(([code, given]) =>
    (given.deductions ?? []).map((line) => ({ code, line })),
  );
  if (lines.length === 0) return;
  paper.heading('扣分明细', 2);
  paper.table(
    [
      { heading: '评分项', width: 2 },
      { heading: '日期', width: 1.6 },
      { heading: '事实和依据', width: 5.4 },
      { heading: '扣分', width: 0.8, align: 'right' },
    ],
    lines.map(({ code, line }) => [
      model.itemName(code),
      showDay(line.date),
      [
        line.fact,
        line.document ?? '',
        line.reply === undefined ? '' : `单位说明：${line.reply}`,
        line.answer === undefined
          ? ''
          : `牵头部门答复：${line.answer.reason}${line.answer.was === line.points ? '' : `（原扣 ${line.answer.was} 分）`}`,
      ]
        .filter((text) => text !== '')
        .join('\n'),
      showTaken(line.points),
    ]),
    (row) => where(`${lines[row]?.code ?? ''} 扣分`),
  );
}

/** Incidents, and what the city took for a field that the unit leads. */
function happened(model: ReportModel, unit: UnitResult, facts: UnitInputs, paper: Paper, where: Where): void {
  const effects = model.schemeOf(unit)?.scheme.effects ?? [];
  if (facts.incidents.length > 0) {
    paper.heading('事件', 2);
    paper.table(
      [
        { heading: '事件', width: 2 },
        { heading: '认定日期', width: 1.4 },
        { heading: '文件和理由', width: 5 },
      ],
      facts.incidents.map((each) => [
        incidentName(each.kind, effects),
        showDay(each.decidedOn),
        `${each.document}\n${each.reason}`,
      ]),
      () => where('事件'),
    );
  }
  if (facts.cityDeductions.length === 0) return;
  paper.heading('市级扣分', 2);
  paper.paragraph(
    `本单位是以下领域的牵头单位。${cityInWords(model.input.rubric.cityDeductionFactor)}`,
    where('市级扣分'),
  );
  paper.table(
    [
      { heading: '评分项', width: 3 },
      { heading: '文件', width: 4 },
      { heading: '市级扣分', width: 1, align: 'right' },
      { heading: '加倍', width: 1, align: 'right' },
    ],
    facts.cityDeductions.map((each) => {
      const doubled = model.doubled(each.points);
      return [
        model.itemName(each.item),
        each.document,
        showTaken(each.points),
        doubled === null ? '' : showTaken(doubled),
      ];
    }),
    () => where('市级扣分'),
  );
}

function registerFigures(
  model: ReportModel,
  unit: UnitResult,
  register: Measure,
  paper: Paper,
  where: Where,
): void {
  // The table stays with its heading: a last line alone on a page says nothing.
  paper.need(70 + 16.1 * (Object.keys(register.columns).length + 2));
  paper.heading('公开台账', 2);
  const without = Object.entries(register.notCounted)
    .map(([reason, count]) => `${notCountedName(reason)} ${showCount(count)} 条`)
    .join('，');
  paper.paragraph(
    `台账条目 ${showCount(register.registered)} 条，计入 ${showCount(register.count)} 条，目标任务 ${showCount(unit.target)} 条。不计入：${without}。`,
    where('台账'),
  );
  paper.table(
    [
      { heading: '栏目', width: 3 },
      { heading: '计入', width: 1.4, align: 'right' },
      ...register.months.map((_, month): PrintColumn => ({
        heading: `${month + 1}月`,
        width: 1,
        align: 'right',
      })),
    ],
    [
      ['合计', showCount(register.count), ...register.months.map(showCount)],
      ...Object.entries(register.columns).map(([id, column]) => [
        model.columnName(id),
        showCount(column.count),
        ...column.months.map(showCount),
      ]),
    ],
    () => where('台账'),
    7.5,
  );
}
