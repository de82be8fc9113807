import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importField, type ImportField } from '../../../../shared/domain/register-import/import-fields.ts';
import { severityOf } from '../../../../shared/domain/register-import/import-findings.ts';
import { columnNames, readRow } from '../../../../shared/domain/register-import/read-row.ts';
import type { Cell } from '../../../../shared/domain/register-import/sheet-cells.ts';
import { registerEntry } from '../../../../shared/domain/register/register-row.ts';
import { sampleCycle } from '../../../support/builders.ts';

const context = {
  year: '2018',
  today: '2018-06-15',
  from1904: false,
  columns: columnNames(sampleCycle().columns),
  known: '公告公示、政策文件、规划计划',
};
const right: Record<ImportField, Cell | null> = {
  title: { kind: 'text', text: '标题' },
  column: { kind: 'text', text: '公告公示' },
  documentNumber: null,
  url: { kind: 'text', text: 'http://demo.example.cn/1' },
  madeOn: { kind: 'text', text: '2018-03-12' },
  publishedOn: { kind: 'day', day: '2018-03-12' },
  responsibleOffice: { kind: 'text', text: '办公室' },
  reviewer: { kind: 'text', text: '甲' },
  reviewMark: { kind: 'text', text: '是' },
  reviewedOn: { kind: 'number', number: 43_171 },
  none: null,
};
const anyCell: fc.Arbitrary<Cell | null> = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'binary', maxLength: 250 }).map((text): Cell => ({ kind: 'text', text })),
  fc.webUrl().map((text): Cell => ({ kind: 'text', text })),
  fc.double().map((number): Cell => ({ kind: 'number', number })),
  fc.integer({ min: 40_000, max: 45_000 }).map((number): Cell => ({ kind: 'number', number })),
  fc.boolean().map((flag): Cell => ({ kind: 'flag', flag })),
  fc.constant<Cell>({ kind: 'error', text: '#REF!' }),
);

test('whatever a cell holds, a row is either an entry that the register takes or says what is wrong with it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...importField.options), anyCell, (field, cell) => {
      const { entry, findings } = readRow((of) => (of === field ? cell : right[of]), context);
      const errors = findings.filter(({ code }) => severityOf(code) === 'error');
      expect(entry === null).toBe(errors.length > 0);
      if (entry !== null) expect(registerEntry.parse(entry)).toEqual(entry);
    }),
    { seed: 2018, numRuns: 2_000 },
  );
});

test('no two findings of one row say the same of the same cell', () => {
  fc.assert(
    fc.property(fc.array(anyCell, { minLength: 11, maxLength: 11 }), (cells) => {
      const { findings } = readRow((of) => cells[importField.options.indexOf(of)] ?? null, context);
      const said = findings.map(({ code, field }) => `${code} ${field}`);
      expect(new Set(said).size).toBe(said.length);
    }),
    { seed: 2018 },
  );
});
