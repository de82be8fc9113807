import type { Bilingual } from '../values.ts';

/**
 * The places that a circular's template may name, `{单位数}`, each filled from the result. Some may be empty, such as a list of names: a paragraph
 * that names an empty one is left out, so that a template never says “下列单位：。”.
 */
export const circularPlaces = {
  年份: { kind: 'text', means: { zh: '考核年度', en: 'the year that was evaluated' } },
  发布年份: { kind: 'text', means: { zh: '通报发布的年份', en: 'the year of publication' } },
  发布单位: { kind: 'text', means: { zh: '发布单位全称', en: 'the issuer' } },
  发布日期: { kind: 'text', means: { zh: '发布日期', en: 'the day of publication' } },
  标题: { kind: 'text', means: { zh: '本年度考核的标题', en: 'the title of the year' } },
  版次: { kind: 'text', means: { zh: '报告版次', en: 'the revision of the report' } },
  考核期: { kind: 'text', means: { zh: '考核期的起止日期', en: 'from which day to which' } },
  冻结日期: { kind: 'text', means: { zh: '数据冻结日期', en: 'the day of the freeze' } },
  评分办法: { kind: 'text', means: { zh: '评分办法名称和版次', en: 'the rubric and its version' } },
  评分项数: { kind: 'text', means: { zh: '评分项目的个数', en: 'how many items there are' } },
  单位数: { kind: 'text', means: { zh: '参评单位个数', en: 'how many units' } },
  各类单位数: { kind: 'text', means: { zh: '各类单位的个数', en: 'how many units of each class' } },
  满分: { kind: 'text', means: { zh: '满分', en: 'full marks' } },
  最高可达: { kind: 'text', means: { zh: '含加分的最高分', en: 'the most that can be reached' } },
  最高分: { kind: 'text', means: { zh: '实际最高分', en: 'the highest total' } },
  最低分: { kind: 'text', means: { zh: '实际最低分', en: 'the lowest total' } },
  平均分: { kind: 'text', means: { zh: '全部单位的平均分', en: 'the mean of all totals' } },
  各类平均分: { kind: 'text', means: { zh: '各类单位的平均分', en: 'the mean of each class' } },
  任务合计: { kind: 'optional', means: { zh: '目标任务合计条数', en: 'the sum of all targets' } },
  计入合计: {
    kind: 'optional',
    means: { zh: '计入目标任务的条数合计', en: 'how many items counted in all' },
  },
  完成任务单位数: {
    kind: 'optional',
    means: { zh: '完成目标任务的单位个数', en: 'units that met their target' },
  },
  超额单位数: { kind: 'optional', means: { zh: '超额完成的单位个数', en: 'units beyond their target' } },
  未完成单位数: {
    kind: 'optional',
    means: { zh: '没有完成目标任务的单位个数', en: 'units below their target' },
  },
  表扬单位数: { kind: 'optional', means: { zh: '受表扬的单位个数', en: 'how many units are praised' } },
  前列单位: { kind: 'optional', means: { zh: '总分居前五名的单位', en: 'units ranked first to fifth' } },
  好的项目: {
    kind: 'optional',
    means: { zh: '平均得分率最高的三个评分项', en: 'the three items that went best' },
  },
  差的项目: {
    kind: 'optional',
    means: { zh: '平均得分率最低的三个评分项', en: 'the three items that went worst' },
  },
  未完成单位: { kind: 'optional', means: { zh: '没有完成目标任务的单位', en: 'units below their target' } },
  缺少材料单位: {
    kind: 'optional',
    means: { zh: '有评分项没有佐证材料的单位', en: 'units without evidence for an item' },
  },
  特殊情形: {
    kind: 'optional',
    means: { zh: '因事件等影响得分的单位', en: 'units that an effect acted on' },
  },
  不合格单位: { kind: 'optional', means: { zh: '评为不合格的单位', en: 'units that failed' } },
  市级扣分: { kind: 'optional', means: { zh: '市级扣分的领域', en: 'what the city took points for' } },
  逾期部门: {
    kind: 'optional',
    means: { zh: '逾期没有提交的牵头单位', en: 'lead bodies that stayed silent' },
  },
} as const satisfies Readonly<Record<string, Readonly<{ kind: 'text' | 'optional'; means: Bilingual }>>>;

export type CircularPlace = keyof typeof circularPlaces;

const names: ReadonlyMap<string, 'text' | 'optional'> = new Map(
  Object.entries(circularPlaces).map(([name, { kind }]) => [name, kind]),
);

/** What each place is filled with; an empty text is one with nothing in it. */
export type CircularFacts = Readonly<Record<CircularPlace, string>>;

const place = /\{([^{}]*)\}/g;

/** The first name in braces that is none of the places, or the brace that is not closed; null when all is well. */
export function unknownPlace(text: string): string | null {
  for (const [, name = ''] of text.matchAll(place)) if (!names.has(name.trim())) return name.trim();
  return /[{}]/.exec(text.replace(place, ''))?.[0] ?? null;
}

/** Fills a template's text; null for a paragraph that names a place with nothing in it. */
export function fillPlaces(text: string, facts: CircularFacts): string | null {
  const values: ReadonlyMap<string, string> = new Map(Object.entries(facts));
  const valueOf = (name: string) => values.get(name.trim()) ?? '';
  const named = Array.from(text.matchAll(place), ([, name = '']) => name);
  if (named.some((name) => names.get(name.trim()) === 'optional' && valueOf(name) === '')) return null;
  return text.replace(place, (_, name: string) => valueOf(name));
}
