import type { Difference } from '../domain/re-evaluation/difference.ts';
import type { PublishedReEvaluation } from '../domain/re-evaluation/re-evaluation.ts';
import type { Cycle, DataLicence } from '../domain/cycle/cycle.ts';
import type { Rubric } from '../domain/rubric/rubric.ts';
import type { Inputs } from '../domain/scoring/inputs.ts';
import type { LastYear } from '../domain/run/last-year.ts';
import type { Result } from '../domain/scoring/result.ts';
import type { Day } from '../domain/values.ts';

/** A file of the run that the report's pages link to; its bytes are written by who holds them. `size` in bytes. */
export type DataFile = Readonly<{ path: string; size: number }>;

/** What a report is made from, and nothing else: the same input gives the same bytes. */
export type ReportInput = Readonly<{
  cycle: Pick<Cycle, 'id' | 'title' | 'demonstration' | 'window' | 'columns'> & Readonly<{ issuer: string }>;
  rubric: Rubric;
  inputs: Inputs;
  result: Result;
  /** 1 for the first report of a cycle. */
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
  dataFiles: readonly DataFile[];
}>;

/** A file of the report; `path` is relative to the report's folder. */
export type ReportFile = Readonly<{ path: string; contentType: string; body: Uint8Array | string }>;
