import fc from 'fast-check';
import { itemsOf, type Item, type Rubric, type Scheme } from '../../shared/domain/rubric/rubric.ts';
import type { Inputs, ItemInputs, Measure, UnitInputs } from '../../shared/domain/scoring/inputs.ts';
import { toPoints } from '../../shared/domain/scoring/exact.ts';

/**
 * Inputs at random that fit a rubric: what its rules, causes and effects go by is there more often than not, and beside it
 * what a file may hold all the same: levels and causes that nobody listed, periods given twice, months that do not add up,
 * a parent that is not there. Parents never go round in a circle, since such inputs are refused.
 */
export function someInputsFor(rubric: Rubric): fc.Arbitrary<Inputs> {
  return fc
    .record({
      units: fc.array(someUnitFor(rubric), { maxLength: 6 }),
      parents: fc.array(fc.option(fc.nat(6), { nil: null }), { minLength: 6, maxLength: 6 }),
      orders: fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 6 }),
      cityDeductions: fc.array(
        fc.record({ body: someBody, item: fc.constantFrom(...codesOf(rubric)), points: someNumber }),
        { maxLength: 3 },
      ),
      bodies: fc.uniqueArray(fc.record({ id: someBody, unit: fc.constantFrom(null, '001', '999') }), {
        maxLength: 3,
        selector: ({ id }) => id,
      }),
      silent: fc.boolean(),
    })
    .map(({ units, parents, orders, cityDeductions, bodies, silent }): Inputs => ({
      format: 'biaochi-inputs/1',
      cycle: '2018',
      demonstration: true,
      frozenAt: '2019-01-05T00:00:00.000Z',
      rubric: { id: rubric.id, version: rubric.version },
      bodies: bodies.map(({ id, unit }) => ({
        id,
        name: `牵头 ${id}`,
        unit,
        item: codesOf(rubric)[0]!,
        handIn: silent
          ? { state: 'silent', at: null, note: null }
          : { state: 'handed-in', at: '2019-01-04T00:00:00.000Z', note: '已核对' },
      })),
      cityDeductions: cityDeductions.map((each, index) => ({
        ...each,
        id: String(index),
        document: '市文〔2018〕1号',
        fact: '未更新',
        decidedOn: '2018-11-30',
      })),
      units: units.map((unit, index) => ({
        ...unit,
        unit: idOf(index),
        order: orders[index]!,
        parent: parentOf(index, parents[index] ?? null),
      })),
    }));
}

const idOf = (index: number) => String(index + 1).padStart(3, '0');

/** A unit in front of it, or one that is not in the list; never itself or one after it. */
function parentOf(index: number, choice: number | null): string | null {
  if (choice === null) return null;
  return index === 0 || choice === 6 ? '998' : idOf(choice % index);
}

const someBody = fc.constantFrom('civil-affairs', 'portal-office', 'service-centre');

/** Points of a file: as many places as the schema takes, zero and far more than any item has among them. */
const someNumber: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.nat(400).map((tenths) => toPoints(tenths * 100_000)) },
  { weight: 1, arbitrary: fc.nat(400_000).map((each) => toPoints(each * 100)) },
  { weight: 1, arbitrary: fc.constantFrom('0', '0.0000', '2.50', '5000') },
);

const someTimes = fc.oneof(
  { weight: 4, arbitrary: fc.nat(5) },
  { weight: 1, arbitrary: fc.constantFrom(40, 1000) },
);
const someDay = fc.constantFrom('2018-01-01', '2018-06-30', '2018-12-31');

function codesOf(rubric: Rubric): string[] {
  return rubric.schemes.flatMap((scheme) => itemsOf(scheme).map((item) => item.code));
}

function someUnitFor(rubric: Rubric): fc.Arbitrary<Omit<UnitInputs, 'unit' | 'order' | 'parent'>> {
  const units = rubric.schemes.flatMap((scheme) =>
    (scheme.classes === 'all' ? ['department', 'township'] : scheme.classes).map((unitClass) =>
      someUnitOf(scheme, unitClass),
    ),
  );
  return fc.oneof(...units);
}

