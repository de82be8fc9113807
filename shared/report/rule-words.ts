import { partMost } from '../domain/rubric/rubric-faults.ts';
import type {
  Cause,
  Condition,
  Consequence,
  Effect,
  Item,
  Part,
  Rubric,
  Scale,
  Scheme,
} from '../domain/rubric/rubric.ts';
import { multiply, parseExact, toPoints } from '../domain/scoring/exact.ts';
import type { ReportModel, SchemeFigures } from './model.ts';
import { className, incidentName } from './words.ts';

/** The units that a scheme is for, put before its sentences where there are several schemes. */
export function schemeName(model: ReportModel, { scheme }: SchemeFigures): string {
  if (model.schemes.length < 2 || scheme.classes === 'all') return '';
  return `${scheme.label.zh}（${scheme.classes.map(className).join('、')}）：`;
}

/** How an item gets its points, in one or more sentences for readers who were never in the office. */
export function ruleInWords(item: Item, part: Pick<Part, 'kind'>): readonly string[] {
  return [...sentences(item, part), ...causesInWords(item.causes), ...notApplicableInWords(item)];
}

function sentences(item: Item, part: Pick<Part, 'kind'>): readonly string[] {
  const { rule, points } = item;
  switch (rule.kind) {
    case 'presence':
      return [`有审核通过的佐证材料，得 ${points} 分；没有，得 ${rule.missing} 分。`];
    case 'graded':
      return [
        `评分人在 0 到 ${points} 分之间给分，并写明理由；几个人给分的，取平均分。`,
        ...(rule.levels.length === 0
          ? []
          : [
              `分为几个等次：${rule.levels.map((each) => `${each.label.zh}，${each.points} 分`).join('；')}。`,
            ]),
      ];
    case 'count':
      return [
        `按${countedName(rule.of)}计分：${scaleInWords(rule.gives, '每有', '有', '得')}，最多 ${points} 分。${rule.of === 'kinds' ? '同一种只算一次。' : ''}`,
      ];
    case 'target':
      return targetInWords(item, rule);
    case 'imported':
      return [
        `由外部评分折算，取 ${rule.periods.join('、')}的${rule.combine === 'mean' ? '平均' : '合计'}${rule.outOf === null ? '' : `，按满分 ${rule.outOf} 分折算为 ${points} 分`}；没有成绩的按 0 分计。`,
      ];
    case 'deductions':
      return part.kind === 'deductions'
        ? [`不给分，只扣分：牵头单位按事实逐笔扣分，合计最多扣 ${points} 分。`]
        : [`从满分 ${points} 分往下扣：按事实逐笔扣分，扣完为止。`];
  }
}

function countedName(of: Extract<Item['rule'], { kind: 'count' }>['of']): string {
  if (of === 'kinds') return '公开载体的种类';
  return of === 'evidence' ? '佐证材料的份数' : '计入的条数';
}

function scaleInWords(scale: Scale, each: string, from: string, verb: string): string {
  return 'steps' in scale
    ? scale.steps.map((step) => `${from} ${step.from} 个以上${verb} ${step.points} 分`).join('，')
    : `${each} ${scale.every} 个${verb} ${scale.points} 分`;
}

function targetInWords(item: Item, rule: Extract<Item['rule'], { kind: 'target' }>): readonly string[] {
  const { shortfall, blank, bonus } = rule;
  return [
    `按台账中计入的条数与${wantedInWords(rule)}相比。完成的，得 ${item.points} 分。`,
    ...(shortfall === null
      ? []
      : [
          'steps' in shortfall
            ? `${shortfall.steps.map((step) => `少 ${step.from} 条以上扣 ${step.points} 分`).join('，')}，最多扣完本项 ${item.points} 分。`
            : `每少 ${shortfall.every} 条扣 ${shortfall.points} 分，最多扣完本项 ${item.points} 分。${rule.per === 'year' ? '目标任务少的单位扣不完本项，最多能扣多少在各单位页面上写明。' : ''}`,
        ]),
    ...(blank === null
      ? []
      : [`每有一个${blank.each === 'month' ? '月' : '季度'}没有公开，扣 ${blank.points} 分。`]),
    ...(bonus === null
      ? []
      : [
          'steps' in bonus
            ? `超过目标任务的，${bonus.steps.map((step) => `满 ${step.from} 条加 ${step.points} 分`).join('，')}，取最高一级。加分在本项 ${item.points} 分之外。`
            : `每超过目标任务满 ${bonus.every} 条另加 ${bonus.points} 分，不满 ${bonus.every} 条的部分不加，最多加 ${bonus.most ?? ''} 分。加分在本项 ${item.points} 分之外。`,
        ]),
  ];
}

function wantedInWords({ per, wanted }: Extract<Item['rule'], { kind: 'target' }>): string {
  if (typeof wanted === 'object') {
    return `各栏目的最低条数（${Object.entries(wanted)
      .map(([name, count]) => `${name} ${count} 条`)
      .join('，')}）`;
  }
  if (wanted === 'unit') return '本单位目标任务';
  return { year: '全年', quarter: '每季度', month: '每月', column: '每栏' }[per] + ` ${wanted} 条的任务`;
}

function causesInWords(causes: readonly Cause[]): readonly string[] {
  if (causes.length === 0) return [];
  const each = causes.map((cause) => `${cause.label.zh}，${cause.each ? '每次' : ''}扣 ${cause.points} 分`);
  return [`查实下列情形的，再扣分，扣完为止：${each.join('；')}。`];
}

