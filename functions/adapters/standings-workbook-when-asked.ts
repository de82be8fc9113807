import type { StandingsWorkbook } from '../../shared/ports/standing-file.ts';

/** What makes the workbook of all standings is loaded by the first call for one. */
export const standingsWorkbookWhenAsked: StandingsWorkbook = async (of) => {
  const { standingsWorkbook } = await import('../../shared/report/standings-workbook.ts');
  return standingsWorkbook(of);
};
