import type { Bilingual } from '../../values.ts';

/**
 * The notation in which a rubric's rules stand in a spreadsheet: every sentence there is, once. What prints a rubric and
 * what reads it back go by this table, and the workbook's instructions are made from it, so none of the three can differ.
 *
 * In a template `{name:kind}` is a slot of a kind in slots.ts, `<a|b>` are forms that mean the same: the first is printed,
 * all are read, and an empty one may be left out. Blanks and full- or half-width forms never matter.
 */
export type Clause = Readonly<{
  template: string;
  means: Bilingual;
  /** Values for an example, as the instructions and the messages show it. */
  example: Readonly<Record<string, string>>;
}>;

const clause = (template: string, zh: string, en: string, example: Clause['example'] = {}): Clause => ({
  template,
  means: { zh, en },
  example,
});

const label = '{zh:quoted}（{en:words}，{id:id}）';
const things = '<条|个|件|项|种|份|次>';
const kinds = '<个|条|件|项|种|份|次>';

/** How an item gets its points. */
const rules = {
  'presence-none': clause(
    '有认可的佐证材料得满分，没有<的|>不得分',
    '有材料得满分，没有不得分',
    'full marks with accepted evidence, else nothing',
  ),
  'presence-points': clause(
    '有认可的佐证材料得满分，没有<的|>得 {missing:points} 分',
    '同上，换一种写法',
    'the same, said otherwise',
    { missing: '0' },
  ),
  'presence-minus': clause(
    '有认可的佐证材料得满分，没有<的|><|倒>扣 {minus:points} 分',
    '有材料得满分，没有倒扣',
    'full marks with accepted evidence, else a fixed minus',
    { minus: '2' },
  ),
  'count-kinds': clause('按<|公开>载体<|的>种类<计分|给分>', '数公开载体的种类', 'counts kinds of channel'),
  'count-evidence': clause('按佐证材料<|的>份数<计分|给分>', '数认可的材料份数', 'counts accepted evidence'),
  'count-measure': clause('按 {measure:measure} 计数给分', '数一个计数', 'counts a measure', {
    measure: 'adopted',
  }),
  'gives-every': clause(
    `每<有|> {every:count} ${kinds}<|，>得 {points:points} 分`,
    '从 0 往上，每多少得几分，到分值为止',
    'so much for each, up to the item’s points',
    { every: '1', points: '2' },
  ),
  'gives-every-most': clause(
    `每<有|> {every:count} ${kinds}<|，>得 {points:points} 分<，|>最多得 {most:points} 分`,
    '同上，写明最多几分',
    'the same with a limit',
    { every: '1', points: '2', most: '6' },
  ),
  'gives-step': clause(
    `<满|达到> {from:count} ${kinds}<|以上><|，>得 {points:points} 分`,
    '分级得分，一级一行，取达到的最高一级',
    'steps, one a line; the highest reached counts',
    { from: '3', points: '2' },
  ),
  'target-unit': clause(
    '按 {measure:measure} 对照本单位<|全年>目标任务',
    '对照附件里本单位的目标任务',
    'against the unit’s own target',
    { measure: 'register' },
  ),
  'target-year': clause(
    '按 {measure:measure} 对照全年 {wanted:count} 条<|的任务>',
    '所有单位全年同一个数',
    'against one number for the year',
    { measure: 'register', wanted: '60' },
  ),
  'target-quarter': clause(
    '按 {measure:measure} 对照每<季度|季> {wanted:count} 条<|的任务>',
    '按季考核',
    'in each quarter',
    { measure: 'briefing', wanted: '1' },
  ),
  'target-month': clause(
    '按 {measure:measure} 对照每月 {wanted:count} 条<|的任务>',
    '按月考核',
    'in each month',
    { measure: 'register', wanted: '5' },
  ),
  'target-column': clause(
    '按 {measure:measure} 对照各栏目：{columns:columns}',
    '按栏目考核，逐个写',
    'in each column, each with its number',
    { measure: 'register', columns: '政策 6 条、预算 4 条' },
  ),
  'short-every': clause(
    `每少 {every:count} ${things}<|，>扣 {points:points} 分<|，扣完为止|，扣完该项分为止>`,
    '少了怎样扣，不足一份也算一份',
    'points off for each one short',
    { every: '1', points: '0.3' },
  ),
  'short-every-most': clause(
    `每少 {every:count} ${things}<|，>扣 {points:points} 分<，|>最多扣 {most:points} 分`,
    '同上，写明最多扣几分',
    'the same with a limit',
    { every: '1', points: '0.3', most: '20' },
  ),
  'short-step': clause(
    `少 {from:count} ${things}<以上|及以上|><|，>扣 {points:points} 分`,
    '分级扣分，一级一行',
    'points off by steps, one a line',
    { from: '3', points: '1' },
  ),
  blank: clause(
    '每有一个空白{each:span}扣 {points:points} 分',
    '一个月（季度）一条也没有，另扣几分',
    'points off for each month or quarter with nothing',
    { each: 'month', points: '0.3' },
  ),
  'over-every': clause(
    `每超<|过|出> {every:count} ${things}<|，>加 {points:points} 分`,
    '不完整：还要写最多加几分',
    'not whole: the limit must follow',
    { every: '10', points: '0.2' },
  ),
  'over-every-most': clause(
    `每超<|过|出> {every:count} ${things}<|，>加 {points:points} 分<，|>最多加 {most:points} 分`,
    '超了怎样加，满一份才加，最多加几分',
    'points on top for each full step beyond, with their limit',
    { every: '10', points: '0.2', most: '4' },
  ),
  'over-step': clause(
    `<超出满|超过|超出|超满|满|超> {from:count} ${things}<|以上><|，>加 {points:points} 分`,
    '分级加分，一级一行',
    'points on top by steps, one a line',
    { from: '20', points: '0.5' },
  ),
  graded: clause(
    '由评分人评分<，多人评分取平均|>',
    '评分人在 0 到分值之间给分；写了等次就只选等次',
    'assessors give points, or one of the levels',
  ),
  level: clause(`${label}得 {points:points} 分`, '评分的等次，一等一行', 'a level, one a line', {
    zh: '好',
    en: 'Good',
    id: 'good',
    points: '60',
  }),
  imported: clause(
    '由外部评分，按时段取{combine:combine}：{periods:names}',
    '别处评好的分，写明有哪些时段',
    'scores from elsewhere, by period',
    { combine: 'mean', periods: '一季度、二季度' },
  ),
  'imported-out-of': clause(
    '按满分 {outOf:points} 分折算',
    '外部评分的满分，折算成本项分值',
    'full marks of the scores from elsewhere',
    { outOf: '100' },
  ),
  deductions: clause(
    '按事实逐笔扣分<|，扣完为止>',
    '一笔一笔扣；在倒扣类别里从 0 往下，否则从满分往下',
    'taken line by line',
  ),
} satisfies Readonly<Record<string, Clause>>;

