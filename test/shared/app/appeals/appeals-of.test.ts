import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appealsOfUnit, appealsOfYear } from '../../../../shared/app/appeals/appeals-of.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import type { Appeal } from '../../../../shared/domain/appeals/appeal.ts';
import { noon, sampleId } from '../../../support/builders.ts';
import { memoryStore } from '../../../support/memory-store.ts';

/** A year's appeals lie in one partition, so a unit must be told its own, all of them, and no other's: also where ids begin alike. */
const appealOf = (unit: string, place: number): Appeal => ({
  cycle: '2018',
  unit,
  id: sampleId(place),
  run: '0001',
  revision: 1,
  item: 'A1',
  grounds: '材料已经报送',
  evidence: [],
  links: [],
  status: 'filed',
  filedAt: noon,
  filedBy: 'clerk',
});

const units = ['001', '002', '0020', '0021', '021', '100002'];
const numbers = fc.tuple(...units.map(() => fc.integer({ min: 0, max: 60 })));

test('each unit has its own appeals and no other’s, however many there are of it and of those beside it', async () => {
  await fc.assert(
    fc.asyncProperty(numbers, async (counts) => {
      const store = memoryStore();
      for (const [index, unit] of units.entries())
        for (let place = 0; place < (counts[index] ?? 0); place += 1) {
          const appeal = appealOf(unit, place);
          await store.put(collections.appeals, { cycle: '2018', unit, appeal: appeal.id }, appeal);
        }
      for (const [index, unit] of units.entries()) {
        const found = (await appealsOfUnit(store, { cycle: '2018', unit })).map(({ value }) => value);
        expect(found.map(({ id }) => id).sort()).toEqual(
          Array.from({ length: counts[index] ?? 0 }, (_, place) => sampleId(place)).sort(),
        );
        expect(found.every((each) => each.unit === unit)).toBe(true);
      }
      expect(await appealsOfYear(store, '2018')).toHaveLength(counts.reduce((sum, each) => sum + each, 0));
    }),
    { numRuns: 20 },
  );
});
