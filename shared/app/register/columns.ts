import type { Cycle } from '../../domain/cycle/cycle.ts';
import { refuse, type RefusalFinding } from '../../domain/errors.ts';
import type { RegisterEntry } from '../../domain/register/register-row.ts';

/** @throws Refusal `unknown-column` naming every row whose column the cycle does not have. */
export function requireColumns(cycle: Cycle, entries: readonly RegisterEntry[]): void {
  const known = new Set(cycle.columns.map((column) => column.id));
  const findings = entries.flatMap((entry, index): RefusalFinding[] =>
    known.has(entry.column)
      ? []
      : [{ pointer: `/rows/${index}/column`, code: 'unknown-column', message: entry.column }],
  );
  if (findings.length > 0) throw refuse.invalid('unknown-column', { known: [...known].join(', ') }, findings);
}
