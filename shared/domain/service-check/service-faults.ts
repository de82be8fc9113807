/** What became of the file that a check sends as a clerk's browser does; `works` when everything was as it is to be. */
export type UploadCheck =
  | 'works'
  /** The store let the link bring other bytes than were announced. */
  | 'other-bytes-taken'
  /** The store did not take what the link was made for. */
  | 'not-taken'
  /** The store let the link bring the same once more. */
  | 'taken-twice'
  /** The file came, and nobody looked at it in time. */
  | 'not-inspected'
  /** The inspection set aside a file that is in order. */
  | 'set-aside';

/** What readers of the newest report get; `none` before anything is published, and once it was withdrawn. */
export type ReportCheck =
  | 'works'
  | 'none'
  /** The manifest that readers get is not the one that was published. */
  | 'other-manifest'
  /** A file is not there, not as it was signed, or not signed: which, is told beside it. */
  | 'not-as-signed';

/** What a check of the service found. */
export type ServiceChecked = Readonly<{
  upload: UploadCheck;
  report: ReportCheck;
  /** The year whose report was looked at, and the file that is not as it was signed. */
  cycle: string | null;
  file: string | null;
}>;

/** Of uploading and reading, how many do not work: as CloudWatch takes it. */
export type ServiceMetrics = Readonly<{ ServiceFaults: number }>;

/** What a check found, as a metric. */
export function faultsOf({ upload, report }: ServiceChecked): ServiceMetrics {
  const works = (found: UploadCheck | ReportCheck) => found === 'works' || found === 'none';
  return { ServiceFaults: [upload, report].filter((found) => !works(found)).length };
}
