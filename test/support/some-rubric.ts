import fc from 'fast-check';
import { highestOf } from '../../shared/domain/rubric/rubric-faults.ts';
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
} from '../../shared/domain/rubric/rubric.ts';
import {
  add,
  compareExact,
  divide,
  least,
  multiply,
  most,
  parseExact,
  rounded,
  subtract,
  sum,
  times,
  toPoints,
  zero,
  type Exact,
} from '../../shared/domain/scoring/exact.ts';
import type { Bilingual } from '../../shared/domain/values.ts';

/**
 * Rubrics at random: every kind, option and mix that the format allows, valid by construction. What depends on an item's
 * points (levels, steps, causes) is drawn as a function of them; what refers to other places (effects, moves, bands) is
 * drawn as numbers and settled once the places are known.
 */

/** Draws something that has to know the item's points first. */
type For<Value> = (points: Exact) => Value;

/** The smallest step that the format can write. */
const smallest: Exact = 100;
const largest: Exact = 999_999_999_900;

/** A share of some points, in hundredths, as the format can write it; never below the smallest step. */
function shareOf(points: Exact, hundredths: number): string {
  const share = rounded(divide(times(points, hundredths), 100), 4, 'down');
  return toPoints(least(most(share, smallest), largest));
}

/** Positive points with at most so many places; now and then with zeros at the end, as people write them. */
export function somePoints(places: 0 | 1 | 2 | 3 | 4, highest = 40): fc.Arbitrary<string> {
  const unit = 10 ** (6 - places);
  const parts = fc.integer({ min: 1, max: highest * 10 ** places });
  return fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: highest }).map(String) },
    { weight: 4, arbitrary: parts.map((each) => toPoints(each * unit)) },
    { weight: 1, arbitrary: parts.map((each) => (each / 10 ** places).toFixed(places)) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 5_000 }).map(String) },
  );
}

/** Texts that have broken files before: quotes, line breaks, formulas, the notation's own words, characters without a shape. */
const oddTexts = [
  '“双引号”和"直引号"',
  '一行\n两行\n\n四行',
  ' 前后有空格 ',
  '全角：，；。（）％１２３',
  '每少 1 条扣 0.3 分',
  '说明：满 10 条加 1 分；最多扣 3 分',
  '=1+1',
  '+86',
  '@用户',
  '-5',
  '0012',
  'TRUE',
  'null',
  '2018-01-01',
  'A1 乙（3 分）',
  '_x0041_',
  '制表\t符\r\n',
  '\u0000\u0007\u007f\u0085\u2028\ufeff\uffff',
  '👨‍👩‍👧 𠮷野家',
  '# 注释: {a: [b, c]} & *c | > % ` \\ /',
  '<b>粗</b> & "x"',
  '“',
  '\\',
  '。',
] as const;

/** A text of a rubric: mostly plain, sometimes odd, sometimes anything. @param most in UTF-16 units, as the schema counts */
function someText(highest = 60): fc.Arbitrary<string> {
  return fc.oneof(
    {
      weight: 7,
      arbitrary: fc.constantFrom('公开制度', '政策解读', '完成任务', '看文件。', '季度', 'Rules'),
    },
    { weight: 2, arbitrary: fc.constantFrom(...oddTexts.filter((each) => each.length <= highest)) },
    {
      weight: 1,
      arbitrary: fc
        .string({ unit: 'binary', minLength: 1, maxLength: 8 })
        .map((each) => each.slice(0, highest).toWellFormed()),
    },
  );
}

const someLabel: fc.Arbitrary<Bilingual> = fc.record({ zh: someText(), en: someText() });

const identifiers = ['register', 'leak', 'falsified', 'good', 'fair', 'late', 'department', 'township', 'x'];
export const someIdentifier: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...identifiers) },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: fc.constantFrom('a', 'b', 'z', '0', '9', '-'), maxLength: 39 })
      .map((rest) => `q${rest}`),
  },
);
const someMeasure = fc.constantFrom('register', 'briefing', 'adopted');
const someIncident = fc.constantFrom('leak', 'lawsuit-lost', 'falsified');

