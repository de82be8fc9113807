import type { CustodyPackageView } from '../../contracts/custody-routes.ts';
import * as collections from '../../contracts/collections.ts';
import { custodyLimits, type CustodyPackage } from '../../domain/custody/custody-package.ts';
import { fillBoth } from '../../domain/fill-text.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';

type Deps = Readonly<{ store: Store; clock: Clock }>;

/** @param now in real time, by which packages are removed and standstills known */
export async function custodyView(
  { store, clock }: Deps,
  of: CustodyPackage,
  now: Date,
): Promise<CustodyPackageView> {
  const { id, revision, evidenceFiles, at } = of;
  return { id, revision, evidenceFiles, at, state: await stateOf({ store, clock }, of, now) };
}

async function stateOf(
  { store, clock }: Deps,
  of: CustodyPackage,
  now: Date,
): Promise<CustodyPackageView['state']> {
  switch (of.status) {
    case 'making': {
      const seen = (await store.get(collections.custodyProgress, of))?.value;
      // Before its making has begun, there is only the date that the evaluation goes by.
      const still =
        seen === undefined
          ? Date.parse(await clock.now()) - Date.parse(of.at)
          : now.getTime() - Date.parse(seen.at);
      return {
        status: 'making',
        done: seen?.done ?? 0,
        total: seen?.total ?? 0,
        stalled: still > custodyLimits.stalledMinutes * 60_000,
      };
    }
    case 'ready': {
      const { files, size, sha256, expiresAt } = of;
      return Date.parse(expiresAt) <= now.getTime()
        ? { status: 'expired', sha256 }
        : { status: 'ready', files, size, sha256, expiresAt };
    }
    case 'failed': {
      const { problemTexts } = await import('../../contracts/problem-texts.ts');
      const [, text] = Object.entries(problemTexts).find(([code]) => code === of.code) ?? [];
      return { status: 'failed', message: fillBoth(text ?? problemTexts['busy-try-again'], of.details) };
    }
  }
}
