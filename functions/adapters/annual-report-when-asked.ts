import type { AnnualReportWriter } from '../../shared/ports/annual-report-writer.ts';

/** What writes an annual report's draft is loaded by the first call for one: it is half of all else that its function loads. */
export const annualReportWhenAsked: AnnualReportWriter = async (draft) => {
  const { annualReportDocx } = await import('../../shared/formats/annual-report-docx.ts');
  return annualReportDocx(draft);
};
