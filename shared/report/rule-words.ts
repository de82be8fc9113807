import type { Effect, Item, Rubric } from '../domain/rubric/rubric.ts';
import { incidentName } from './words.ts';

/** How an item gets its points, in one or more sentences for readers who were never in the office. */
export function ruleInWords(item: Item): readonly string[] {
  const { rule, points } = item;
  switch (rule.kind) {
    case 'presence':
      return [`有审核通过的佐证材料，得 ${points} 分；没有，得 0 分。`];
    case 'graded':
      return [`评分人在 0 到 ${points} 分之间给分，并写明理由；几个人给分的，取平均分。`];
    case 'kinds':
      return [`每有一种得 ${rule.each} 分，最多 ${points} 分。同一种只算一次。`];
    case 'target': {
      const { shortfall, bonus } = rule;
      const sentences = [
        `按台账中计入的条数与本单位目标任务相比。完成目标任务，得 ${points} 分。`,
        `每少 ${shortfall.every} 条扣 ${shortfall.points} 分，最多扣完本项 ${points} 分。目标任务少的单位扣不完本项，最多能扣多少在各单位页面上写明。`,
      ];
      return bonus === null
        ? sentences
        : [
            ...sentences,
            `每超过目标任务满 ${bonus.every} 条另加 ${bonus.points} 分，不满 ${bonus.every} 条的部分不加，最多加 ${bonus.most} 分。加分在本项 ${points} 分之外。`,
          ];
    }
    case 'causes':
      return [
        `评分人在 0 到 ${points} 分之间给分，并写明理由；查实下列情形的，再扣分，扣完为止：${rule.causes
          .map((cause) => `${cause.label.zh}，扣 ${cause.points} 分`)
          .join('；')}。`,
      ];
    case 'deductions':
      return [`不给分，只扣分：牵头单位按事实逐笔扣分，合计最多扣 ${points} 分。`];
  }
}

/** What the item asks in proof, or null where none is asked. */
export function evidenceInWords(item: Item): string | null {
  switch (item.evidence) {
    case 'required':
      return '须有佐证材料：到数据冻结时没有审核通过的材料，本项记 0 分，并在单位页面上注明。';
    case 'optional':
      return '可以提交佐证材料，供评分人参考。';
    case 'none':
      return null;
  }
}

/** When a rule changes whole parts, and what it does to them. */
export function effectInWords(effect: Effect, rubric: Rubric): string {
  const parts = effect.then.parts.map((code) => {
    const label = rubric.parts.find((part) => part.code === code)?.label.zh;
    return label === undefined ? code : `${code} ${label}`;
  });
  return `发生${incidentName(effect.when.incident)}，并经两名管理员先后认定的，${parts.join('、')}记 0 分，其中的加分也不算。`;
}

/** How values that decimals cannot hold are rounded. */
export function roundingInWords(rubric: Rubric): string {
  const { places, mode } = rubric.rounding;
  const modes = { 'half-up': '四舍五入', 'half-even': '四舍六入、五取双', down: '舍去尾数' } as const;
  return `所有分数都按十进制精确计算。除不尽的分数（如几个人给分的平均），在每项算完时${modes[mode]}到小数点后 ${places} 位，此外不再取整。`;
}

/** Why a total can be higher than full marks. */
export function maximumInWords(rubric: Rubric, withBonus: string): string {
  const bonuses = rubric.parts
    .flatMap((part) => part.items)
    .flatMap((item) =>
      item.rule.kind === 'target' && item.rule.bonus !== null
        ? [{ label: item.label.zh, bonus: item.rule.bonus }]
        : [],
    );
  if (bonuses.length === 0) return `满分 ${rubric.total} 分。`;
  const sentences = bonuses.map(
    ({ label, bonus }) =>
      `“${label}”超额完成的，每超过目标任务满 ${bonus.every} 条另加 ${bonus.points} 分，最多加 ${bonus.most} 分`,
  );
  return `满分 ${rubric.total} 分。${sentences.join('；')}；加分在满分之外，所以总分最高可以达到 ${withBonus} 分。`;
}

/** How units are ranked, and what happens to equal totals. */
export const rankingInWords =
  '按总分从高到低排名。总分相同的名次并列，其后的名次相应空出（例如 1、2、2、4）；并列的单位按名单顺序排列。';

/** What follows when the city takes points for a body's field. */
export function cityInWords(factor: number | null): string {
  return factor === null
    ? '市级的扣分只作记录并公布，不计入任何单位的得分。'
    : `市级对某一领域扣分的，该领域的牵头单位按市级扣分的 ${factor} 倍扣分，不受本项扣分上限限制。牵头单位不是参评单位的，只作记录并公布，不计入任何单位的得分。`;
}
