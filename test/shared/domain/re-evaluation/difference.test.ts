import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceOf, sumOfLines } from '../../../../shared/domain/re-evaluation/difference.ts';
import {
  applyChanges,
  unitOf,
  type InputsChange,
} from '../../../../shared/domain/re-evaluation/inputs-change.ts';
import { Refusal } from '../../../../shared/domain/errors.ts';
import type { Inputs } from '../../../../shared/domain/scoring/inputs.ts';
import { score } from '../../../../shared/domain/scoring/score.ts';
import { someInputsFor } from '../../../support/some-inputs.ts';
import { inputsOf, libraryRubric, perfectUnit, register, rubric2018 } from '../../../support/scoring.ts';

const reason = '复核后更正';
const derivedFrom = { revision: 1, inputsSha256: 'a'.repeat(64), at: '2019-02-01T00:00:00.000Z' };
const three = inputsOf([
  perfectUnit({ unit: '001', order: 1, measures: register(300) }),
  perfectUnit({ unit: '002', order: 2, measures: register(250) }),
  perfectUnit({ unit: '003', order: 3, measures: register(100) }),
]);
const differenceBy = (published: Inputs, changes: readonly InputsChange[], rubric = rubric2018) =>
  differenceOf(
    score(rubric, published),
    score(rubric, applyChanges(published, changes, derivedFrom)),
    changes,
    1,
  );

describe('what a re-evaluation changed', () => {
  test('nothing: no unit stands in it', () => {
    expect(differenceBy(three, [])).toMatchObject({ units: [], unchanged: 3, from: 1 });
  });

  test('one item of one unit: its line, its total, and the ranks of those it passed or fell behind', () => {
    const found = differenceBy(three, [
      { kind: 'item-points', unit: '001', item: 'C6', points: '20', appeal: null, reason },
    ]);
    expect(found.units).toMatchObject([
      {
        unit: '001',
        total: { gained: '-5' },
        rank: { before: 1, after: 2 },
        lines: [{ where: 'item', code: 'C6', before: '25', after: '20', gained: '-5', why: [0] }],
      },
      { unit: '002', total: { gained: '0' }, rank: { before: 2, after: 1 }, lines: [] },
    ]);
    expect(found.unchanged).toBe(1);
  });

  test('a leak: every item that it took is a line, and each says that change', () => {
    const leak = { kind: 'leak', decidedOn: '2018-02-01', document: '号', reason: '通报' };
    const [unit] = differenceBy(three, [
      { kind: 'target', unit: '002', target: 200, reason },
      { kind: 'incidents', unit: '003', incidents: [leak], reason },
    ]).units.filter((each) => each.unit === '003');
    // C1 had nothing left to lose: 140 short of 240.
    expect(unit!.lines.map(({ code }) => code).join(' ')).toBe('A1 A2 A3 C2 C3 C4 C5 C6 C7 C8 C9 C10');
    for (const line of unit!.lines) expect(line.why).toEqual([1]);
  });

  test('the city’s deduction moves the total beside the items, in a line of its own', () => {
    const body: Inputs['bodies'][number] = {
      id: 'civil-affairs',
      name: '民政局',
      unit: '002',
      item: 'D3',
      handIn: { state: 'handed-in', at: null, note: null },
    };
    const taken = {
      id: '1',
      body: body.id,
      item: 'D3',
      points: '1',
      document: '市文',
      fact: '事',
      decidedOn: '2018-11-30',
    };
    const [unit] = differenceBy({ ...three, bodies: [body] }, [
      { kind: 'city-deductions', cityDeductions: [taken, { ...taken, id: '2', points: '0.5' }], reason },
    ]).units;
    expect(unit).toMatchObject({
      unit: '002',
      lines: [{ where: 'total', code: 'city-deduction', before: '0', after: '-3', gained: '-3', why: [0] }],
    });
  });

  test('a unit that only one of the results has cannot be compared', () => {
    const fewer = inputsOf(three.units.slice(0, 2));
    expect(() => differenceOf(score(rubric2018, fewer), score(rubric2018, three), [], 1)).toThrow('003');
  });
});

/** Changes at random of inputs: some of one unit, some of another. */
function someChanges({ units }: Inputs): fc.Arbitrary<InputsChange[]> {
  if (units.length === 0) return fc.constant([]);
  const unit = fc.constantFrom(...units.map((each) => each.unit));
  const facts = fc.constantFrom(...units.flatMap((each) => Object.entries(each.items)), [
    'C1',
    { evidence: 2 },
  ] as const);
  const points = fc.nat(300).map((tenths) => String(tenths / 10));
  const change: fc.Arbitrary<InputsChange> = fc.oneof(
    fc.record({ unit, points, of: facts }).map(({ unit: id, points: decided, of: [item] }): InputsChange => ({
      kind: 'item-points',
      unit: id,
      item,
      points: decided,
      appeal: null,
      reason,
    })),
    fc.record({ unit, of: facts }).map(({ unit: id, of: [item, given] }): InputsChange => {
      const { decided: _, ...rest } = { decided: undefined, ...given };
      return { kind: 'item-facts', unit: id, item, facts: rest, reason };
    }),
    fc
      .record({ unit, target: fc.nat(400) })
      .map((each): InputsChange => ({ kind: 'target', ...each, reason })),
    unit.map((id): InputsChange => ({ kind: 'incidents', unit: id, incidents: [], reason })),
  );
  return fc.array(change, { maxLength: 5 });
}

/** The inputs with those of the changes that change anything. */
function withThose(published: Inputs, wanted: readonly InputsChange[]) {
  const changes: InputsChange[] = [];
  let after = published;
  for (const change of wanted) {
    try {
      after = applyChanges(after, [change], derivedFrom);
      changes.push(change);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return { changes, after };
}

describe.each([rubric2018, libraryRubric('two-parts')])(
  'for any inputs and changes, by rubric $id',
  (rubric) => {
    const anyCase = someInputsFor(rubric).chain((inputs) =>
      someChanges(inputs).map((wanted) => ({ inputs, ...withThose(inputs, wanted) })),
    );

    test('every changed point is accounted for: a unit’s lines add up to what its total gained, and each has its cause', () => {
      fc.assert(
        fc.property(anyCase, ({ inputs, after, changes }) => {
          const [was, is] = [score(rubric, inputs), score(rubric, after)];
          const found = differenceOf(was, is, changes, 1);
          for (const unit of found.units) {
            expect(sumOfLines(unit)).toBe(unit.total.gained);
            for (const line of unit.lines) expect(line.why.length).toBeGreaterThan(0);
          }
          expect(found.units.length + found.unchanged).toBe(inputs.units.length);
        }),
        { numRuns: 300 },
      );
    });

    test('a unit that no change names keeps every point; who is not in it has the points and ranks of before', () => {
      fc.assert(
        fc.property(anyCase, ({ inputs, after, changes }) => {
          const [was, is] = [score(rubric, inputs), score(rubric, after)];
          const found = differenceOf(was, is, changes, 1);
          const named = new Set(changes.map(unitOf));
          for (const unit of found.units) if (!named.has(unit.unit)) expect(unit.lines).toEqual([]);
          const moved = new Set(found.units.map(({ unit }) => unit));
          const placeOf = (units: typeof was.units) =>
            units
              .filter(({ unit }) => !moved.has(unit))
              .map(({ unit, total, rank }) => ({ unit, total, rank }));
          expect(placeOf(is.units)).toEqual(placeOf(was.units));
        }),
        { numRuns: 200 },
      );
    });
  },
);
