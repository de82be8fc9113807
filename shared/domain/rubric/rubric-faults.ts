import {
  add,
  compareExact,
  isZero,
  least,
  multiply,
  parseExact,
  sum,
  toPoints,
  zero,
  type Exact,
} from '../scoring/exact.ts';
import type { Condition, Consequence, Item, Part, RubricShape, Scale, Scheme } from './rubric.ts';

/** What is wrong with a rubric, and where. */
export type RubricFault = Readonly<{ path: readonly (string | number)[]; message: string }>;
type Path = RubricFault['path'];

const fault = (path: Path, zh: string, en: string): RubricFault => ({ path, message: `${zh} / ${en}` });

/**
 * Whatever a schema cannot say of a rubric: sums, references, points that nobody could reach. A rubric with one of these
 * is refused; what is merely odd is the lint's to tell.
 */
export function rubricFaults(rubric: RubricShape): RubricFault[] {
  try {
    return faultsOf(rubric);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [
      fault(
        ['schemes'],
        '分值、权重或次数太大，加起来超出了能精确计算的范围',
        'points, weights or counts are so large that their sums cannot be exact',
      ),
    ];
  }
}

function faultsOf(rubric: RubricShape): RubricFault[] {
  return [
    ...classFaults(rubric.schemes),
    ...twice(
      rubric.schemes.map((each) => each.id),
      ['schemes'],
    ),
    ...rubric.schemes.flatMap((scheme, index) => schemeFaults(scheme, ['schemes', index])),
  ];
}

/** The same class in two schemes would leave open by which a unit is scored. */
function classFaults(schemes: readonly Scheme[]): RubricFault[] {
  if (schemes.length > 1 && schemes.some((each) => each.classes === 'all')) {
    return [
      fault(
        ['schemes'],
        '有几套规则时，每套都要写明用于哪些类别，不能写 all',
        'with several schemes each must name its classes; `all` is for a single one',
      ),
    ];
  }
  return twice(
    schemes.flatMap((each) => (each.classes === 'all' ? [] : each.classes)),
    ['schemes'],
  );
}

function twice(names: readonly string[], path: Path): RubricFault[] {
  const repeated = [...new Set(names.filter((name, place) => names.indexOf(name) !== place))];
  return repeated.map((name) => fault(path, `“${name}”用了两次`, `“${name}” is used twice`));
}

function schemeFaults(scheme: Scheme, path: Path): RubricFault[] {
  const items = scheme.parts.flatMap((part) => part.items);
  return [
    ...twice(
      [...scheme.parts, ...items].map((each) => each.code),
      [...path, 'parts'],
    ),
    ...totalFaults(scheme, path),
    ...limitFaults(scheme, path),
    ...scheme.parts.flatMap((part, p) => partFaults(scheme, part, [...path, 'parts', p])),
    // A result names the effects that acted by their codes, so a code must say which one it was.
    ...twice(
      scheme.effects.map((each) => each.code),
      [...path, 'effects'],
    ),
    ...effectFaults(scheme, path),
    ...bandFaults(scheme, path),
  ];
}

function totalFaults(scheme: Scheme, path: Path): RubricFault[] {
  const given = scheme.parts.filter((part) => part.kind === 'points');
  const total = sum(given.map((part) => multiply(partMost(part), parseExact(part.weight))));
  if (compareExact(total, parseExact(scheme.total)) === 0) return [];
  return [
    fault(
      [...path, 'total'],
      `各给分类别合计 ${toPoints(total)} 分，与满分 ${scheme.total} 分不符`,
      `the parts that give points add up to ${toPoints(total)}, not ${scheme.total}`,
    ),
  ];
}

