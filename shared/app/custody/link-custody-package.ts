import { streams } from '../../contracts/streams.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import { refuse } from '../../domain/errors.ts';
import type { Clock, RunFileLinks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { handOutOnce } from '../hand-out-once.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';

/** Long enough to begin a download on a slow line, short enough to be useless when passed on. */
const downloadSeconds = 300;

/** Hands a package out. Who took it goes on record before it leaves. @param now real time */
export function linkCustodyPackage(
  { store, clock, custodyLinks }: Readonly<{ store: Store; clock: Clock; custodyLinks: RunFileLinks }>,
  now: () => Date,
): UseCase<'linkCustodyPackage'> {
  return async ({ member, key, params: { cycle, package: id } }) => {
    const of = (await load.custodyPackage(store, { cycle, id })).value;
    if (of.status !== 'ready') throw refuse.wrongState('package-not-ready');
    const { revision, sha256, files, evidenceFiles } = of;
    if (Date.parse(of.expiresAt) <= now().getTime()) throw refuse.wrongState('package-expired');
    await handOutOnce(
      store,
      {
        cycle,
        kind: 'custody-package',
        by: member.subject,
        at: await clock.now(),
        key,
        content: { id, sha256 },
      },
      streams.custody(cycle),
      {
        action: 'custody.hand-out',
        subject: `cycle:${cycle}`,
        details: { revision, sha256, files, evidenceFiles },
      },
    );
    const name = `${cycle}-r${revision}-custody.zip`;
    const place = storageKeys.custodyPackage({ cycle, id });
    return { ...(await custodyLinks.download(place, name, downloadSeconds)), sha256 };
  };
}
