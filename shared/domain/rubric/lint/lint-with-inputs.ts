import { compileRubric } from '../../scoring/compile-rubric.ts';
import { checkFacts, type InputsFaultCode } from '../../scoring/check-inputs.ts';
import { isZero, parseExact } from '../../scoring/exact.ts';
import type { Inputs } from '../../scoring/inputs.ts';
import { rankUnits } from '../../scoring/rank-units.ts';
import { scoreUnit } from '../../scoring/score-unit.ts';
import { measuresOf } from '../measures.ts';
import { schemeFor, type Rubric } from '../rubric.ts';
import { note, unitsInEnglish, warning, type Finding, type FindingPath } from './finding.ts';
import { lintItemsWithInputs } from './lint-items-with-inputs.ts';
import type { Seen } from './seen.ts';

/**
 * What only real inputs can tell: rules that never act, items that separate nobody, names that nothing answers to. Units
 * that no scheme is for are left aside; they have their own remark.
 */
export function lintWithInputs(rubric: Rubric, given: Inputs): Finding[] {
  const rules = compileRubric(rubric);
  const inputs = { ...given, units: given.units.filter((unit) => schemeFor(rubric, unit.class) !== null) };
  const result = rankUnits(
    rules,
    inputs,
    inputs.units.map((unit) => scoreUnit(rules, unit)),
  );
  return [
    ...ignored(rubric, inputs),
    ...cityDeductions(rubric, inputs),
    ...rubric.schemes.flatMap((scheme, s) => {
      const seen: Seen = {
        scheme,
        path: ['schemes', s],
        units: inputs.units.filter((unit) => schemeFor(rubric, unit.class) === scheme),
        results: result.units.filter((unit) => unit.scheme === scheme.id),
      };
      // A scheme that no unit is scored by has nothing to tell.
      if (seen.units.length === 0) return [];
      return [
        ...measures(seen),
        ...columns(seen),
        ...incidents(seen),
        ...effects(seen),
        ...limits(seen),
        ...lintItemsWithInputs(seen),
        ...bands(seen),
      ];
    }),
  ];
}

/** What has a remark of its own, or is no matter of this rubric. */
const toldElsewhere: ReadonlySet<InputsFaultCode> = new Set(['incident-unknown', 'applies-to-everybody']);

/** What the inputs hold that this rubric has no place for: the other remarks are made without it. */
function ignored(rubric: Rubric, inputs: Inputs): Finding[] {
  const faults = checkFacts(rubric, inputs).filter((each) => !toldElsewhere.has(each.code));
  const [first] = faults;
  if (first === undefined) return [];
  return [
    warning(
      'inputs-ignored',
      ['schemes'],
      `这份数据有 ${faults.length} 处与细则对不上，例如 ${first.path.join('.')}：${first.message.zh}。其他提醒都没有把它们算进去。`,
      `${faults.length} thing${faults.length === 1 ? '' : 's'} in these inputs do${faults.length === 1 ? 'es' : ''} not fit the rubric, such as ${first.path.join('.')}: ${first.message.en}. The other remarks leave them aside.`,
      { faults: faults.length },
    ),
  ];
}

