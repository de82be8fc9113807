import type { UnitResult } from '../../domain/scoring/result.ts';
import type { ReportModel } from '../model.ts';
import { cityInWords, maximumInWords, rankingInWords, schemeName } from '../rule-words.ts';
import { showCount, showDay, showPoints, showTaken } from '../show.ts';
import { className, handInName, partKindName } from '../words.ts';
import type { Paper, PrintColumn } from './paper.ts';

/** Figures, classes, rankings, and what lead bodies and the city did. */
export function printOverview(model: ReportModel, paper: Paper): void {
  const { result, inputs } = model.input;
  const { base, withBonus } = model.scale;
  paper.heading('概况', 1);
  paper.paragraph(
    `参评单位 ${showCount(result.units.length)} 个，目标任务合计 ${showCount(model.targetSum)} 条。满分 ${showPoints(base)} 分${withBonus === base ? '' : `，加分后最高 ${showPoints(withBonus)} 分`}；实际最高 ${showPoints(model.highest)} 分，最低 ${showPoints(model.lowest)} 分。`,
    '概况',
  );
  for (const each of model.schemes)
    paper.paragraph(`${schemeName(model, each)}${maximumInWords(each.scheme, each.withBonus)}`, '概况');
  paper.heading('各类单位得分', 2);
  paper.table(
    [
      { heading: '类别', width: 3 },
      ...['单位数', '平均分', '最高分', '最低分', '目标任务'].map((heading): PrintColumn => ({
        heading,
        width: 2,
        align: 'right',
      })),
    ],
    model.classes.map((each) => [
      each.label,
      String(each.units),
      showPoints(each.mean),
      showPoints(each.highest),
      showPoints(each.lowest),
      showCount(each.target),
    ]),
    () => '各类单位得分',
  );
  paper.heading('总排名', 2);
  paper.paragraph(rankingInWords, '总排名');
  paper.paragraph(legend(model), '总排名', { points: 8.5 });
  ranking(model, paper, result.units, 'overall');
  for (const { label, members } of model.classes) {
    paper.heading(`${label}排名（${members.length} 个）`, 2);
    ranking(model, paper, members, 'class');
  }
  if (model.special.length > 0) {
    paper.heading('特殊情形', 2);
    paper.table(
      [
        { heading: '单位', width: 2 },
        { heading: '情形', width: 6 },
        { heading: '总分', width: 1, align: 'right' },
      ],
      model.special.map((unit) => [
        unit.name,
        unit.effects.map(({ reason }) => reason.zh).join('\n'),
        showPoints(unit.total),
      ]),
      (row) => ofUnit(model.special[row]),
    );
  }
  paper.heading('牵头单位', 2);
  paper.table(
    [
      { heading: '单位', width: 2 },
      { heading: '评分项', width: 3 },
      { heading: '提交情况', width: 4 },
    ],
    inputs.bodies.map((body) => [
      body.name,
      model.itemName(body.item),
      [handInName(body.handIn.state), body.handIn.note ?? ''].filter((text) => text !== '').join('\n'),
    ]),
    (row) => `牵头单位${inputs.bodies[row]?.name ?? ''}`,
  );
  for (const body of result.silentBodies) paper.paragraph(body.note.zh, body.name);
  paper.heading('市级扣分', 2);
  if (model.cityDeductions.length === 0) {
    paper.paragraph('本年度没有市级扣分。', '市级扣分');
    return;
  }
  paper.paragraph(cityInWords(model.input.rubric.cityDeductionFactor), '市级扣分');
  paper.table(
    [
      { heading: '牵头单位', width: 2 },
      { heading: '评分项', width: 2.4 },
      { heading: '事实和文件', width: 4 },
      { heading: '市级扣分', width: 1, align: 'right' },
      { heading: '加倍', width: 1, align: 'right' },
      { heading: '由谁承担', width: 2 },
    ],
    model.cityDeductions.map((each) => [
      each.name,
      model.itemName(each.item),
      `${each.fact}\n${each.document}，${showDay(each.decidedOn)}`,
      showTaken(each.points),
      each.doubled === null ? '' : showTaken(each.doubled),
      each.bearer === null ? '不计入任何单位得分' : (model.factsOf(each.bearer)?.name ?? each.name),
    ]),
    (row) => `${model.cityDeductions[row]?.name ?? ''}的市级扣分`,
  );
}

function legend(model: ReportModel): string {
  const parts = model.parts.map(
    ({ code, label, kind }) => `${code} ${label.zh}${kind === 'points' ? '' : `（${partKindName(kind)}）`}`,
  );
  return `${parts.join('，')}${model.cityActed ? '，“市”是市级扣分加倍后由牵头单位承担的部分' : ''}。`;
}

function ranking(
  model: ReportModel,
  paper: Paper,
  units: readonly UnitResult[],
  kind: 'overall' | 'class',
): void {
  const overall = kind === 'overall';
  paper.table(
    [
      { heading: '名次', width: 1, align: 'center' },
      { heading: '单位', width: 4 },
      { heading: overall ? '类别' : '总名次', width: 1.2, align: 'center' },
      { heading: '总分', width: 1.4, align: 'right' },
      ...model.parts.map(({ code }): PrintColumn => ({ heading: code, width: 1.2, align: 'right' })),
      ...(model.cityActed ? [{ heading: '市', width: 1.1, align: 'right' } as const] : []),
    ],
    units.map((unit) => [
      String(overall ? unit.rank : unit.classRank),
      unit.name,
      overall ? className(unit.class) : String(unit.rank),
      showPoints(unit.total),
      ...model.parts.map(({ code }) => {
        const found = unit.parts.find((each) => each.code === code);
        return found === undefined ? '—' : showPoints(found.points);
      }),
      ...(model.cityActed ? [showPoints(model.cityPointsOf(unit))] : []),
    ]),
    (row) => ofUnit(units[row]),
  );
}

function ofUnit(unit: UnitResult | undefined): string {
  return `${unit?.name ?? ''}（名单第 ${unit?.order ?? 0} 位）的文字`;
}
