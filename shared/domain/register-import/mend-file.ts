import type { FoundHeading } from './find-headings.ts';
import { importFindingText } from './import-finding-words.ts';
import { severityOf } from './import-findings.ts';
import type { ImportPlan, PlannedRow } from './plan-import.ts';
import { textOfCell } from './sheet-cells.ts';

/** A sheet of a file that goes back to the unit: the rows that were not taken as they were, each with what to mend. */
export type MendSheet = Readonly<{
  name: string;
  headings: readonly string[];
  rows: readonly Readonly<{ cells: readonly string[]; reasons: string; place: string }>[];
}>;

/** The headings of what we add to a unit's own columns; a file that comes back with them reads over them. */
export const mendHeadings = { reasons: '需要修改的原因', place: '原位置' } as const;

/**
 * The rows of a plan that have something wrong with them, in the sheets and under the headings that the unit gave them, so
 * that the file can be mended and imported as it is.
 */
export function mendSheets({ headings, rows, findings }: ImportPlan): readonly MendSheet[] {
  const reasons = new Map<string, string[]>();
  for (const finding of findings) {
    if (finding.row === null || severityOf(finding.code) !== 'error') continue;
    const place = placeOf(finding.sheet ?? '', finding.row);
    const said = `${finding.column === null ? '' : `${finding.column} 列：`}${importFindingText(finding).zh}`;
    reasons.set(place, [...(reasons.get(place) ?? []), said]);
  }
  const wrong = rows.filter((row) => row.outcome === 'error');
  const sheets = [...new Set(wrong.map((row) => row.sheet))];
  return sheets.map((name) => {
    const own = headings.filter((each) => each.sheet === name && !isOurs(each));
    return {
      name,
      headings: own.map((each) => each.heading),
      rows: wrong
        .filter((row) => row.sheet === name)
        .map((row) => ({
          cells: own.map((each) => cellText(row, each)),
          reasons: (reasons.get(placeOf(row.sheet, row.row)) ?? []).join('\n'),
          place: `${row.row}`,
        })),
    };
  });
}

function placeOf(sheet: string, row: number): string {
  return JSON.stringify([sheet, row]);
}

function isOurs({ heading }: FoundHeading): boolean {
  return heading === mendHeadings.reasons || heading === mendHeadings.place;
}

/** A cell may hold 32,767 characters; nobody mends what is longer than a page. */
const longestText = 2_000;

function cellText(row: PlannedRow, heading: FoundHeading): string {
  return textOfCell(row.cells[heading.index] ?? null).slice(0, longestText);
}
