import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareRubrics } from '../../../../shared/domain/rubric/compare-rubrics.ts';
import { rubricChangeCodes, type RubricChange } from '../../../../shared/domain/rubric/rubric-change.ts';
import type { Item, Part, Rubric, Rule, Scheme } from '../../../../shared/domain/rubric/rubric.ts';
import { toCanonicalJson } from '../../../../shared/domain/scoring/canonical-json.ts';
import { someRubric } from '../../../support/some-rubric.ts';
import { libraryRubric, rubric2018, scheme2018 } from '../../../support/scoring.ts';

const withScheme = (change: Partial<Scheme>, of = rubric2018): Rubric => ({
  ...of,
  schemes: [{ ...of.schemes[0]!, ...change }, ...of.schemes.slice(1)],
});
const withPart = (code: string, change: Partial<Part>, of = rubric2018): Rubric =>
  withScheme(
    { parts: of.schemes[0]!.parts.map((part) => (part.code === code ? { ...part, ...change } : part)) },
    of,
  );
const withItem = (code: string, change: Partial<Item>, of = rubric2018): Rubric =>
  withScheme(
    {
      parts: of.schemes[0]!.parts.map((part) => ({
        ...part,
        items: part.items.map((item) => (item.code === code ? { ...item, ...change } : item)),
      })),
    },
    of,
  );
const codes = (changes: readonly RubricChange[]) => changes.map((each) => each.code);
const told = (changes: readonly RubricChange[]) => changes.map((each) => each.message.zh);

describe('a difference says where, what it was and what it is', () => {
  test('nothing, where nothing differs', () => {
    expect(compareRubrics(rubric2018, rubric2018)).toEqual([]);
  });

  test('in both languages, with the values as the file states them', () => {
    expect(compareRubrics(rubric2018, withItem('C1', { points: '20' }))).toEqual([
      {
        path: ['schemes', 'all', 'parts', 'C', 'items', 'C1', 'points'],
        code: 'item-points',
        message: {
          zh: 'C1“完成政府信息目标任务”：分值 25 分 → 20 分',
          en: 'C1 “Publication target”: points 25 → 20',
        },
        before: '25',
        after: '20',
      },
    ]);
  });

  test('where there are several schemes, which of them', () => {
    const before = libraryRubric('two-parts');
    expect(told(compareRubrics(before, withItem('A1', { points: '41' }, before)))).toEqual([
      '规则“部门规则” A1“主动公开”：分值 40 分 → 41 分',
    ]);
  });
});

