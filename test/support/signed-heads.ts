import type { SignedHeads } from '../../shared/domain/audit/signed-heads.ts';
import type { HeadsArchive } from '../../shared/ports/heads-archive.ts';

/** Signed heads in memory. */
export function memoryHeads(): HeadsArchive & Readonly<{ of: (scope: string) => SignedHeads[] }> {
  const held = new Map<string, SignedHeads[]>();
  const of = (scope: string) => held.get(scope) ?? [];
  return {
    of,
    add: async (scope, set) => {
      held.set(scope, [...of(scope), set]);
    },
    all: async (scope) => of(scope),
  };
}