/** A total that is held below full marks makes the rest of them unreachable; and the least lies below the most. */
function limitFaults({ total, limits }: Scheme, path: Path): RubricFault[] {
  const low = parseExact(limits.least);
  if (limits.most !== null && compareExact(parseExact(limits.most), parseExact(total)) < 0) {
    return [
      fault(
        [...path, 'limits', 'most'],
        `总分最高只到 ${limits.most} 分，满分 ${total} 分谁也得不到`,
        `a total of at most ${limits.most} leaves nobody the full marks of ${total}`,
      ),
    ];
  }
  return compareExact(low, parseExact(limits.most ?? total)) < 0
    ? []
    : [
        fault(
          [...path, 'limits', 'least'],
          `最低 ${limits.least} 分不低于最高分`,
          `the least, ${limits.least}, is not below the most`,
        ),
      ];
}

/** The most a part can come to before its weight, without what targets give on top. */
export function partMost(part: Part): Exact {
  const items = sum(part.items.map((each) => parseExact(each.points)));
  return part.most === null ? items : least(items, parseExact(part.most));
}

function partFaults(scheme: Scheme, part: Part, path: Path): RubricFault[] {
  const faults = part.items.flatMap((item, i) => itemFaults(scheme, part, item, [...path, 'items', i]));
  if (part.most === null) return faults;
  const items = sum(part.items.map((each) => parseExact(each.points)));
  if (part.kind === 'points' && compareExact(items, parseExact(part.most)) !== 0) {
    faults.push(
      fault(
        [...path, 'most'],
        '构成满分的类别不能另设上限：超过上限的分谁也得不到',
        'a part of the full marks may have no limit of its own: nobody could reach what is above it',
      ),
    );
  } else if (compareExact(parseExact(part.most), items) > 0) {
    faults.push(
      fault(
        [...path, 'most'],
        `上限比各项合计 ${toPoints(items)} 分还高`,
        `the limit is above the items’ ${toPoints(items)}`,
      ),
    );
  }
  return faults;
}

function itemFaults(scheme: Scheme, part: Part, item: Item, path: Path): RubricFault[] {
  return [
    ...kindFaults(part, item, path),
    ...evidenceFaults(item, path),
    ...ruleFaults(item, [...path, 'rule']),
    ...causeFaults(part, item, path),
    ...notApplicableFaults(scheme, part, item, [...path, 'notApplicable']),
  ];
}

function kindFaults(part: Part, item: Item, path: Path): RubricFault[] {
  if (part.kind !== 'deductions' || item.rule.kind === 'deductions') return [];
  return [
    fault(
      [...path, 'rule'],
      '倒扣类别里只能放倒扣项目（deductions）',
      'a part of deductions holds items of kind `deductions` only',
    ),
  ];
}

function evidenceFaults(item: Item, path: Path): RubricFault[] {
  const { rule } = item;
  const counts = rule.kind === 'presence' || (rule.kind === 'count' && typeof rule.of === 'string');
  if (!counts || item.evidence === 'required') return [];
  return [
    fault(
      [...path, 'evidence'],
      '按佐证材料评分的项目，材料必须是“必须”（required）',
      'a rule that counts evidence needs evidence: required',
    ),
  ];
}

function ruleFaults(item: Item, path: Path): RubricFault[] {
  const { rule } = item;
  switch (rule.kind) {
    case 'count':
      return [
        ...scaleFaults(rule.gives, [...path, 'gives']),
        ...unreached(item, scaleMost(rule.gives), [...path, 'gives']),
      ];
    case 'target':
      return [...targetFaults(rule, path), ...nothingMoves(rule, path)];
    case 'graded': {
      if (rule.levels.length === 0) return [];
      const highest = rule.levels
        .map((each) => parseExact(each.points))
        .sort(compareExact)
        .at(-1);
      return [
        ...twice(
          rule.levels.map((each) => each.id),
          [...path, 'levels'],
        ),
        ...(highest !== undefined && compareExact(highest, parseExact(item.points)) > 0
          ? [
              fault(
                [...path, 'levels'],
                `等次的分高于该项 ${item.points} 分`,
                `a level gives more than the item’s ${item.points}`,
              ),
            ]
          : unreached(item, highest ?? null, [...path, 'levels'])),
      ];
    }
    case 'imported':
      return twice(rule.periods, [...path, 'periods']);
    case 'presence':
    case 'deductions':
      return [];
  }
}

