import { isZero, parseExact } from '../../scoring/exact.ts';
import type { Inputs } from '../../scoring/inputs.ts';
import type { Result } from '../../scoring/result.ts';
import { score } from '../../scoring/score.ts';
import { measuresOf } from '../measures.ts';
import { schemeFor, type Item, type Rubric, type Scheme } from '../rubric.ts';
import { note, warning, type Finding } from './finding.ts';

/** What only real inputs can tell: rules that never act, items that separate nobody, names that nothing answers to. */
export function lintWithInputs(rubric: Rubric, inputs: Inputs): Finding[] {
  const result = score(rubric, inputs);
  return [
    ...cityFactor(rubric, inputs),
    ...rubric.schemes.flatMap((scheme, s) => {
      const seen: Seen = {
        scheme,
        path: ['schemes', s],
        units: inputs.units.filter((unit) => schemeFor(rubric, unit.class) === scheme),
        results: result.units.filter((unit) => unit.scheme === scheme.id),
      };
      // A scheme that no unit is scored by has nothing to tell.
      if (seen.units.length === 0) return [];
      return [...measures(seen), ...incidents(seen), ...effects(seen), ...items(seen), ...bands(seen)];
    }),
  ];
}

type Seen = Readonly<{
  scheme: Scheme;
  path: Finding['path'];
  units: Inputs['units'];
  results: Result['units'];
}>;

function cityFactor(rubric: Rubric, inputs: Inputs): Finding[] {
  if (rubric.cityDeductionFactor === null || inputs.bodies.some((body) => body.unit !== null)) return [];
  return [
    note(
      'city-factor-idle',
      ['cityDeductionFactor'],
      '没有一个牵头部门是被评价单位，市级扣分不会扣到任何单位。',
      'No lead body is an evaluated unit, so the city’s deductions reach nobody.',
    ),
  ];
}

function measures({ scheme, path, units }: Seen): Finding[] {
  return [...measuresOf(scheme)].flatMap((measure) =>
    units.some((unit) => unit.measures[measure] !== undefined)
      ? []
      : [
          warning(
            'measure-missing',
            path,
            `规则要数“${measure}”，数据里没有一个单位有这个计数，全部按 0 计。请核对名称。`,
            `The rules count “${measure}”, of which no unit has any figures: all count 0. Please check the name.`,
          ),
        ],
  );
}

function incidents({ scheme, path, units }: Seen): Finding[] {
  const named = new Set(
    scheme.effects.flatMap((effect) =>
      effect.when.flatMap((each) => (each.kind === 'incident' ? [each.incident] : [])),
    ),
  );
  const unknown = new Set(
    units.flatMap((unit) => unit.incidents.map((each) => each.kind)).filter((kind) => !named.has(kind)),
  );
  return [...unknown].map((kind) =>
    warning(
      'incident-unknown',
      [...path, 'effects'],
      `数据里有“${kind}”这种事件，没有一条影响提到它，发生了也没有后果。`,
      `The inputs have incidents of kind “${kind}”, which no effect names: they have no consequence.`,
    ),
  );
}

function effects({ scheme, path, results }: Seen): Finding[] {
  return scheme.effects.flatMap((effect, e) =>
    results.some((unit) => unit.effects.some((each) => each.code === effect.code))
      ? []
      : [
          note(
            'effect-never-acted',
            [...path, 'effects', e],
            `“${effect.label.zh}”在这份数据里没有发生过。`,
            `“${effect.label.en}” never acted on these inputs.`,
          ),
        ],
  );
}

function items(seen: Seen): Finding[] {
  return seen.scheme.parts.flatMap((part, p) =>
    part.items.flatMap((item, i) => {
      const path = [...seen.path, 'parts', p, 'items', i];
      return [
        ...causes(seen, item, path),
        ...levels(seen, item, path),
        ...left(seen, item, path),
        ...spread(seen, item, path),
      ];
    }),
  );
}

function causes({ units }: Seen, item: Item, path: Finding['path']): Finding[] {
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

function levels({ units }: Seen, item: Item, path: Finding['path']): Finding[] {
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

function left({ units }: Seen, item: Item, path: Finding['path']): Finding[] {
  if (item.notApplicable === null) return [];
  return units.some((unit) => unit.items[item.code]?.notApplicable !== undefined)
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
function spread({ results }: Seen, item: Item, path: Finding['path']): Finding[] {
  const points = new Set(
    results.map((unit) => unit.items.find((each) => each.code === item.code)?.points ?? '0'),
  );
  const [same] = points;
  if (points.size !== 1 || same === undefined || results.length < 2) return [];
  const zh = isZero(parseExact(same)) ? '都是 0 分' : `都是 ${same} 分`;
  return [
    note(
      'item-separates-nobody',
      path,
      `${item.code} “${item.label.zh}”${results.length} 个单位${zh}，拉不开差距。`,
      `All ${results.length} units have ${same} for ${item.code}: it separates nobody.`,
    ),
  ];
}

function bands({ scheme, path, results }: Seen): Finding[] {
  return scheme.bands.flatMap((band, b) =>
    results.some((unit) => unit.band?.id === band.id)
      ? []
      : [
          note(
            'band-empty',
            [...path, 'bands', b],
            `没有单位评为“${band.label.zh}”。`,
            `No unit falls into “${band.label.en}”.`,
          ),
        ],
  );
}
