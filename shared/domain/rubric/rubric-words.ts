import type { Bilingual } from '../values.ts';
import type {
  Band,
  Cause,
  Condition,
  Consequence,
  Effect,
  Item,
  Level,
  NotApplicable,
  Part,
  Rubric,
  Rule,
  Scale,
  Scheme,
} from './rubric.ts';

/** The values of a rubric in words, for people who compare two versions. What is not there is said to be so. */

const both = (zh: string, en: string): Bilingual => ({ zh, en });

function joined(of: readonly Bilingual[], zh: string, en: string): Bilingual {
  return both(of.map((each) => each.zh).join(zh), of.map((each) => each.en).join(en));
}

/** A scale's verbs: what one step says, in each of its three uses. */
type ScaleUse = 'gives' | 'shortfall' | 'bonus';
const uses = {
  gives: { every: both('每', 'for each'), from: both('满', 'from'), verb: both('得', 'given') },
  shortfall: { every: both('每少', 'for each'), from: both('少', 'from'), verb: both('扣', 'off') },
  bonus: { every: both('每超', 'for each full'), from: both('超', 'from'), verb: both('加', 'on top') },
} as const;

function scale(of: Scale, use: ScaleUse, one: string): Bilingual {
  const { every, from, verb } = uses[use];
  if ('steps' in of) {
    const steps = of.steps.map((step) =>
      both(
        `${from.zh} ${step.from} ${one}${verb.zh} ${step.points} 分`,
        `${step.points} ${verb.en} ${from.en} ${step.from}`,
      ),
    );
    return joined(steps, '，', ', ');
  }
  const most = of.most === null ? both('', '') : both(`，最多 ${of.most} 分`, `, at most ${of.most}`);
  return both(
    `${every.zh} ${of.every} ${one}${verb.zh} ${of.points} 分${most.zh}`,
    `${of.points} ${verb.en} ${every.en} ${of.every}${most.en}`,
  );
}

const modes = {
  'half-up': both('四舍五入', 'half up'),
  'half-even': both('四舍六入五取双', 'half to even'),
  down: both('舍去尾数', 'down'),
} as const;
const partKinds = {
  points: both('构成满分', 'full marks'),
  bonus: both('加分', 'bonus'),
  deductions: both('倒扣', 'deductions'),
} as const;
const evidences = {
  required: both('必须有', 'required'),
  optional: both('可以有', 'optional'),
  none: both('不需要', 'none'),
} as const;
const pers = {
  year: both('全年', 'over the year'),
  quarter: both('每季度', 'in each quarter'),
  month: both('每月', 'in each month'),
  column: both('每个栏目', 'in each column'),
} as const;

type RuleOf<Kind extends Rule['kind']> = Extract<Rule, { kind: Kind }>;

