import type { Difference } from '../domain/re-evaluation/difference.ts';
import type { PublishedReEvaluation } from '../domain/re-evaluation/re-evaluation.ts';
import type { Cycle, DataLicence } from '../domain/cycle/cycle.ts';
import type { Rubric } from '../domain/rubric/rubric.ts';
import type { Inputs } from '../domain/scoring/inputs.ts';
import type { LastYear } from '../domain/run/last-year.ts';
import type { Result } from '../domain/scoring/result.ts';
import type { Day } from '../domain/values.ts';

/** What a report is made from: the run's own files and what the cycle is called. Nothing else, so the same run renders the same bytes. */
export type ReportInput = Readonly<{
  cycle: Pick<Cycle, 'id' | 'title' | 'demonstration' | 'window' | 'columns' | 'issuer'>;
  rubric: Rubric;
  inputs: Inputs;
  result: Result;
  revision: number;
  /** What a re-evaluated report changed; null for a year-end run's. */
  changes: Readonly<{ reEvaluation: PublishedReEvaluation; difference: Difference }> | null;
  /** The year before, which units are compared with; null where none was published. */
  lastYear: LastYear | null;
  /** Under what terms the data may be used; null where the county has not said. */
  licence: DataLicence | null;
  /** The fingerprint of the key that will sign the report: its SHA-256, in hexadecimal. */
  keyId: string;
  publishedOn: Day;
  /** The run's data files that the report's pages link to, with their sizes in bytes. */
  dataFiles: readonly Readonly<{ path: string; size: number }>[];
}>;

export type ReportFile = Readonly<{ path: string; contentType: string; body: Uint8Array | string }>;

/** Makes a report's files one after the other, so that a province's thousands of pages need not be in memory at once. */
export type ReportRenderer = (input: ReportInput) => AsyncIterable<ReportFile>;
