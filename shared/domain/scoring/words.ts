import type { Scale } from '../rubric/rubric.ts';
import type { Bilingual } from '../values.ts';
import type { Cell } from './marks.ts';

/** The sentences of a result. Arithmetic is done elsewhere; here it is only said. */

type Text = (...facts: never[]) => Bilingual;
type Counted = 'kinds' | 'evidence' | 'measure';

const both = (zh: string, en: string): Bilingual => ({ zh, en });
const many = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

/** What is counted, with its measure word. */
const counted = (count: number, of: Counted): Bilingual => {
  switch (of) {
    case 'kinds':
      return both(`${count} 种载体`, many(count, 'kind'));
    case 'evidence':
      return both(`${count} 份材料`, `${count} piece${count === 1 ? '' : 's'} of evidence`);
    case 'measure':
      return both(`${count} 条`, many(count, 'item'));
  }
};

/** What a scale gives, said of steps up or down. */
const gives = (scale: Scale, verb: Bilingual, each: Bilingual): Bilingual => {
  if (!('steps' in scale)) {
    return both(
      `${each.zh} ${scale.every} 条${verb.zh} ${scale.points} 分`,
      `${scale.points} ${verb.en} for ${each.en} ${scale.every}`,
    );
  }
  const steps = scale.steps.map((step) =>
    both(`满 ${step.from} 条${verb.zh} ${step.points} 分`, `${step.points} ${verb.en} from ${step.from}`),
  );
  return both(steps.map((step) => step.zh).join('，'), steps.map((step) => step.en).join(', '));
};

const off = both('扣', 'off');
const onTop = both('加', 'on top');
const begunShort = both('每少', 'every');
const fullOver = both('每超', 'every full');

const cellName = (at: Cell): Bilingual => {
  switch (at.per) {
    case 'year':
      return both('', '');
    case 'quarter':
      return both(`第 ${at.number} 季度`, `Quarter ${at.number}: `);
    case 'month':
      return both(`${at.number} 月`, `Month ${at.number}: `);
    case 'column':
      return both(`“${at.name}”栏`, `Column ${at.name}: `);
  }
};

const blankOf = (each: 'quarter' | 'month', count: number): Bilingual =>
  each === 'month'
    ? both(`${count} 个月`, many(count, 'month'))
    : both(`${count} 个季度`, many(count, 'quarter'));

const countedStep = (count: number, of: Counted, scale: Scale): Bilingual => {
  const what = counted(count, of);
  if ('steps' in scale) return what;
  if (scale.every > 1) {
    return both(
      `${what.zh}，每 ${scale.every} 个 ${scale.points} 分`,
      `${what.en}, ${scale.points} for every full ${scale.every}`,
    );
  }
  const one = of === 'kinds' ? '种' : of === 'evidence' ? '份' : '条';
  return both(`${what.zh}，每${one} ${scale.points} 分`, `${what.en} at ${scale.points} each`);
};