const someCount = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom(1, 10, 100, 999_999, 1_000_000) },
);

/** @param reaches whether the scale has to come to the item's points; @param ends whether it must have an end */
function someScale({ reaches, ends }: { reaches: boolean; ends: boolean }): fc.Arbitrary<For<Scale>> {
  const limit = ends ? somePoints(4) : fc.option(somePoints(4), { nil: null });
  const even = fc
    .record({ every: someCount, points: somePoints(4), limit, exactly: fc.boolean() })
    .map(({ every, points, limit: over, exactly }): For<Scale> => (item) => ({
      every,
      points,
      most:
        over === null || !reaches
          ? over
          : toPoints(exactly ? item : least(add(item, parseExact(over)), largest)),
    }));
  const steps = fc
    .array(fc.record({ more: fc.integer({ min: 1, max: 40 }), points: somePoints(2, 9) }), {
      minLength: 1,
      maxLength: 4,
    })
    .map((drafts): For<Scale> => (item) => {
      let from = 0;
      let points: Exact = zero;
      const rising = drafts.map((each, index) => {
        from += each.more;
        points = add(points, parseExact(each.points));
        if (reaches && index === drafts.length - 1) points = most(points, item);
        return { from, points: toPoints(points) };
      });
      return { steps: rising };
    });
  return fc.oneof({ weight: 3, arbitrary: even }, { weight: 2, arbitrary: steps });
}

type RuleDraft = Readonly<{ evidence: Item['evidence'] | 'any'; rule: For<Rule> }>;

const somePresence: fc.Arbitrary<RuleDraft> = fc
  .oneof(
    fc.constantFrom('0', '0', '-0', '0.00', '-2'),
    somePoints(4, 5).map((each) => `-${each}`),
  )
  .map((missing) => ({ evidence: 'required', rule: () => ({ kind: 'presence', missing }) }));

const someCountRule: fc.Arbitrary<RuleDraft> = fc
  .record({
    of: fc.oneof(fc.constantFrom('kinds', 'evidence'), fc.record({ measure: someMeasure })),
    gives: someScale({ reaches: true, ends: false }),
  })
  .map(({ of, gives }) => ({
    evidence: typeof of === 'string' ? 'required' : 'any',
    rule: (points) => ({ kind: 'count', of, gives: gives(points) }),
  }));

const someColumns = fc
  .uniqueArray(fc.tuple(someText(30), someCount), { minLength: 1, maxLength: 4, selector: ([name]) => name })
  .map((columns): Record<string, number> => Object.fromEntries(columns));

type Per = Extract<Rule, { kind: 'target' }>['per'];
type Wanted = Extract<Rule, { kind: 'target' }>['wanted'];

const someWanted = fc.oneof(
  fc.tuple(fc.constant<Per>('year'), fc.oneof(fc.constant<Wanted>('unit'), someCount)),
  fc.tuple(fc.constantFrom<Per>('quarter', 'month'), someCount),
  fc.tuple(fc.constant<Per>('column'), someColumns),
);

const someTarget: fc.Arbitrary<RuleDraft> = fc
  .record({
    measure: someMeasure,
    wanted: someWanted,
    costs: fc.constantFrom('shortfall', 'blank', 'both'),
    shortfall: someScale({ reaches: false, ends: false }),
    blank: fc.record({ each: fc.constantFrom('quarter', 'month'), points: somePoints(4, 3) }),
    bonus: fc.option(someScale({ reaches: false, ends: true }), { nil: null }),
  })
  .map(({ measure, wanted: [per, wanted], costs, shortfall, blank, bonus }) => ({
    evidence: 'any',
    rule: (points) => ({
      kind: 'target',
      measure,
      per,
      wanted,
      shortfall: costs === 'blank' ? null : shortfall(points),
      blank: costs === 'shortfall' ? null : blank,
      bonus: bonus === null ? null : bonus(points),
    }),
  }));

