import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countRegister } from '../../../../shared/domain/register/count-register.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import { create } from '../../../../shared/app/writes.ts';
import type { RegisterEntry } from '../../../../shared/domain/register/register-row.ts';
import { sampleCycle, sampleRow } from '../../../support/builders.ts';
import { registerCells, registerCsv, type SheetCell } from '../../../support/spreadsheets.ts';
import { audit } from '../world.ts';
import { importWorld } from './import-world.ts';

const runs = { seed: 2018, numRuns: 40 };
const day = fc
  .integer({ min: 0, max: 380 })
  .map((days) => new Date(Date.UTC(2017, 11, 28) + days * 86_400_000).toISOString().slice(0, 10));

/** Rows of which many repeat each other's page, or title and day; some are unreviewed, late or of another year. */
const cells = fc
  .record({
    title: fc.integer({ min: 1, max: 5 }),
    page: fc.option(fc.integer({ min: 1, max: 5 })),
    publishedOn: fc.constantFrom('2018-02-01', '2018-02-02', '2018-03-01', '2017-12-31'),
    reviewedOn: fc.option(fc.constantFrom('2018-02-01', '2018-03-01')),
  })
  .map(({ title, page, publishedOn, reviewedOn }): SheetCell[] =>
    registerCells(1, {
      标题: `标题${title}`,
      网址: page === null ? '' : `http://demo.example.cn/${page}`,
      公开日期: publishedOn,
      保密审查人: reviewedOn === null ? '' : '甲',
      保密审查日期: reviewedOn ?? '',
    }),
  );

async function countAfter(rows: readonly SheetCell[][]): Promise<number> {
  const imports = await importWorld();
  await imports.addAll(await imports.send(registerCsv(rows), '台账.csv'));
  return countRegister(await imports.rows(), sampleCycle()).count;
}

test('the order of a file’s rows does not matter for the count', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(cells, { maxLength: 12 }), async (rows) => {
      const byText = [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
      expect(await countAfter([...rows].reverse())).toBe(await countAfter(byText));
    }),
    runs,
  );
});

test('leaving duplicates out does not change the count: they would not have counted', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(cells, { maxLength: 12 }), async (rows) => {
      const imports = await importWorld();
      const id = await imports.send(registerCsv(rows), '台账.csv');
      const { totals } = await imports.check(id);
      await imports.addAll(id);
      expect(totals.add + totals.duplicate + totals.error).toBe(rows.length);
      const judged = countRegister(await imports.rows(), sampleCycle());
      expect(judged.notCounted.duplicate).toBe(0);
    }),
    runs,
  );
});

test('a file in two halves, in any order, then whole: the whole adds nothing, and the count is the whole’s own', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(cells, { minLength: 2, maxLength: 10 }), async (rows) => {
      const imports = await importWorld();
      const middle = Math.floor(rows.length / 2);
      for (const part of [rows.slice(middle), rows.slice(0, middle), rows]) {
        await imports.addAll(await imports.send(registerCsv(part), '台账.csv'));
      }
      const stands = await imports.rows();
      expect((await imports.check(await imports.send(registerCsv(rows), '台账.csv'))).totals.add).toBe(0);
      expect(countRegister(stands, sampleCycle()).count).toBe(await countAfter(rows));
    }),
    runs,
  );
});

/** Whatever the register may hold, but for marks that turn text around, which an import refuses, and those that say "nothing". */
const line = fc
  .string({
    unit: fc.constantFrom('公', '开', 'a', '1', ' ', '=', '"', ',', '_x000D_', '𠮷', '\u200b', '<'),
    minLength: 1,
    maxLength: 40,
  })
  .map((text) => `号${text}`.trim());
const entry: fc.Arbitrary<RegisterEntry> = fc.record({
  title: line,
  column: fc.constantFrom('notices', 'policies', 'plans'),
  documentNumber: fc.option(line),
  url: fc.option(fc.webUrl({ withQueryParameters: true, withFragments: true })),
  madeOn: day,
  publishedOn: day,
  responsibleOffice: line,
  secrecyReview: fc.option(fc.record({ reviewer: line, reviewedOn: day })),
});

test('a register that is given out and brought in elsewhere is the same register', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(entry, { maxLength: 12, selector: (each) => each.title }),
      async (entries) => {
        const from = await importWorld();
        const own = entries.map((each, index) => ({
          ...each,
          // Each its own page: rows that repeat another are left out by an import.
          url:
            each.url === null ? null : `http://demo.example.cn/${index}?from=${encodeURIComponent(each.url)}`,
        }));
        if (own.length > 0)
          await from.world.store.commit({
            stream: streams.unit('2018', '002'),
            audit: audit('register.add'),
            writes: own.map((each, index) => {
              const row = sampleRow(index, each);
              return create(collections.registerRows, { cycle: '2018', unit: '002', row: row.id }, row);
            }),
          });
        const to = await importWorld();
        const id = await to.send(await from.registerFile());
        await to.addAll(id);
        const said = (rows: readonly { entry: RegisterEntry }[]) =>
          rows.map((row) => JSON.stringify(row.entry)).sort();
        expect(said(await to.rows())).toEqual(said(await from.rows()));
      },
    ),
    runs,
  );
});
