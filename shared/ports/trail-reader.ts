/** Where the trail says that a stream ends; `end` is null when what stands there cannot be read. */
export type StreamEnd = Readonly<{
  stream: string;
  end: Readonly<{ sequence: number; hash: string }> | null;
}>;

/** Reads the audit trail as it lies there, for whoever checks it: nothing that was done to a record is an error. */
export type TrailReader = Readonly<{
  /** The streams of a year, or of the installation, with their ends. */
  ends: (scope: string) => Promise<readonly StreamEnd[]>;
  /** One stream's end now; null when there is none. */
  endOf: (stream: string) => Promise<StreamEnd | null>;
  /** A stream's entries in the order in which they lie, whatever is in them. */
  entries: (stream: string) => AsyncIterable<unknown>;
}>;
