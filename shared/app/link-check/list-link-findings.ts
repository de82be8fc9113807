import * as collections from '../../contracts/collections.ts';
import { linkOutcomeTexts } from '../../domain/link-check/link-check.ts';
import { isFinding } from '../../domain/link-check/link-count.ts';
import { requireUnitReader } from '../../domain/people/member.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';

/**
 * A unit's links that were not fine at the last look. A row that has been withdrawn, or has another address since, is left
 * out: what was found is no longer so.
 */
export function listLinkFindings(deps: Readonly<{ store: Store }>): UseCase<'listLinkFindings'> {
  return async ({ member, params }) => {
    requireUnitReader(member, params.unit);
    await load.unit(deps.store, params.cycle, params.unit);
    const findings = (await deps.store.all(collections.linkChecks, params)).map((each) => each.value);
    const rows = await fewAtATime(findings.filter(isFinding), async (finding) => ({
      finding,
      row: (await deps.store.get(collections.registerRows, { ...params, row: finding.row }))?.value,
    }));
    return {
      items: rows.flatMap(({ finding, row }) => {
        if (row?.status !== 'current' || row.entry.url !== finding.url) return [];
        const { sight, since, times, checkedAt, url } = finding;
        const { title, publishedOn } = row.entry;
        const message = linkOutcomeTexts[sight.outcome];
        return [{ row: row.id, title, publishedOn, url, ...sight, since, times, checkedAt, message }];
      }),
    };
  };
}

/** How many findings each unit has, as of the last look at each link; units without any are left out. */
export function countLinkFindings(deps: Readonly<{ store: Store }>): UseCase<'countLinkFindings'> {
  return async ({ params }) => {
    await load.cycle(deps.store, params.cycle);
    const units = (await deps.store.all(collections.units, params)).map((each) => each.value);
    const counts = (await deps.store.all(collections.linkCounts, params)).map(({ value }) => value);
    const countOf = new Map(counts.map((count) => [count.unit, count]));
    const counted = units.map(({ id, name }) => {
      const { dead = 0, titles = 0 } = countOf.get(id) ?? {};
      return { unit: id, name, dead, titles };
    });
    return { items: counted.filter(({ dead, titles }) => dead + titles > 0) };
  };
}
