import type { AnnualReportView } from '../contracts/request-views.ts';
import type { AnnualReportFormat } from '../domain/requests/annual-report-format.ts';

/** What an annual report's draft is written from. */
export type AnnualReportDraft = Readonly<{
  report: AnnualReportView;
  format: AnnualReportFormat;
  /** Rows in the unit's register that count; part 2's only figure that is known. */
  published: number;
  demonstration: boolean;
}>;

/** Writes the draft of an annual report as a Word file. */
export type AnnualReportWriter = (draft: AnnualReportDraft) => Promise<Uint8Array>;