function notApplicableInWords({ notApplicable: how }: Item): readonly string[] {
  if (how === null) return [];
  if (how.method === 'move') return [`对本单位不适用的，分值并入 ${how.to}。`];
  const among = how.within === 'part' ? '同类其他项目' : '其他各项';
  return [`对本单位不适用的，分值${how.method === 'rescale' ? '按比例' : '平均'}分给${among}。`];
}

/** What holds of a part as a whole beside its items. */
export function partInWords(part: Part): readonly string[] {
  return [
    ...(part.kind === 'bonus' ? ['本类是加分，在满分之外。'] : []),
    ...(part.most === null
      ? []
      : [`本类合计最多${part.kind === 'deductions' ? '扣' : ''} ${part.most} 分。`]),
    ...(part.weight === '1' ? [] : [`本类得分乘以权重 ${part.weight} 计入总分。`]),
  ];
}

/** What a part adds to full marks. */
export function partPoints(part: Part): string {
  return toPoints(multiply(partMost(part), parseExact(part.weight)));
}

/** What the item asks in proof, or null where none is asked. */
export function evidenceInWords(item: Item): string | null {
  switch (item.evidence) {
    case 'required':
      return '须有佐证材料：到数据冻结时没有审核通过的材料，本项按没有材料计分，并在单位页面上注明。';
    case 'optional':
      return '可以提交佐证材料，供评分人参考。';
    case 'none':
      return null;
  }
}

/** When an effect acts, and what it does. */
export function effectInWords(effect: Effect, scheme: Scheme): string {
  const when = effect.when.map((each) => conditionInWords(each, scheme)).join('，并且');
  return `${when}的，${effect.then.map((each) => consequenceInWords(each, scheme)).join('，')}。`;
}

function codeName(scheme: Scheme, code: string): string {
  if (code === 'total') return '总分';
  if (code === 'base') return '不含加分的总分';
  const label = [...scheme.parts, ...scheme.parts.flatMap((part) => part.items)].find(
    (each) => each.code === code,
  )?.label.zh;
  return label === undefined ? code : `${code} ${label}`;
}

function conditionInWords(condition: Condition, scheme: Scheme): string {
  switch (condition.kind) {
    case 'incident':
      return `发生${incidentName(condition.incident, scheme.effects)}${condition.atLeast === 1 ? '' : ` ${condition.atLeast} 次以上`}，并经两名管理员先后认定`;
    case 'measure':
      return `全年计入的条数${condition.below === 'target' ? '没有达到目标任务' : `不足 ${condition.below} 条`}`;
    case 'score':
      return `${codeName(scheme, condition.of)}${condition.is === 'below' ? '低于' : '达到'} ${condition.points} 分`;
    case 'cause': {
      const item = scheme.parts.flatMap((part) => part.items).find((each) => each.code === condition.item);
      return `${condition.item} 查实“${item?.causes.find((each) => each.id === condition.cause)?.label.zh ?? condition.cause}”`;
    }
    case 'child-failed':
      return '有下属单位不合格';
  }
}

function consequenceInWords(consequence: Consequence, scheme: Scheme): string {
  switch (consequence.kind) {
    case 'zero':
      return `${consequence.of.map((code) => codeName(scheme, code)).join('、')}记 0 分，其中的加分也不算`;
    case 'cap':
      return `${codeName(scheme, consequence.of)}最高按 ${consequence.most} 分计`;
    case 'take':
      return `总分${consequence.each ? '每次' : ''}扣 ${consequence.points} 分`;
    case 'fix':
      return `总分按 ${consequence.points} 分计`;
    case 'fail':
      return '评为不合格';
    case 'veto':
      return '评为不合格，不再评分';
  }
}

/** How values that decimals cannot hold are rounded. */
export function roundingInWords(rubric: Rubric): string {
  const { at, places, mode } = rubric.rounding;
  const modes = { 'half-up': '四舍五入', 'half-even': '四舍六入、五取双', down: '舍去尾数' } as const;
  const where = at === 'item' ? '每项算完时' : '全部算完、得出总分时';
  return `所有分数都按十进制精确计算，除不尽的也不先取整。${where}${modes[mode]}到小数点后 ${places} 位，此外不再取整。`;
}

/** What a total is made of, and its limits. */
export function limitsInWords({ limits }: Scheme): string {
  const highest = limits.most === null ? '' : `，最高为 ${limits.most} 分`;
  return `总分是各类得分与市级扣分之和，最低为 ${limits.least} 分${highest}；各项合计超出的，按此计总分，并公布实际合计。`;
}

/** Why a total can be higher than full marks. */
export function maximumInWords(scheme: Scheme, withBonus: string): string {
  const onTop = scheme.parts
    .flatMap((part) => part.items)
    .flatMap((item) =>
      item.rule.kind === 'target' && item.rule.bonus !== null
        ? [{ label: item.label.zh, bonus: item.rule.bonus }]
        : [],
    );
  const bonusParts = scheme.parts.filter((part) => part.kind === 'bonus');
  const sentences = [
    ...onTop.map(({ label, bonus }) =>
      'steps' in bonus
        ? `“${label}”超额完成的，最多加 ${bonus.steps.at(-1)?.points ?? ''} 分`
        : `“${label}”超额完成的，每超过目标任务满 ${bonus.every} 条另加 ${bonus.points} 分，最多加 ${bonus.most ?? ''} 分`,
    ),
    ...bonusParts.map((part) => `“${part.label.zh}”最多加 ${partPoints(part)} 分`),
  ];
  if (sentences.length === 0) return `满分 ${scheme.total} 分。`;
  return `满分 ${scheme.total} 分。${sentences.join('；')}；加分在满分之外，所以总分最高可以达到 ${withBonus} 分。`;
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
