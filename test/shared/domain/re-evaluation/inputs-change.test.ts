import { describe, expect, test } from 'vitest';
import {
  applyChanges,
  inputsChange,
  isInScope,
  unitOf,
  type InputsChange,
} from '../../../../shared/domain/re-evaluation/inputs-change.ts';
import { checkInputs } from '../../../../shared/domain/scoring/check-inputs.ts';
import type { Inputs } from '../../../../shared/domain/scoring/inputs.ts';
import { inputsOf, perfectUnit, register, rubric2018 } from '../../../support/scoring.ts';

const reason = '复核后更正';
const derivedFrom = { revision: 1, inputsSha256: 'a'.repeat(64), at: '2019-02-01T00:00:00.000Z' };
const body: Inputs['bodies'][number] = {
  id: 'civil-affairs',
  name: '民政局',
  unit: '002',
  item: 'D3',
  handIn: { state: 'handed-in', at: null, note: null },
};
const city: Inputs['cityDeductions'][number] = {
  id: '1',
  body: 'civil-affairs',
  item: 'D3',
  points: '1',
  document: '市文',
  fact: '未更新',
  decidedOn: '2018-11-30',
};
const published = inputsOf([perfectUnit({ unit: '001', order: 1 }), perfectUnit({ unit: '002', order: 2 })], {
  bodies: [body],
});
const apply = (...changes: InputsChange[]) => applyChanges(published, changes, derivedFrom);
const unitIn = (inputs: Inputs, id: string) => inputs.units.find(({ unit }) => unit === id)!;

/** One of each kind, on unit 001 or the whole year. */
const changes: Readonly<Record<InputsChange['kind'], InputsChange>> = {
  'item-points': { kind: 'item-points', unit: '001', item: 'C3', points: '4', appeal: null, reason },
  'item-facts': { kind: 'item-facts', unit: '001', item: 'C3', facts: { evidence: 3 }, reason },
  measure: { kind: 'measure', unit: '001', measure: 'register', value: register(10)['register']!, reason },
  target: { kind: 'target', unit: '001', target: 7, reason },
  incidents: {
    kind: 'incidents',
    unit: '001',
    incidents: [{ kind: 'leak', decidedOn: '2018-02-01', document: '号', reason: '通报' }],
    reason,
  },
  'city-deductions': { kind: 'city-deductions', cityDeductions: [city], reason },
  rubric: { kind: 'rubric', version: 2, reason },
};
const all = Object.values(changes);

describe.each(all)('a change of $kind', (change) => {
  test('parses, changes what it names and says what the new snapshot was made from', () => {
    expect(inputsChange.parse(change)).toEqual(change);
    const after = apply(change);
    expect(after.derivedFrom).toEqual(derivedFrom);
    expect({ ...after, derivedFrom: undefined }).not.toEqual({ ...published, derivedFrom: undefined });
  });

  test('leaves the published inputs as they are, and every unit that it does not name', () => {
    const before = JSON.stringify(published);
    const after = apply(change);
    expect(JSON.stringify(published)).toBe(before);
    if (unitOf(change) !== null) expect(unitIn(after, '002')).toBe(unitIn(published, '002'));
  });

  test('that finds everything as it wants it is a mistake, and is named by its place', () => {
    expect(() => apply(change, change)).toThrow(
      expect.objectContaining({ code: 'change-without-effect', details: { place: 2 } }),
    );
  });

  test('is in the scope of everything', () => {
    expect(isInScope(change, { kind: 'all' })).toBe(true);
  });
});

test.each([
  ['item-points', true, true],
  ['item-facts', true, true],
  ['measure', true, false],
  ['target', true, false],
  ['incidents', true, false],
  ['city-deductions', false, false],
  ['rubric', false, false],
] as const)(
  '%s: within its unit %s, within its item %s, within another unit or item never',
  (kind, unit, item) => {
    const change = changes[kind];
    expect(isInScope(change, { kind: 'units', units: ['002', '001'] })).toBe(unit);
    expect(isInScope(change, { kind: 'units', units: ['002'] })).toBe(false);
    expect(isInScope(change, { kind: 'item', item: 'C3' })).toBe(item);
    expect(isInScope(change, { kind: 'item', item: 'C4' })).toBe(false);
  },
);

test('a unit that the report does not have is unknown', () => {
  const change: InputsChange = { kind: 'target', unit: '900', target: 1, reason };
  expect(() => apply(change)).toThrow(expect.objectContaining({ code: 'unit-unknown' }));
});

test('the city’s deductions stand in the list and at the body’s own unit, so that the inputs fit the rubric', () => {
  const after = apply(changes['city-deductions']);
  expect(unitIn(after, '002').cityDeductions).toEqual([
    { body: 'civil-affairs', item: 'D3', points: '1', document: '市文' },
  ]);
  expect(checkInputs(rubric2018, after)).toEqual([]);
});

test('points that were decided give way to facts that are stated after them', () => {
  const after = apply(changes['item-points'], changes['item-facts']);
  expect(unitIn(after, '001').items['C3']).toEqual({ evidence: 3 });
});
