import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCanonicalJson } from '../../../../shared/domain/scoring/canonical-json.ts';
import { add, compareExact, parseExact, sum, toPoints } from '../../../../shared/domain/scoring/exact.ts';
import { inputs, type ItemInputs, type UnitInputs } from '../../../../shared/domain/scoring/inputs.ts';
import { result } from '../../../../shared/domain/scoring/result.ts';
import { score } from '../../../../shared/domain/scoring/score.ts';
import { scoreUnit } from '../../../../shared/domain/scoring/score-unit.ts';
import {
  inputsOf,
  perfectUnit,
  register,
  rubric2018,
  rules2018,
  items2018,
} from '../../../support/scoring.ts';

/** Anything the inputs' schema lets a file say, sensible or not. */
const tenths = (most: number) =>
  fc.integer({ min: 0, max: most * 10 }).map((each) => toPoints(each * 100_000));
const someDay = fc.constantFrom('2018-01-01', '2018-06-30', '2018-12-31');

const someItem: fc.Arbitrary<ItemInputs> = fc.record({
  evidence: fc.nat(3),
  kinds: fc.array(fc.constantFrom('screen', 'wechat', 'handbook', 'weibo', 'notice-board'), { maxLength: 6 }),
  assessments: fc.array(
    fc.record({ assessor: fc.constant('a1'), points: tenths(40), reason: fc.constantFrom(null, '有缺项') }),
    { maxLength: 4 },
  ),
  deductions: fc.array(
    fc.record({
      points: tenths(10),
      fact: fc.constant('未公开'),
      document: fc.constant(null),
      date: someDay,
    }),
    { maxLength: 4 },
  ),
  checks: fc.dictionary(fc.constantFrom('catalogue-not-updated', 'no-annual-report'), fc.boolean()),
});

const codes = items2018.map((item) => item.code);

const someUnit: fc.Arbitrary<UnitInputs> = fc
  .record({
    target: fc.constantFrom(0, 20, 30, 70, 240),
    count: fc.nat(700),
    items: fc.dictionary(fc.constantFrom(...codes), someItem),
    incidents: fc.array(fc.constantFrom('leak', 'lawsuit-lost'), { maxLength: 3 }),
    city: fc.array(tenths(8), { maxLength: 3 }),
    class: fc.constantFrom('department', 'township', 'park', 'community'),
  })
  .map(({ target, count, items, incidents, city, class: name }) =>
    perfectUnit({
      target,
      items,
      class: name,
      measures: register(count),
      incidents: incidents.map((kind) => ({ kind, decidedOn: '2018-09-03', document: '文', reason: '由' })),
      cityDeductions: city.map((points) => ({ body: 'civil-affairs', item: 'D3', points, document: '文' })),
    }),
  );

const someYear = fc
  .array(someUnit, { maxLength: 12 })
  .map((units) =>
    units.map((unit, index) => ({ ...unit, unit: String(index + 1).padStart(3, '0'), order: index + 1 })),
  );

const points = (values: readonly { points: string }[]) => sum(values.map((each) => parseExact(each.points)));

