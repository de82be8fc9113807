import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import { requireOpenWindow } from '../../domain/cycle/cycle.ts';
import { refuse } from '../../domain/errors.ts';
import type { DeclaredFile } from '../../domain/evidence/declared-file.ts';
import { isSafeFileName } from '../../domain/evidence/file-name.ts';
import { acceptsFile, typeOfName } from '../../domain/evidence/inspection.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import type { RegisterImport } from '../../domain/register-import/register-import.ts';
import { importLimits } from '../../domain/register-import/sheet-cells.ts';
import type { Clock, EvidenceLinks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf, idFrom } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { create, createOnce } from '../writes.ts';
import { importView } from './import-view.ts';

/** Announces a file to import and gives the link for it. The same call again gives a fresh link: links live minutes. */
export function requestImport(
  deps: Readonly<{ store: Store; clock: Clock; links: EvidenceLinks }>,
): UseCase<'requestImport'> {
  return async ({ member, key, params, body }) => {
    requireUnitStaff(member, params.unit);
    const cycle = (await load.cycle(deps.store, params.cycle)).value;
    await load.unit(deps.store, params.cycle, params.unit);
    const at = await deps.clock.now();
    requireOpenWindow(cycle, at);
    requireImportable(body.file);

    const id = idFrom(`import ${params.cycle} ${params.unit}`, key);
    const record: RegisterImport = {
      ...params,
      id,
      file: body.file,
      status: 'requested',
      requestedAt: at,
      changedAt: at,
    };
    const fingerprint = fingerprintOf(body);
    const place = { ...params, import: id };
    const made = await createOnce(
      deps.store,
      { in: collections.registerImports, id: place, value: record, fingerprint },
      {
        stream: streams.unit(params.cycle, params.unit),
        writes: [create(collections.registerImports, place, record, fingerprint)],
        audit: {
          at,
          actor: member.subject,
          action: 'register.import-request',
          subject: `import:${id}`,
          details: { sha256: body.file.sha256 },
        },
      },
    );
    const upload = await deps.links.upload(
      storageKeys.importFile({ ...place, file: 'source' }),
      made.file,
      cycle.settings.evidence.linkSeconds,
    );
    return {
      import: importView(made),
      link: { file: id, name: made.file.name, method: 'PUT', ...upload, headers: { ...upload.headers } },
    };
  };
}

function requireImportable(file: DeclaredFile): void {
  const { name, size } = file;
  if (!isSafeFileName(name)) throw refuse.invalid('evidence-name-not-accepted', { name });
  const type = typeOfName(name);
  if ((type !== 'xlsx' && type !== 'csv') || !acceptsFile(file))
    throw refuse.invalid('import-file-not-accepted', { name });
  if (size > importLimits.bytes)
    throw refuse.tooLarge('evidence-too-large', { name, bytes: size, most: importLimits.bytes });
}
