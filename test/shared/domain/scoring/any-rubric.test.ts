import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { rubric, schemeFor, type Rubric } from '../../../../shared/domain/rubric/rubric.ts';
import { toCanonicalJson } from '../../../../shared/domain/scoring/canonical-json.ts';
import { compileRubric } from '../../../../shared/domain/scoring/compile-rubric.ts';
import {
  add,
  compareExact,
  multiply,
  parseExact,
  sum,
  toPoints,
  zero,
} from '../../../../shared/domain/scoring/exact.ts';
import { inputs, type UnitInputs } from '../../../../shared/domain/scoring/inputs.ts';
import { markUnit } from '../../../../shared/domain/scoring/mark-unit.ts';
import { result, type ItemResult, type UnitScore } from '../../../../shared/domain/scoring/result.ts';
import { score } from '../../../../shared/domain/scoring/score.ts';
import { scoreUnit } from '../../../../shared/domain/scoring/score-unit.ts';
import { someInputsFor } from '../../../support/some-inputs.ts';
import { someRubric } from '../../../support/some-rubric.ts';
import { inputsOf } from '../../../support/scoring.ts';

/** What holds of every rubric that the format can state, with any inputs that its schema allows. */

const withYear = someRubric.chain((rules) => someInputsFor(rules).map(({ units }) => ({ rules, units })));
const withUnit = withYear.map(({ rules, units: [unit = emptyUnitOf(rules)] }) => ({ rules, unit }));
const runs = { seed: 2018, numRuns: 1000 };

const points = (of: readonly Readonly<{ points: string }>[]) =>
  sum(of.map((each) => parseExact(each.points)));
const atMost = (value: string, limit: ReturnType<typeof parseExact>) =>
  expect(compareExact(parseExact(value), limit)).toBeLessThanOrEqual(0);
const codesOf = (item: ItemResult) => item.steps.map((step) => step.code);