function cityDeductions({ cityDeductionFactor: factor }: Rubric, inputs: Inputs): Finding[] {
  if (factor === null) {
    const howMany = inputs.cityDeductions.length;
    if (howMany === 0) return [];
    return [
      warning(
        'city-deductions-ignored',
        [],
        `数据里有 ${howMany} 笔市级扣分，细则没有写 cityDeductionFactor：一笔也不扣，报告里也不登记。`,
        `There are ${howMany} deductions by the city, but no cityDeductionFactor: none is taken, and none is printed.`,
        { deductions: howMany },
      ),
    ];
  }
  if (inputs.bodies.some((body) => body.unit !== null)) return [];
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

/** Columns that a target names and no unit's figures have. */
function columns({ scheme, path, units }: Seen): Finding[] {
  return scheme.parts.flatMap((part, p) =>
    part.items.flatMap(({ code, rule }, i) => {
      if (rule.kind !== 'target' || typeof rule.wanted !== 'object') return [];
      const counted = units.flatMap((unit) => unit.measures[rule.measure] ?? []);
      return Object.keys(rule.wanted).flatMap((name) =>
        counted.length === 0 || counted.some((each) => each.columns[name] !== undefined)
          ? []
          : [
              warning(
                'column-missing',
                [...path, 'parts', p, 'items', i, 'rule', 'wanted', name],
                `${code} 要求栏目“${name}”有公开信息，数据里没有一个单位有这个栏目，全部按 0 条计。请核对名称。`,
                `${code} wants items in column “${name}”, which no unit has: all count 0. Please check the name.`,
              ),
            ],
      );
    }),
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

/** Effects that never acted, and those that acted on somebody and yet moved nobody's points. */
function effects({ scheme, path, results }: Seen): Finding[] {
  return scheme.effects.flatMap((effect, e) => {
    const at: FindingPath = [...path, 'effects', e];
    const acted = results.flatMap((unit) => unit.effects.filter((each) => each.code === effect.code));
    if (acted.length === 0) {
      return [
        note(
          'effect-never-acted',
          at,
          `“${effect.label.zh}”在这份数据里没有发生过。`,
          `“${effect.label.en}” never acted on these inputs.`,
        ),
      ];
    }
    const fails = effect.then.some((each) => each.kind === 'fail' || each.kind === 'veto');
    if (fails || acted.some((each) => !isZero(parseExact(each.points)))) return [];
    return [
      note(
        'effect-moved-nothing',
        at,
        `“${effect.label.zh}”在 ${acted.length} 个单位发生了，但一分也没有变。`,
        `“${effect.label.en}” acted on ${unitsInEnglish(acted.length)}, but moved no points.`,
      ),
    ];
  });
}

/** Limits that nobody came near: of a part, of the total, and of what targets give on top. */
function limits({ scheme, path, results }: Seen): Finding[] {
  const unbound = (at: FindingPath, what: string, whatEn: string) =>
    note(
      'limit-never-bound',
      at,
      `${what}在这份数据里没有限制过任何单位。`,
      `${whatEn} held nobody on these inputs.`,
    );
  const total = results.some((unit) => unit.steps.some((step) => step.code === 'total-cap'));
  return [
    ...(scheme.limits.most === null || total
      ? []
      : [
          unbound(
            [...path, 'limits', 'most'],
            `总分最高 ${scheme.limits.most} 分的上限`,
            `The total’s limit of ${scheme.limits.most}`,
          ),
        ]),
    ...scheme.parts.flatMap((part, p) => {
      const held = results.some((unit) =>
        unit.parts.some(
          (each) => each.code === part.code && each.steps.some((step) => step.code === 'part-cap'),
        ),
      );
      return part.most === null || held
        ? []
        : [
            unbound(
              [...path, 'parts', p, 'most'],
              `${part.code} 类合计最多 ${part.most} 分的上限`,
              `Part ${part.code}’s limit of ${part.most}`,
            ),
          ];
    }),
    ...scheme.parts.flatMap((part, p) =>
      part.items.flatMap(({ code, rule }, i) => {
        if (rule.kind !== 'target' || rule.bonus === null || 'steps' in rule.bonus) return [];
        const held = results.some((unit) =>
          unit.items.some((each) => each.code === code && each.acted.includes('bonus-cap')),
        );
        const most = rule.bonus.most ?? '';
        return held
          ? []
          : [
              unbound(
                [...path, 'parts', p, 'items', i, 'rule', 'bonus', 'most'],
                `${code} 最多加 ${most} 分的上限`,
                `The limit of ${most} on top of ${code}`,
              ),
            ];
      }),
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
