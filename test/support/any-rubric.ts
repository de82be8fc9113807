import fc from 'fast-check';
import { rubric, schemeFor, type Item, type Rubric, type Scheme } from '../../shared/domain/rubric/rubric.ts';
import { multiply, parseExact, sum, toPoints } from '../../shared/domain/scoring/exact.ts';
import type { ItemInputs, UnitInputs } from '../../shared/domain/scoring/inputs.ts';

/**
 * Any rubric that the format can state, made so that it has no fault: every kind of rule, cause, sharing, effect, weight,
 * limit, band and scheme, in any mix. And inputs that fit it, sensible or not.
 */

const label = { zh: '名', en: 'name' };
const tenths = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((value) => toPoints(value * 100_000));
const few = { maxLength: 3 };
const maybe = <Value>(of: fc.Arbitrary<Value>) => fc.option(of, { nil: null });

/** Rises in number and in points; the last step gives `most`, which is in tenths. */
const steps = (most: number) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: Math.max(1, most) }), { minLength: 1, maxLength: 4 })
    .map((given) => {
      const points = [...new Set([...given.map((each) => Math.min(each, most)), most])].sort((a, b) => a - b);
      return {
        steps: points.map((each, index) => ({ from: 1 + index * 3, points: toPoints(each * 100_000) })),
      };
    });
const plainScale = fc.record({
  every: fc.integer({ min: 1, max: 12 }),
  points: tenths(1, 20),
  most: fc.constant(null),
});
const anyScale = (most: number) => fc.oneof(plainScale, steps(most));

const anyTarget = (most: number) => {
  const bonus = maybe(
    fc.oneof(
      plainScale.chain((scale) => tenths(1, 50).map((limit) => ({ ...scale, most: limit }))),
      steps(most),
    ),
  );
  const shortfall = anyScale(most);
  const blank = maybe(
    fc.record({ each: fc.constantFrom('quarter' as const, 'month' as const), points: tenths(1, 10) }),
  );
  const measure = fc.constantFrom('register', 'adopted');
  const where = fc.oneof(
    fc.record({
      per: fc.constant('year' as const),
      wanted: fc.oneof(fc.constant('unit' as const), fc.integer({ min: 1, max: 90 })),
    }),
    fc.record({
      per: fc.constantFrom('quarter' as const, 'month' as const),
      wanted: fc.integer({ min: 1, max: 9 }),
    }),
    fc.record({
      per: fc.constant('column' as const),
      wanted: fc.dictionary(fc.constantFrom('policy', 'budget', 'plans'), fc.integer({ min: 1, max: 9 }), {
        minKeys: 1,
      }),
    }),
  );
  return fc
    .record({ where, measure, shortfall, blank, bonus })
    .map(({ where: cells, ...rest }) => ({ kind: 'target' as const, ...cells, ...rest }));
};

const anyLevels = (most: number) =>
  fc.uniqueArray(fc.integer({ min: 0, max: Math.max(0, most - 1) }), few).map((lower) =>
    [...lower, most].map((points, index) => ({
      id: `l${index}`,
      label,
      points: toPoints(points * 100_000),
    })),
  );

/** @param most the item's points, in tenths */
const anyRule = (most: number): fc.Arbitrary<Readonly<{ kind: Item['rule']['kind']; of?: unknown }>> =>
  fc.oneof(
    tenths(-50, 0).map((missing) => ({ kind: 'presence' as const, missing })),
    fc
      .tuple(
        fc.oneof(fc.constantFrom('kinds' as const, 'evidence' as const), fc.constant({ measure: 'adopted' })),
        anyScale(most),
      )
      .map(([of, gives]) => ({ kind: 'count' as const, of, gives })),
    anyTarget(most),
    fc.oneof(fc.constant([]), anyLevels(most)).map((levels) => ({ kind: 'graded' as const, levels })),
    fc.record({
      kind: fc.constant('imported' as const),
      periods: fc.constantFrom(['全年'], ['上半年', '下半年'], ['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7']),
      combine: fc.constantFrom('sum' as const, 'mean' as const),
      outOf: maybe(tenths(1, 1000)),
    }),
    fc.constant({ kind: 'deductions' as const }),
  );