describe('every field of a rule is told in words', () => {
  const rules = (before: Rule, after: Rule) =>
    compareRubrics(withItem('C1', { rule: before }), withItem('C1', { rule: after })).map((each) => [
      each.code,
      each.message.zh.replace('C1“完成政府信息目标任务”', ''),
    ]);
  const target: Extract<Rule, { kind: 'target' }> = {
    kind: 'target',
    measure: 'register',
    per: 'year',
    wanted: 'unit',
    shortfall: { every: 1, points: '0.3', most: null },
    blank: null,
    bonus: { every: 10, points: '0.2', most: '4' },
  };
  const imported: Extract<Rule, { kind: 'imported' }> = {
    kind: 'imported',
    periods: ['上半年', '下半年'],
    combine: 'sum',
    outOf: null,
  };
  const level = (id: string, points: string, zh = id) => ({ id, label: { zh, en: id }, points });
  const each = (every: number, points: string, most: string | null = null) => ({ every, points, most });

  test.each<[string, Rule, Rule, string[][]]>([
    [
      'presence',
      { kind: 'presence', missing: '0' },
      { kind: 'presence', missing: '-2' },
      [['rule-missing', '：没有材料 得 0 分 → 得 -2 分']],
    ],
    [
      'count: what is counted and what it gives',
      { kind: 'count', of: 'kinds', gives: each(1, '2') },
      { kind: 'count', of: { measure: 'adopted' }, gives: { steps: [{ from: 3, points: '5' }] } },
      [
        ['rule-of', '：数 载体种类 → 计数 adopted'],
        ['rule-gives', '：得分 每 1 个得 2 分 → 满 3 个得 5 分'],
      ],
    ],
    [
      'target: short and over',
      target,
      { ...target, shortfall: each(1, '0.5'), bonus: null },
      [
        ['rule-shortfall', '：少了 每少 1 条扣 0.3 分 → 每少 1 条扣 0.5 分'],
        ['rule-bonus', '：超了 每超 10 条加 0.2 分，最多 4 分 → 不加'],
      ],
    ],
    [
      'target: the measure, the cells and what is wanted in each',
      target,
      { ...target, measure: 'adopted', per: 'column', wanted: { 公告: 3, 政策: 5 } },
      [
        ['rule-measure', '：计数 “register” → “adopted”'],
        ['rule-per', '：对照 全年 → 每个栏目'],
        ['rule-wanted', '：任务 本单位目标任务 → 公告 3 条、政策 5 条'],
      ],
    ],
    [
      'target: blank months and steps',
      { ...target, per: 'month', wanted: 4, blank: { each: 'month', points: '1' } },
      { ...target, per: 'month', wanted: 4, shortfall: { steps: [{ from: 3, points: '2' }] } },
      [
        ['rule-shortfall', '：少了 每少 1 条扣 0.3 分 → 少 3 条扣 2 分'],
        ['rule-blank', '：空白 每空白一个月扣 1 分 → 不扣'],
      ],
    ],
    [
      'graded: levels by their names, not by their places',
      {
        kind: 'graded',
        levels: [level('good', '25', '好'), level('fair', '20', '较好'), level('poor', '0', '差')],
      },
      {
        kind: 'graded',
        levels: [level('fair', '18', '一般'), level('good', '25', '好'), level('none', '0', '无')],
      },
      [
        ['level-removed', '的等次“差”：删去（原为 差 0 分）'],
        ['level-label', '的等次“一般”：名称 “较好” → “一般”'],
        ['level-points', '的等次“一般”：得 20 分 → 18 分'],
        ['level-added', '的等次“无”：新增，无 0 分'],
        ['level-order', '：次序 good、fair → fair、good'],
      ],
    ],
    [
      'imported',
      imported,
      { ...imported, periods: ['全年'], combine: 'mean', outOf: '100' },
      [
        ['rule-periods', '：时段 上半年、下半年 → 全年'],
        ['rule-combine', '：汇总 合计 → 平均'],
        ['rule-out-of', '：折算 不折算 → 满分 100 分折算'],
      ],
    ],
    ['deductions, which have no fields', { kind: 'deductions' }, { kind: 'deductions' }, []],
    [
      'another kind: both rules whole',
      target,
      { kind: 'graded', levels: [] },
      [
        [
          'rule-kind',
          '：计分办法 计数 register 对照全年 本单位目标任务，每少 1 条扣 0.3 分，每超 10 条加 0.2 分，最多 4 分 → 由评分人给分',
        ],
      ],
    ],
  ])('%s', (_, before, after, wanted) => {
    expect(rules(before, after)).toEqual(wanted);
  });

  test('any kind may become any other', () => {
    const kinds: Rule[] = [
      { kind: 'presence', missing: '0' },
      { kind: 'count', of: 'evidence', gives: each(1, '25') },
      target,
      { kind: 'graded', levels: [] },
      imported,
      { kind: 'deductions' },
    ];
    for (const before of kinds) {
      for (const after of kinds) {
        expect(rules(before, after).map(([code]) => code)).toEqual(before === after ? [] : ['rule-kind']);
      }
    }
  });
});