/** What else stands beside an item. */
const besides = {
  cause: clause(
    `查实${label}扣 {points:points} 分`,
    '列明的扣分原因，一条一行',
    'a listed cause, one a line',
    {
      zh: '没有年度报告',
      en: 'No annual report',
      id: 'no-annual-report',
      points: '2',
    },
  ),
  'cause-each': clause(`查实${label}每次扣 {points:points} 分`, '按次数扣', 'taken each time', {
    zh: '缺席业务培训',
    en: 'Missed a training',
    id: 'training-missed',
    points: '2',
  }),
  aside: clause(
    '不适用时<，|>分值{method:method}分给{within:within}<|的>其他项目',
    '本项不适用的单位，分值给谁',
    'where the points go when the item does not apply',
    { method: 'rescale', within: 'part' },
  ),
  'aside-move': clause('不适用时<，|>分值并入 {to:code}', '分值全部并入一个项目', 'all to one item', {
    to: 'B1',
  }),
  evidence: clause(
    '佐证材料：{evidence:evidence}',
    '要不要佐证材料：必须有、可以交、不收',
    'evidence required, optional or none',
    { evidence: 'required' },
  ),
  assessor: clause(
    '评分单位：{assessor:assessor}',
    '谁评：县政府办，或牵头单位的代号',
    'the county office or a lead body’s id',
    { assessor: 'county-office' },
  ),
  'guidance-zh': clause(
    '说明：{zh:line}',
    '给各单位和评分人看的说明；可以写几行，每行都以“说明：”开头',
    'guidance',
    {
      zh: '看会议记录或文件。',
    },
  ),
  'guidance-en': clause('Guidance: {en:line}', '英文说明', 'guidance in English', {
    en: 'Minutes or a document.',
  }),
} satisfies Readonly<Record<string, Clause>>;

