import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import { requireOpenWindow } from '../../domain/cycle/cycle.ts';
import { refuse } from '../../domain/errors.ts';
import type { DeclaredFile } from '../../domain/evidence/declared-file.ts';
import { isSafeFileName } from '../../domain/evidence/file-name.ts';
import { acceptsFile, typeOfName } from '../../domain/evidence/inspection.ts';
import { bundleLimits } from '../../domain/evidence-bundle/evidence-bundle.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import type { Clock, EvidenceLinks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf, idFrom } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { create, createOnce } from '../writes.ts';
import { bundleView } from './check-evidence-bundle.ts';

/** Announces a ZIP file of evidence and gives the link for it. The same call again gives a fresh link: links live minutes. */
export function requestEvidenceBundle(
  deps: Readonly<{ store: Store; clock: Clock; links: EvidenceLinks }>,
): UseCase<'requestEvidenceBundle'> {
  return async ({ member, key, params, body }) => {
    requireUnitStaff(member, params.unit);
    const cycle = (await load.cycle(deps.store, params.cycle)).value;
    await load.unit(deps.store, params.cycle, params.unit);
    const at = await deps.clock.now();
    requireOpenWindow(cycle, at);
    requireZip(body.file);

    const id = idFrom(`evidence bundle ${params.cycle} ${params.unit}`, key);
    const fingerprint = fingerprintOf(body);
    const place = { ...params, bundle: id };
    const record = { ...params, id, file: body.file, requestedAt: at };
    const made = await createOnce(
      deps.store,
      { in: collections.evidenceBundles, id: place, value: record, fingerprint },
      {
        stream: streams.unit(params.cycle, params.unit),
        writes: [create(collections.evidenceBundles, place, record, fingerprint)],
        audit: {
          at,
          actor: member.subject,
          action: 'evidence.bundle-request',
          subject: `evidence-bundle:${id}`,
          details: { sha256: body.file.sha256 },
        },
      },
    );
    const upload = await deps.links.upload(
      storageKeys.evidenceBundle(place),
      made.file,
      cycle.settings.evidence.linkSeconds,
    );
    return {
      bundle: bundleView(made),
      link: { file: id, name: made.file.name, method: 'PUT', ...upload, headers: { ...upload.headers } },
    };
  };
}

function requireZip(file: DeclaredFile): void {
  const { name, size, contentType } = file;
  if (!isSafeFileName(name)) throw refuse.invalid('evidence-name-not-accepted', { name });
  if (typeOfName(name) !== 'zip' || !acceptsFile(file))
    throw refuse.invalid('evidence-type-not-accepted', { name, type: contentType });
  if (size > bundleLimits.bytes)
    throw refuse.tooLarge('evidence-too-large', { name, bytes: size, most: bundleLimits.bytes });
}
