import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contributionsOf } from '../../../../shared/domain/rubric/contributions.ts';
import type { Rubric } from '../../../../shared/domain/rubric/rubric.ts';
import { ClassWithoutRules, simulate, tiesAtTop } from '../../../../shared/domain/rubric/simulate.ts';
import { toCanonicalJson } from '../../../../shared/domain/scoring/canonical-json.ts';
import { compileRubric } from '../../../../shared/domain/scoring/compile-rubric.ts';
import {
  compareExact,
  parseExact,
  subtract,
  sum,
  toPoints,
} from '../../../../shared/domain/scoring/exact.ts';
import type { Inputs, UnitInputs } from '../../../../shared/domain/scoring/inputs.ts';
import { markUnit } from '../../../../shared/domain/scoring/mark-unit.ts';
import { score } from '../../../../shared/domain/scoring/score.ts';
import { someInputsFor } from '../../../support/some-inputs.ts';
import { someRubric } from '../../../support/some-rubric.ts';
import {
  inputsOf,
  libraryRubric,
  perfectItems,
  perfectUnit,
  register,
  rubric2018,
} from '../../../support/scoring.ts';

const given = (points: string) => ({ evidence: 0, assessments: [{ assessor: 'a1', points, reason: null }] });
const unit = (order: number, count: number, c3 = '5', over: Partial<UnitInputs> = {}) =>
  perfectUnit({
    unit: String(order).padStart(3, '0'),
    order,
    name: `单位${order}`,
    target: 100,
    measures: register(count),
    items: { ...perfectItems(), C3: given(c3) },
    ...over,
  });
const leak = { kind: 'leak', decidedOn: '2018-09-03', document: '文', reason: '由' };

/** The rules of 2018 with half a point off for each item short. */
const stricter: Rubric = {
  ...rubric2018,
  version: 2,
  schemes: rubric2018.schemes.map((scheme) => ({
    ...scheme,
    parts: scheme.parts.map((part) => ({
      ...part,
      items: part.items.map((item) =>
        item.rule.kind === 'target'
          ? { ...item, rule: { ...item.rule, shortfall: { every: 1, points: '0.5', most: null } } }
          : item,
      ),
    })),
  })),
};

describe('a small year by hand', () => {
  // By the old rules: 1 has 97 (10 short × 0.3), 2 has 96 (C3 1 of 5), 3 has 100; by the new: 95, 96, 100.
  const year = inputsOf([unit(1, 90), unit(2, 100, '1'), unit(3, 100)]);
  const found = simulate(stricter, year, rubric2018);

  test('who rises and falls, by how much, and because of which item', () => {
    expect(
      found.moves.map((each) => [each.unit, each.rankBefore, each.rank, each.totalBefore, each.total]),
    ).toEqual([
      ['003', 1, 1, '100', '100'],
      ['002', 3, 2, '96', '96'],
      ['001', 2, 3, '97', '95'],
    ]);
    expect(found.moves[2]).toMatchObject({
      change: '-2',
      because: [{ kind: 'item', code: 'C1', before: '22', after: '20', change: '-2' }],
      rest: '0',
    });
    expect(found.ranking).toEqual({ rise: 1, fall: 1, stay: 1, swapped: 1, pairs: 3, largestMove: 1 });
  });

  test('the distribution of both, as a spreadsheet would give it', () => {
    // 95, 96, 100: quartiles halfway between neighbours; deviations −2, −1, 3, so √(14 ÷ 3) = 2.160…
    expect(found.distribution.figures).toEqual({
      highest: '100',
      upperQuartile: '98',
      median: '96',
      lowerQuartile: '95.5',
      lowest: '95',
      mean: '97',
      standardDeviation: '2.16',
    });
    expect(found.distribution.tenths).toEqual([
      { from: '100', units: 1 },
      { from: '90', units: 2 },
    ]);
    expect(found.before?.figures).toMatchObject({ median: '97', lowest: '96', mean: '97.67' });
    expect(found.distribution.classes).toEqual([
      { class: 'department', units: 3, mean: '97', highest: '100', lowest: '95' },
    ]);
  });

  test('what each item decides: all as good as the best at C1 puts the last beside the first, at C3 the second', () => {
    const of = (code: string) => found.sensitivity.find((each) => each.code === code);
    // Totals 95, 96, 100. All 25 at C1: 100, 96, 100, so one pair changes places and one comes to stand equal.
    expect(of('C1')).toMatchObject({ lowest: '20', highest: '25', full: 2, units: 3, separates: true });
    expect(of('C1')).toMatchObject({ decided: 2, pairs: 3, moved: 2, largestMove: 2 });
    // All 5 at C3: 95, 100, 100.
    expect(of('C3')).toMatchObject({ lowest: '1', highest: '5', decided: 1, moved: 1, largestMove: 1 });
    expect(of('A1')).toMatchObject({ separates: false, decided: 0, moved: 0, largestMove: 0 });
    expect(found.sensitivity[0]?.code).toBe('C1');
  });

  test('without an old rubric there is the new one’s picture alone', () => {
    expect(simulate(stricter, year)).toMatchObject({ against: null, before: null, ranking: null, moves: [] });
  });
});