const someGraded: fc.Arbitrary<RuleDraft> = fc
  .record({
    levels: fc.uniqueArray(fc.tuple(someIdentifier, someLabel, fc.integer({ min: 0, max: 100 })), {
      maxLength: 5,
      selector: ([id]) => id,
    }),
    full: fc.nat(),
  })
  .map(({ levels, full }) => ({
    evidence: 'any',
    rule: (points) => ({
      kind: 'graded',
      levels: levels.map(([id, label, hundredths], index): Level => ({
        id,
        label,
        points:
          index === full % levels.length
            ? toPoints(points)
            : hundredths === 0
              ? '0'
              : shareOf(points, hundredths),
      })),
    }),
  }));

const someImported: fc.Arbitrary<RuleDraft> = fc
  .record({
    periods: fc.uniqueArray(fc.oneof(fc.constantFrom('一季度', '二季度', '上半年', '评议'), someText(40)), {
      minLength: 1,
      maxLength: 5,
    }),
    combine: fc.constantFrom('sum', 'mean'),
    outOf: fc.option(somePoints(4, 100), { nil: null }),
  })
  .map((rule) => ({ evidence: 'any', rule: () => ({ kind: 'imported', ...rule }) }));

const someDeductions: fc.Arbitrary<RuleDraft> = fc.constant({
  evidence: 'any',
  rule: () => ({ kind: 'deductions' }),
});

const someRule = fc.oneof(
  somePresence,
  someCountRule,
  { weight: 2, arbitrary: someTarget },
  { weight: 2, arbitrary: someGraded },
  someImported,
  someDeductions,
);

const someCauses: fc.Arbitrary<For<Cause[]>> = fc
  .uniqueArray(
    fc.record({
      id: someIdentifier,
      label: someLabel,
      hundredths: fc.integer({ min: 1, max: 100 }),
      each: fc.boolean(),
      points: somePoints(4),
    }),
    { maxLength: 4, selector: ({ id }) => id },
  )
  .map((drafts) => (item) => {
    let left = item;
    return drafts.flatMap(({ id, label, hundredths, each, points }): Cause[] => {
      if (each) return [{ id, label, each, points }];
      if (compareExact(left, smallest) < 0) return [];
      const taken = shareOf(left, hundredths);
      left = subtract(left, parseExact(taken));
      return [{ id, label, each, points: taken }];
    });
  });

/** `move` has no place to go yet, only a number to choose one by. */
type NotApplicableDraft =
  Exclude<NotApplicable, { method: 'move' }> | { method: 'move'; choice: number } | null;
const someNotApplicable: fc.Arbitrary<NotApplicableDraft> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  {
    weight: 2,
    arbitrary: fc.record({
      method: fc.constantFrom('rescale' as const, 'spread' as const),
      within: fc.constantFrom('part' as const, 'scheme' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ method: fc.constant('move' as const), choice: fc.nat() }) },
);

type ItemDraft = Readonly<{ item: Omit<Item, 'code' | 'notApplicable'>; aside: NotApplicableDraft }>;

function someItem(kind: Part['kind'], places: Places): fc.Arbitrary<ItemDraft> {
  return fc
    .record({
      label: someLabel,
      points: somePoints(places),
      assessor: fc.constantFrom('county-office', 'civil-affairs', 'portal-office', 'a1'),
      evidence: fc.constantFrom<Item['evidence']>('required', 'optional', 'none'),
      draft: kind === 'deductions' ? someDeductions : someRule,
      causes: fc.oneof(
        { weight: 2, arbitrary: fc.constant((): Cause[] => []) },
        { weight: 1, arbitrary: someCauses },
      ),
      guidance: someLabel,
      aside: someNotApplicable,
    })
    .map(({ label, points, assessor, evidence, draft, causes, guidance, aside }) => ({
      item: {
        label,
        points,
        assessor,
        evidence: draft.evidence === 'any' ? evidence : draft.evidence,
        rule: draft.rule(parseExact(points)),
        causes: causes(parseExact(points)),
        guidance,
      },
      aside: kind === 'points' ? aside : null,
    }));
}