describe('what holds of every unit', () => {
  test('no item is above its maximum and what goes on top, none below its floor, whatever a file says', () => {
    fc.assert(
      fc.property(someUnit, (unit) => {
        for (const item of scoreUnit(rules2018, unit).items) {
          const full = add(parseExact(item.maximum), parseExact(item.bonus));
          expect(compareExact(parseExact(item.points), full)).toBeLessThanOrEqual(0);
          const floor = item.part === 'D' ? `-${item.maximumLoss}` : '0';
          expect(compareExact(parseExact(item.points), parseExact(floor))).toBeGreaterThanOrEqual(0);
        }
      }),
      { seed: 2018, numRuns: 500 },
    );
  });

  test('a total is from 0 to 104, and the raw value is the items and the city together', () => {
    fc.assert(
      fc.property(someUnit, (unit) => {
        const scored = scoreUnit(rules2018, unit);
        expect(compareExact(parseExact(scored.total), parseExact('0'))).toBeGreaterThanOrEqual(0);
        expect(compareExact(parseExact(scored.total), parseExact('104'))).toBeLessThanOrEqual(0);
        const city = scored.effects.filter((effect) => effect.code === 'city-deduction');
        expect(scored.raw).toBe(toPoints(add(points(scored.items), points(city))));
        expect(points(scored.parts)).toEqual(points(scored.items));
      }),
      { seed: 2018, numRuns: 500 },
    );
  });

  test('the steps of an item add up to its points, so that nobody has to believe a number', () => {
    fc.assert(
      fc.property(someUnit, (unit) => {
        for (const item of scoreUnit(rules2018, unit).items) {
          expect(toPoints(points(item.steps))).toBe(item.points);
        }
      }),
      { seed: 2018, numRuns: 500 },
    );
  });

  test('what would raise an item raises it, and never past what it can reach', () => {
    fc.assert(
      fc.property(someUnit, (unit) => {
        for (const item of scoreUnit(rules2018, unit).items) {
          if (item.raise === null) continue;
          const reached = add(parseExact(item.points), parseExact(item.raise.by));
          const most = add(parseExact(item.maximum), parseExact(item.rule === 'target' ? '4' : '0'));
          expect(compareExact(parseExact(item.raise.by), parseExact('0'))).toBeGreaterThan(0);
          expect(compareExact(reached, most)).toBeLessThanOrEqual(0);
        }
      }),
      { seed: 2018, numRuns: 500 },
    );
  });

  test('one more counted item never lowers C1', () => {
    const c1 = (unit: UnitInputs, count: number) =>
      scoreUnit(rules2018, { ...unit, measures: register(count) }).items.find((item) => item.code === 'C1')!;
    fc.assert(
      fc.property(someUnit, fc.nat(700), (unit, count) => {
        const before = parseExact(c1(unit, count).points);
        expect(compareExact(parseExact(c1(unit, count + 1).points), before)).toBeGreaterThanOrEqual(0);
      }),
      { seed: 2018, numRuns: 500 },
    );
  });

  test('what all effects took together is what the items lost: two on the same part take it once', () => {
    fc.assert(
      fc.property(someUnit, (unit) => {
        const scored = scoreUnit(rules2018, unit);
        const free = scoreUnit(rules2018, { ...unit, incidents: [] });
        const taken = points(scored.effects.filter((effect) => effect.code !== 'city-deduction'));
        expect(toPoints(points(scored.items))).toBe(toPoints(add(points(free.items), taken)));
      }),
      { seed: 2018, numRuns: 500 },
    );
  });
});

describe('what holds of every year', () => {
  test('the order of the units in the file changes nothing', () => {
    fc.assert(
      fc.property(someYear, (units) => {
        const turned = toCanonicalJson(score(rubric2018, inputsOf([...units].reverse())));
        expect(turned).toBe(toCanonicalJson(score(rubric2018, inputsOf(units))));
      }),
      { seed: 2018, numRuns: 100 },
    );
  });

  test('a better total has a better rank, an equal one the same, and ranks skip after a tie', () => {
    fc.assert(
      fc.property(someYear, (units) => {
        const ranked = score(rubric2018, inputsOf(units)).units;
        for (const each of ranked) {
          const better = ranked.filter(
            (one) => compareExact(parseExact(one.total), parseExact(each.total)) > 0,
          );
          expect(each.rank).toBe(better.length + 1);
          expect(each.classRank).toBe(better.filter((one) => one.class === each.class).length + 1);
        }
      }),
      { seed: 2018, numRuns: 100 },
    );
  });

  test('inputs and result are what their schemas say, and come back from their file the same', () => {
    fc.assert(
      fc.property(someYear, (units) => {
        const year = inputsOf(units);
        expect(inputs.parse(JSON.parse(toCanonicalJson(year)))).toEqual(year);
        const scored = score(rubric2018, year);
        expect(result.parse(JSON.parse(toCanonicalJson(scored)))).toEqual(scored);
      }),
      { seed: 2018, numRuns: 100 },
    );
  });
});