test('10,000 rubrics with their inputs are scored without a crash, and every number is a finite decimal', () => {
  const decimal = /^-?\d+(\.\d{1,6})?$/;
  let scored = 0;
  fc.assert(
    fc.property(withUnit, ({ rules, unit }) => {
      const { total, raw, items, parts, steps, effects } = scoreUnit(compileRubric(rules), unit);
      const shown = [{ points: total }, { points: raw }, ...items, ...parts, ...steps, ...effects];
      for (const { points: each } of shown) expect(each).toMatch(decimal);
      for (const item of items) {
        for (const step of item.steps) expect(step.points).toMatch(decimal);
        for (const each of [item.maximum, item.bonus, item.maximumLoss, item.raise?.by ?? '0']) {
          expect(each).toMatch(decimal);
        }
        expect(`${item.reason.zh}${item.reason.en}`).not.toMatch(/\[object|function/);
      }
      scored += 1;
    }),
    { seed: 2018, numRuns: 10_000 },
  );
  expect(scored).toBe(10_000);
}, 120_000);

describe('a unit', () => {
  test('everything that is shown adds up: an item’s steps, a part’s items and steps, parts and steps to the total', () => {
    fc.assert(
      fc.property(withUnit, ({ rules, unit }) => {
        const scored = scoreUnit(compileRubric(rules), unit);
        for (const item of scored.items) expect(toPoints(points(item.steps))).toBe(item.points);
        for (const part of scored.parts) {
          const items = scored.items.filter((item) => item.part === part.code);
          expect(toPoints(add(points(items), points(part.steps)))).toBe(part.points);
        }
        expect(toPoints(add(points(scored.parts), points(scored.steps)))).toBe(scored.total);
      }),
      runs,
    );
  });

  test('no item is above its maximum and what is on top, none below its floor', () => {
    fc.assert(
      fc.property(withUnit, ({ rules, unit }) => {
        const scheme = schemeFor(rules, unit.class)!;
        const scored = scoreUnit(compileRubric(rules), unit);
        for (const part of scheme.parts) {
          for (const item of part.items) {
            const found = scored.items.find((each) => each.code === item.code)!;
            // Rounding half up may show the last place above a maximum that is a share; never by a whole unit of it.
            const slack = rules.rounding.at === 'item' ? place(rules) : parseExact('0.000001');
            atMost(found.points, add(add(parseExact(found.maximum), parseExact(found.bonus)), slack));
            const floor =
              part.kind === 'deductions'
                ? `-${item.points}`
                : item.rule.kind === 'presence'
                  ? item.rule.missing
                  : '0';
            atMost(floor, add(parseExact(found.points), slack));
          }
        }
      }),
      runs,
    );
  });

  test('a total is inside its limits, unless it was fixed or vetoed', () => {
    fc.assert(
      fc.property(withUnit, ({ rules, unit }) => {
        const { limits, effects } = schemeFor(rules, unit.class)!;
        const scored = scoreUnit(compileRubric(rules), unit);
        const settled = effects.filter((each) =>
          each.then.some((one) => one.kind === 'veto' || one.kind === 'fix'),
        );
        if (scored.effects.some((each) => settled.some((one) => one.code === each.code))) return;
        atMost(limits.least, add(parseExact(scored.total), place(rules)));
        if (limits.most !== null) atMost(scored.total, add(parseExact(limits.most), place(rules)));
      }),
      runs,
    );
  });

  test('a veto leaves nothing to anybody, and says so', () => {
    const vetoing = withUnit.map(({ rules, unit }) => ({
      rules: withEffect(rules, { kind: 'veto' }),
      unit: {
        ...unit,
        incidents: [{ kind: 'vetoed', decidedOn: '2018-09-03', document: '文', reason: '由' }],
      },
    }));
    fc.assert(
      fc.property(vetoing, ({ rules, unit }) => {
        const scored = scoreUnit(compileRubric(rules), unit);
        expect(scored.total).toBe('0');
        expect(scored.failed).not.toBeNull();
        for (const item of scored.items) expect(item.points).toBe('0');
      }),
      { seed: 2018, numRuns: 300 },
    );
  });

  test('what would raise an item raises it, and an item that an effect has settled promises nothing', () => {
    fc.assert(
      fc.property(withUnit, ({ rules, unit }) => {
        for (const item of scoreUnit(compileRubric(rules), unit).items) {
          if (item.raise === null) continue;
          expect(compareExact(parseExact(item.raise.by), zero)).toBeGreaterThan(0);
          expect(codesOf(item)).not.toContain('not-applicable');
        }
      }),
      runs,
    );
  });

  test('more of what is counted never lowers a yearly target', () => {
    fc.assert(
      fc.property(withUnit, fc.nat(50), ({ rules, unit }, more) => {
        const compiled = compileRubric(rules);
        const item = (of: UnitScore, code: string) => of.items.find((each) => each.code === code)!;
        const scheme = schemeFor(rules, unit.class)!;
        const yearly = scheme.parts
          .flatMap((part) => part.items)
          .filter(({ rule }) => rule.kind === 'target' && rule.per === 'year' && rule.measure === 'register');
        const register = unit.measures['register'];
        if (yearly.length === 0 || register === undefined) return;
        const free = { ...unit, incidents: [] };
        const plain = compileRubric({
          ...rules,
          schemes: rules.schemes.map((each) => ({ ...each, effects: [] })),
        });
        const before = scoreUnit(plain, free);
        const measures = { ...unit.measures, register: { ...register, count: register.count + more } };
        const after = scoreUnit(plain, { ...free, measures });
        for (const { code } of yearly)
          atMost(item(before, code).points, parseExact(item(after, code).points));
        expect(compiled.rubric).toBe(rules);
      }),
      { seed: 2018, numRuns: 2000 },
    );
  });
});

describe('items that do not apply', () => {
  test('leave full marks what they are, whichever way their points go, as long as any item applies', () => {
    fc.assert(
      fc.property(withUnit, ({ rules, unit }) => {
        const marked = markUnit(compileRubric(rules), { ...unit, incidents: [] });
        const giving = marked.parts.filter((part) => part.of.part.kind === 'points');
        if (!giving.some((part) => part.items.some((item) => item.applies))) return;
        const worth = sum(
          giving.flatMap((part) => part.items.map((item) => multiply(item.maximum, part.of.weight))),
        );
        expect(toPoints(worth)).toBe(schemeFor(rules, unit.class)!.total);
      }),
      { seed: 2018, numRuns: 3000 },
    );
  });

  test('a unit with full marks in all that applies has full marks in all', () => {
    const perfect = someRubric
      .map((rules) => gradedOnly(rules))
      .chain((rules) =>
        fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }).map((aside) => ({ rules, aside })),
      );
    fc.assert(
      fc.property(perfect, ({ rules, aside }) => {
        const scheme = rules.schemes[0]!;
        const items = Object.fromEntries(
          scheme.parts
            .flatMap((part) => part.items)
            .map((item, index) => [
              item.code,
              item.notApplicable !== null && aside[index % aside.length] === true
                ? { evidence: 0, notApplicable: { reason: '没有' } }
                : { evidence: 1, assessments: [{ assessor: 'a1', points: item.points, reason: null }] },
            ]),
        );
        if (Object.values(items).every((given) => 'notApplicable' in given)) return;
        const unit = { ...emptyUnitOf(rules), items };
        expect(scoreUnit(compileRubric(rules), unit).total).toBe(scheme.total);
      }),
      { seed: 2018, numRuns: 1000 },
    );
  });
});

