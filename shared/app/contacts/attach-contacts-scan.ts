import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { attachScan } from '../../domain/contacts/contact-form.ts';
import { refuse } from '../../domain/errors.ts';
import type { DeclaredFile } from '../../domain/evidence/declared-file.ts';
import { quarantineText } from '../../domain/evidence/inspection-texts.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import type { Clock, EvidenceInspector, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import type { UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';
import { contactsRulesFor, filedForm } from './contacts-place.ts';
import { contactsView } from './contacts-view.ts';
import { requireScanFile } from './scan-file.ts';

type Deps = Readonly<{ store: Store; clock: Clock; inspector: EvidenceInspector; scans: Files }>;

/**
 * Puts an uploaded scan to the form. The bytes are inspected here and now, and then kept apart from what merely was uploaded:
 * a form never names a file that nobody has looked at. Attaching the same scan again finds it done.
 */
export function attachContactsScan(deps: Deps): UseCase<'attachContactsScan'> {
  return async ({ member, params, body }) => {
    requireUnitStaff(member, params.unit);
    const rules = await contactsRulesFor(deps.store, params);
    const before = await filedForm(deps.store, params);
    const at = await deps.clock.now();
    if (isAttached(before.value, params.scan))
      return contactsView(params.unit, before.value, rules, shanghaiDay(at));
    if (body.version !== before.value.version) throw refuse.conflict('changed-meanwhile');
    requireScanFile(body.file);
    const scan = { id: params.scan, file: body.file, attachedAt: at, attachedBy: member.subject };
    const form = attachScan(before.value, scan);

    await keep(deps, params, body.file);
    try {
      await deps.store.commit({
        stream: streams.contacts(params.cycle, params.unit),
        writes: [replace(collections.contactForms, params, before, form)],
        audit: {
          at,
          actor: member.subject,
          action: 'contacts.seal',
          subject: `contacts:${params.unit}`,
          details: { version: form.version, scan: params.scan, sha256: body.file.sha256 },
        },
      });
    } catch (error) {
      const now = (await filedForm(deps.store, params)).value;
      // The same call twice at once: the other one has done it.
      if (isAttached(now, params.scan)) return contactsView(params.unit, now, rules, shanghaiDay(at));
      // What no form names would be removed by no rule.
      await deps.scans.write(storageKeys.contactsScan(params, 'kept'), '', 'application/octet-stream');
      throw error;
    }
    return contactsView(params.unit, form, rules, shanghaiDay(at));
  };
}

function isAttached(form: Readonly<{ scans: readonly Readonly<{ id: string }>[] }>, scan: string): boolean {
  return form.scans.some((each) => each.id === scan);
}

/** Inspects what was uploaded and puts it where scans are kept. @throws Refusal `scan-not-uploaded`, `scan-not-accepted` */
async function keep(
  { inspector, scans }: Deps,
  place: Readonly<{ cycle: string; unit: string; scan: string }>,
  file: DeclaredFile,
): Promise<void> {
  const incoming = storageKeys.contactsScan(place, 'incoming');
  const found = await inspector.inspect(incoming, file);
  if (found === 'no-object' || found === 'not-scanned') throw refuse.wrongState('scan-not-uploaded');
  if (found.verdict.outcome === 'quarantined') {
    const findings = found.verdict.reasons.map((reason) => {
      const { zh, en } = quarantineText(reason);
      return { pointer: '/body/file', code: reason.code, message: `${zh} / ${en}` };
    });
    throw refuse.invalid('scan-not-accepted', { name: file.name }, findings);
  }
  // An upload link writes a place once: what is read now is what was inspected.
  await scans.write(
    storageKeys.contactsScan(place, 'kept'),
    await scans.read(incoming),
    'application/octet-stream',
  );
}
