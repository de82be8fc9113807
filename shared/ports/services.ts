import type { DeclaredFile } from '../domain/evidence/declared-file.ts';
import type { InspectionVerdict } from '../domain/evidence/inspection.ts';
import type { ResumeFrom, SignOff } from '../domain/run/run.ts';
import type { Instant } from '../domain/values.ts';

/** The date and time the evaluation goes by. Links and tokens do not: they live in real time. */
export type Clock = Readonly<{ now: () => Promise<Instant> }>;

/** Moves the date of an installation for rehearsals. */
export type RehearsalClock = Readonly<{ set: (now: Instant) => Promise<void> }>;

/** Links by which a browser sends and fetches evidence itself. */
export type EvidenceLinks = Readonly<{
  upload: (
    key: string,
    file: DeclaredFile,
    seconds: number,
  ) => Promise<Readonly<{ url: string; headers: Readonly<Record<string, string>>; expiresAt: Instant }>>;
  download: (
    key: string,
    file: DeclaredFile,
    seconds: number,
  ) => Promise<Readonly<{ url: string; expiresAt: Instant }>>;
}>;

/** Files of a run or a report. */
export type Files = Readonly<{
  /** @throws FileMissing */
  read: (key: string) => Promise<Uint8Array>;
  write: (key: string, body: Uint8Array | string, contentType: string) => Promise<void>;
}>;

/** A link to one file of the run's bucket, downloaded under the given name. */
export type RunFileLinks = Readonly<{
  download: (
    key: string,
    name: string,
    seconds: number,
  ) => Promise<Readonly<{ url: string; expiresAt: Instant }>>;
}>;

/** An object that is not there. */
export class FileMissing extends Error {
  override readonly name = 'FileMissing';
}

/** What was found of an object. */
export type InspectedObject = Readonly<{
  verdict: InspectionVerdict;
  objectVersion: string | null;
  /** Of a photograph that was let through and could be decoded. */
  fingerprint: string | null;
}>;

/**
 * Reads an uploaded object and says what it is: `no-object` when there is none, `not-scanned` while the virus scanner, where
 * one is switched on, has not spoken yet.
 */
export type EvidenceInspector = Readonly<{
  inspect: (key: string, declared: DeclaredFile) => Promise<InspectedObject | 'no-object' | 'not-scanned'>;
}>;

/** Answers a task that waits for somebody. `too-late`: the wait is over, by answer or by deadline. */
export type TaskCallbacks = Readonly<{
  handedIn: (
    token: string,
    output: Readonly<{ body: string; outcome: 'handed-in' | 'silent' }>,
  ) => Promise<'answered' | 'too-late'>;
  signedOff: (token: string, output: SignOff) => Promise<'answered' | 'too-late'>;
  repaired: (token: string, output: Readonly<{ from: ResumeFrom }>) => Promise<'answered' | 'too-late'>;
}>;

/** Starts the year-end machine. Starting the same name again is the same execution. */
export type Executions = Readonly<{
  /** The id of the execution that `start(name)` makes, known before it is started. */
  idFor: (name: string) => string;
  start: (name: string, input: Readonly<{ cycle: string | null; startedBy: string }>) => Promise<void>;
}>;