describe('a year', () => {
  test('the order of units, of their items and of what was given changes nothing', () => {
    fc.assert(
      fc.property(withYear, ({ rules, units }) => {
        const turned = [...units].reverse().map((unit): UnitInputs => ({
          ...unit,
          measures: Object.fromEntries(Object.entries(unit.measures).reverse()),
          items: Object.fromEntries(
            Object.entries(unit.items)
              .reverse()
              .map(([code, given]) => [code, { ...given, checks: reversed(given.checks) }]),
          ),
        }));
        const plain = units.map((unit) => ({ ...unit, items: withChecks(unit.items) }));
        expect(toCanonicalJson(score(rules, inputsOf(turned)))).toBe(
          toCanonicalJson(score(rules, inputsOf(plain))),
        );
      }),
      { seed: 2018, numRuns: 300 },
    );
  });

  test('who failed stands in the lowest band and everybody else in the highest whose line they reach', () => {
    fc.assert(
      fc.property(withYear, ({ rules, units }) => {
        for (const unit of score(rules, inputsOf(units)).units) {
          const { bands } = schemeFor(rules, unit.class)!;
          const reached = bands.find(
            (each) => compareExact(parseExact(unit.total), parseExact(each.from)) >= 0,
          );
          expect(unit.band?.id).toBe((unit.failed === null ? (reached ?? bands.at(-1)) : bands.at(-1))?.id);
        }
      }),
      { seed: 2018, numRuns: 300 },
    );
  });

  test('a parent fails with a child where the rubric says so, all the way up, and nobody else does by that', () => {
    const lost = { kind: 'incident' as const, incident: 'lawsuit-lost', atLeast: 2 };
    const strict = withYear.map(({ rules, units }) => ({
      rules: {
        ...rules,
        schemes: rules.schemes.map((each) => ({
          ...each,
          effects: [
            ...each.effects.filter((one) => one.when.every((when) => when.kind !== 'child-failed')),
            { code: 'own', label, when: [lost], then: [{ kind: 'fail' as const }] },
            {
              code: 'child',
              label,
              when: [{ kind: 'child-failed' as const }],
              then: [{ kind: 'fail' as const }],
            },
          ],
        })),
      },
      units,
    }));
    fc.assert(
      fc.property(strict, ({ rules, units }) => {
        const ranked = score(rules, inputsOf(units)).units;
        const failed = new Set(ranked.filter((each) => each.failed !== null).map((each) => each.unit));
        for (const unit of units) {
          const byChild = units.some((each) => each.parent === unit.unit && failed.has(each.unit));
          if (byChild) expect(failed).toContain(unit.unit);
          const reason = ranked.find((each) => each.unit === unit.unit)!.failed?.code;
          if (reason === 'child') expect(byChild).toBe(true);
        }
      }),
      { seed: 2018, numRuns: 300 },
    );
  });

  test('rubrics, inputs and results come back from their files the same, in JSON and in YAML', () => {
    fc.assert(
      fc.property(withYear, ({ rules, units }) => {
        const year = inputsOf(units);
        const scored = score(rules, year);
        expect(rubric.parse(JSON.parse(toCanonicalJson(rules)))).toEqual(rules);
        expect(rubric.parse(parse(stringify(rules)))).toEqual(rules);
        expect(inputs.parse(JSON.parse(toCanonicalJson(year)))).toEqual(year);
        expect(result.parse(JSON.parse(toCanonicalJson(scored)))).toEqual(scored);
      }),
      { seed: 2018, numRuns: 200 },
    );
  });
});

const label = { zh: '名', en: 'name' };

/** A unit of one of a rubric's classes that handed nothing in. */
function emptyUnitOf(rules: Rubric): UnitInputs {
  return { ...emptyUnit, class: classOf(rules) };
}

const emptyUnit: UnitInputs = {
  unit: '001',
  order: 1,
  name: '单位',
  class: 'department',
  parent: null,
  target: 0,
  measures: {},
  items: {},
  incidents: [],
  cityDeductions: [],
};

/** One unit of the last place to which the rubric rounds. */
function place({ rounding }: Rubric) {
  return parseExact(rounding.places === 0 ? '1' : `0.${'1'.padStart(rounding.places, '0')}`);
}

function classOf({ schemes }: Rubric): string {
  const classes = schemes[0]!.classes;
  return classes === 'all' ? 'department' : classes[0]!;
}

/** The same rubric with points given by people alone, rounded at the total only, and without effects. */
function gradedOnly(rules: Rubric): Rubric {
  return {
    ...rules,
    rounding: { ...rules.rounding, at: 'total', places: 4 },
    schemes: rules.schemes.map((scheme) => ({
      ...scheme,
      effects: [],
      parts: scheme.parts
        .filter((part) => part.kind === 'points')
        .map((part) => ({
          ...part,
          items: part.items.map((item) => ({
            ...item,
            causes: [],
            rule: { kind: 'graded' as const, levels: [] },
          })),
        })),
    })),
  };
}

function withEffect(rules: Rubric, then: Readonly<{ kind: 'veto' }>): Rubric {
  const added = {
    code: 'vetoed',
    label,
    when: [{ kind: 'incident' as const, incident: 'vetoed', atLeast: 1 }],
    then: [then],
  };
  return { ...rules, schemes: rules.schemes.map((each) => ({ ...each, effects: [added, ...each.effects] })) };
}

type Checks = UnitInputs['items'][string]['checks'];

function reversed(checks: Checks): NonNullable<Checks> {
  return Object.fromEntries(Object.entries(checks ?? {}).reverse());
}

function withChecks(items: UnitInputs['items']): UnitInputs['items'] {
  return Object.fromEntries(
    Object.entries(items).map(([code, given]) => [code, { ...given, checks: given.checks ?? {} }]),
  );
}