const anyItem = (deducts: boolean, mayBeLeftOut: boolean) =>
  fc.integer({ min: 1, max: 300 }).chain((most) =>
    fc
      .record({
        rule: deducts ? fc.constant({ kind: 'deductions' as const }) : anyRule(most),
        evidence: fc.constantFrom('required' as const, 'optional' as const, 'none' as const),
        causes: fc.array(fc.boolean(), { maxLength: Math.min(3, most) }),
        left: mayBeLeftOut ? fc.nat(6) : fc.constant(6),
      })
      .map(({ rule, evidence, causes, left }) => {
        const counts = rule.kind === 'presence' || (rule.kind === 'count' && typeof rule.of === 'string');
        return {
          label,
          points: toPoints(most * 100_000),
          assessor: 'county-office' as const,
          evidence: counts ? ('required' as const) : evidence,
          rule,
          causes: causes.map((each, index) => ({ id: `c${index}`, label, points: '0.1', each })),
          /** 0 to 4: one of the ways; a number is turned into the way once the codes are known. */
          left,
          guidance: label,
        };
      }),
  );

const anyPart = (kind: 'points' | 'bonus' | 'deductions') =>
  fc.record({
    kind: fc.constant(kind),
    weight: fc.constantFrom('1', '1', '0.7', '0.3', '1.5', '2'),
    limit: fc.nat(3),
    items: fc.array(anyItem(kind === 'deductions', kind === 'points'), { minLength: 1, maxLength: 4 }),
  });

const ways = [
  { method: 'rescale', within: 'part' },
  { method: 'rescale', within: 'scheme' },
  { method: 'spread', within: 'part' },
  { method: 'spread', within: 'scheme' },
] as const;

/** What an effect needs besides the codes that it names. */
const anyEffect = fc.record({
  when: fc.array(fc.tuple(fc.nat(5), fc.nat(99), fc.integer({ min: 1, max: 10 })), {
    minLength: 1,
    maxLength: 2,
  }),
  then: fc.array(fc.tuple(fc.nat(7), fc.nat(99), fc.integer({ min: 0, max: 10 })), {
    minLength: 1,
    maxLength: 2,
  }),
});

const anyScheme = (id: string, classes: Scheme['classes']) =>
  fc
    .record({
      points: fc.array(anyPart('points'), { minLength: 1, maxLength: 3 }),
      bonus: maybe(anyPart('bonus')),
      deductions: maybe(anyPart('deductions')),
      effects: fc.array(anyEffect, { maxLength: 4 }),
      bands: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), few),
      limits: fc.constantFrom(
        { least: '0', cap: false },
        { least: '-20', cap: false },
        { least: '0', cap: true },
      ),
    })
    .map(({ points, bonus, deductions, effects, bands, limits }) => {
      const drawn = [
        ...points,
        ...(bonus === null ? [] : [bonus]),
        ...(deductions === null ? [] : [deductions]),
      ];
      const codes = drawn.map((part, p) => part.items.map((_, i) => `${'ABCDEFG'.charAt(p)}${i + 1}`));
      const parts = drawn.map((part, p) => {
        const items = part.items.map(({ left, ...item }, i) => ({
          code: codes[p]?.[i] ?? '',
          ...item,
          // The first item always applies, so that there is something to move points to.
          notApplicable:
            p === 0 && i === 0
              ? null
              : left < 4
                ? (ways[left] ?? null)
                : left === 4
                  ? { method: 'move' as const, to: 'A1' }
                  : null,
        }));
        const all = sum(items.map((item) => parseExact(item.points)));
        const limited = part.limit === 0 && part.kind !== 'points';
        return {
          code: 'ABCDEFG'.charAt(p),
          label,
          kind: part.kind,
          weight: part.weight,
          most: limited ? (items[0]?.points ?? toPoints(all)) : null,
          items,
        };
      });
      const giving = parts.filter((part) => part.kind === 'points');
      const worth = (part: (typeof parts)[number]) =>
        multiply(sum(part.items.map((item) => parseExact(item.points))), parseExact(part.weight));
      const total = toPoints(sum(giving.map(worth)));
      const share = (tenth: number) => toPoints(multiply(parseExact(total), tenth * 100_000));
      return {
        id,
        label,
        classes,
        total,
        limits: { least: limits.least, most: limits.cap ? total : null },
        parts,
        effects: sorted(effects.map((each, e) => effectOf(each, e, parts, share))),
        bands: [...[...bands].sort((a, b) => b - a), 0].map((each, b) => ({
          id: `b${b}`,
          label,
          from: share(each),
        })),
      };
    });

