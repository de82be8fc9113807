import * as collections from '../../contracts/collections.ts';
import { changedFields } from '../../domain/contacts/contact-form.ts';
import type { Store } from '../../ports/store.ts';
import { namesOf } from '../names-of.ts';
import type { UseCase } from '../use-case.ts';
import { filedForm, requireContactsReader } from './contacts-place.ts';
import { scanView } from './contacts-view.ts';

/** Every version of a unit's form with who filed it, when, and what was changed: for the unit itself and for admins. */
export function getContactsHistory(deps: Readonly<{ store: Store }>): UseCase<'getContactsHistory'> {
  return async ({ member, params }) => {
    requireContactsReader(member, params.unit);
    const form = (await filedForm(deps.store, params)).value;
    const earlier = (await deps.store.all(collections.contactFormVersions, params)).flatMap(({ value }) =>
      value.status === 'kept' ? [value] : [],
    );
    const versions = [...earlier, form];
    const nameOf = await namesOf(
      deps.store,
      versions.map((each) => each.filedBy),
    );
    return {
      versions: versions
        .map(({ version, entry, filedAt, filedBy }, index) => {
          const before = versions[index - 1];
          const changed = before === undefined ? [] : changedFields(before.entry, entry);
          return { version, entry, filedAt, filedBy: nameOf(filedBy), changed };
        })
        .reverse(),
      scans: form.scans.map(scanView).reverse(),
    };
  };
}