describe('ties', () => {
  const tied = simulate(
    rubric2018,
    inputsOf([unit(1, 100), unit(2, 90), unit(3, 100), unit(4, 90), unit(5, 80), unit(6, 90)]),
  );

  test('are groups that share a rank, from the top', () => {
    expect(tied.ties).toEqual([
      { rank: 1, total: '100', units: ['001', '003'] },
      { rank: 3, total: '97', units: ['002', '004', '006'] },
    ]);
  });

  test('at the first so many ranks let in who shares the last of them', () => {
    expect(tiesAtTop(tied, 1)).toEqual({ groups: 1, units: 2 });
    expect(tiesAtTop(tied, 2)).toEqual({ groups: 1, units: 2 });
    expect(tiesAtTop(tied, 3)).toEqual({ groups: 2, units: 5 });
    expect(tiesAtTop(tied, 6)).toEqual({ groups: 2, units: 6 });
    expect(tiesAtTop(tied, 60)).toEqual({ groups: 2, units: 6 });
  });

  test('all equal: one group, and no item tells anybody apart', () => {
    const equal = simulate(rubric2018, inputsOf([unit(1, 100), unit(2, 100), unit(3, 100)]), stricter);
    expect(equal.ties).toEqual([{ rank: 1, total: '100', units: ['001', '002', '003'] }]);
    expect(equal.distribution.figures).toMatchObject({ median: '100', standardDeviation: '0' });
    expect(equal.sensitivity.filter((each) => each.separates || each.decided > 0)).toEqual([]);
    expect(equal.ranking).toMatchObject({ stay: 3, swapped: 0 });
  });
});

describe('years that are hardly there', () => {
  test('one unit ties with nobody and no item decides its rank', () => {
    const one = simulate(rubric2018, inputsOf([unit(1, 90)]), stricter);
    expect(one.distribution.figures).toMatchObject({ highest: '97', median: '97', standardDeviation: '0' });
    expect(one).toMatchObject({ ties: [], ranking: { stay: 1, pairs: 0 } });
    expect(one.sensitivity.every((each) => each.decided === 0 && !each.separates)).toBe(true);
  });

  test('no unit: no figures instead of zeros, which would say that somebody had 0', () => {
    const none = simulate(rubric2018, inputsOf([]), stricter);
    expect(none.distribution).toMatchObject({ figures: null, tenths: [], failed: [], classes: [] });
    expect(none).toMatchObject({ units: 0, moves: [], ties: [], sensitivity: [] });
  });

  test('a class without rules is refused before anything is scored, with its name and the rubric’s', () => {
    const year = inputsOf([unit(1, 100), unit(2, 100, '5', { class: 'school' })]);
    const split = libraryRubric('two-parts');
    for (const call of [() => simulate(split, year), () => simulate(rubric2018, year, split)]) {
      expect(call).toThrow(ClassWithoutRules);
      expect(call).toThrow(expect.objectContaining({ code: 'class-without-rules', classes: ['school'] }));
      expect(call).toThrow(/two-parts 第 1 版没有类别 school 的规则/);
    }
  });
});