function someUnitOf(
  scheme: Scheme,
  unitClass: string,
): fc.Arbitrary<Omit<UnitInputs, 'unit' | 'order' | 'parent'>> {
  const items = itemsOf(scheme);
  const given = items.map((item): [string, fc.Arbitrary<ItemInputs | null>] => [
    item.code,
    fc.option(someItemInputs(item), { nil: null, freq: 5 }),
  ]);
  return fc
    .record({
      target: fc.oneof(
        { weight: 4, arbitrary: fc.nat(300) },
        { weight: 1, arbitrary: fc.constantFrom(0, 20, 100_000) },
      ),
      measures: fc.record(
        Object.fromEntries(
          measuresOf(scheme).map(([name, columns]) => [name, fc.option(someMeasure(columns), { nil: null })]),
        ),
      ),
      items: fc.record(Object.fromEntries(given)),
      unlisted: fc.boolean(),
      incidents: fc.array(
        fc.record({
          kind: fc.constantFrom('unheard-of', ...incidentsOf(scheme)),
          decidedOn: someDay,
          document: fc.constant('认定书'),
          reason: fc.constant('查实'),
        }),
        { maxLength: 4 },
      ),
      cityDeductions: fc.array(
        fc.record({
          body: someBody,
          item: fc.constantFrom(...items.map((item) => item.code)),
          points: someNumber,
          document: fc.constant('市文'),
        }),
        { maxLength: 3 },
      ),
      name: fc.constantFrom('商务局', '蓬莱镇', '=1+1'),
    })
    .map(({ measures, items: handedIn, unlisted, ...rest }) => ({
      ...rest,
      class: unitClass,
      measures: present(measures),
      items: { ...present(handedIn), ...(unlisted ? { Z999: { evidence: 1 } } : {}) },
    }));
}

function present<Value>(of: Record<string, Value | null>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(of).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
  );
}

/** The measures that a scheme goes by, each with the columns it names. */
function measuresOf(scheme: Scheme): [string, string[]][] {
  const measures = new Map<string, string[]>([['register', []]]);
  for (const { rule } of itemsOf(scheme)) {
    if (rule.kind === 'count' && typeof rule.of === 'object')
      measures.set(rule.of.measure, measures.get(rule.of.measure) ?? []);
    if (rule.kind !== 'target') continue;
    const columns = typeof rule.wanted === 'object' ? Object.keys(rule.wanted) : [];
    measures.set(rule.measure, [...(measures.get(rule.measure) ?? []), ...columns]);
  }
  for (const each of scheme.effects.flatMap((effect) => effect.when)) {
    if (each.kind === 'measure') measures.set(each.measure, measures.get(each.measure) ?? []);
  }
  return [...measures];
}

function incidentsOf(scheme: Scheme): string[] {
  return scheme.effects
    .flatMap((effect) => effect.when)
    .flatMap((each) => (each.kind === 'incident' ? [each.incident] : []));
}

const someMonths = fc.array(fc.oneof(fc.constant(0), fc.nat(30)), { minLength: 12, maxLength: 12 });

function someMeasure(columns: readonly string[]): fc.Arbitrary<Measure> {
  const column = fc.record({ count: fc.nat(60), months: someMonths });
  return fc
    .record({
      months: someMonths,
      // Null: what the months add up to, as it is in a real freeze.
      count: fc.option(fc.nat(700), { nil: null, freq: 3 }),
      beside: fc.nat(20),
      columns: fc.record(
        Object.fromEntries([...columns, '其他'].map((name) => [name, fc.option(column, { nil: null })])),
      ),
    })
    .map(({ months, count, beside, columns: counted }) => {
      const counting = count ?? months.reduce((total, each) => total + each, 0);
      return {
        count: counting,
        registered: counting + beside,
        notCounted: beside === 0 ? {} : { 'not-published': beside },
        months,
        columns: present(counted),
      };
    });
}

function someItemInputs(item: Item): fc.Arbitrary<ItemInputs> {
  const { rule } = item;
  const levels = rule.kind === 'graded' ? rule.levels : [];
  const periods = rule.kind === 'imported' ? rule.periods : [];
  const causes = item.causes.map((each) => each.id);
  const given = fc.record({ assessor: fc.constantFrom('a1', 'a2'), points: someNumber, reason: someReason });
  const assessment =
    levels.length === 0
      ? given
      : fc.oneof(
          { weight: 1, arbitrary: given },
          {
            weight: 4,
            arbitrary: fc.record({
              assessor: fc.constantFrom('a1', 'a2'),
              points: someNumber,
              level: fc.constantFrom('unheard-of', ...levels.map((each) => each.id)),
              reason: someReason,
            }),
          },
        );
  return fc.record(
    {
      evidence: fc.oneof({ weight: 3, arbitrary: fc.nat(4) }, { weight: 1, arbitrary: fc.constant(0) }),
      kinds: fc.array(fc.constantFrom('screen', 'wechat', 'weibo', 'notice-board'), { maxLength: 6 }),
      assessments: fc.array(assessment, { maxLength: 4 }),
      deductions: fc.array(
        fc.record({
          points: someNumber,
          fact: fc.constant('未公开'),
          document: fc.constantFrom(null, '通报'),
          date: someDay,
        }),
        { maxLength: 4 },
      ),
      checks: fc.dictionary(fc.constantFrom('unheard-of', ...causes), fc.oneof(fc.boolean(), someTimes), {
        noNullPrototype: true,
      }),
      notApplicable: fc.constant({ reason: '没有这项职能' }),
      imported: fc.array(fc.record({ period: fc.constantFrom('别的时段', ...periods), points: someNumber }), {
        maxLength: periods.length + 2,
      }),
    },
    { requiredKeys: ['evidence'] },
  );
}

const someReason = fc.constantFrom(null, '有缺项');
