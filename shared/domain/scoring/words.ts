import type { Bilingual } from '../values.ts';

/** The sentences of a result. Arithmetic is done elsewhere; here it is only said. */

type Text = (...facts: never[]) => Bilingual;

const both = (zh: string, en: string): Bilingual => ({ zh, en });
const items = (count: number) => `${count} item${count === 1 ? '' : 's'}`;

export const words = {
  fullMarks: (points: string) => both(`得满分 ${points} 分。`, `Full marks: ${points}.`),
  noEvidence: () =>
    both(
      '截至冻结时没有认可的佐证材料，按 0 分计。',
      'No accepted evidence when the year was frozen: counts 0.',
    ),
  notGiven: () =>
    both(
      '截至冻结时评分部门没有给分，按 0 分计。',
      'No points had been given when the year was frozen: counts 0.',
    ),
  evidence: (count: number) =>
    both(`认可佐证材料 ${count} 份`, `${count} accepted piece${count === 1 ? '' : 's'} of evidence`),
  given: (points: string, assessors: number) =>
    assessors === 1
      ? both(`评分 ${points} 分`, `Given ${points}`)
      : both(`${assessors} 人评分的平均 ${points} 分`, `Mean of ${assessors} assessors: ${points}`),
  givenCap: (most: string) => both(`该项最多 ${most} 分`, `At most ${most} here`),
  givenWhy: (points: string, maximum: string, reasons: readonly string[]) =>
    both(
      `评分 ${points} 分（满分 ${maximum} 分）。${reasons.join('；')}`,
      `Given ${points} of ${maximum}. ${reasons.join('; ')}`,
    ),
  kinds: (count: number, each: string) =>
    both(`${count} 种载体，每种 ${each} 分`, `${count} kinds at ${each} each`),
  kindsWhy: (count: number, each: string, points: string, maximum: string) =>
    both(
      `认可 ${count} 种载体，每种 ${each} 分，得 ${points} 分（最高 ${maximum} 分）。`,
      `${count} kinds accepted at ${each} each: ${points} of at most ${maximum}.`,
    ),
  base: (points: string) => both(`满分 ${points} 分`, `Full marks ${points}`),
  short: (missing: number, every: number, points: string) =>
    both(
      `少 ${missing} 条，每少 ${every} 条扣 ${points} 分`,
      `${missing} short, ${points} off for every ${every}`,
    ),
  shortFloor: () => both('最多扣到 0 分', 'Never below 0'),
  over: (extra: number, every: number, points: string) =>
    both(
      `超 ${extra} 条，每超 ${every} 条加 ${points} 分`,
      `${extra} over, ${points} on top for every full ${every}`,
    ),
  overCap: (most: string) => both(`最多加 ${most} 分`, `At most ${most} on top`),
  target: (count: number, target: number, points: string) =>
    both(
      `计入 ${count} 条，目标 ${target} 条，得 ${points} 分。`,
      `${items(count)} count against a target of ${target}: ${points} points.`,
    ),
  cause: (label: Bilingual, points: string) =>
    both(`${label.zh}，扣 ${points} 分`, `${label.en}: ${points} off`),
  itemFloor: () => both('该项最低 0 分', 'The item stops at 0'),
  taken: (fact: string, points: string) => both(`${fact}，扣 ${points} 分`, `${fact}: ${points} off`),
  takenCap: (most: string) => both(`该项最多扣 ${most} 分`, `At most ${most} off here`),
  nothingTaken: () => both('没有扣分。', 'Nothing was taken.'),
  takenWhy: (points: string, count: number) =>
    both(`共 ${count} 条，扣 ${points} 分。`, `${count} deduction${count === 1 ? '' : 's'}: ${points} off.`),
  effect: (label: Bilingual, document: string, parts: readonly string[]) =>
    both(
      `${label.zh}（${document}），${parts.join('、')} 类得分计 0 分。`,
      `${label.en} (${document}): part${parts.length === 1 ? '' : 's'} ${parts.join(', ')} count 0.`,
    ),
  zeroed: (label: Bilingual) => both(`因${label.zh}计 0 分`, `Set to 0: ${label.en}`),
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
  raiseEvidence: (by: string) =>
    both(`报送并获认可一份佐证材料：最多 +${by} 分`, `One accepted piece of evidence: up to +${by}`),
  raiseKind: (by: string) => both(`再有一种载体获认可：+${by} 分`, `One more accepted kind: +${by}`),
  raiseGiven: (by: string) =>
    both(`按评分意见整改，最多 +${by} 分`, `Mending what the assessor names: up to +${by}`),
  raiseCause: (label: Bilingual, by: string) =>
    both(`解决“${label.zh}”：+${by} 分`, `Mend “${label.en}”: +${by}`),
} satisfies Record<string, Text>;
