import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countNotFalling } from '../../../../shared/domain/rubric/count-not-falling.ts';
import { simulate, totalChange } from '../../../../shared/domain/rubric/simulate.ts';
import type { Rubric } from '../../../../shared/domain/rubric/rubric.ts';
import type { UnitInputs } from '../../../../shared/domain/scoring/inputs.ts';
import { anyRubric, anyYearFor } from '../../../support/any-rubric.ts';
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
    expect(found.moves[2]?.items).toEqual([{ code: 'C1', before: '22', after: '20' }]);
    expect(totalChange(found.moves)).toBe('-2');
  });

  test('the distribution of both', () => {
    expect(found.distribution).toMatchObject({
      highest: '100',
      median: '96',
      lowest: '95',
      mean: '97',
      failed: 0,
      tens: [
        { from: 100, units: 1 },
        { from: 90, units: 2 },
      ],
    });
    expect(found.before).toMatchObject({ median: '97', lowest: '96', mean: '97.67' });
  });

  test('what each item decides: without C3 the second and third change places, without C1 two come to stand equal', () => {
    const of = (code: string) => found.sensitivity.find((each) => each.code === code);
    // Totals 100, 96, 95. Without C3: 95, 95, 90: the first pair stands equal. Without C1: 75, 71, 75: one pair changes
    // places and one stands equal.
    expect(of('C3')).toMatchObject({ lowest: '1', highest: '5', pairs: 1 });
    expect(of('C1')).toMatchObject({ lowest: '20', highest: '25', pairs: 2, largestMove: 2 });
    expect(of('A1')).toMatchObject({ pairs: 0, largestMove: 0 });
    expect(found.sensitivity[0]?.code).toBe('C1');
  });

  test('ties', () => {
    const tied = simulate(rubric2018, inputsOf([unit(1, 100), unit(2, 90), unit(3, 100), unit(4, 90)]), null);
    expect(tied.ties).toEqual([
      { rank: 1, total: '100', units: ['001', '003'] },
      { rank: 3, total: '97', units: ['002', '004'] },
    ]);
    expect(tied.moves).toEqual([]);
    expect(tied.before).toBeNull();
  });

  test('grades and failures', () => {
    const rules = libraryRubric('hundred-down');
    const items = { A2: { evidence: 1 }, C2: given('15') };
    const incidents = [{ kind: 'leak', decidedOn: '2018-09-03', document: '文', reason: '由' }];
    const year = inputsOf([unit(1, 100, '5', { items }), unit(2, 100, '5', { items, incidents })]);
    const { distribution } = simulate(rules, year, null);
    expect(distribution.failed).toBe(1);
    expect(distribution.bands.map((each) => [each.band, each.units])).toEqual([
      ['excellent', 1],
      ['good', 0],
      ['passed', 0],
      ['failed', 1],
    ]);
  });

  test('one unit and none', () => {
    expect(simulate(rubric2018, inputsOf([unit(1, 100)]), rubric2018).moves).toHaveLength(1);
    const none = simulate(rubric2018, inputsOf([]), rubric2018);
    expect(none.distribution).toMatchObject({ highest: '0', mean: '0', tens: [] });
  });
});

describe('whatever the rubric and the year', () => {
  const years = anyRubric.chain((rules) =>
    anyYearFor(rules).map((units) => ({ rules, year: inputsOf(units) })),
  );
  const runs = { seed: 2018, numRuns: 200 };

  test('against itself nobody moves', () => {
    fc.assert(
      fc.property(years, ({ rules, year }) => {
        for (const move of simulate(rules, year, rules).moves) {
          expect(move.rank).toBe(move.rankBefore);
          expect(move.items).toEqual([]);
        }
      }),
      runs,
    );
  });

  test('everybody is somewhere: the tens hold all units, and so do the grades of each scheme', () => {
    fc.assert(
      fc.property(years, ({ rules, year }) => {
        const { distribution, units } = simulate(rules, year, null);
        const count = (of: readonly { units: number }[]) => of.reduce((all, each) => all + each.units, 0);
        expect(count(distribution.tens)).toBe(units);
        if (rules.schemes.every((each) => each.bands.length > 0))
          expect(count(distribution.bands)).toBe(units);
      }),
      runs,
    );
  });

  test('pairs that do not fall are counted as comparing each with each would', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 40 }), (values) => {
        const plainly = values.flatMap((left, at) =>
          values.slice(at + 1).filter((right) => left <= right),
        ).length;
        expect(countNotFalling(values)).toBe(plainly);
      }),
      { seed: 2018, numRuns: 500 },
    );
  });
});