type Drawn = typeof anyEffect extends fc.Arbitrary<infer Value> ? Value : never;
type Parts = readonly Readonly<{
  code: string;
  kind: string;
  items: readonly Readonly<{ code: string; points: string; causes: readonly { id: string }[] }>[];
}>[];

function effectOf({ when, then }: Drawn, index: number, parts: Parts, share: (tenth: number) => string) {
  const items = parts.flatMap((part) => part.items);
  const pick = <Value>(from: readonly Value[], turn: number): Value => from[turn % from.length]!;
  const late = when.some(([kind]) => kind === 5);
  const conditions = when.map(([kind, turn, tenth]) => {
    const item = pick(items, turn);
    const givingItem = pick(
      parts.filter((part) => part.kind !== 'deductions').flatMap((part) => part.items),
      turn,
    );
    switch (kind) {
      case 0:
        return { kind: 'incident', incident: pick(['leak', 'lawsuit-lost'], turn), atLeast: 1 + (turn % 2) };
      case 1:
        return { kind: 'measure', measure: 'register', below: turn % 2 === 0 ? 'target' : turn };
      case 2:
        return {
          kind: 'score',
          of: pick(['total', 'base'], turn),
          is: pick(['below', 'at-least'], tenth),
          points: share(tenth),
        };
      case 3:
        return { kind: 'score', of: givingItem.code, is: 'below', points: givingItem.points };
      case 4:
        return item.causes[0] === undefined
          ? { kind: 'incident', incident: 'leak', atLeast: 1 }
          : { kind: 'cause', item: item.code, cause: item.causes[0].id };
      default:
        return { kind: 'child-failed' };
    }
  });
  const consequences = then.map(([kind, turn, tenth]) => {
    const onTotal = late ? [3, 4, 5, 6][kind % 4]! : kind;
    switch (onTotal) {
      case 0:
        return { kind: 'zero', of: [pick(parts, turn).code] };
      case 1:
        return { kind: 'zero', of: [pick(items, turn).code] };
      case 2:
        return {
          kind: 'cap',
          of: turn % 2 === 0 ? pick(parts, turn).code : pick(items, turn).code,
          most: share(tenth),
        };
      case 3:
        return { kind: 'cap', of: 'total', most: share(tenth) };
      case 4:
        return { kind: 'take', points: share(1), each: turn % 2 === 0 };
      case 5:
        return { kind: 'fix', points: share(tenth) };
      case 6:
        return { kind: 'fail' };
      default:
        return { kind: 'veto' };
    }
  });
  return {
    code: `e${index}`,
    label,
    when: late ? [{ kind: 'child-failed' }] : conditions,
    then: consequences,
  };
}

/** Effects on items and parts before effects on the total; one that does both keeps the first kind only. */
function sorted<Each extends { then: readonly { kind: string; of?: unknown }[] }>(
  effects: readonly Each[],
): Each[] {
  const onItems = (each: { kind: string; of?: unknown }) =>
    each.kind === 'zero' || (each.kind === 'cap' && each.of !== 'total');
  const first = effects.filter((each) => each.then.some(onItems));
  return [
    ...first.map((each) => ({
      ...each,
      then: each.then.filter((one) => onItems(one) || one.kind === 'fail'),
    })),
    ...effects.filter((each) => !first.includes(each)),
  ];
}

const rounding = fc.record({
  at: fc.constantFrom('item' as const, 'total' as const),
  places: fc.integer({ min: 0, max: 4 }),
  mode: fc.constantFrom('half-up' as const, 'half-even' as const, 'down' as const),
});

export const anyRubric: fc.Arbitrary<Rubric> = fc
  .record({
    rounding,
    schemes: fc.oneof(
      fc.tuple(anyScheme('all', 'all')),
      fc.tuple(anyScheme('one', ['department', 'park']), anyScheme('two', ['township', 'community'])),
    ),
    cityDeductionFactor: fc.constantFrom(null, 1, 2),
  })
  .map((drawn) =>
    rubric.parse({
      format: 'biaochi-rubric/1',
      id: 'any',
      version: 1,
      title: label,
      source: label,
      ...drawn,
    }),
  );

