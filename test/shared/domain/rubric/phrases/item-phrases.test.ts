import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  explain,
  isUnderstood,
  printPhrase,
} from '../../../../../shared/domain/rubric/phrases/match-clause.ts';
import { readLines } from '../../../../../shared/domain/rubric/phrases/read-lines.ts';
import { itemPhrases, readItemPhrases } from '../../../../../shared/domain/rubric/phrases/item-phrases.ts';
import {
  conditionPhrase,
  consequencePhrase,
  readCondition,
  readConsequence,
} from '../../../../../shared/domain/rubric/phrases/effect-phrases.ts';
import { itemsOf } from '../../../../../shared/domain/rubric/rubric.ts';
import { someRubric } from '../../../../support/some-rubric.ts';

const placed = (text: string) =>
  readLines(text, 'rule').map((phrase) => {
    if (!isUnderstood(phrase)) throw new Error(`${phrase.text}: ${explain(phrase).zh}`);
    return { phrase, at: 0 };
  });

describe('what an item’s cell says', () => {
  test('every item that there can be is printed in sentences that say the same item again', () => {
    fc.assert(
      fc.property(someRubric, (rubric) => {
        for (const item of rubric.schemes.flatMap(itemsOf)) {
          const { rule, causes, notApplicable, evidence, assessor, guidance } = item;
          const said = { rule, causes, notApplicable, evidence, assessor, guidance };
          const phrases = itemPhrases(item);
          const read = placed(phrases.map(printPhrase).join('\n'));
          expect(read.map(({ phrase }) => phrase)).toEqual(phrases);
          expect(readItemPhrases(read)).toMatchObject({ value: said, faults: [] });
        }
      }),
      { seed: 2018, numRuns: 500 },
    );
  });

  test('every condition and consequence that there can be is printed in a sentence that says the same', () => {
    fc.assert(
      fc.property(someRubric, (rubric) => {
        for (const effect of rubric.schemes.flatMap((scheme) => scheme.effects)) {
          const when = effect.when.map((each) => printPhrase(conditionPhrase(each))).join('\n');
          const then = effect.then.map((each) => printPhrase(consequencePhrase(each))).join('\n');
          expect(
            readLines(when, 'condition').map((each) => (isUnderstood(each) ? readCondition(each) : each)),
          ).toEqual(effect.when);
          expect(
            readLines(then, 'consequence').map((each) => (isUnderstood(each) ? readConsequence(each) : each)),
          ).toEqual(effect.then);
        }
      }),
      { seed: 2018, numRuns: 500 },
    );
  });
});
