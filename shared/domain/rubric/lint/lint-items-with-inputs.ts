import { compareExact, isZero, parseExact } from '../../scoring/exact.ts';
import type { ItemResult } from '../../scoring/result.ts';
import type { Item, Part } from '../rubric.ts';
import { note, warning, type Finding, type FindingPath } from './finding.ts';
import type { Seen } from './seen.ts';

/** Items one by one: causes and levels that never came up, who was left out, and whether the points separate anybody. */
export function lintItemsWithInputs(seen: Seen): Finding[] {
  return seen.scheme.parts.flatMap((part, p) =>
    part.items.flatMap((item, i) => {
      const path = [...seen.path, 'parts', p, 'items', i];
      return [
        ...causes(seen, item, path),
        ...levels(seen, item, path),
        ...leftOut(seen, item, path),
        ...spread(seen, part, item, path),
      ];
    }),
  );
}

function causes({ units }: Seen, item: Item, path: FindingPath): Finding[] {
  const found = (id: string) =>
    units.some((unit) => {
      const check = unit.items[item.code]?.checks?.[id];
      return check === true || (typeof check === 'number' && check > 0);
    });
  return item.causes.flatMap((cause, c) =>
    found(cause.id)
      ? []
      : [
          note(
            'cause-never-found',
            [...path, 'causes', c],
            `${item.code} 的“${cause.label.zh}”在这份数据里没有一个单位出现。`,
            `“${cause.label.en}” of ${item.code} was found with no unit.`,
          ),
        ],
  );
}

function levels({ units }: Seen, item: Item, path: FindingPath): Finding[] {
  if (item.rule.kind !== 'graded') return [];
  const given = new Set(
    units.flatMap((unit) => (unit.items[item.code]?.assessments ?? []).map((each) => each.level)),
  );
  return item.rule.levels.flatMap((level, l) =>
    given.has(level.id)
      ? []
      : [
          note(
            'level-never-given',
            [...path, 'rule', 'levels', l],
            `${item.code} 的等次“${level.label.zh}”没有给过任何单位。`,
            `Level “${level.label.en}” of ${item.code} was given to no unit.`,
          ),
        ],
  );
}

function leftOut({ units }: Seen, item: Item, path: FindingPath): Finding[] {
  const howMany = units.filter((unit) => unit.items[item.code]?.notApplicable !== undefined).length;
  if (item.notApplicable === null) {
    if (howMany === 0) return [];
    return [
      warning(
        'left-out-not-allowed',
        path,
        `数据里有 ${howMany} 个单位的 ${item.code} 写着不适用，细则却没有写它不适用时怎么办：照样评分，没有材料就是 0 分。`,
        `${item.code} is marked as not applicable for ${howMany} of the units, but the rubric does not say what follows: it is scored all the same.`,
        { item: item.code, units: howMany },
      ),
    ];
  }
  return howMany > 0
    ? []
    : [
        note(
          'never-left-out',
          [...path, 'notApplicable'],
          `${item.code} 可以不适用，这份数据里对每个单位都适用。`,
          `${item.code} may be left out, but applies to every unit of these inputs.`,
        ),
      ];
}

/** An item that gives everybody the same decides no rank. One unit alone is no reason to say so. */
function spread({ results }: Seen, part: Part, item: Item, path: FindingPath): Finding[] {
  const all = results.flatMap((unit) => unit.items.find((each) => each.code === item.code) ?? []);
  const [first] = all;
  if (first === undefined || all.length < 2) return [];
  if (all.every(lostNothing) && part.kind !== 'bonus') {
    const [zh, en] =
      part.kind === 'deductions'
        ? ['没有扣过任何单位的分', 'took nothing from any unit']
        : ['没有扣掉任何单位的分，人人满分', 'cost nobody anything: all have full marks'];
    return [
      note(
        'item-nobody-lost',
        path,
        `${item.code} “${item.label.zh}”在这份数据里${zh}。`,
        `${item.code}, “${item.label.en}”, ${en} on these inputs.`,
      ),
    ];
  }
  if (!all.every((each) => each.points === first.points)) return [];
  const zh = isZero(parseExact(first.points)) ? '都是 0 分' : `都是 ${first.points} 分`;
  return [
    note(
      'item-separates-nobody',
      path,
      `${item.code} “${item.label.zh}”${all.length} 个单位${zh}，拉不开差距。`,
      `All ${all.length} units have ${first.points} for ${item.code}: it separates nobody.`,
      { item: item.code, points: first.points, units: all.length },
    ),
  ];
}

function lostNothing({ points, maximum }: ItemResult): boolean {
  return compareExact(parseExact(points), parseExact(maximum)) >= 0;
}
