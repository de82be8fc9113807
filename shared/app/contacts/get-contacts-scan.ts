import { storageKeys } from '../../contracts/storage-keys.ts';
import { refuse } from '../../domain/errors.ts';
import type { EvidenceLinks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import type { UseCase } from '../use-case.ts';
import { filedForm, requireContactsReader } from './contacts-place.ts';

/** Long enough to begin a download on a slow line, short enough to be useless when passed on. */
const downloadSeconds = 120;

/** A link that downloads a scan under its own name. */
export function getContactsScan(
  deps: Readonly<{ store: Store; links: EvidenceLinks }>,
): UseCase<'getContactsScan'> {
  return async ({ member, params }) => {
    requireContactsReader(member, params.unit);
    const { scans } = (await filedForm(deps.store, params)).value;
    const scan = scans.find((each) => each.id === params.scan);
    if (scan === undefined) throw refuse.missing('scan-unknown');
    return deps.links.download(storageKeys.contactsScan(params, 'kept'), scan.file, downloadSeconds);
  };
}
