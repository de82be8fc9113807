import { expect, test } from 'vitest';
import { stretchOf } from '../../../shared/contracts/collection.ts';
import * as collections from '../../../shared/contracts/all-collections.ts';

/**
 * What a unit's score is made from is read by stretches of its partition. A collection that came to lie between would be read with
 * them at every freeze and every standing, and its records, such as applicants' data, are none of their business.
 */
test.each([
  ['what a unit says', [collections.unitConfirmations, collections.evidence, collections.itemFacts]],
  ['what it is given', [collections.unitMeasures, collections.points]],
] as const)('%s lies side by side in the unit’s partition, and nothing else between', (_, read) => {
  const inUnit = Object.values(collections).filter(
    ({ partition }) => partition === collections.registerRows.partition,
  );
  expect(inUnit.length).toBeGreaterThan(8);
  const { from, to } = stretchOf(read);
  const found = inUnit.filter(({ prefix }) => prefix >= from && prefix <= to).map(({ name }) => name);
  expect(found.sort()).toEqual(read.map(({ name }) => name).sort());
});
