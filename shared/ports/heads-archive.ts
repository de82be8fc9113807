import type { SignedHeads } from '../domain/audit/signed-heads.ts';

/** Where signed heads are kept: nothing that came in can be changed or removed before its time is over. */
export type HeadsArchive = Readonly<{
  /** Keeps a set. The same set again is kept beside the first, which does no harm. */
  add: (scope: string, set: SignedHeads) => Promise<void>;
  /** All sets of a scope as they first came in, the oldest first, whatever was done to them since. */
  all: (scope: string) => Promise<readonly SignedHeads[]>;
}>;