export const words = {
  fullMarks: (points: string) => both(`得满分 ${points} 分。`, `Full marks: ${points}.`),
  noEvidence: (points: string) =>
    both(
      `截至冻结时没有认可的佐证材料，按 ${points} 分计。`,
      `No accepted evidence when the year was frozen: counts ${points}.`,
    ),
  notGiven: () =>
    both(
      '截至冻结时评分部门没有给分，按 0 分计。',
      'No points had been given when the year was frozen: counts 0.',
    ),
  notApplicable: (reason: string) =>
    both(`本单位不适用：${reason}`, `Does not apply to this unit: ${reason}`),
  decided: (reason: string) => both(`公布后的决定：${reason}`, `Decided after publication: ${reason}`),
  decidedWhy: (points: string, reason: string) =>
    both(`公布后决定为 ${points} 分：${reason}`, `Decided after publication to be ${points}: ${reason}`),
  evidence: (count: number) =>
    both(`认可佐证材料 ${count} 份`, `${count} accepted piece${count === 1 ? '' : 's'} of evidence`),
  withoutEvidence: () => both('没有认可的佐证材料', 'No accepted evidence'),
  given: (points: string, assessors: number, level: Bilingual | null) =>
    assessors === 1
      ? level === null
        ? both(`评分 ${points} 分`, `Given ${points}`)
        : both(`评为“${level.zh}”`, `Judged “${level.en}”`)
      : both(`${assessors} 人评分的平均`, `Mean of ${assessors} assessors`),
  itemCap: () => both('超过该项分值的部分不计', 'Nothing counts beyond the item’s points'),
  givenWhy: (points: string, maximum: string, level: Bilingual | null, reasons: readonly string[]) =>
    both(
      `评分 ${points} 分（满分 ${maximum} 分${level === null ? '' : `，“${level.zh}”`}）。${joined(reasons)}`,
      `Given ${points} of ${maximum}${level === null ? '' : ` (“${level.en}”)`}. ${reasons.join('; ')}`.trim(),
    ),
  countedStep,
  counted: (count: number, of: Counted, scale: Scale, points: string, maximum: string) => {
    const step = countedStep(count, of, scale);
    return both(
      `认可 ${step.zh}，得 ${points} 分（最高 ${maximum} 分）。`,
      `${step.en}: ${points} of at most ${maximum}.`,
    );
  },
  full: (points: string) => both(`满分 ${points} 分`, `Full marks ${points}`),
  short: (at: Cell, missing: number, scale: Scale) => {
    const [where, how] = [cellName(at), gives(scale, off, begunShort)];
    return both(`${where.zh}少 ${missing} 条，${how.zh}`, `${where.en}${missing} short, ${how.en}`);
  },
  blank: (cells: number, each: 'quarter' | 'month', taken: string) => {
    const what = blankOf(each, cells);
    return both(
      `${what.zh}没有公开，每个扣 ${taken} 分`,
      `Nothing published in ${what.en}, ${taken} off for each`,
    );
  },
  targetFloor: () => both('最多扣到 0 分', 'Never below 0'),
  over: (extra: number, scale: Scale) => {
    const how = gives(scale, onTop, fullOver);
    return both(`超 ${extra} 条，${how.zh}`, `${extra} over, ${how.en}`);
  },
  overCap: () => both('加分到上限为止', 'No more goes on top'),
  target: (count: number, target: number, missing: number | null, points: string) => {
    const gaps = missing === null || missing === 0 ? '' : `，各时段或栏目共缺 ${missing} 条`;
    const gapsEn =
      missing === null || missing === 0 ? '' : `, ${missing} missing in single periods or columns`;
    return both(
      `计入 ${count} 条，目标 ${target} 条${gaps}，得 ${points} 分。`,
      `${many(count, 'item')} count against a target of ${target}${gapsEn}: ${points} points.`,
    );
  },
  imported: (periods: number, missing: readonly string[], points: string, maximum: string) =>
    both(
      `${periods} 个时段的外部评分合成 ${points} 分（满分 ${maximum} 分）${missing.length === 0 ? '' : `，${missing.join('、')}没有成绩，按 0 分计`}。`,
      `Scores of ${many(periods, 'period')} make ${points} of ${maximum}${missing.length === 0 ? '' : `; none for ${missing.join(', ')}, which counts 0`}.`,
    ),
  importedStep: (period: string, shares: number) =>
    shares === 1 ? both(period, period) : both(`${period}（占 1/${shares}）`, `${period} (1/${shares})`),
  converted: (outOf: string, points: string) =>
    both(`按满分 ${outOf} 分折算为 ${points} 分`, `Converted from ${outOf} to ${points}`),
  cause: (label: Bilingual, points: string, found: number) =>
    found === 1
      ? both(`${label.zh}，扣 ${points} 分`, `${label.en}: ${points} off`)
      : both(
          `${label.zh} ${found} 次，每次扣 ${points} 分`,
          `${label.en} ${found} times: ${points} off each`,
        ),
  itemFloor: () => both('该项扣完为止', 'The item stops where nothing is left'),
  taken: (fact: string, points: string) => both(`${fact}，扣 ${points} 分`, `${fact}: ${points} off`),
  takenCap: (most: string) => both(`该项最多扣 ${most} 分`, `At most ${most} off here`),
  nothingTaken: () => both('没有扣分。', 'Nothing was taken.'),
  takenWhy: (points: string, count: number) =>
    both(`共 ${count} 条，扣 ${points} 分。`, `${many(count, 'deduction')}: ${points} off.`),
  shared: (from: readonly string[]) =>
    both(
      `${from.join('、')} 不适用，其分值并入本项`,
      `${from.join(', ')} does not apply; its points went here`,
    ),
  rounding: () => both('取整', 'Rounding'),
  partCap: (most: string) => both(`本类合计最多 ${most} 分`, `At most ${most} together`),
  weight: (weight: string) => both(`乘以权重 ${weight}`, `Times the weight ${weight}`),
  totalFloor: (limit: string) => both(`总分最低 ${limit} 分`, `A total is at least ${limit}`),
  totalCap: (limit: string) => both(`总分最高 ${limit} 分`, `A total is at most ${limit}`),
  because: (label: Bilingual) => both(`因${label.zh}`, `Because of: ${label.en}`),
  zeroed: (label: Bilingual) => both(`因${label.zh}计 0 分`, `Set to 0: ${label.en}`),
  effect: (label: Bilingual, document: string | null, follows: readonly Bilingual[]) =>
    both(
      `${label.zh}${document === null ? '' : `（${document}）`}，${follows.map((each) => each.zh).join('，')}。`,
      `${label.en}${document === null ? '' : ` (${document})`}: ${follows.map((each) => each.en).join('; ')}.`,
    ),
  zeroFollows: (codes: readonly string[]) =>
    both(`${codes.join('、')} 计 0 分`, `${codes.join(', ')} count 0`),
  capFollows: (of: string, most: string) =>
    of === 'total'
      ? both(`总分最高按 ${most} 分计`, `the total is at most ${most}`)
      : both(`${of} 最高按 ${most} 分计`, `${of} gives at most ${most}`),
  takeFollows: (points: string, often: number) =>
    often === 1
      ? both(`总分扣 ${points} 分`, `${points} off the total`)
      : both(`总分扣 ${often} 次，每次 ${points} 分`, `${points} off the total, ${often} times`),
  fixFollows: (points: string) => both(`总分按 ${points} 分计`, `the total is ${points}`),
  failFollows: () => both('评为不合格', 'the unit fails'),
  vetoFollows: () => both('评为不合格，不再评分', 'the unit fails and is not scored any further'),
  city: (item: string, document: string, points: string, factor: number, taken: string) =>
    both(
      `市上对 ${item} 扣 ${points} 分（${document}），按 ${factor} 倍扣减 ${taken} 分。`,
      `The city took ${points} for ${item} (${document}); ${factor} times that is taken: ${taken}.`,
    ),
  silent: (name: string) =>
    both(
      `${name}在截止时间前没有报送，按不扣分计。`,
      `${name} did not hand in by the deadline; this counts as no deduction.`,
    ),
  raisePublish: (count: number, by: string) =>
    both(`再公开 ${count} 条：+${by} 分`, `${count} more item${count === 1 ? '' : 's'}: +${by}`),
  raiseCells: (count: number, per: 'quarter' | 'month' | 'column', by: string) =>
    both(
      `${per === 'column' ? '各栏目' : per === 'month' ? '各月' : '各季度'}补足所缺 ${count} 条：+${by} 分`,
      `${count} more item${count === 1 ? '' : 's'} where ${per}s fall short: +${by}`,
    ),
  raiseBlank: (count: number, each: 'quarter' | 'month', by: string) =>
    both(
      `${blankOf(each, count).zh}各公开至少 1 条：+${by} 分`,
      `At least one item in ${blankOf(each, count).en}: +${by}`,
    ),
  raiseEvidence: (by: string) =>
    both(`报送并获认可一份佐证材料：最多 +${by} 分`, `One accepted piece of evidence: up to +${by}`),
  raiseCount: (count: number, of: Counted, by: string) => {
    const what = counted(count, of);
    return of === 'measure'
      ? both(`再增加 ${what.zh}：+${by} 分`, `${what.en} more: +${by}`)
      : both(`再有 ${what.zh}获认可：+${by} 分`, `${what.en} more accepted: +${by}`);
  },
  raiseGiven: (by: string) =>
    both(`按评分意见整改，最多 +${by} 分`, `Mending what the assessor names: up to +${by}`),
  raiseLevel: (label: Bilingual, by: string) =>
    both(`达到“${label.zh}”：+${by} 分`, `Reaching “${label.en}”: +${by}`),
  raiseImported: (period: string, by: string) =>
    both(`${period}的外部评分达到满分：+${by} 分`, `Full marks for ${period}: +${by}`),
  raiseCause: (label: Bilingual, by: string) =>
    both(`解决“${label.zh}”：+${by} 分`, `Mend “${label.en}”: +${by}`),
  raiseTaken: (fact: string, by: string) => both(`不再出现“${fact}”：+${by} 分`, `Without “${fact}”: +${by}`),
  raiseAllTaken: (count: number, by: string) =>
    both(`这 ${count} 条都不再出现：+${by} 分`, `Without all ${count} of them: +${by}`),
} satisfies Record<string, Text>;

/** Reasons as people typed them, each a sentence of its own. */
function joined(reasons: readonly string[]): string {
  return reasons.map((reason) => (/[。！？；.!?;]$/u.test(reason) ? reason : `${reason}。`)).join('');
}