type Target = Extract<Item['rule'], { kind: 'target' }>;

function targetFaults(rule: Target, path: Path): RubricFault[] {
  const fits =
    rule.per === 'year'
      ? typeof rule.wanted !== 'object'
      : rule.per === 'column'
        ? typeof rule.wanted === 'object' && Object.keys(rule.wanted).length > 0
        : typeof rule.wanted === 'number';
  const wrong = fault(
    [...path, 'wanted'],
    '全年的任务写 unit 或一个数；按季、按月的写一个数；按栏目的逐栏写数',
    'for a year write `unit` or a number, for quarters and months a number, for columns a number for each',
  );
  return [
    ...(fits ? [] : [wrong]),
    ...(rule.shortfall === null ? [] : scaleFaults(rule.shortfall, [...path, 'shortfall'])),
    ...(rule.bonus === null ? [] : scaleFaults(rule.bonus, [...path, 'bonus'])),
    ...(rule.bonus !== null && scaleMost(rule.bonus) === null
      ? [fault([...path, 'bonus', 'most'], '加分要写明最多加几分', 'points on top need a limit (`most`)')]
      : []),
  ];
}

/** A target of which neither falling short nor a blank month costs anything gives everybody full marks. */
function nothingMoves(rule: Target, path: Path): RubricFault[] {
  return rule.shortfall === null && rule.blank === null
    ? [
        fault(
          path,
          '没有写少了扣几分（shortfall）或空白月扣几分（blank）：谁都得满分',
          'neither `shortfall` nor `blank` is given: everybody would have full marks',
        ),
      ]
    : [];
}

function scaleFaults(scale: Scale, path: Path): RubricFault[] {
  if (!('steps' in scale)) return [];
  const rising = scale.steps.every((step, index) => {
    const before = scale.steps[index - 1];
    return (
      before === undefined ||
      (step.from > before.from && compareExact(parseExact(step.points), parseExact(before.points)) > 0)
    );
  });
  return rising
    ? []
    : [
        fault(
          [...path, 'steps'],
          '各级要从小到大写，分数也要逐级增加',
          'steps must rise, in number and in points',
        ),
      ];
}

/** The most a scale gives; null when it has no end. */
export function scaleMost(scale: Scale): Exact | null {
  if ('steps' in scale) return parseExact(scale.steps.at(-1)?.points ?? '0');
  return scale.most === null ? null : parseExact(scale.most);
}

function unreached(item: Item, highest: Exact | null, path: Path): RubricFault[] {
  if (highest === null || compareExact(highest, parseExact(item.points)) >= 0) return [];
  return [
    fault(
      path,
      `最多只能得 ${toPoints(highest)} 分，得不到该项的 ${item.points} 分`,
      `gives at most ${toPoints(highest)}; nobody can reach the item’s ${item.points}`,
    ),
  ];
}

function causeFaults(part: Part, item: Item, path: Path): RubricFault[] {
  const repeated = twice(
    item.causes.map((each) => each.id),
    [...path, 'causes'],
  );
  const once = sum(item.causes.filter((each) => !each.each).map((each) => parseExact(each.points)));
  if (compareExact(once, parseExact(item.points)) <= 0) return repeated;
  const en = part.kind === 'deductions' ? 'may take' : 'has';
  return [
    ...repeated,
    fault(
      [...path, 'causes'],
      '所列扣分合计超过该项分值',
      `the causes together take more than the item ${en}`,
    ),
  ];
}

