import { storageKeys } from '../../contracts/storage-keys.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import type { EvidenceLinks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf, idFrom } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { contactsRulesFor, filedForm } from './contacts-place.ts';
import { requireScanFile } from './scan-file.ts';

/**
 * Gives the link for the scan of the sealed form. Nothing is recorded until the scan is attached: what is uploaded and never
 * attached goes away by itself. The same call again gives a fresh link to the same place.
 */
export function requestContactsScan(
  deps: Readonly<{ store: Store; links: EvidenceLinks }>,
): UseCase<'requestContactsScan'> {
  return async ({ member, key, params, body }) => {
    requireUnitStaff(member, params.unit);
    await contactsRulesFor(deps.store, params);
    await filedForm(deps.store, params);
    requireScanFile(body.file);

    const { linkSeconds } = (await load.cycle(deps.store, params.cycle)).value.settings.evidence;
    // The file is part of the id: a key that is used for another file leads to another place.
    const scan = idFrom(`contacts scan ${params.cycle} ${params.unit} ${fingerprintOf(body.file)}`, key);
    const upload = await deps.links.upload(
      storageKeys.contactsScan({ ...params, scan }, 'incoming'),
      body.file,
      linkSeconds,
    );
    const { name } = body.file;
    return { link: { file: scan, name, method: 'PUT', ...upload, headers: { ...upload.headers } } };
  };
}
