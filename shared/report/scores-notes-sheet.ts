import type { ReportModel } from './model.ts';
import {
  cityInWords,
  maximumInWords,
  rankingInWords,
  roundingInWords,
  ruleInWords,
  schemeName,
} from './rule-words.ts';
import { sheet, type Sheet } from './sheet.ts';
import { showCount, showDay } from './show.ts';
import { handInName } from './words.ts';

/** The score workbook's last sheet: what it is, and the method in words. */
export function notesSheet(model: ReportModel): Sheet {
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