/** What stands beside the name of an item or a part, in the left column. */
const headings = {
  'item-points': clause('<（|>{points:points} 分<）|>', '项目的分值', 'the item’s points', {
    points: '2',
  }),
  'part-points': clause(
    '<（|>共 {points:points} 分<）|>',
    '类别的分值，必须等于各项之和',
    'the sum of a part’s items',
    {
      points: '6',
    },
  ),
  'part-bonus': clause('<（|>本类为加分<，在满分之外|><）|>', '加在满分之外', 'on top of full marks'),
  'part-deductions': clause('<（|>本类为倒扣<）|>', '从总分里倒扣', 'taken off'),
  'part-most': clause(
    '<（|>本类合计最多{kind:partKind} {most:points} 分<）|>',
    '类别合计的上限',
    'the most a part comes to',
    { kind: 'bonus', most: '5' },
  ),
  'part-weight': clause(
    '<（|>本类得分乘以 {weight:points} <计入总分|><）|>',
    '类别的权重',
    'a part’s weight',
    {
      weight: '0.7',
    },
  ),
} satisfies Readonly<Record<string, Clause>>;

/** What stands above the table of a scheme. */
const schemes = {
  scheme: clause(
    '{zh:words}（{en:words}，{id:id}），满分 {total:points} 分',
    '一套规则的名称、代号和满分',
    'a scheme’s name, id and full marks',
    { zh: '全部单位', en: 'All units', id: 'all', total: '100' },
  ),
  'for-all': clause('用于全部单位', '只有一套规则', 'for all classes of unit'),
  'for-classes': clause('用于这些<类别的|>单位：{classes:classes}', '用于哪几类单位', 'for some classes', {
    classes: 'department、park',
  }),
  least: clause('总分最低<为|> {least:signed} 分', '总分的下限；不写是 0', 'the least total', { least: '0' }),
  most: clause('总分最高<为|> {most:points} 分', '总分的上限；不写就不限', 'the most total', { most: '104' }),
} satisfies Readonly<Record<string, Clause>>;

/** When an effect acts. */
const conditions = {
  incident: clause('发生 {incident:id}', '认定并复核了一种事件', 'an incident was decided and confirmed', {
    incident: 'leak',
  }),
  'incident-often': clause(
    '发生 {incident:id} <满|达到> {atLeast:count} 次<|以上>',
    '至少几次',
    'at least so often',
    {
      incident: 'lawsuit-lost',
      atLeast: '2',
    },
  ),
  'measure-below': clause(
    '全年 {measure:measure} <不足|少于> {below:count} 条',
    '全年总量不足',
    'too few in the year',
    {
      measure: 'register',
      below: '30',
    },
  ),
  'measure-target': clause(
    '全年 {measure:measure} 不足目标任务',
    '全年没有完成目标任务',
    'below the unit’s target',
    {
      measure: 'register',
    },
  ),
  'score-below': clause(
    '{of:place} <低于|不足|不到> {points:points} 分',
    '总分、不含加分的总分、类别或项目低于几分',
    'a total, part or item is below a line',
    { of: 'B', points: '30' },
  ),
  'score-at-least': clause('{of:place} <达到|不低于> {points:points} 分', '达到几分', 'reaches a line', {
    of: 'base',
    points: '80',
  }),
  'cause-found': clause(
    '{item:code} 查实 {cause:id}',
    '某项查实了某个扣分原因',
    'a cause was found at an item',
    {
      item: 'C8',
      cause: 'no-annual-report',
    },
  ),
  'child-failed': clause('有下属单位不合格', '单独成一条', 'a unit under this one failed'),
} satisfies Readonly<Record<string, Clause>>;