type Places = 0 | 1 | 2 | 3 | 4;
type PartDraft = Readonly<{ part: Omit<Part, 'code' | 'items'>; items: readonly ItemDraft[] }>;

/** Points and weight have four places between them, so that their product can be written as a total. */
function somePart(kind: Part['kind']): fc.Arbitrary<PartDraft> {
  const of = (points: Places, weight: Places) =>
    fc
      .record({
        label: someLabel,
        weight: fc.oneof(
          { weight: 2, arbitrary: fc.constant('1') },
          { weight: 1, arbitrary: somePoints(weight, 2) },
        ),
        limit: fc.option(fc.integer({ min: 1, max: 100 }), { nil: null }),
        items: fc.array(someItem(kind, points), { minLength: 1, maxLength: 4 }),
      })
      .map(({ label, weight, limit, items }): PartDraft => {
        const all = sum(items.map((each) => parseExact(each.item.points)));
        const most = limit === null ? null : kind === 'points' ? toPoints(all) : shareOf(all, limit);
        return { part: { label, kind, weight: inRange(weight), most }, items };
      });
  return fc.oneof(of(0, 4), of(1, 3), of(2, 2), of(4, 0));
}

/** Weights in the thousands would carry totals past what the format can write. */
function inRange(weight: string): string {
  return Number(weight) > 2 ? '2' : weight;
}

/** How codes are given: as offices do, with zeros in front, or with parts and items named crosswise. */
type CodeStyle = 'usual' | 'padded' | 'crossed';
type Codes = Readonly<{ part: (place: number) => string; item: (part: number, place: number) => string }>;
const letter = (place: number) => String.fromCharCode(65 + (place % 26));
const codeStyles: Record<CodeStyle, Codes> = {
  usual: { part: letter, item: (part, place) => `${letter(part)}${place + 1}` },
  padded: { part: (part) => `${letter(part)}000`, item: (part, place) => `${letter(part)}0${place + 10}` },
  crossed: { part: (part) => `Q${part}`, item: (part, place) => `${letter(place)}${part === 0 ? '' : part}` },
};

/** Numbers to choose references and lines by, once there is something to refer to. */
const someChoice = fc.record({
  kind: fc.nat(),
  first: fc.nat(),
  second: fc.nat(),
  points: somePoints(4, 20),
  hundredths: fc.integer({ min: 1, max: 100 }),
  flag: fc.boolean(),
  count: someCount,
  name: someIncident,
  measure: someMeasure,
});
type Choice = typeof someChoice extends fc.Arbitrary<infer Value> ? Value : never;

const someEffectDraft = fc.record({
  code: someIdentifier,
  label: someLabel,
  late: fc.boolean(),
  place: fc.constantFrom(0, 2),
  when: fc.array(someChoice, { minLength: 1, maxLength: 3 }),
  then: fc.array(someChoice, { minLength: 1, maxLength: 3 }),
});
type EffectDraft = typeof someEffectDraft extends fc.Arbitrary<infer Value> ? Value : never;

/** Something chosen from a list by any number. */
function chosen<Value>(from: readonly Value[], by: number): Value {
  return from[by % from.length]!;
}

function conditionOf(scheme: Scheme, choice: Choice): Condition {
  const { name, measure, count, first, second, flag } = choice;
  const codes = codesOf(scheme);
  const listed = scheme.parts
    .flatMap((part) => part.items)
    .flatMap((item) =>
      item.causes.map((cause) => ({ kind: 'cause' as const, item: item.code, cause: cause.id })),
    );
  const wanted = chosen(['total', 'base', ...codes], second);
  const of = compareExact(highestOf(scheme, wanted) ?? zero, zero) > 0 ? wanted : 'total';
  const conditions: Condition[] = [
    { kind: 'incident', incident: name, atLeast: flag ? 1 : count },
    { kind: 'measure', measure, below: flag ? 'target' : count },
    {
      kind: 'score',
      of,
      is: flag ? 'below' : 'at-least',
      points: shareOf(highestOf(scheme, of) ?? zero, choice.hundredths),
    },
    ...(listed.length === 0 ? [] : [chosen(listed, second)]),
  ];
  return chosen(conditions, first);
}

