import { mostShown } from '../../contracts/import-views.ts';
import { requireUnitReader } from '../../domain/people/member.ts';
import { importFindingText } from '../../domain/register-import/import-finding-words.ts';
import {
  severityOf,
  shown,
  type ImportFinding,
  type ImportFindingCode,
} from '../../domain/register-import/import-findings.ts';
import { planTotals, type ImportPlan, type PlannedRow } from '../../domain/register-import/plan-import.ts';
import type { UseCase } from '../use-case.ts';
import { importView } from './import-view.ts';
import { readImport, type ImportDeps } from './read-import.ts';

/** The dry run of an import: what it would do and what is wrong with it, down to the cell. Changes nothing. */
export function checkImport(deps: ImportDeps): UseCase<'checkImport'> {
  return async ({ member, params }) => {
    requireUnitReader(member, params.unit);
    const { record, plan, reading } = await readImport(deps, params);
    return {
      import: importView(record.value),
      reading,
      totals: planTotals(plan),
      headings: plan.headings.map(({ sheet, column, heading, field, by }) => ({
        sheet,
        column,
        heading: shown(heading),
        field,
        by,
      })),
      found: countByCode(plan.findings),
      findings: shownFindings(plan.findings),
      rows: shownRows(plan),
    };
  };
}

function countByCode(findings: readonly ImportFinding[]) {
  const counts = new Map<ImportFindingCode, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => ({ code, severity: severityOf(code), count }));
}

function shownFindings(findings: readonly ImportFinding[]) {
  const said = findings.map((finding) => ({ finding, severity: severityOf(finding.code) }));
  const errorsFirst = [
    ...said.filter((each) => each.severity === 'error'),
    ...said.filter((each) => each.severity === 'note'),
  ];
  return errorsFirst.slice(0, mostShown.findings).map(({ severity, finding }) => {
    const { code, sheet, row, column } = finding;
    return { severity, code, sheet, row, column, message: importFindingText(finding) };
  });
}

function shownRows({ rows }: ImportPlan) {
  const counts = new Map<PlannedRow['outcome'], number>();
  return rows.flatMap((row) => {
    const before = counts.get(row.outcome) ?? 0;
    counts.set(row.outcome, before + 1);
    if (row.outcome === 'error' || before >= mostShown.rows) return [];
    const { title, column, publishedOn } = row.entry;
    const of = row.outcome === 'add' ? null : row.of;
    return [{ sheet: row.sheet, row: row.row, outcome: row.outcome, title, column, publishedOn, of }];
  });
}