function notApplicableFaults(scheme: Scheme, part: Part, item: Item, path: Path): RubricFault[] {
  const where = item.notApplicable;
  if (where === null) return [];
  if (part.kind !== 'points') {
    return [
      fault(
        path,
        '只有构成满分的项目才需要写不适用时怎么办',
        'only items that make up the full marks can be not applicable',
      ),
    ];
  }
  if (where.method !== 'move') return [];
  const target = scheme.parts
    .filter((each) => each.kind === 'points')
    .flatMap((each) => each.items)
    .find((each) => each.code === where.to);
  if (target === undefined || target === item) {
    return [
      fault([...path, 'to'], `没有可以移入的项目 ${where.to}`, `there is no item ${where.to} to move to`),
    ];
  }
  return target.notApplicable === null
    ? []
    : [
        fault(
          [...path, 'to'],
          `${where.to} 自己也可能不适用，不能移入`,
          `${where.to} may itself be not applicable, so nothing can move to it`,
        ),
      ];
}

function effectFaults(scheme: Scheme, path: Path): RubricFault[] {
  const parts = new Set(scheme.parts.map((part) => part.code));
  const items = new Map(scheme.parts.flatMap((part) => part.items).map((item) => [item.code, item]));
  const known = (code: string) => parts.has(code) || items.has(code);
  const dangling = (code: string, at: Path) =>
    known(code) ? [] : [fault(at, `没有类别或项目 ${code}`, `there is no part or item ${code}`)];
  const firstOnTotal = scheme.effects.findIndex((effect) => effect.then.some(movesTotal));
  return scheme.effects.flatMap((effect, e) => {
    const at = [...path, 'effects', e];
    const onTotal = effect.then.findIndex(movesTotal);
    const late =
      effect.then.some(movesItems) &&
      firstOnTotal !== -1 &&
      (e > firstOnTotal || (onTotal !== -1 && effect.then.findLastIndex(movesItems) > onTotal));
    const byIncident = effect.when.some((each) => each.kind === 'incident');
    const afterAll = effect.when.some((each) => each.kind === 'child-failed');
    return [
      ...(late
        ? [
            fault(
              at,
              '改动项目或类别的，要写在改动总分的前面，否则同样的分会扣两次',
              'effects on items and parts come before effects on the total, or the same points would go twice',
            ),
          ]
        : []),
      ...effect.when.flatMap((each, w) => conditionFaults(scheme, items, each, [...at, 'when', w])),
      ...(afterAll && effect.when.length > 1
        ? [
            fault(
              [...at, 'when'],
              '“下属单位不合格”要单独成一条',
              '`child-failed` stands alone: it is known only when all units have been scored',
            ),
          ]
        : []),
      ...effect.then.flatMap((each, t) => {
        const there = [...at, 'then', t];
        if (each.kind === 'take' && each.each && !byIncident) {
          return [
            fault(
              [...there, 'each'],
              '按次数扣分的，条件里要有事件，否则不知道是几次',
              'points for each time need an incident among the conditions: there is nothing else to count',
            ),
          ];
        }
        if (each.kind === 'zero') return each.of.flatMap((code, c) => dangling(code, [...there, 'of', c]));
        if (each.kind === 'cap' && each.of !== 'total') return dangling(each.of, [...there, 'of']);
        return [];
      }),
      ...(afterAll ? effect.then : []).flatMap((each, t) =>
        each.kind === 'zero' || each.kind === 'veto' || (each.kind === 'cap' && each.of !== 'total')
          ? [
              fault(
                [...at, 'then', t],
                '因下属单位不合格，只能影响总分（take、cap total、fix、fail）',
                'because of a child only the total can change (take, cap total, fix, fail)',
              ),
            ]
          : [],
      ),
    ];
  });
}

const movesTotal = (each: Consequence) =>
  each.kind === 'take' || each.kind === 'fix' || (each.kind === 'cap' && each.of === 'total');
const movesItems = (each: Consequence) =>
  each.kind === 'zero' || (each.kind === 'cap' && each.of !== 'total');

