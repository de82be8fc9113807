import { schemeFor, type Item, type Part, type Rubric, type Scheme } from '../rubric/rubric.ts';
import type { Bilingual } from '../values.ts';
import { itemRange } from './compile-rubric.ts';
import { compareExact, parseExact, toPoints } from './exact.ts';
import type { Inputs, ItemInputs, Measure, UnitInputs } from './inputs.ts';

/** What can be wrong with inputs, by its stable code. */
export const inputsFaultCodes = [
  'other-rubric',
  'unit-repeated',
  'order-repeated',
  'parent-unknown',
  'parents-in-circle',
  'class-without-scheme',
  'body-repeated',
  'body-unit-unknown',
  'city-body-unknown',
  'city-deduction-one-sided',
  'measure-adds-up-wrong',
  'incident-unknown',
  'item-unknown',
  'cause-unknown',
  'cause-counted-once',
  'nobody-gives-points',
  'assessor-repeated',
  'level-unknown',
  'level-missing',
  'points-above-item',
  'applies-to-everybody',
  'no-deductions-taken',
  'period-unknown',
  'period-repeated',
  'imported-above-full',
  'decided-out-of-range',
  'decided-not-applicable',
] as const;
export type InputsFaultCode = (typeof inputsFaultCodes)[number];

/** Something in inputs that a rubric cannot take, and where. */
export type InputsFault = Readonly<{
  code: InputsFaultCode;
  path: readonly (string | number)[];
  message: Bilingual;
}>;
type Path = InputsFault['path'];

const fault = (code: InputsFaultCode, path: Path, zh: string, en: string): InputsFault => ({
  code,
  path,
  message: { zh, en },
});

/**
 * Whether inputs fit a rubric, so that scoring passes nothing over in silence: each fault is something that the score would
 * ignore, cut down, count twice or stumble over. The freeze makes inputs without any; a file that a person wrote may have
 * some. What a score does say by itself, such as a limit that acted or a period without a score, is no fault; neither are
 * the points beside a named level, which are the rubric's and may have changed with it.
 */
export function checkInputs(rubric: Rubric, inputs: Inputs): InputsFault[] {
  const { id, version } = inputs.rubric;
  return [
    ...(id === rubric.id && version === rubric.version
      ? []
      : [
          fault(
            'other-rubric',
            ['rubric'],
            `这份数据是按细则 ${id} 第 ${version} 版冻结的，给的是 ${rubric.id} 第 ${rubric.version} 版`,
            `these inputs were frozen for rubric ${id} version ${version}, not ${rubric.id} version ${rubric.version}`,
          ),
        ]),
    ...checkFacts(rubric, inputs),
  ];
}

/** The same, whatever rubric the inputs were frozen for: to try a new rubric on an old year. */
export function checkFacts(rubric: Rubric, inputs: Inputs): InputsFault[] {
  return [
    ...repeatedUnits(inputs),
    ...parents(inputs),
    ...bodies(inputs),
    ...cityDeductions(inputs),
    ...inputs.units.flatMap((unit, u) => unitFaults(rubric, unit, ['units', u])),
  ];
}

/** The places of values that stood earlier in the list already. */
function repeats<Value>(values: readonly Value[]): readonly number[] {
  const seen = new Set<Value>();
  return values.flatMap((value, place) => {
    if (seen.has(value)) return [place];
    seen.add(value);
    return [];
  });
}

function repeatedUnits({ units }: Inputs): InputsFault[] {
  return [
    ...repeats(units.map((unit) => unit.unit)).map((u) => {
      const id = units[u]?.unit ?? '';
      return fault(
        'unit-repeated',
        ['units', u, 'unit'],
        `单位 ${id} 出现了两次`,
        `unit ${id} appears twice`,
      );
    }),
    // Units with equal totals stand in this order, which must be one.
    ...repeats(units.map((unit) => unit.order)).map((u) => {
      const order = units[u]?.order ?? 0;
      return fault(
        'order-repeated',
        ['units', u, 'order'],
        `序号 ${order} 用了两次，同分时不知道谁在前`,
        `place ${order} is used twice, so equal totals would have no order`,
      );
    }),
  ];
}

