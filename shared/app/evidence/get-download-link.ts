import { storageKeys } from '../../contracts/storage-keys.ts';
import { refuse } from '../../domain/errors.ts';
import { fileOf } from '../../domain/evidence/evidence.ts';
import { requireUnitReader } from '../../domain/people/member.ts';
import type { EvidenceLinks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';

/** Long enough to begin a download on a slow line, short enough to be useless when passed on. */
const downloadSeconds = 120;

/** A link that downloads one file under its own name. Files that were refused are not handed out. */
export function getDownloadLink(
  deps: Readonly<{ store: Store; links: EvidenceLinks }>,
): UseCase<'getDownloadLink'> {
  return async ({ member, params }) => {
    requireUnitReader(member, params.unit);
    const piece = (await load.evidence(deps.store, params)).value;
    const file = fileOf(piece, params.file);
    if (file.status !== 'inspected')
      throw refuse.wrongState('evidence-wrong-state', { status: file.status, allowed: 'inspected' });
    const { cycle, unit, evidence } = params;
    return deps.links.download(
      storageKeys.evidenceFile({ cycle, unit, evidence, file: file.id }),
      file.declared,
      downloadSeconds,
    );
  };
}
