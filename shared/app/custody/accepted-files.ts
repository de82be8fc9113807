import type { DeclaredFile } from '../../domain/evidence/declared-file.ts';
import type { Evidence } from '../../domain/evidence/evidence.ts';

/** A file of evidence that points rest on. */
export type AcceptedFile = Readonly<{ evidence: string; file: string; declared: DeclaredFile }>;

/** The files of a unit's accepted pieces. */
export function acceptedFiles(pieces: readonly Evidence[]): readonly AcceptedFile[] {
  return pieces.flatMap(({ id: evidence, status, files }) =>
    status !== 'accepted'
      ? []
      : files.flatMap(({ id: file, status: state, declared }) =>
          state === 'inspected' ? [{ evidence, file, declared }] : [],
        ),
  );
}