describe('grades, failures and effects', () => {
  const rules = libraryRubric('hundred-down');
  const items = { A2: { evidence: 1 }, C2: given('15') };
  const year = inputsOf([
    unit(1, 100, '5', { items }),
    unit(2, 100, '5', { items, incidents: [leak] }),
    unit(3, 90, '5', { items }),
  ]);
  const milder: Rubric = {
    ...rules,
    schemes: rules.schemes.map((scheme) => ({
      ...scheme,
      effects: scheme.effects.filter((each) => each.code !== 'leak'),
    })),
  };

  test('who failed and why, and how many stand in each grade', () => {
    const { distribution } = simulate(rules, year);
    expect(distribution.failed).toEqual([
      { unit: '002', name: '单位2', reason: { zh: '发生失泄密事件', en: 'Leak of secrets' } },
    ]);
    expect(distribution.bands.map((each) => [each.band, each.units])).toEqual([
      ['excellent', 2],
      ['good', 0],
      ['passed', 0],
      ['failed', 1],
    ]);
  });

  test('a veto that is new is named as what moved the total, not the items that it emptied', () => {
    const move = simulate(rules, year, milder).moves.find((each) => each.unit === '002');
    expect(move).toMatchObject({
      totalBefore: '100',
      total: '0',
      failedBefore: false,
      failed: true,
      bandBefore: { zh: '优秀' },
      band: { zh: '不合格' },
      because: [{ kind: 'effect', code: 'leak', before: null, after: '-100', change: '-100' }],
    });
  });

  test('what an effect has settled no item moves: all as good as the best at B1 leaves the vetoed unit last', () => {
    // 100, 95 and the vetoed 0. With all 30 at B1 the second comes to the first's 100, and 0 stays below both.
    const b1 = simulate(rules, year).sensitivity.find((each) => each.code === 'B1');
    // The vetoed unit had all 30 by the item's own rule; that they went is not the item's doing.
    expect(b1).toMatchObject({ lowest: '25', highest: '30', full: 2, decided: 1, moved: 1, largestMove: 1 });
  });
});

describe('weights, and items that do not apply', () => {
  const rules = libraryRubric('two-parts');
  const quarters = ['一季度', '二季度', '三季度', '四季度'].map((period) => ({ period, points: '80' }));
  const items = {
    A2: given('20'),
    A3: { evidence: 0, imported: quarters },
    B1: { evidence: 0, assessments: [{ assessor: 'a1', points: '60', level: 'good', reason: null }] },
    B2: given('40'),
  };
  const year = inputsOf([
    unit(1, 90, '5', { items }),
    unit(2, 100, '5', { items: { ...items, A2: { evidence: 0, notApplicable: { reason: '没有' } } } }),
  ]);

  test('a reason says the item’s own points and what they are worth in the total', () => {
    const heavier: Rubric = {
      ...rules,
      schemes: rules.schemes.map((scheme) => ({
        ...scheme,
        parts: scheme.parts.map((part) => ({ ...part, weight: part.code === 'A' ? '0.8' : '0.2' })),
      })),
    };
    const move = simulate(heavier, year, rules).moves.find((each) => each.unit === '001');
    // 1: A1 36, A2 20, A3 24 = 80; B 100. 80 × 0.7 + 100 × 0.3 = 86, then 80 × 0.8 + 100 × 0.2 = 84.
    expect(move).toMatchObject({ totalBefore: '86', total: '84', change: '-2', rest: '0' });
    expect(move?.because.map((each) => [each.code, each.before, each.after, each.change])).toEqual([
      ['B1', '60', '60', '-6'],
      ['B2', '40', '40', '-4'],
      ['A1', '36', '36', '3.6'],
      ['A3', '24', '24', '2.4'],
      ['A2', '20', '20', '2'],
    ]);
  });

  test('where an item does not apply a unit has its full marks elsewhere, and loses nothing here', () => {
    // 2: without A2, A1 is worth 40 × 100/70 and full, A3 30 × 100/70 of which 80 %: 100 − 60/7 = 91.43 of A; total 94.
    // 1 has 86. With all 30 at A2 it comes to 93, and stays second.
    const { sensitivity } = simulate(rules, year);
    expect(sensitivity.find((each) => each.code === 'A2')).toMatchObject({
      lowest: '20',
      highest: '20',
      full: 1,
      separates: true,
      decided: 0,
    });
  });

  test('the full marks that count are those of the rubric: a year of ten points is not all in one row', () => {
    const { distribution } = simulate(libraryRubric('ten-points'), inputsOf([unit(1, 0), unit(2, 100)]));
    expect(distribution.tenths.every((each) => Number(each.from) < 10)).toBe(true);
  });
});