/** A parent must be there, and nobody may be above themselves. */
function parents({ units }: Inputs): InputsFault[] {
  const above = new Map(units.map((unit) => [unit.unit, unit.parent]));
  return units.flatMap((unit, u) => {
    const path = ['units', u, 'parent'];
    if (unit.parent !== null && !above.has(unit.parent)) {
      return [
        fault('parent-unknown', path, `没有上级单位 ${unit.parent}`, `there is no unit ${unit.parent}`),
      ];
    }
    const seen = new Set([unit.unit]);
    for (let each = unit.parent; each !== null; each = above.get(each) ?? null) {
      if (seen.has(each)) {
        return [
          fault(
            'parents-in-circle',
            path,
            `${unit.unit} 的上级绕回了自己`,
            `the parents of ${unit.unit} run in a circle`,
          ),
        ];
      }
      seen.add(each);
    }
    return [];
  });
}

/** A body whose unit is not there would hand its city deductions to nobody, and not say so. */
function bodies({ bodies: all, units }: Inputs): InputsFault[] {
  const there = new Set(units.map((unit) => unit.unit));
  return [
    ...repeats(all.map((body) => body.id)).map((b) => {
      const id = all[b]?.id ?? '';
      return fault('body-repeated', ['bodies', b], `牵头部门 ${id} 出现了两次`, `body ${id} appears twice`);
    }),
    ...all.flatMap((body, b) =>
      body.unit === null || there.has(body.unit)
        ? []
        : [
            fault(
              'body-unit-unknown',
              ['bodies', b],
              `牵头部门 ${body.id} 对应的单位 ${body.unit} 不在名单里`,
              `unit ${body.unit} of body ${body.id} is not among the units`,
            ),
          ],
    ),
  ];
}

type CityLine = Readonly<{ body: string; item: string; points: string; document: string }>;

/**
 * What the city took stands twice: in the year's list, which is printed, and at the body's own unit, which loses by it. A
 * line that stands on one side alone would cost without being printed, or be printed without costing.
 */
function cityDeductions({ bodies: all, cityDeductions: listed, units }: Inputs): InputsFault[] {
  const unitOf = new Map(all.map((body) => [body.id, body.unit]));
  const unknown = listed.flatMap((each, c) =>
    unitOf.has(each.body)
      ? []
      : [
          fault(
            'city-body-unknown',
            ['cityDeductions', c, 'body'],
            `没有牵头部门 ${each.body}，这笔市级扣分落不到任何地方`,
            `there is no body ${each.body}, so what the city took goes nowhere`,
          ),
        ],
  );
  const wanted = listed.flatMap((each, c) => {
    const unit = unitOf.get(each.body) ?? null;
    return unit === null ? [] : [{ key: cityKey(unit, each), path: ['cityDeductions', c] }];
  });
  const there = units.flatMap((unit, u) =>
    unit.cityDeductions.map((each, c) => ({
      key: cityKey(unit.unit, each),
      path: ['units', u, 'cityDeductions', c],
    })),
  );
  return [
    ...unknown,
    ...beyond(wanted, there).map(({ path }) =>
      fault(
        'city-deduction-one-sided',
        path,
        '这笔市级扣分没有写到牵头部门自己的单位上，不会扣分',
        'what the city took is not at the body’s own unit, which would lose nothing',
      ),
    ),
    ...beyond(there, wanted).map(({ path }) =>
      fault(
        'city-deduction-one-sided',
        path,
        '这笔市级扣分不在全年的市级扣分里，或者不是这个单位的部门',
        'this is not among the year’s city deductions, or not of this unit’s body',
      ),
    ),
  ];
}

function cityKey(unit: string, { body, item, points, document }: CityLine): string {
  return JSON.stringify([unit, body, item, points, document]);
}

type Keyed = Readonly<{ key: string; path: Path }>;