function codesOf(scheme: Scheme): string[] {
  return scheme.parts.flatMap((part) => [part.code, ...part.items.map((item) => item.code)]);
}

function consequenceOf(scheme: Scheme, choice: Choice, late: boolean, byIncident: boolean): Consequence {
  const { first, second, kind, points, flag } = choice;
  const codes = codesOf(scheme);
  const onTotal: Consequence[] = [
    { kind: 'cap', of: 'total', most: flag ? '0' : points },
    { kind: 'take', points, each: flag && byIncident },
    { kind: 'fix', points: flag ? points : '59' },
    { kind: 'fail' },
  ];
  if (late) return chosen(onTotal, first);
  return chosen<Consequence>(
    [
      ...onTotal,
      { kind: 'zero', of: flag ? [chosen(codes, second)] : [chosen(codes, second), chosen(codes, kind)] },
      { kind: 'cap', of: chosen(codes, second), most: points },
      { kind: 'veto' },
    ],
    first,
  );
}

const movesTotal = (each: Consequence) =>
  each.kind === 'take' || each.kind === 'fix' || (each.kind === 'cap' && each.of === 'total');
const movesItems = (each: Consequence) =>
  each.kind === 'zero' || (each.kind === 'cap' && each.of !== 'total');

/** Effects on items come first, then at most one on both, then those on the total; what does neither stands anywhere. */
function effectsOf(scheme: Scheme, drafts: readonly EffectDraft[]): Effect[] {
  let mixed = 0;
  const placed = drafts.map(({ code, label, late, place, when, then }) => {
    const conditions = late
      ? [{ kind: 'child-failed' as const }]
      : when.map((each) => conditionOf(scheme, each));
    const byIncident = conditions.some((each) => each.kind === 'incident');
    const drawn = then.map((each) => consequenceOf(scheme, each, late, byIncident));
    let follows = [...drawn.filter(movesItems), ...drawn.filter((each) => !movesItems(each))];
    const onBoth = follows.some(movesTotal) && follows.some(movesItems);
    if (onBoth) mixed += 1;
    if (onBoth && mixed > 1) follows = follows.filter((each) => !movesTotal(each));
    const effect: Effect = {
      code,
      label,
      when: conditions,
      then: follows,
    };
    const onTotal = follows.some(movesTotal);
    const onItems = follows.some(movesItems);
    return { effect, place: onTotal && onItems ? 1 : onTotal ? 2 : onItems ? 0 : place };
  });
  return placed.sort((left, right) => left.place - right.place).map(({ effect }) => effect);
}

/** Grades from the highest down, the last from 0. */
function bandsOf(
  scheme: Scheme,
  drafts: readonly Readonly<{ id: string; label: Bilingual; hundredths: number }>[],
): Band[] {
  const highest = highestOf(scheme, 'total') ?? zero;
  const falling = [...drafts].sort((left, right) => right.hundredths - left.hundredths);
  const bands: Band[] = [];
  for (const [index, { id, label, hundredths }] of falling.entries()) {
    const isLast = index === falling.length - 1;
    const from = isLast ? (hundredths % 2 === 0 ? '0' : '0.00') : shareOf(highest, hundredths);
    const before = bands.at(-1);
    if (isLast || before === undefined || Number(before.from) > Number(from)) bands.push({ id, label, from });
  }
  return bands;
}

function limitsOf(total: string, draft: Readonly<{ least: string; most: number | null }>): Scheme['limits'] {
  return {
    least: draft.least,
    // Never below the total, or nobody could reach full marks.
    most: draft.most === null ? null : shareOf(parseExact(total), draft.most),
  };
}

