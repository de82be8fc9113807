import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import { custodyLimits, type CustodyPackage } from '../../domain/custody/custody-package.ts';
import { refuse } from '../../domain/errors.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import * as load from '../load.ts';
import { fingerprintOf, idFrom } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { create, createOnce } from '../writes.ts';
import { acceptedFiles } from './accepted-files.ts';
import { custodyView } from './custody-view.ts';
import { publishedReport } from './published-report.ts';

/**
 * Asks for a published year's whole record in one file. An order is left, whose coming starts the work; the same call again leaves
 * it again, which does no harm.
 * @param now real time
 */
export function requestCustodyPackage(
  { store, clock, custody }: Readonly<{ store: Store; clock: Clock; custody: Files }>,
  now: () => Date,
): UseCase<'requestCustodyPackage'> {
  return async ({ member, key, params: { cycle }, body: { evidenceFiles } }) => {
    await load.cycle(store, cycle);
    const { revision } = await publishedReport(store, cycle);
    if (evidenceFiles) await requireRoom(store, cycle);
    const place = { cycle, id: idFrom(`custody package ${cycle} ${member.subject}`, key) };
    const at = await clock.now();
    const value: CustodyPackage = {
      ...place,
      revision,
      evidenceFiles,
      by: member.subject,
      at,
      status: 'making',
    };
    const fingerprint = fingerprintOf({ evidenceFiles });
    const made = await createOnce(
      store,
      { in: collections.custodyPackages, id: place, value, fingerprint },
      {
        stream: streams.custody(cycle),
        writes: [create(collections.custodyPackages, place, value, fingerprint)],
        audit: {
          at,
          actor: member.subject,
          action: 'custody.request',
          subject: `cycle:${cycle}`,
          details: { revision, evidenceFiles },
        },
      },
    );
    if (made.status === 'making')
      await custody.write(storageKeys.custodyOrder(place), JSON.stringify(place), 'application/json');
    return custodyView({ store, clock }, made, now());
  };
}

/** @throws Refusal `package-too-large` where the evidence would not fit */
async function requireRoom(store: Store, cycle: string): Promise<void> {
  const units = (await store.all(collections.units, { cycle })).map(({ value }) => value.id);
  const found = await fewAtATime(units, async (unit) => {
    const pieces = await store.all(collections.evidence, { cycle, unit });
    const files = acceptedFiles(pieces.map(({ value }) => value));
    return { files: files.length, bytes: files.reduce((sum, { declared }) => sum + declared.size, 0) };
  });
  const files = found.reduce((sum, each) => sum + each.files, 0);
  const bytes = found.reduce((sum, each) => sum + each.bytes, 0);
  if (bytes > custodyLimits.evidenceBytes || files > custodyLimits.evidenceFiles)
    throw refuse.tooLarge('package-too-large', {
      files,
      megabytes: Math.ceil(bytes / 1_000_000),
      mostFiles: custodyLimits.evidenceFiles,
      mostMegabytes: Math.floor(custodyLimits.evidenceBytes / 1_000_000),
    });
}