describe('everything else of a rubric', () => {
  const whole = rubric2018;

  test.each<[string, Rubric, string[]]>([
    ['its name', { ...whole, id: 'x' }, ['细则：代号 “2018” → “x”']],
    ['its version', { ...whole, version: 2 }, ['细则：版本 1 → 2']],
    [
      'rounding',
      { ...whole, rounding: { at: 'total', places: 1, mode: 'down' } },
      ['细则：取整 每项取 2 位小数，四舍五入 → 总分取 1 位小数，舍去尾数'],
    ],
    ['the city’s deductions', { ...whole, cityDeductionFactor: null }, ['细则：市级扣分 2 倍 → 不扣']],
    ['classes', withScheme({ classes: ['park'] }), ['细则：用于 全部 → park']],
    [
      'limits',
      withScheme({ limits: { least: '-5', most: '100' } }),
      ['细则：总分 最低 0 分，最高不限 → 最低 -5 分，最高 100 分'],
    ],
    ['full marks', withScheme({ total: '101' }), ['细则：满分 100 分 → 101 分']],
    ['a weight', withPart('A', { weight: '0.7' }), [`A 类“${scheme2018.parts[0]!.label.zh}”：权重 1 → 0.7`]],
    ['a part’s limit', withPart('D', { most: '10' }), [`D 类“${part('D').label.zh}”：合计上限 不设 → 10 分`]],
    ['a part’s kind', withPart('D', { kind: 'bonus' }), [`D 类“${part('D').label.zh}”：性质 倒扣 → 加分`]],
    [
      'who decides, evidence, guidance, and where the points go',
      withItem('C3', {
        assessor: 'portal-office',
        evidence: 'required',
        notApplicable: { method: 'move', to: 'C4' },
        guidance: { zh: '新', en: 'new' },
      }),
      [
        'C3“政府文件”：评分人 办公室评分人 → 牵头部门 portal-office',
        `C3“政府文件”：佐证材料 ${item('C3').evidence === 'none' ? '不需要' : '可以有'} → 必须有`,
        'C3“政府文件”：不适用时 对所有单位适用 → 分值并入 C4',
        `C3“政府文件”：说明 “${item('C3').guidance.zh}” → “新”`,
      ],
    ],
    [
      'a cause, by its name and not by its place',
      withItem('C8', {
        causes: item('C8')
          .causes.map((each) =>
            each.id === 'no-annual-report' ? { ...each, points: '3', each: true } : each,
          )
          .reverse(),
      }),
      [
        `C8“${item('C8').label.zh}”的扣分原因“${cause().label.zh}”：扣 2 分 → 3 分`,
        `C8“${item('C8').label.zh}”的扣分原因“${cause().label.zh}”：次数 只扣一次 → 查实几次扣几次`,
        `C8“${item('C8').label.zh}”：次序 ${ids().join('、')} → ${ids().reverse().join('、')}`,
      ],
    ],
  ])('%s', (_, after, wanted) => {
    expect(told(compareRubrics(whole, after))).toEqual(wanted);
  });

  function part(code: string): Part {
    return scheme2018.parts.find((each) => each.code === code)!;
  }
  function item(code: string): Item {
    return scheme2018.parts.flatMap((each) => each.items).find((each) => each.code === code)!;
  }
  function cause() {
    return item('C8').causes.find((each) => each.id === 'no-annual-report')!;
  }
  function ids(): string[] {
    return item('C8').causes.map((each) => each.id);
  }

  test('an item that is new, gone, or in another part', () => {
    const [a, b, ...others] = scheme2018.parts;
    const [moved, ...stay] = a!.items;
    const fresh: Item = { ...moved!, code: 'B9', label: { zh: '新项目', en: 'New' } };
    const changes = compareRubrics(
      whole,
      withScheme({
        parts: [{ ...a!, items: stay }, { ...b!, items: [...b!.items.slice(1), moved!, fresh] }, ...others],
      }),
    );
    expect(changes.map((each) => [each.code, each.path.slice(2).join('.')])).toEqual([
      ['item-removed', 'parts.B.items.B1'],
      ['item-moved', 'parts.B.items.A1.part'],
      ['item-added', 'parts.B.items.B9'],
    ]);
    expect(changes[2]?.message.zh).toBe('B9“新项目”：新增，2 分，有材料得满分，没有得 0 分');
    expect(changes[1]).toMatchObject({ before: 'A', after: 'B' });
    expect(changes[0]?.after).toBeNull();
  });

  test('parts, items, effects and grades: new, gone and in another order', () => {
    const [first, second] = scheme2018.effects;
    const [a, b, ...others] = scheme2018.parts;
    const order = withScheme({
      parts: [b!, { ...a!, items: [...a!.items].reverse() }, ...others],
      effects: [second!, first!],
    });
    expect(codes(compareRubrics(whole, order))).toEqual(['part-order', 'item-order', 'effect-order']);
    expect(codes(compareRubrics(whole, withScheme({ parts: others, effects: [first!] })))).toEqual([
      'part-removed',
      'part-removed',
      ...[...a!.items, ...b!.items].map(() => 'item-removed'),
      'effect-removed',
    ]);
    const rules = libraryRubric('hundred-down');
    const bands = rules.schemes[0]!.bands;
    const graded = withScheme({ bands: [{ ...bands[0]!, from: '95' }, ...bands.slice(2)] }, rules);
    expect(told(compareRubrics(rules, graded))).toEqual([
      '等次“良好”：删去（原为 80 分起）',
      '等次“优秀”：起点 90 分 → 95 分',
    ]);
    expect(codes(compareRubrics(graded, rules))).toEqual(['band-from', 'band-added']);
  });

  test('when an effect acts and what it does, in words', () => {
    const rules = libraryRubric('hundred-down');
    const effects = rules.schemes[0]!.effects.map((each) =>
      each.code === 'bonus-closed'
        ? {
            ...each,
            when: [...each.when, { kind: 'measure' as const, measure: 'register', below: 'target' as const }],
            then: [{ kind: 'cap' as const, of: 'D', most: '1' }],
          }
        : each,
    );
    expect(told(compareRubrics(rules, withScheme({ effects }, rules)))).toEqual([
      '影响“基本分不到 80 分不加分”：条件 不含加分的总分低于 80 分 → 不含加分的总分低于 80 分，并且计数 register 不到目标任务',
      '影响“基本分不到 80 分不加分”：后果 D 记 0 分 → D 最多 1 分',
    ]);
  });

  test('schemes that are new and gone', () => {
    const rules = libraryRubric('two-parts');
    const one = { ...rules, schemes: rules.schemes.slice(0, 1) };
    expect(told(compareRubrics(rules, one))).toEqual([
      '规则“乡镇规则”：删去（原为 用于 township、community，满分 100 分）',
    ]);
    expect(codes(compareRubrics(one, rules))).toEqual(['scheme-added']);
    const turned = { ...rules, schemes: [...rules.schemes].reverse() };
    expect(codes(compareRubrics(rules, turned))).toEqual(['scheme-order']);
  });

  test('two effects of one code are told apart: which the format does not forbid', () => {
    const [first] = scheme2018.effects;
    const twice = withScheme({ effects: [first!, { ...first!, then: [{ kind: 'fail' }] }] });
    expect(codes(compareRubrics(withScheme({ effects: [first!] }), twice))).toContain('effect-added');
  });
});

