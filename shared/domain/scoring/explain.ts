import type { Result, UnitResult } from './result.ts';

/** A unit's score as plain sentences, Chinese, one line to an item: what a clerk reads to see why and what to do. */
export function explain(unit: UnitResult, result: Result): string {
  const lines = [
    `${unit.name}：总分 ${unit.total} 分，第 ${unit.rank} 名（同类第 ${unit.classRank} 名）。${result.demonstration ? '演示数据。' : ''}`,
    ...(unit.raw === unit.total ? [] : [`扣至 0 分之前为 ${unit.raw} 分。`]),
    ...unit.parts.map(
      (part) =>
        `${part.code} ${part.label.zh}：${part.points} 分${part.maximum === '0' ? '' : `（满分 ${part.maximum} 分）`}`,
    ),
    ...unit.items.map((item) => {
      const raise = item.raise === null ? '' : `　${item.raise.change.zh}。`;
      return `  ${item.code} ${item.label.zh}：${item.points} 分。${item.reason.zh}${raise}`;
    }),
    ...unit.effects.map((effect) => `  ${effect.reason.zh}`),
  ];
  return `${lines.join('\n')}\n`;
}