/** Settles which items can take the points of one that does not apply. */
function itemsWithAside(parts: readonly PartDraft[], codes: Codes): Item[][] {
  const open = parts.flatMap(({ part, items }, p) =>
    part.kind === 'points' ? items.flatMap(({ aside }, i) => (aside === null ? [codes.item(p, i)] : [])) : [],
  );
  return parts.map(({ items }, p) =>
    items.map(({ item, aside }, i): Item => ({
      ...item,
      code: codes.item(p, i),
      notApplicable:
        aside?.method !== 'move'
          ? aside
          : open.length === 0
            ? null
            : { method: 'move', to: chosen(open, aside.choice) },
    })),
  );
}

const someSchemeDraft = fc
  .record({
    label: someLabel,
    before: fc.array(fc.oneof(somePart('points'), somePart('bonus'), somePart('deductions')), {
      maxLength: 2,
    }),
    giving: somePart('points'),
    after: fc.array(fc.oneof(somePart('points'), somePart('bonus'), somePart('deductions')), {
      maxLength: 2,
    }),
    style: fc.constantFrom<CodeStyle>('usual', 'usual', 'padded', 'crossed'),
    limits: fc.record({
      least: fc.constantFrom('0', '0', '-0', '0.0', '-100', '-12.5', '0.0001'),
      most: fc.option(fc.integer({ min: 100, max: 150 }), { nil: null }),
    }),
    effects: fc.uniqueArray(someEffectDraft, { maxLength: 4, selector: ({ code }) => code }),
    bands: fc.uniqueArray(
      fc.record({ id: someIdentifier, label: someLabel, hundredths: fc.integer({ min: 1, max: 100 }) }),
      { maxLength: 4, selector: ({ id }) => id },
    ),
  })
  .map(({ label, before, giving, after, style, limits, effects, bands }) => {
    const drafts = [...before, giving, ...after];
    const codes = codeStyles[style];
    const items = itemsWithAside(drafts, codes);
    const parts = drafts.map(({ part }, p): Part => ({ ...part, code: codes.part(p), items: items[p]! }));
    const total = toPoints(
      sum(
        parts
          .filter((part) => part.kind === 'points')
          .map((part) =>
            multiply(sum(part.items.map((item) => parseExact(item.points))), parseExact(part.weight)),
          ),
      ),
    );
    const plain: Scheme = {
      id: 'all',
      label,
      classes: 'all',
      total,
      limits: limitsOf(total, limits),
      parts,
      effects: [],
      bands: [],
    };
    return { ...plain, effects: effectsOf(plain, effects), bands: bandsOf(plain, bands) };
  });

/** A valid rubric. */
export const someRubric: fc.Arbitrary<Rubric> = fc
  .record({
    id: fc.constantFrom('2018', 'ten-points', '0', 'a-1'),
    version: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(Number.MAX_SAFE_INTEGER)),
    title: someLabel,
    source: someLabel,
    rounding: fc.record({
      at: fc.constantFrom<Rubric['rounding']['at']>('item', 'total'),
      places: fc.nat(4),
      mode: fc.constantFrom<Rubric['rounding']['mode']>('half-up', 'half-even', 'down'),
    }),
    ids: fc.uniqueArray(someIdentifier, { minLength: 3, maxLength: 3 }),
    classes: fc.uniqueArray(someIdentifier, { minLength: 3, maxLength: 6 }),
    forAll: fc.boolean(),
    schemes: fc.oneof(
      { weight: 3, arbitrary: fc.tuple(someSchemeDraft) },
      { weight: 1, arbitrary: fc.array(someSchemeDraft, { minLength: 2, maxLength: 3 }) },
    ),
    cityDeductionFactor: fc.option(fc.integer({ min: 1, max: 10 }), { nil: null }),
    notes: fc.array(someLabel, { maxLength: 3 }),
  })
  .map(({ ids, classes, forAll, schemes, ...rest }) => ({
    format: 'biaochi-rubric/1',
    ...rest,
    schemes: schemes.map((scheme, place): Scheme => ({
      ...scheme,
      id: ids[place]!,
      classes:
        schemes.length === 1 && forAll
          ? 'all'
          : classes.filter((_, index) => index % schemes.length === place),
    })),
  }));