function conditionFaults(
  scheme: Scheme,
  items: ReadonlyMap<string, Item>,
  condition: Condition,
  path: Path,
): RubricFault[] {
  if (condition.kind === 'cause') {
    const listed = items.get(condition.item)?.causes.some((each) => each.id === condition.cause) ?? false;
    return listed
      ? []
      : [
          fault(
            path,
            `项目 ${condition.item} 没有列出扣分原因 ${condition.cause}`,
            `item ${condition.item} lists no cause ${condition.cause}`,
          ),
        ];
  }
  if (condition.kind !== 'score') return [];
  const highest = highestOf(scheme, condition.of);
  if (highest === null) {
    return [
      fault([...path, 'of'], `没有类别或项目 ${condition.of}`, `there is no part or item ${condition.of}`),
    ];
  }
  return compareExact(parseExact(condition.points), highest) > 0
    ? [
        fault(
          [...path, 'points'],
          `最高只有 ${toPoints(highest)} 分，达不到 ${condition.points} 分`,
          `the highest possible is ${toPoints(highest)}, so ${condition.points} is never reached`,
        ),
      ]
    : [];
}

/** The most an item, a part, the total or the total without bonus parts can come to; null for a code that is not there. */
export function highestOf(scheme: Scheme, code: string): Exact | null {
  if (code === 'total' || code === 'base') {
    const parts = scheme.parts.filter(
      (part) => part.kind === 'points' || (code === 'total' && part.kind === 'bonus'),
    );
    const highest = sum(parts.map((part) => multiply(partHighest(part), parseExact(part.weight))));
    return scheme.limits.most === null ? highest : least(highest, parseExact(scheme.limits.most));
  }
  const part = scheme.parts.find((each) => each.code === code);
  if (part !== undefined) return partHighest(part);
  for (const each of scheme.parts) {
    const found = each.items.find((one) => one.code === code);
    if (found !== undefined) return each.kind === 'deductions' ? zero : itemHighest(found);
  }
  return null;
}

function partHighest(part: Part): Exact {
  if (part.kind === 'deductions') return zero;
  const items = sum(part.items.map(itemHighest));
  return part.most === null ? items : least(items, parseExact(part.most));
}

/** The most an item gives, what a target gives on top included. */
export function itemHighest(item: Item): Exact {
  return add(parseExact(item.points), onTopMost(item));
}

/** The most an item gives on top of full marks. */
export function onTopMost({ rule }: Item): Exact {
  return rule.kind === 'target' && rule.bonus !== null ? (scaleMost(rule.bonus) ?? zero) : zero;
}

function bandFaults(scheme: Scheme, path: Path): RubricFault[] {
  const { bands } = scheme;
  if (bands.length === 0) return [];
  const falling = bands.every((each, index) => {
    const before = bands[index - 1];
    return before === undefined || compareExact(parseExact(before.from), parseExact(each.from)) > 0;
  });
  const highest = highestOf(scheme, 'total') ?? zero;
  return [
    ...twice(
      bands.map((each) => each.id),
      [...path, 'bands'],
    ),
    ...(falling ? [] : [fault([...path, 'bands'], '等次要从高到低写', 'bands run from the highest down')]),
    ...(isZero(parseExact(bands.at(-1)?.from ?? '0'))
      ? []
      : [
          fault(
            [...path, 'bands', bands.length - 1, 'from'],
            '最后一个等次要从 0 分起，否则有的单位没有等次',
            'the last band must begin at 0, or some units would have none',
          ),
        ]),
    ...bands.flatMap((each, index) =>
      compareExact(parseExact(each.from), highest) > 0
        ? [
            fault(
              [...path, 'bands', index, 'from'],
              `最高只有 ${toPoints(highest)} 分，没有单位能到 ${each.from} 分`,
              `the highest possible total is ${toPoints(highest)}; nobody reaches ${each.from}`,
            ),
          ]
        : [],
    ),
  ];
}