export const rubricWords = {
  text: (of: string) => both(`“${of}”`, `“${of}”`),
  label: (of: Bilingual) => both(`“${of.zh}”`, `“${of.en}”`),
  number: (of: number) => both(String(of), String(of)),
  points: (of: string) => both(`${of} 分`, of),
  most: (of: string | null) => (of === null ? both('不设', 'none') : both(`${of} 分`, of)),
  rounding: ({ at, places, mode }: Rubric['rounding']) =>
    both(
      `${at === 'item' ? '每项' : '总分'}取 ${places} 位小数，${modes[mode].zh}`,
      `${at === 'item' ? 'each item' : 'the total'} to ${places} places, ${modes[mode].en}`,
    ),
  cityDeductionFactor: (of: number | null) =>
    of === null ? both('不扣', 'nothing') : both(`${of} 倍`, `${of} times`),
  notes: (of: readonly Bilingual[]) =>
    of.length === 0 ? both('没有', 'none') : joined(of.map(rubricWords.label), '', ' '),
  classes: (of: Scheme['classes']) =>
    of === 'all' ? both('全部', 'all') : both(of.join('、'), of.join(', ')),
  limits: ({ least, most }: Scheme['limits']) =>
    both(
      `最低 ${least} 分，最高${most === null ? '不限' : ` ${most} 分`}`,
      `at least ${least}, ${most === null ? 'no highest' : `at most ${most}`}`,
    ),
  partKind: (of: Part['kind']): Bilingual => partKinds[of],
  assessor: (of: string) =>
    of === 'county-office' ? both('办公室评分人', 'the county office') : both(`牵头部门 ${of}`, of),
  evidence: (of: Item['evidence']): Bilingual => evidences[of],
  notApplicable: (of: NotApplicable | null): Bilingual => {
    if (of === null) return both('对所有单位适用', 'applies to every unit');
    if (of.method === 'move') return both(`分值并入 ${of.to}`, `its points move to ${of.to}`);
    const among = of.within === 'part' ? both('同类项目', 'its part') : both('全部项目', 'all items');
    return of.method === 'rescale'
      ? both(`分值按比例分给${among.zh}`, `its points go to ${among.en} in proportion`)
      : both(`分值平均分给${among.zh}`, `its points go to ${among.en} evenly`);
  },
  countOf: (of: RuleOf<'count'>['of']): Bilingual => {
    if (of === 'kinds') return both('载体种类', 'kinds of channel');
    return of === 'evidence'
      ? both('佐证材料份数', 'pieces of evidence')
      : both(`计数 ${of.measure}`, `the measure ${of.measure}`);
  },
  gives: (of: Scale) => scale(of, 'gives', '个'),
  shortfall: (of: Scale | null) => (of === null ? both('不扣', 'nothing off') : scale(of, 'shortfall', '条')),
  bonus: (of: Scale | null) => (of === null ? both('不加', 'nothing on top') : scale(of, 'bonus', '条')),
  blank: (of: RuleOf<'target'>['blank']) => {
    if (of === null) return both('不扣', 'nothing off');
    const [zh, en] = of.each === 'month' ? ['一个月', 'month'] : ['一个季度', 'quarter'];
    return both(`每空白${zh}扣 ${of.points} 分`, `${of.points} off for each blank ${en}`);
  },
  per: (of: RuleOf<'target'>['per']): Bilingual => pers[of],
  wanted: (of: RuleOf<'target'>['wanted']): Bilingual => {
    if (of === 'unit') return both('本单位目标任务', 'the unit’s own target');
    if (typeof of === 'number') return both(`${of} 条`, String(of));
    const columns = Object.entries(of);
    return both(
      columns.map(([name, count]) => `${name} ${count} 条`).join('、'),
      columns.map(([name, count]) => `${name} ${count}`).join(', '),
    );
  },
  periods: (of: readonly string[]) => both(of.join('、'), of.join(', ')),
  combine: (of: RuleOf<'imported'>['combine']) => (of === 'sum' ? both('合计', 'sum') : both('平均', 'mean')),
  outOf: (of: string | null) =>
    of === null ? both('不折算', 'not converted') : both(`满分 ${of} 分折算`, `converted from ${of}`),
  missing: (of: string) => both(`得 ${of} 分`, of),
  each: (of: boolean) => (of ? both('查实几次扣几次', 'each time') : both('只扣一次', 'once')),
  condition: (of: Condition): Bilingual => {
    switch (of.kind) {
      case 'incident':
        return both(
          `发生 ${of.incident} ${of.atLeast} 次以上`,
          `${of.incident} at least ${of.atLeast} times`,
        );
      case 'measure':
        return of.below === 'target'
          ? both(`计数 ${of.measure} 不到目标任务`, `${of.measure} below the target`)
          : both(`计数 ${of.measure} 不到 ${of.below}`, `${of.measure} below ${of.below}`);
      case 'score': {
        const what = scored(of.of);
        return of.is === 'below'
          ? both(`${what.zh}低于 ${of.points} 分`, `${what.en} below ${of.points}`)
          : both(`${what.zh}达到 ${of.points} 分`, `${what.en} at least ${of.points}`);
      }
      case 'cause':
        return both(`${of.item} 查实 ${of.cause}`, `${of.cause} found at ${of.item}`);
      case 'child-failed':
        return both('有下属单位不合格', 'a unit under it failed');
    }
  },
  consequence: (of: Consequence): Bilingual => {
    switch (of.kind) {
      case 'zero':
        return both(`${of.of.join('、')} 记 0 分`, `${of.of.join(', ')} count 0`);
      case 'cap': {
        const what = scored(of.of);
        return both(`${what.zh}最多 ${of.most} 分`, `${what.en} at most ${of.most}`);
      }
      case 'take':
        return of.each
          ? both(`总分每次扣 ${of.points} 分`, `${of.points} off the total each time`)
          : both(`总分扣 ${of.points} 分`, `${of.points} off the total`);
      case 'fix':
        return both(`总分按 ${of.points} 分计`, `the total is ${of.points}`);
      case 'fail':
        return both('不合格', 'fails');
      case 'veto':
        return both('不合格，不再评分', 'fails, and nothing is scored');
    }
  },
  when: (of: readonly Condition[]) => joined(of.map(rubricWords.condition), '，并且', ', and '),
  then: (of: readonly Consequence[]) => joined(of.map(rubricWords.consequence), '，', ', '),
  /** A whole rule. */
  rule: (of: Rule): Bilingual => {
    switch (of.kind) {
      case 'presence':
        return both(`有材料得满分，没有得 ${of.missing} 分`, `full marks with evidence, else ${of.missing}`);
      case 'count':
        return joined([rubricWords.countOf(of.of), rubricWords.gives(of.gives)], '，', ', ');
      case 'target':
        return targetRule(of);
      case 'graded':
        return of.levels.length === 0
          ? both('由评分人给分', 'given by assessors')
          : joined([both('按等次给分', 'by levels'), ...of.levels.map(rubricWords.level)], '，', ', ');
      case 'imported': {
        const { periods, combine, outOf } = of;
        const [which, how, from] = [
          rubricWords.periods(periods),
          rubricWords.combine(combine),
          rubricWords.outOf(outOf),
        ];
        return joined([both('外部评分', 'scored elsewhere'), which, how, from], '，', ', ');
      }
      case 'deductions':
        return both('逐笔扣分', 'taken line by line');
    }
  },
  /** Whole things, as they are told when they are new or gone. */
  level: ({ label, points }: Level) => both(`${label.zh} ${points} 分`, `${label.en} ${points}`),
  cause: ({ points, each }: Cause) =>
    both(`${each ? '每次' : ''}扣 ${points} 分`, `${points} off${each ? ' each time' : ''}`),
  item: ({ points, rule }: Item) => {
    const how = rubricWords.rule(rule);
    return both(`${points} 分，${how.zh}`, `${points}, ${how.en}`);
  },
  part: ({ kind, items }: Part) =>
    both(
      `${partKinds[kind].zh}，${items.length} 项`,
      `${partKinds[kind].en}, ${items.length} item${items.length === 1 ? '' : 's'}`,
    ),
  effect: ({ when, then }: Effect) => {
    const [if_, follows] = [rubricWords.when(when), rubricWords.then(then)];
    return both(`${if_.zh}的，${follows.zh}`, `when ${if_.en}: ${follows.en}`);
  },
  band: ({ from }: Band) => both(`${from} 分起`, `from ${from}`),
  scheme: ({ classes, total }: Scheme) => {
    const which = rubricWords.classes(classes);
    return both(`用于 ${which.zh}，满分 ${total} 分`, `for ${which.en}, of ${total}`);
  },
} as const;

function targetRule(of: RuleOf<'target'>): Bilingual {
  const { per, wanted, shortfall, blank, bonus } = of;
  const wants = joined([rubricWords.per(per), rubricWords.wanted(wanted)], ' ', ' ');
  return joined(
    [
      both(`计数 ${of.measure} 对照${wants.zh}`, `${of.measure} against ${wants.en}`),
      ...(shortfall === null ? [] : [rubricWords.shortfall(shortfall)]),
      ...(blank === null ? [] : [rubricWords.blank(blank)]),
      ...(bonus === null ? [] : [rubricWords.bonus(bonus)]),
    ],
    '，',
    ', ',
  );
}

function scored(code: string): Bilingual {
  if (code === 'total') return both('总分', 'the total');
  return code === 'base' ? both('不含加分的总分', 'the total without bonus') : both(`${code} `, code);
}
