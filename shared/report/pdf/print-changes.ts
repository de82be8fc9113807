import type { Changes } from '../changes-page.ts';
import type { ReportModel } from '../model.ts';
import { showChange, showPoints } from '../show.ts';
import { appealOutcomeName, changeKindName } from '../words.ts';
import type { Paper } from './paper.ts';

/** What a re-evaluation changed: why, each change, what came of it, and how appeals ended. */
export function printChanges(model: ReportModel, { reEvaluation, difference }: Changes, paper: Paper): void {
  const nameOf = (unit: string) => model.factsOf(unit)?.name ?? unit;
  paper.heading('更正说明', 1);
  paper.paragraph(`本版由第 ${difference.from} 版重新评价而来。${reEvaluation.reason}`, '更正说明');
  if (reEvaluation.changes.length > 0) {
    paper.heading('更正内容', 2);
    paper.table(
      [
        { heading: '序号', width: 0.6, align: 'center' },
        { heading: '单位', width: 2 },
        { heading: '更正', width: 2.4 },
        { heading: '理由', width: 5 },
      ],
      reEvaluation.changes.map((change, place) => [
        String(place + 1),
        'unit' in change ? nameOf(change.unit) : '全部单位',
        `${changeKindName(change.kind)}${'item' in change ? `：${model.itemName(change.item)}` : ''}`,
        change.reason,
      ]),
      (row) => `第 ${row + 1} 项更正的理由`,
    );
  }
  paper.heading('分数和名次的变化', 2);
  paper.paragraph(
    `${difference.units.length} 个单位有变化，${difference.unchanged} 个单位不变。`,
    '更正说明',
  );
  if (difference.units.length > 0)
    paper.table(
      [
        { heading: '单位', width: 2 },
        { heading: '总分', width: 1, align: 'right' },
        { heading: '变化', width: 1, align: 'right' },
        { heading: '名次', width: 1.2, align: 'center' },
        { heading: '哪里变了', width: 5 },
      ],
      difference.units.map(({ name, total, rank, lines }) => [
        name,
        showPoints(total.after),
        showChange(total.gained),
        rank.before === rank.after ? String(rank.after) : `${rank.before} → ${rank.after}`,
        lines
          .map(
            (line) =>
              `${line.where === 'item' ? `${line.code} ` : ''}${line.label.zh}：${showPoints(line.before)} → ${showPoints(line.after)}（${showChange(line.gained)}）`,
          )
          .join('\n') || '只有名次变化',
      ]),
      (row) => `${difference.units[row]?.name ?? ''}的更正`,
    );
  const { outcomes } = reEvaluation.appeals;
  if (outcomes.length === 0) return;
  paper.heading('复核申请', 2);
  paper.table(
    [
      { heading: '单位', width: 2 },
      { heading: '评分项', width: 2.4 },
      { heading: '结果', width: 1.2 },
      { heading: '理由', width: 4 },
      { heading: '决定', width: 1, align: 'right' },
    ],
    outcomes.map((each) => [
      nameOf(each.unit),
      model.itemName(each.item),
      appealOutcomeName(each.outcome),
      each.reason,
      each.points === null ? '维持' : showPoints(each.points),
    ]),
    (row) => `${nameOf(outcomes[row]?.unit ?? '')}的复核理由`,
  );
}
