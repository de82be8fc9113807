import type { ServiceChecked } from '../../domain/service-check/service-faults.ts';
import { checkReport, type ReportCheckDeps } from './check-report.ts';
import { checkUpload, type UploadCheckDeps } from './check-upload.ts';

export type ServiceCheckDeps = UploadCheckDeps & ReportCheckDeps;

/**
 * Uses the installation from outside as its people do: sends a file, and reads the newest report. It writes no record, and what it sends
 * lies apart from every year's evidence and goes after a day.
 */
export function checkService(deps: ServiceCheckDeps) {
  const upload = checkUpload(deps);
  const report = checkReport(deps);
  return async (id: string): Promise<ServiceChecked> => ({ upload: await upload(id), ...(await report()) });
}