/** What an effect does. */
const consequences = {
  zero: clause(
    '{of:codes} <计|记|按> 0 分<|计>',
    '类别或项目计 0 分，其中的加分也不算',
    'parts or items become 0',
    {
      of: 'A、C',
    },
  ),
  cap: clause(
    '{of:place} 最高<按|> {most:points} 分<计|>',
    '项目、类别或总分最高几分',
    'held to at most so many',
    {
      of: 'A',
      most: '6',
    },
  ),
  take: clause('总分扣 {points:points} 分', '从总分里扣', 'off the total', { points: '5' }),
  'take-each': clause('总分每次扣 {points:points} 分', '每起事件扣一次', 'off the total for each incident', {
    points: '5',
  }),
  fix: clause('总分按 {points:points} 分计', '总分就是这么多', 'the total is this', { points: '59' }),
  fail: clause('不合格', '排在最后一等', 'the unit fails'),
  veto: clause('<不合格且不再评分|一票否决>', '各项和总分都是 0', 'fails, and nothing is scored'),
} satisfies Readonly<Record<string, Clause>>;

/** What stands in single cells of the other sheets. */
const values = {
  rounding: clause(
    '{at:at}取整，保留 {places:count} 位小数，{mode:mode}',
    '在哪里取整、几位小数、怎样取舍',
    'where and how decimals are cut',
    { at: 'item', places: '2', mode: 'half-up' },
  ),
  'city-factor': clause('按 {factor:count} 倍扣', '市级扣分按几倍扣', 'how many times the city’s is taken', {
    factor: '2',
  }),
  'city-none': clause('不扣', '市级扣分不计入', 'the city’s is not taken'),
  name: clause('{zh:words}（{en:words}，{id:id}）', '名称、英文名称、代号', 'name, name in English, id', {
    zh: '优秀',
    en: 'Excellent',
    id: 'excellent',
  }),
  'band-from': clause('{points:points} <分起||分|分以上|分及以上>', '从几分起', 'from so many points', {
    points: '90',
  }),
  version: clause('<|第>{version:count}<|版>', '版本', 'version', { version: '1' }),
} satisfies Readonly<Record<string, Clause>>;

export const clauses = {
  ...rules,
  ...besides,
  ...headings,
  ...schemes,
  ...conditions,
  ...consequences,
  ...values,
} as const;
export type ClauseId = keyof typeof clauses;

const idsOf = <Id extends ClauseId>(of: Readonly<Record<Id, Clause>>): readonly Id[] => keys(of);

function keys<Key extends string>(of: Readonly<Record<Key, unknown>>): Key[] {
  const found: Key[] = [];
  for (const key in of) found.push(key);
  return found;
}

/** Where a clause may stand. */
export const places = {
  rule: [...idsOf(rules), ...idsOf(besides)],
  item: idsOf({ 'item-points': headings['item-points'] }),
  part: idsOf(headings).filter((id) => id !== 'item-points'),
  scheme: idsOf(schemes),
  condition: idsOf(conditions),
  consequence: idsOf(consequences),
  rounding: ['rounding'],
  city: ['city-factor', 'city-none'],
  name: ['name'],
  band: ['band-from'],
  version: ['version'],
} as const satisfies Readonly<Record<string, readonly ClauseId[]>>;
export type Place = keyof typeof places;