describe('whatever the rubrics', () => {
  test('something is named exactly when they differ, each with both values and words for both', () => {
    const pairs = fc.oneof(
      fc.tuple(someRubric, someRubric),
      someRubric.map((each) => [each, structuredClone(each)] as const),
    );
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const changes = compareRubrics(before, after);
        expect(changes.length === 0).toBe(toCanonicalJson(before) === toCanonicalJson(after));
        for (const each of changes) {
          expect(rubricChangeCodes).toContain(each.code);
          expect(each.before).not.toBe(each.after);
          expect(each.message.zh).not.toMatch(/undefined|\[object/);
          expect(each.message.en).not.toMatch(/undefined|\[object/);
        }
      }),
      { seed: 2018, numRuns: 500 },
    );
  });

  test('every leaf that was edited is named, or a thing that it is in', () => {
    const edits = someRubric.chain((rules) => {
      const leaves = leavesOf(rules);
      return fc
        .uniqueArray(fc.nat(leaves.length - 1), { minLength: 1, maxLength: 5 })
        .map((chosen) => ({ rules, paths: chosen.map((each) => leaves[each]!) }));
    });
    fc.assert(
      fc.property(edits, ({ rules, paths }) => {
        const after = structuredClone(rules);
        for (const path of paths) edit(after, path);
        const changes = compareRubrics(rules, after);
        const named = changes.map((each) => each.path);
        for (const path of paths) {
          const places = [namesOf(rules, path), namesOf(after, path)];
          const covered = named.some((each) =>
            places.some((place) => each.every((step, at) => place[at] === step)),
          );
          expect(covered, path.join('.')).toBe(true);
        }
        // And nothing else: what was not edited is not told, beside whole things whose codes were.
        if (!paths.some((path) => ['id', 'code'].includes(path.at(-1)!))) {
          expect(changes.length).toBeLessThanOrEqual(paths.length);
        }
        expect(compareRubrics(after, rules).length > 0).toBe(true);
      }),
      { seed: 2018, numRuns: 500 },
    );
  });
});

type Path = readonly string[];

/** Leaves that can be given another value and leave a rubric that can still be said in words. */
function leavesOf(value: unknown, path: Path = []): Path[] {
  const last = path.at(-1) ?? '';
  if (value === null) return ['most', 'outOf', 'cityDeductionFactor'].includes(last) ? [path] : [];
  if (typeof value !== 'object') return last === 'kind' || last === 'format' || isChoice(path) ? [] : [path];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

/** Words of the format itself, which have no other spelling. */
function isChoice(path: Path): boolean {
  const choices = [
    'classes',
    'at',
    'mode',
    'evidence',
    'per',
    'method',
    'within',
    'combine',
    'is',
    'of',
    'below',
    'wanted',
  ];
  return choices.includes(path.at(-1) ?? '') || (path.at(-1) === 'each' && path.includes('blank'));
}

/** Puts another value in the place of a leaf. */
function edit(within: object, [key = '', ...rest]: Path): void {
  const inside: unknown = Reflect.get(within, key);
  if (rest.length > 0 && typeof inside === 'object' && inside !== null) edit(inside, rest);
  else Reflect.set(within, key, another(inside));
}

function another(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  return typeof value === 'string' ? `${value}~` : '7';
}

/** A path with the codes of things in the place of their numbers, down to the first list of things without codes. */
function namesOf(of: unknown, path: Path): string[] {
  const names: string[] = [];
  let value = of;
  for (const step of path) {
    const inner: unknown = Reflect.get(Object(value), step);
    const named = Array.isArray(value);
    const code: unknown = named
      ? (Reflect.get(Object(inner), 'code') ?? Reflect.get(Object(inner), 'id'))
      : step;
    if (typeof code !== 'string') return names;
    names.push(code);
    value = inner;
  }
  return names;
}