/** What of the one list has no counterpart in the other; equal lines are matched one to one. */
function beyond(lines: readonly Keyed[], others: readonly Keyed[]): readonly Keyed[] {
  const left = new Map<string, number>();
  for (const { key } of others) left.set(key, (left.get(key) ?? 0) + 1);
  return lines.filter(({ key }) => {
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

function unitFaults(rubric: Rubric, unit: UnitInputs, path: Path): InputsFault[] {
  const scheme = schemeFor(rubric, unit.class);
  if (scheme === null) {
    return [
      fault(
        'class-without-scheme',
        [...path, 'class'],
        `细则没有类别“${unit.class}”的规则`,
        `the rubric has no scheme for class “${unit.class}”`,
      ),
    ];
  }
  const items = new Map(
    scheme.parts.flatMap((part) => part.items.map((item) => [item.code, { part, item }] as const)),
  );
  return [
    ...Object.entries(unit.measures).flatMap(([name, measure]) =>
      measureFaults(measure, name, [...path, 'measures', name]),
    ),
    ...incidents(scheme, unit, [...path, 'incidents']),
    ...Object.entries(unit.items).flatMap(([code, given]) => {
      const found = items.get(code);
      const at = [...path, 'items', code];
      return found === undefined
        ? [fault('item-unknown', at, `细则里没有项目 ${code}`, `the rubric has no item ${code}`)]
        : [
            ...itemFaults(found.item, given, at),
            ...decided(found.part, found.item, given, [...at, 'decided']),
          ];
    }),
  ];
}

/** A year's target goes by the count, a month's by the months: both must be of the same things. */
function measureFaults(measure: Measure, name: string, path: Path): InputsFault[] {
  const columns = Object.entries(measure.columns).map(([column, counted]) => ({
    ...counted,
    name: `${name} ${column}`,
    path: [...path, 'columns', column],
  }));
  return [{ ...measure, name, path }, ...columns].flatMap((each) => {
    const months = each.months.reduce((total, month) => total + month, 0);
    if (months === each.count) return [];
    return [
      fault(
        'measure-adds-up-wrong',
        [...each.path, 'months'],
        `“${each.name}”全年 ${each.count}，各月加起来是 ${months}`,
        `“${each.name}” is ${each.count} for the year, but its months add up to ${months}`,
      ),
    ];
  });
}

function incidents(scheme: Scheme, unit: UnitInputs, path: Path): InputsFault[] {
  const named = new Set(
    scheme.effects.flatMap((effect) =>
      effect.when.flatMap((each) => (each.kind === 'incident' ? [each.incident] : [])),
    ),
  );
  return unit.incidents.flatMap(({ kind }, i) =>
    named.has(kind)
      ? []
      : [
          fault(
            'incident-unknown',
            [...path, i, 'kind'],
            `细则没有提到事件“${kind}”，发生了也没有后果`,
            `the rubric names no incident “${kind}”, so it has no consequence`,
          ),
        ],
  );
}

function itemFaults(item: Item, given: ItemInputs, path: Path): InputsFault[] {
  return [
    ...assessments(item, given, [...path, 'assessments']),
    ...causes(item, given, [...path, 'checks']),
    ...(given.notApplicable !== undefined && item.notApplicable === null
      ? [
          fault(
            'applies-to-everybody',
            [...path, 'notApplicable'],
            `${item.code} 对所有单位都适用`,
            `${item.code} applies to every unit`,
          ),
        ]
      : []),
    ...(item.rule.kind !== 'deductions' && (given.deductions?.length ?? 0) > 0
      ? [
          fault(
            'no-deductions-taken',
            [...path, 'deductions'],
            `${item.code} 不是逐笔扣分的项目`,
            `${item.code} takes no deductions line by line`,
          ),
        ]
      : []),
    ...imported(item, given, [...path, 'imported']),
  ];
}

function causes(item: Item, given: ItemInputs, path: Path): InputsFault[] {
  return Object.entries(given.checks ?? {}).flatMap(([id, found]) => {
    const cause = item.causes.find((each) => each.id === id);
    if (cause === undefined) {
      return [
        fault(
          'cause-unknown',
          [...path, id],
          `${item.code} 没有列出“${id}”`,
          `${item.code} lists no cause “${id}”`,
        ),
      ];
    }
    if (cause.each || typeof found === 'boolean' || found <= 1) return [];
    return [
      fault(
        'cause-counted-once',
        [...path, id],
        `“${cause.label.zh}”写了 ${found} 次，但细则只扣一次`,
        `“${cause.label.en}” is there ${found} times, but the rubric takes it once`,
      ),
    ];
  });
}

function assessments(item: Item, given: ItemInputs, path: Path): InputsFault[] {
  const all = given.assessments ?? [];
  if (all.length > 0 && item.rule.kind !== 'graded') {
    return [
      fault(
        'nobody-gives-points',
        path,
        `${item.code} 不是由评分人给分的项目`,
        `nobody gives points for ${item.code}`,
      ),
    ];
  }
  const levels = item.rule.kind === 'graded' ? item.rule.levels.map((each) => each.id) : [];
  return [
    ...repeats(all.map((each) => each.assessor)).map((a) => {
      const assessor = all[a]?.assessor ?? '';
      return fault(
        'assessor-repeated',
        [...path, a, 'assessor'],
        `${item.code} 的评分人 ${assessor} 评了两次，会算作两个人`,
        `assessor ${assessor} of ${item.code} is there twice and would count as two`,
      );
    }),
    ...all.flatMap((each, a) => assessmentFaults(item, levels, each, [...path, a])),
  ];
}

function assessmentFaults(
  item: Item,
  levels: readonly string[],
  { level, points }: NonNullable<ItemInputs['assessments']>[number],
  path: Path,
): InputsFault[] {
  if (level !== undefined) {
    if (levels.includes(level)) return [];
    return [
      fault(
        'level-unknown',
        [...path, 'level'],
        `${item.code} 没有等次“${level}”`,
        `${item.code} has no level “${level}”`,
      ),
    ];
  }
  if (levels.length > 0) {
    return [
      fault(
        'level-missing',
        path,
        `${item.code} 按等次评，这里只写了分`,
        `${item.code} is judged by levels, but here are only points`,
      ),
    ];
  }
  if (compareExact(parseExact(points), parseExact(item.points)) <= 0) return [];
  return [
    fault(
      'points-above-item',
      [...path, 'points'],
      `${points} 分超过了 ${item.code} 的 ${item.points} 分`,
      `${points} is more than the ${item.points} of ${item.code}`,
    ),
  ];
}

function imported(item: Item, given: ItemInputs, path: Path): InputsFault[] {
  const rule = item.rule.kind === 'imported' ? item.rule : null;
  const all = given.imported ?? [];
  const full = rule?.outOf ?? item.points;
  const again = new Set(repeats(all.map((each) => each.period)));
  return all.flatMap(({ period, points }, place) => {
    if (rule?.periods.includes(period) !== true) {
      return [
        fault(
          'period-unknown',
          [...path, place],
          `${item.code} 没有时段“${period}”`,
          `${item.code} has no period “${period}”`,
        ),
      ];
    }
    if (again.has(place)) {
      return [
        fault(
          'period-repeated',
          [...path, place],
          `${item.code} 的时段“${period}”写了两次，只算第一次`,
          `period “${period}” of ${item.code} is there twice, of which the first counts`,
        ),
      ];
    }
    if (compareExact(parseExact(points), parseExact(full)) <= 0) return [];
    return [
      fault(
        'imported-above-full',
        [...path, place, 'points'],
        `${item.code} “${period}”的 ${points} 分超过了满分 ${full} 分`,
        `${points} in “${period}” of ${item.code} is more than the full ${full}`,
      ),
    ];
  });
}

/** A decision sets an item's points within what the item can give, and only where the item applies. */
function decided(part: Part, item: Item, given: ItemInputs, path: Path): InputsFault[] {
  if (given.decided === undefined) return [];
  const { points } = given.decided;
  const { least, most } = itemRange(part, item);
  const value = parseExact(points);
  const outside = compareExact(value, least) < 0 || compareExact(value, most) > 0;
  return [
    ...(outside
      ? [
          fault(
            'decided-out-of-range',
            [...path, 'points'],
            `决定的 ${points} 分不在 ${item.code} 的 ${toPoints(least)} 到 ${toPoints(most)} 分之间`,
            `${points} as decided is not between the ${toPoints(least)} and ${toPoints(most)} of ${item.code}`,
          ),
        ]
      : []),
    ...(given.notApplicable === undefined
      ? []
      : [
          fault(
            'decided-not-applicable',
            path,
            `${item.code} 对这个单位不适用，不能再决定分数`,
            `${item.code} does not apply to this unit, so no points can be decided`,
          ),
        ]),
  ];
}
