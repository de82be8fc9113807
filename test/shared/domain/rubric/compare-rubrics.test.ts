import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareRubrics } from '../../../../shared/domain/rubric/compare-rubrics.ts';
import { rubric, type Item, type Rubric, type Scheme } from '../../../../shared/domain/rubric/rubric.ts';
import { toCanonicalJson } from '../../../../shared/domain/scoring/canonical-json.ts';
import { anyRubric } from '../../../support/any-rubric.ts';
import { libraryRubric, rubric2018, scheme2018 } from '../../../support/scoring.ts';

const withScheme = (change: Partial<Scheme>): Rubric => ({
  ...rubric2018,
  schemes: [{ ...scheme2018, ...change }],
});
const withItem = (code: string, change: (item: Item) => Partial<Item>): Rubric =>
  withScheme({
    parts: scheme2018.parts.map((part) => ({
      ...part,
      items: part.items.map((item) => (item.code === code ? { ...item, ...change(item) } : item)),
    })),
  });
const changes = (after: Rubric) =>
  compareRubrics(rubric2018, after).map(({ kind, where, property, before, after: now }) => [
    kind,
    where.zh,
    property,
    before,
    now,
  ]);

describe('a difference names the thing, the property and both values', () => {
  test('nothing, where nothing differs', () => {
    expect(changes(rubric2018)).toEqual([]);
  });

  test('a number in a rule', () => {
    const after = withItem('C1', ({ rule }) =>
      rule.kind === 'target' ? { rule: { ...rule, shortfall: { every: 1, points: '0.5', most: null } } } : {},
    );
    expect(changes(after)).toEqual([
      ['changed', 'C1“完成政府信息目标任务”', 'rule.shortfall.points', '0.3', '0.5'],
    ]);
  });

  test('another kind of rule: what is gone and what is new', () => {
    const after = withItem('B3', () => ({ rule: { kind: 'graded', levels: [] } }));
    expect(changes(after).map(([, , property, before, now]) => [property, before, now])).toEqual([
      ['rule.kind', 'count', 'graded'],
      ['rule.of', 'kinds', null],
      ['rule.gives', '{"every":1,"most":null,"points":"2"}', null],
      ['rule.levels', null, '[]'],
    ]);
  });

  test('a cause by its name, not by its place', () => {
    const after = withItem('C8', ({ causes }) => ({
      causes: causes
        .map((each) => (each.id === 'no-annual-report' ? { ...each, points: '3' } : each))
        .reverse(),
    }));
    expect(changes(after)).toEqual([
      ['changed', 'C8“信息公开目录和政府信息年度报告”', 'causes.no-annual-report.points', '2', '3'],
    ]);
  });

  test('an item that is new, gone, or in another part', () => {
    const [a, b, ...others] = scheme2018.parts;
    const [moved, ...stay] = a!.items;
    const after = withScheme({
      parts: [{ ...a!, items: stay }, { ...b!, items: [...b!.items.slice(1), moved!] }, ...others],
    });
    expect(changes(after).map(([kind, where, property]) => [kind, where, property])).toEqual([
      ['removed', 'B1“门户网建设”', ''],
      ['moved', 'A1“有具体负责人和承办科室”', 'part'],
      ['moved', '项目', 'order'],
    ]);
  });

  test('effects, their order, grades, limits, notes and rounding', () => {
    const [first, second] = scheme2018.effects;
    expect(
      changes(withScheme({ effects: [second!, first!] })).map(([kind, , property]) => [kind, property]),
    ).toEqual([['moved', 'order']]);
    expect(changes(withScheme({ effects: [first!] })).map(([kind]) => kind)).toEqual(['removed']);
    const band = { id: 'all', label: { zh: '全部', en: 'All' }, from: '0' };
    expect(changes(withScheme({ bands: [band] })).map(([kind, where]) => [kind, where])).toEqual([
      ['added', '等次“全部”'],
    ]);
    expect(changes(withScheme({ limits: { least: '0', most: '100' } }))).toEqual([
      ['changed', '规则“全部单位”', 'limits.most', 'null', '100'],
    ]);
    expect(changes({ ...rubric2018, rounding: { ...rubric2018.rounding, places: 1 } })).toEqual([
      ['changed', '细则', 'rounding.places', '2', '1'],
    ]);
  });
});

test('between any two rubrics something is named exactly when they differ', () => {
  const pairs = fc.oneof(
    fc.tuple(anyRubric, anyRubric),
    anyRubric.map((each) => [each, each] as const),
  );
  fc.assert(
    fc.property(pairs, ([before, after]) => {
      const same = toCanonicalJson(before) === toCanonicalJson(after);
      expect(compareRubrics(before, after).length === 0).toBe(same);
    }),
    { seed: 2018, numRuns: 300 },
  );
});

test('every leaf of a rubric that is changed alone is named', () => {
  for (const rules of [rubric2018, libraryRubric('hundred-down'), libraryRubric('two-parts')]) {
    for (const path of leavesOf(rules)) {
      const after = structuredClone(rules);
      change(after, path);
      const found = compareRubrics(rules, after);
      expect(found, path.join('.')).not.toEqual([]);
    }
  }
  expect(rubric.safeParse(rubric2018).success).toBe(true);
});

function leavesOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

/** Puts another value in the place of a leaf. */
function change(within: object, path: readonly string[]): void {
  const [key = '', ...rest] = path;
  const inside: unknown = Reflect.get(within, key);
  if (rest.length === 0 || typeof inside !== 'object' || inside === null) Reflect.set(within, key, 'changed');
  else change(inside, rest);
}
