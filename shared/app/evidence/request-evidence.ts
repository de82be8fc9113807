import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { requireOpenWindow, type CycleSettings } from '../../domain/cycle/cycle.ts';
import { refuse } from '../../domain/errors.ts';
import { openEvidence, replaceEvidence, requireContent } from '../../domain/evidence/evidence.ts';
import type { DeclaredFile } from '../../domain/evidence/declared-file.ts';
import { isSafeFileName } from '../../domain/evidence/file-name.ts';
import { acceptsFile } from '../../domain/evidence/inspection.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import type { Clock, EvidenceLinks } from '../../ports/services.ts';
import type { Store, Write } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf, idFrom } from '../new-id.ts';
import { itemsFor } from '../rubric-item.ts';
import type { Call, UseCase } from '../use-case.ts';
import { create, createOnce, replace } from '../writes.ts';
import { evidenceView } from './evidence-view.ts';
import { uploadLinks } from './upload-links.ts';

/**
 * Opens a piece of evidence and gives an upload link for each of its files; a piece of web links or a note alone waits for its
 * reviewer at once. A piece that stands in for a returned or quarantined one takes its place in the same transaction.
 */
export function requestEvidence(
  deps: Readonly<{ store: Store; clock: Clock; links: EvidenceLinks }>,
): UseCase<'requestEvidence'> {
  return async ({ member, key, params, body }) => {
    requireUnitStaff(member, params.unit);
    const cycle = (await load.cycle(deps.store, params.cycle)).value;
    const unit = (await load.unit(deps.store, params.cycle, params.unit)).value;
    const at = await deps.clock.now();
    requireOpenWindow(cycle, at);
    const item = await itemsFor(deps.store, unit);
    for (const code of body.items) {
      if (item(code).evidence === 'none') throw refuse.invalid('item-takes-no-evidence', { item: code });
    }
    requireContent(body);
    requireFiles(body.files, cycle.settings.evidence);

    const scope = scopeOf(params);
    const id = evidenceIdFor(params, key);
    const piece = openEvidence({
      ...params,
      ...body,
      id,
      files: body.files.map((declared, index) => ({
        status: 'requested',
        id: idFrom(`${scope} file`, key, index),
        declared,
      })),
      requestedAt: at,
      changedAt: at,
    });
    const fingerprint = fingerprintOf(body);
    const place = { ...params, evidence: id };
    // A repeated call must not meet the piece it replaced before as "already replaced".
    const there = await deps.store.get(collections.evidence, place);
    const made =
      there !== null && there.fingerprint === fingerprint
        ? there.value
        : await createOnce(
            deps.store,
            { in: collections.evidence, id: place, value: piece, fingerprint },
            {
              stream: streams.unit(params.cycle, params.unit),
              writes: [
                create(collections.evidence, place, piece, fingerprint),
                ...(await takePlaceOf(deps.store, params, body.replaces, id, at)),
              ],
              audit: {
                at,
                actor: member.subject,
                action: 'evidence.request',
                subject: `evidence:${id}`,
                details: {
                  items: body.items.join(','),
                  files: body.files.length,
                  links: body.links.length,
                  replaces: body.replaces,
                },
              },
            },
          );
    return {
      evidence: evidenceView(made, member),
      links: await uploadLinks(deps.links, made, cycle.settings.evidence.linkSeconds),
    };
  };
}

/** The id of the piece that a call with this key makes. */
export function evidenceIdFor(place: Readonly<{ cycle: string; unit: string }>, key: string): string {
  return idFrom(scopeOf(place), key);
}

function scopeOf({ cycle, unit }: Readonly<{ cycle: string; unit: string }>): string {
  return `evidence ${cycle} ${unit}`;
}

function requireFiles(files: readonly DeclaredFile[], limits: CycleSettings['evidence']): void {
  if (files.length > limits.maxFiles)
    throw refuse.tooLarge('too-many-files', { files: files.length, most: limits.maxFiles });
  for (const file of files) {
    if (!isSafeFileName(file.name)) throw refuse.invalid('evidence-name-not-accepted', { name: file.name });
    if (file.size > limits.maxBytes) {
      throw refuse.tooLarge('evidence-too-large', {
        name: file.name,
        bytes: file.size,
        most: limits.maxBytes,
      });
    }
    if (!acceptsFile(file))
      throw refuse.invalid('evidence-type-not-accepted', { name: file.name, type: file.contentType });
  }
}

async function takePlaceOf(
  store: Store,
  unit: Call<'requestEvidence'>['params'],
  replaced: string | null,
  by: string,
  at: string,
): Promise<Write[]> {
  if (replaced === null) return [];
  const place = { ...unit, evidence: replaced };
  const before = await load.evidence(store, place);
  return [replace(collections.evidence, place, before, replaceEvidence(before.value, by, at))];
}
