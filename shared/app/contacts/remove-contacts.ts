import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import {
  isContactsRemovalDue,
  removeContacts as remove,
  type ContactForm,
} from '../../domain/contacts/contact-form.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Instant } from '../../domain/values.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Store, Versioned } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import { replace } from '../writes.ts';

/** The year in which the Regulation came into force: no evaluation is older. */
const firstYear = 2008;
/** At most this many earlier versions to a transaction, beside the form itself. */
const versionsPerChange = 90;

/** What a removal came to, in forms. `later`: somebody was changing them at that moment; the next removal takes them. */
export type ContactsRemoval = Readonly<{ removed: number; later: number }>;

type Deps = Readonly<{ store: Store; clock: Clock; scans: Pick<Files, 'write'> }>;

/**
 * Removes the contacts of every year whose time is over: the forms, what they said before, and the scans. Safe to repeat and to
 * interrupt: the form comes last, and until it is removed the rest is gone over again.
 */
export function removeContacts(deps: Deps) {
  return async (): Promise<ContactsRemoval> => {
    const at = await deps.clock.now();
    let [removed, later] = [0, 0];
    for (let year = firstYear; year <= Number(shanghaiDay(at).slice(0, 4)); year += 1) {
      const id = String(year);
      const cycle = (await deps.store.get(collections.cycles, { cycle: id }))?.value;
      if (cycle === undefined || !isContactsRemovalDue(cycle, shanghaiDay(at))) continue;
      const forms = await deps.store.all(collections.contactForms, { cycle: id });
      const done = await fewAtATime(forms, (form) => removeForm(deps, form, at));
      removed += done.filter((each) => each === 'removed').length;
      later += done.filter((each) => each === 'later').length;
    }
    return { removed, later };
  };
}

async function removeForm(
  { store, scans }: Deps,
  form: Versioned<ContactForm>,
  at: Instant,
): Promise<'removed' | 'later' | 'nothing'> {
  if (form.value.status === 'removed') return 'nothing';
  const place = { cycle: form.value.cycle, unit: form.value.unit };
  for (const scan of form.value.scans) {
    // Nothing is ever deleted by name: an empty object takes the scan's place, and the bucket drops what was there a day later.
    await scans.write(
      storageKeys.contactsScan({ ...place, scan: scan.id }, 'kept'),
      '',
      'application/octet-stream',
    );
  }
  const versions = (await store.all(collections.contactFormVersions, place)).filter(
    (each) => each.value.status === 'kept',
  );
  const writes = versions.map((each) =>
    replace(
      collections.contactFormVersions,
      { ...place, version: each.value.version },
      each,
      remove(each.value, at),
    ),
  );
  const last = replace(collections.contactForms, place, form, remove(form.value, at));
  try {
    for (let start = 0; start < writes.length; start += versionsPerChange) {
      await commit(writes.slice(start, start + versionsPerChange));
    }
    await commit([last]);
    return 'removed';
  } catch (error) {
    if (error instanceof Refusal && error.code === 'changed-meanwhile') return 'later';
    throw error;
  }

  function commit(part: readonly (typeof last)[]): Promise<void> {
    return store.commit({
      stream: streams.contacts(place.cycle, place.unit),
      writes: part,
      audit: {
        at,
        actor: 'system:event-remove-contacts',
        action: 'contacts.remove',
        subject: `contacts:${place.unit}`,
        details: { records: part.length },
      },
    });
  }
}
