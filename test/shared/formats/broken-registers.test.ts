import { expect, test } from 'vitest';
import { boundedInflate } from '../../../functions/adapters/inspection/bounded-inflate.ts';
import { fingerprintOf, idFrom } from '../../../shared/app/new-id.ts';
import { importFindingText } from '../../../shared/domain/register-import/import-finding-words.ts';
import { severityOf, type ImportFinding } from '../../../shared/domain/register-import/import-findings.ts';
import { planImport, type ImportPlan } from '../../../shared/domain/register-import/plan-import.ts';
import { readRegisterFile } from '../../../shared/formats/read-register-file.ts';
import { brokenRegisters } from '../../support/broken-registers.ts';
import { noon, sampleCycle } from '../../support/builders.ts';

async function planOf(bytes: Uint8Array): Promise<ImportPlan> {
  const read = await readRegisterFile(bytes, boundedInflate);
  if (!read.ok)
    return { headings: [], findings: [{ ...read.fault, sheet: null, row: null, column: null }], rows: [] };
  return planImport(read.file, {
    cycle: sampleCycle(),
    unit: '002',
    now: { at: noon, today: '2018-06-15' },
    remembered: new Map(),
    existing: [],
    idOf: (entry) => idFrom('test', fingerprintOf(entry)),
  });
}

function counted(codes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

test.each(brokenRegisters)('$name', async ({ bytes, add, aside = {}, found }) => {
  const plan = await planOf(bytes());
  expect(counted(plan.findings.map((finding) => finding.code))).toEqual(found);
  const outcomes = counted(plan.rows.map((row) => row.outcome));
  expect(outcomes).toEqual({ ...(add === 0 ? {} : { add }), ...aside });
  plan.findings.forEach(isWellSaid);
});

/** Whatever a file holds, what is said of it is whole sentences with nothing hidden in them, and an error says its place. */
function isWellSaid(finding: ImportFinding): void {
  const { zh, en } = importFindingText(finding);
  expect(zh).toMatch(/\p{Script=Han}.*。$/su);
  expect(en).toMatch(/^[A-Z“].*\.$/s);
  for (const text of [zh, en]) {
    expect(text).not.toMatch(/\{\w+\}|[\p{Cc}\p{Cf}]/u);
    expect(text.length).toBeLessThan(1_000);
  }
  if (finding.row !== null && severityOf(finding.code) === 'error' && finding.code !== 'review-contradicts')
    expect([finding.sheet, finding.column ?? finding.code]).not.toContain(null);
}

test('at least thirty of them are broken, so that the list above means something', () => {
  expect(brokenRegisters.filter(({ found }) => Object.keys(found).length > 0).length).toBeGreaterThan(60);
});
