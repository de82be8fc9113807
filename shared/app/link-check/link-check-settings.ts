import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { LinkCheckProgress } from '../../domain/link-check/link-check.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { create, replace } from '../writes.ts';

/** Which domains' links are looked at, and how far the present round is. */
export function getLinkCheck(deps: Readonly<{ store: Store }>): UseCase<'getLinkCheck'> {
  return async ({ params }) => {
    await load.cycle(deps.store, params.cycle);
    const settings = await deps.store.get(collections.linkCheckSettings, params);
    const progress = await deps.store.get(collections.linkCheckProgress, params);
    return view(settings?.value.domains ?? [], progress?.value ?? null);
  };
}

/**
 * Names the domains whose links are looked at; none switches the check off. Audited with the runs, not with the office: what
 * is looked at may be changed also while a run has closed the year's record.
 */
export function setLinkCheck(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'setLinkCheck'> {
  return async ({ member, params, body }) => {
    await load.cycle(deps.store, params.cycle);
    const before = await deps.store.get(collections.linkCheckSettings, params);
    const progress = await deps.store.get(collections.linkCheckProgress, params);
    const domains = [...new Set(body.domains)].sort();
    if (JSON.stringify(before?.value.domains ?? []) === JSON.stringify(domains))
      return view(domains, progress?.value ?? null);

    const at = await deps.clock.now();
    const value = { ...params, domains, changedAt: at };
    await deps.store.commit({
      stream: streams.runs(params.cycle),
      writes: [
        before === null
          ? create(collections.linkCheckSettings, params, value)
          : replace(collections.linkCheckSettings, params, before, value),
      ],
      audit: {
        at,
        actor: member.subject,
        action: 'link-check.set',
        subject: `cycle:${params.cycle}`,
        details: { domains: domains.join(', ') },
      },
    });
    return view(domains, progress?.value ?? null);
  };
}

function view(domains: readonly string[], progress: LinkCheckProgress | null) {
  return {
    domains: [...domains],
    roundStartedAt: progress?.roundStartedAt ?? null,
    roundEndedAt: progress?.roundEndedAt ?? null,
  };
}