const months = fc.array(fc.nat(12), { minLength: 12, maxLength: 12 });
const anyMeasure = months.chain((own) =>
  fc.record({
    count: fc.constant(own.reduce((total, each) => total + each, 0)),
    registered: fc.nat(200),
    notCounted: fc.constant({}),
    months: fc.constant(own),
    columns: fc.dictionary(
      fc.constantFrom('policy', 'budget', 'plans'),
      fc.record({ count: fc.nat(12), months }),
    ),
  }),
);

function anyGiven(item: Item): fc.Arbitrary<ItemInputs> {
  const levels = item.rule.kind === 'graded' ? item.rule.levels.map((each) => each.id) : [];
  const periods = item.rule.kind === 'imported' ? item.rule.periods : ['?'];
  const level =
    levels.length === 0
      ? fc.constant({})
      : fc.constantFrom(...levels, 'none').map((each) => ({ level: each }));
  return fc
    .record({
      evidence: fc.nat(4),
      kinds: fc.array(fc.constantFrom('screen', 'wechat', 'weibo', 'handbook'), { maxLength: 5 }),
      assessments: fc.array(
        fc
          .tuple(tenths(0, 320), level, fc.constantFrom(null, '有缺项'))
          .map(([points, named, reason]) => ({ assessor: 'a1', points, ...named, reason })),
        { maxLength: 7 },
      ),
      deductions: fc.array(
        tenths(0, 90).map((points) => ({ points, fact: '未公开', document: null, date: '2018-06-30' })),
        { maxLength: 4 },
      ),
      checks: fc.dictionary(fc.constantFrom('c0', 'c1', 'c2', 'c9'), fc.oneof(fc.boolean(), fc.nat(9))),
      imported: fc.array(fc.record({ period: fc.constantFrom(...periods), points: tenths(0, 1000) }), {
        maxLength: 7,
      }),
      aside: fc.nat(3),
    })
    .map(({ aside, ...given }) => (aside === 0 ? { ...given, notApplicable: { reason: '没有' } } : given));
}

/** Any unit for a rubric, on its own. */
export function anyUnitFor(rules: Rubric): fc.Arbitrary<UnitInputs> {
  return fc.constantFrom('department', 'township', 'park', 'community').chain((unitClass) => {
    const items = schemeFor(rules, unitClass)!.parts.flatMap((part) => part.items);
    const given = Object.fromEntries(items.map((item) => [item.code, anyGiven(item)]));
    return fc.record({
      unit: fc.constant('001'),
      order: fc.constant(1),
      name: fc.constant('单位'),
      class: fc.constant(unitClass),
      parent: fc.constant(null),
      target: fc.nat(90),
      measures: fc.dictionary(fc.constantFrom('register', 'adopted'), anyMeasure),
      items: fc.record(given).chain((all) => fc.subarray(Object.keys(all)).map((kept) => pickOf(all, kept))),
      incidents: fc.array(
        fc
          .constantFrom('leak', 'lawsuit-lost')
          .map((kind) => ({ kind, decidedOn: '2018-09-03', document: '文', reason: '由' })),
        few,
      ),
      cityDeductions: fc.array(
        tenths(0, 60).map((points) => ({ body: 'civil-affairs', item: 'D3', points, document: '文' })),
        { maxLength: 2 },
      ),
    });
  });
}

function pickOf(all: Record<string, ItemInputs>, kept: readonly string[]): Record<string, ItemInputs> {
  return Object.fromEntries(Object.entries(all).filter(([code]) => kept.includes(code)));
}

/** A year of units for a rubric, some under others. */
export function anyYearFor(rules: Rubric, most = 6): fc.Arbitrary<UnitInputs[]> {
  return fc.array(fc.tuple(anyUnitFor(rules), fc.nat(9)), { maxLength: most }).map((drawn) =>
    drawn.map(([unit, turn], index) => ({
      ...unit,
      unit: String(index + 1).padStart(3, '0'),
      order: index + 1,
      // Only units before it: nobody is above themselves.
      parent: turn < index ? String(turn + 1).padStart(3, '0') : null,
    })),
  );
}
