import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rubric } from '../../shared/domain/rubric/rubric.ts';
import { inputs } from '../../shared/domain/scoring/inputs.ts';
import { someInputsFor } from './some-inputs.ts';
import { someRubric } from './some-rubric.ts';

describe('rubrics and inputs at random', () => {
  test('each rubric is valid as it stands: what was drawn is what the schema gives back', () => {
    fc.assert(
      fc.property(someRubric, (each) => {
        expect(rubric.parse(each)).toEqual(each);
      }),
      { seed: 2018, numRuns: 1_000 },
    );
  });

  test('everything that the format can say is drawn', () => {
    const drawn = JSON.stringify(fc.sample(someRubric, { seed: 2018, numRuns: 500 }));
    const said = [
      ...['presence', 'count', 'target', 'graded', 'imported', 'deductions'],
      ...['incident', 'measure', 'score', 'cause', 'child-failed'],
      ...['zero', 'cap', 'take', 'fix', 'fail', 'veto'],
    ].map((kind) => `"kind":"${kind}"`);
    const options = [
      ...['"of":"kinds"', '"of":"evidence"', '"of":{"measure"', '"per":"year"', '"per":"quarter"'],
      ...['"per":"month"', '"per":"column"', '"wanted":"unit"', '"wanted":{', '"bonus":{"every"'],
      ...[
        '"bonus":{"steps"',
        '"shortfall":{"steps"',
        '"gives":{"steps"',
        '"each":"month"',
        '"each":"quarter"',
      ],
      ...['"levels":[{', '"combine":"mean"', '"combine":"sum"', '"outOf":"', '"each":true', '"most":"'],
      ...['"method":"rescale","within":"part"', '"method":"spread","within":"scheme"', '"method":"move"'],
      ...['"below":"target"', '"of":"base"', '"is":"at-least"', '"of":"total","most"', '"bands":[{'],
      ...['"kind":"points"', '"kind":"bonus"', '"kind":"deductions"', '"classes":"all"', '"classes":["'],
    ];
    expect([...said, ...options].filter((each) => !drawn.includes(each))).toEqual([]);
  });

  test('inputs that are drawn for a rubric are valid', () => {
    fc.assert(
      fc.property(
        someRubric.chain((each) => someInputsFor(each)),
        (each) => {
          expect(inputs.parse(each)).toEqual(each);
        },
      ),
      { seed: 2018, numRuns: 300 },
    );
  });
});
