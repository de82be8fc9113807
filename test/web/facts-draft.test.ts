import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ItemFacts } from '../../shared/domain/assessment/unit-facts.ts';
import { itemsOf } from '../../shared/domain/rubric/rubric.ts';
import { draftOfFacts, factsOfDraft, isScore } from '../../web/src/office/facts/item-facts-draft.ts';
import { draftOfMeasure, monthsOf } from '../../web/src/office/facts/measure-draft.ts';
import { rubricWithFacts } from '../support/rubric-with-facts.ts';

/** What is recorded of a unit, as it stands in a form: opening it and saving it changes nothing. */

const imported = itemsOf(rubricWithFacts().schemes[0]!).find(({ code }) => code === 'C4')!;
const recordedAt = '2018-06-15T04:00:00.000Z';

test('facts that are opened and sent again are the same, also of a period that the rubric has no more', () => {
  const points = fc.integer({ min: 0, max: 1_000_000 }).map((of) => String(of / 10_000));
  const of = fc.record({
    notApplicable: fc.option(fc.record({ reason: fc.constantFrom('没有许可事项', '撤并') })),
    imported: fc
      .subarray(['上半年', '下半年', '三季度'])
      .chain((periods) =>
        fc.tuple(...periods.map((period) => fc.record({ period: fc.constant(period), points }))),
      ),
  });
  fc.assert(
    fc.property(of, (facts) => {
      const recorded: ItemFacts = { cycle: '2018', unit: '003', item: 'C4', recordedAt, ...facts };
      expect(factsOfDraft(draftOfFacts(imported, recorded))).toEqual(facts);
    }),
  );
});

test('a count that is opened and sent again is the same; an empty month has none, and words are no count', () => {
  const months = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(months, (counts) => {
      const recorded = { cycle: '2018', unit: '003', measure: 'adopted', months: counts, recordedAt };
      expect(monthsOf(draftOfMeasure(recorded))).toEqual(counts);
    }),
  );
  const empty = draftOfMeasure(null);
  expect(monthsOf(empty)).toEqual(Array(12).fill(0));
  for (const wrong of ['三', '-1', '1.5', '100001', '1e3'])
    expect(monthsOf([wrong, ...empty.slice(1)]), wrong).toBeNull();
});

test('a score is a number from nothing up to what the item’s periods are out of', () => {
  for (const right of ['', '0', '86.5', '100', '99.9999']) expect(isScore(right, imported), right).toBe(true);
  for (const wrong of ['100.1', '-1', '.5', '86，5', '86.55555', '八十'])
    expect(isScore(wrong, imported), wrong).toBe(false);
});
