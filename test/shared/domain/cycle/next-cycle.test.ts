import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  nextBody,
  nextUnits,
  type NextCycleEntry,
  type UnitReform,
} from '../../../../shared/domain/cycle/next-cycle.ts';
import { follow } from '../../../../shared/domain/people/member.ts';
import { sampleBody, sampleMember, sampleUnit } from '../../../support/builders.ts';

const units = [
  sampleUnit({ id: '001', order: 1, name: '政府办', target: 100 }),
  sampleUnit({ id: '002', order: 2, name: '国税局', target: 41 }),
  sampleUnit({ id: '003', order: 3, name: '地税局', target: 60 }),
  sampleUnit({ id: '004', order: 4, name: '农林局', target: 80, parent: '003' }),
];
const entry = (reforms: UnitReform[], over: Partial<NextCycleEntry> = {}): NextCycleEntry => ({
  cycle: '2019',
  title: '2019年评价',
  window: { opensOn: '2019-01-01', closesOn: '2019-12-31' },
  reforms,
  targets: { kind: 'same' },
  exceptions: [],
  bodies: null,
  ...over,
});
const tax: UnitReform = {
  kind: 'merge',
  units: ['002', '003'],
  into: { id: '005', name: '税务局', class: 'department' },
};
const farms: UnitReform = {
  kind: 'split',
  unit: '004',
  into: [
    { id: '004', name: '农业农村局', class: 'department', target: 50 },
    { id: '006', name: '林业局', class: 'department', target: 30 },
  ],
};
const next = (reforms: UnitReform[], over: Partial<NextCycleEntry> = {}) =>
  nextUnits(units, entry(reforms, over));

describe('the units of the year that follows', () => {
  test('without a reform: the same, in their order, and nobody comes from anybody else', () => {
    const { units: found } = next([]);
    expect(found).toEqual(units.map((unit) => ({ ...unit, cycle: '2019', from: [] })));
  });

  test('merged, split, renamed, abolished and established, as in 2019: each with where it comes from', () => {
    const { units: found, successors } = next([
      tax,
      farms,
      { kind: 'abolish', unit: '001' },
      { kind: 'establish', id: '007', name: '医疗保障局', class: 'department', target: 20 },
    ]);
    expect(found.map(({ id, order, name, target, from }) => [id, order, name, target, from])).toEqual([
      ['005', 1, '税务局', 101, ['002', '003']],
      ['004', 2, '农业农村局', 50, ['004']],
      ['006', 3, '林业局', 30, ['004']],
      ['007', 4, '医疗保障局', 20, []],
    ]);
    // Above the farms' office stood 003, which is part of 005 now.
    expect(found.find(({ id }) => id === '006')?.parent).toBe('005');
    expect(Object.fromEntries(successors)).toEqual({
      '001': [],
      '002': ['005'],
      '003': ['005'],
      '004': ['004', '006'],
    });
    expect(next([{ kind: 'rename', unit: '002', name: '税务局' }]).units[1]).toMatchObject({
      id: '002',
      name: '税务局',
      from: [],
    });
  });

  test.each([
    [120, 49],
    [50, 21],
    [100, 41],
    [1, 0],
  ])(
    'targets by %s per cent: of 41 that is %s, halves upwards; stated ones and exceptions stand',
    (percent, of41) => {
      const { units: found } = next([farms], {
        targets: { kind: 'percent', percent },
        exceptions: [{ unit: '001', target: 7 }],
      });
      const targets = Object.fromEntries(found.map(({ id, target }) => [id, target]));
      expect(targets).toMatchObject({ '001': 7, '002': of41, '004': 50, '006': 30 });
    },
  );

  test.each<readonly [string, UnitReform[]]>([
    ['a unit that is not there', [{ kind: 'abolish', unit: '900' }]],
    ['a unit twice', [{ kind: 'abolish', unit: '002' }, tax]],
    ['a number that is another unit’s', [{ ...tax, into: { ...tax.into, id: '001' } }]],
    [
      'a number that a reform has given away',
      [tax, { kind: 'establish', id: '005', name: '新局', class: 'department', target: 1 }],
    ],
    [
      'the number of a unit that was',
      [
        { kind: 'abolish', unit: '001' },
        { kind: 'establish', id: '001', name: '新局', class: 'department', target: 1 },
      ],
    ],
  ])('a reform of %s is not possible, and is named by its place', (_, reforms) => {
    let refused: unknown;
    try {
      next(reforms);
    } catch (error) {
      refused = error;
    }
    expect(refused).toMatchObject({ code: 'reform-not-possible', details: { place: reforms.length } });
  });

  test('an exception for a unit that the next year does not have is a mistake', () => {
    expect(() => next([tax], { exceptions: [{ unit: '002', target: 1 }] })).toThrow(
      expect.objectContaining({ code: 'unit-unknown' }),
    );
  });

  test('whatever is reformed: every number once, an unbroken order, and no target lost by merging', () => {
    const merges = fc.uniqueArray(fc.constantFrom('001', '002', '003', '004'), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(merges, fc.constantFrom('005', '006'), (parts, id) => {
        const { units: found } = next([
          { kind: 'merge', units: parts, into: { id, name: '合', class: 'department' } },
        ]);
        expect(new Set(found.map((unit) => unit.id)).size).toBe(found.length);
        expect(found.map(({ order }) => order)).toEqual(found.map((_, index) => index + 1));
        const sum = (all: readonly Readonly<{ target: number }>[]) =>
          all.reduce((total, { target }) => total + target, 0);
        expect(sum(found)).toBe(sum(units));
      }),
    );
  });
});

describe('what hangs on a unit', () => {
  const made = next([tax, farms, { kind: 'abolish', unit: '001' }]);

  test.each([
    ['001', null],
    ['002', '005'],
    ['004', '004'],
    [null, null],
  ])('a lead body of %s is the body of %s', (unit, after) => {
    expect(nextBody(sampleBody({ unit }), '2019', made)).toMatchObject({ cycle: '2019', unit: after });
  });

  test('who keeps a unit’s books keeps those of what has become of it, and is still recused from the old one', () => {
    const clerk = sampleMember('clerk', [{ role: 'unit-staff', unit: '002' }], '002');
    expect(follow(clerk, made.successors)).toEqual({
      ...clerk,
      homeUnit: '005',
      formerUnits: ['002'],
      roles: [
        { role: 'unit-staff', unit: '002' },
        { role: 'unit-staff', unit: '005' },
      ],
    });
  });

  test('nobody else changes; done twice, it is done', () => {
    const admin = sampleMember('admin', [{ role: 'county-admin' }]);
    expect(follow(admin, made.successors)).toBe(admin);
    const clerk = follow(
      sampleMember('clerk', [{ role: 'unit-staff', unit: '003' }], '003'),
      made.successors,
    );
    expect(follow(clerk, made.successors)).toBe(clerk);
  });
});
