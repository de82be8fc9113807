import { schemeFor, type Item, type Rubric } from '../rubric/rubric.ts';
import type { Bilingual } from '../values.ts';
import { compareExact, parseExact } from './exact.ts';
import type { Inputs, ItemInputs, UnitInputs } from './inputs.ts';

/** Something in inputs that a rubric cannot take, and where. */
export type InputsFault = Readonly<{ path: readonly (string | number)[]; message: Bilingual }>;
type Path = InputsFault['path'];

const fault = (path: Path, zh: string, en: string): InputsFault => ({ path, message: { zh, en } });

/**
 * Whether inputs fit a rubric, so that scoring passes nothing over in silence: each fault is something that the score would
 * ignore, cut down or stumble over. The freeze makes inputs without any; a file that a person wrote may have some.
 */
export function checkInputs(rubric: Rubric, inputs: Inputs): InputsFault[] {
  const { id, version } = inputs.rubric;
  return [
    ...(id === rubric.id && version === rubric.version
      ? []
      : [
          fault(
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
    ...repeated(inputs),
    ...parents(inputs),
    ...inputs.units.flatMap((unit, u) => unitFaults(rubric, unit, ['units', u])),
  ];
}

function repeated({ units }: Inputs): InputsFault[] {
  const ids = units.map((unit) => unit.unit);
  return ids.flatMap((id, u) =>
    ids.indexOf(id) === u
      ? []
      : [fault(['units', u, 'unit'], `单位 ${id} 出现了两次`, `unit ${id} appears twice`)],
  );
}

/** A parent must be there, and nobody may be above themselves. */
function parents({ units }: Inputs): InputsFault[] {
  const above = new Map(units.map((unit) => [unit.unit, unit.parent]));
  return units.flatMap((unit, u) => {
    const path = ['units', u, 'parent'];
    if (unit.parent !== null && !above.has(unit.parent)) {
      return [fault(path, `没有上级单位 ${unit.parent}`, `there is no unit ${unit.parent}`)];
    }
    const seen = new Set([unit.unit]);
    for (let each = unit.parent; each !== null; each = above.get(each) ?? null) {
      if (seen.has(each)) {
        return [fault(path, `${unit.unit} 的上级绕回了自己`, `the parents of ${unit.unit} run in a circle`)];
      }
      seen.add(each);
    }
    return [];
  });
}

function unitFaults(rubric: Rubric, unit: UnitInputs, path: Path): InputsFault[] {
  const scheme = schemeFor(rubric, unit.class);
  if (scheme === null) {
    return [
      fault(
        [...path, 'class'],
        `细则没有类别“${unit.class}”的规则`,
        `the rubric has no scheme for class “${unit.class}”`,
      ),
    ];
  }
  const items = new Map(scheme.parts.flatMap((part) => part.items.map((item) => [item.code, item] as const)));
  return Object.entries(unit.items).flatMap(([code, given]) => {
    const item = items.get(code);
    const at = [...path, 'items', code];
    return item === undefined
      ? [fault(at, `细则里没有项目 ${code}`, `the rubric has no item ${code}`)]
      : itemFaults(item, given, at);
  });
}

function itemFaults(item: Item, given: ItemInputs, path: Path): InputsFault[] {
  return [
    ...assessments(item, given, [...path, 'assessments']),
    ...Object.keys(given.checks ?? {}).flatMap((id) =>
      item.causes.some((cause) => cause.id === id)
        ? []
        : [
            fault(
              [...path, 'checks', id],
              `${item.code} 没有列出“${id}”`,
              `${item.code} lists no cause “${id}”`,
            ),
          ],
    ),
    ...(given.notApplicable !== undefined && item.notApplicable === null
      ? [
          fault(
            [...path, 'notApplicable'],
            `${item.code} 对所有单位都适用`,
            `${item.code} applies to every unit`,
          ),
        ]
      : []),
    ...(item.rule.kind !== 'deductions' && (given.deductions?.length ?? 0) > 0
      ? [
          fault(
            [...path, 'deductions'],
            `${item.code} 不是逐笔扣分的项目`,
            `${item.code} takes no deductions line by line`,
          ),
        ]
      : []),
    ...imported(item, given, [...path, 'imported']),
  ];
}

function assessments(item: Item, given: ItemInputs, path: Path): InputsFault[] {
  const all = given.assessments ?? [];
  if (all.length > 0 && item.rule.kind !== 'graded') {
    return [fault(path, `${item.code} 不是由评分人给分的项目`, `nobody gives points for ${item.code}`)];
  }
  const levels = item.rule.kind === 'graded' ? item.rule.levels.map((each) => each.id) : [];
  return all.flatMap((each, a) => [
    ...(each.level !== undefined && !levels.includes(each.level)
      ? [
          fault(
            [...path, a, 'level'],
            `${item.code} 没有等次“${each.level}”`,
            `${item.code} has no level “${each.level}”`,
          ),
        ]
      : []),
    ...(compareExact(parseExact(each.points), parseExact(item.points)) > 0
      ? [
          fault(
            [...path, a, 'points'],
            `${each.points} 分超过了 ${item.code} 的 ${item.points} 分`,
            `${each.points} is more than the ${item.points} of ${item.code}`,
          ),
        ]
      : []),
  ]);
}

function imported(item: Item, given: ItemInputs, path: Path): InputsFault[] {
  const periods = item.rule.kind === 'imported' ? item.rule.periods : [];
  const named = (given.imported ?? []).map((each) => each.period);
  return named.flatMap((period, place) =>
    periods.includes(period) && named.indexOf(period) === place
      ? []
      : [
          fault(
            [...path, place],
            `${item.code} 没有时段“${period}”，或写了两次`,
            `${item.code} has no period “${period}”, or it is there twice`,
          ),
        ],
  );
}