describe('whatever the rubric and the year', () => {
  const years = someRubric.chain((rules) => someInputsFor(rules).map((year) => ({ rules, year })));
  const runs = { seed: 2018, numRuns: 300 };
  /** The same rules without their effects, another rounding and other weights: something to compare with. */
  const other = (rules: Rubric): Rubric => ({
    ...rules,
    rounding: { at: 'total', places: 1, mode: 'down' },
    schemes: rules.schemes.map((scheme) => ({ ...scheme, effects: [] })),
  });

  test('against itself nobody moves, and nothing is named as a reason', () => {
    fc.assert(
      fc.property(years, ({ rules, year }) => {
        const { moves, ranking } = simulate(rules, year, rules);
        for (const move of moves) {
          expect(move).toMatchObject({ rank: move.rankBefore, change: '0', because: [], rest: '0' });
        }
        expect(ranking).toMatchObject({ rise: 0, fall: 0, swapped: 0, largestMove: 0 });
      }),
      runs,
    );
  });

  test('the order of the units does not matter', () => {
    fc.assert(
      fc.property(years, ({ rules, year }) => {
        const turned: Inputs = { ...year, units: [...year.units].reverse() };
        expect(toCanonicalJson(simulate(rules, turned, other(rules)))).toBe(
          toCanonicalJson(simulate(rules, year, other(rules))),
        );
      }),
      runs,
    );
  });

  test('the other way round, who rose falls, and the same pairs change places', () => {
    fc.assert(
      fc.property(years, ({ rules, year }) => {
        const there = simulate(rules, year, other(rules)).ranking;
        const back = simulate(other(rules), year, rules).ranking;
        expect(back).toEqual({ ...there, rise: there?.fall, fall: there?.rise });
      }),
      runs,
    );
  });

  test('what is named adds up: contributions to the total, reasons and the rest to the change', () => {
    fc.assert(
      fc.property(years, ({ rules, year }) => {
        const compiled = compileRubric(rules);
        for (const result of score(rules, year).units) {
          const facts = year.units.find((each) => each.unit === result.unit);
          const all = contributionsOf(compiled, markUnit(compiled, facts!), result);
          // To the sixth place, which is as far as a total is shown.
          const missing = subtract(parseExact(result.total), sum(all.map((each) => each.worth)));
          expect(Number(toPoints(missing))).toBeCloseTo(0, 5);
        }
        for (const move of simulate(rules, year, other(rules)).moves) {
          const named = sum(move.because.map((each) => parseExact(each.change)));
          const all = [parseExact(move.rest), named, parseExact(move.totalBefore)];
          expect(toPoints(sum(all))).toBe(move.total);
        }
      }),
      runs,
    );
  });

  test('everybody is somewhere: in a tenth, in a class, and in a grade where the scheme has grades', () => {
    fc.assert(
      fc.property(years, ({ rules, year }) => {
        const { distribution, units } = simulate(rules, year);
        const count = (of: readonly { units: number }[]) => of.reduce((all, each) => all + each.units, 0);
        expect(count(distribution.tenths)).toBe(units);
        expect(count(distribution.classes)).toBe(units);
        if (rules.schemes.every((each) => each.bands.length > 0))
          expect(count(distribution.bands)).toBe(units);
      }),
      runs,
    );
  });

  test('an item decides no more pairs than there are, and none where all stand alike', () => {
    fc.assert(
      fc.property(years, ({ rules, year }) => {
        for (const each of simulate(rules, year).sensitivity) {
          expect(each.decided).toBeLessThanOrEqual(each.pairs);
          expect(each.moved).toBeLessThanOrEqual(each.units);
          expect(each.largestMove).toBeLessThan(Math.max(1, each.units));
          if (!each.separates) expect(each).toMatchObject({ decided: 0, moved: 0, largestMove: 0 });
          if (each.lowest !== null && each.highest !== null)
            expect(compareExact(parseExact(each.lowest), parseExact(each.highest))).toBeLessThanOrEqual(0);
        }
      }),
      runs,
    );
  });
});
