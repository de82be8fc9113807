import * as collections from '../../contracts/collections.ts';
import { requireUnitReader } from '../../domain/people/member.ts';
import { judgeRegister } from '../../domain/register/count-register.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';

/**
 * The rows of a unit that do not count, in order of publication, each with the reason. Whether a row counts depends on all
 * the others, so every page judges the whole register; `after` is the last row of the page before.
 */
export function listRowsNotCounted(deps: Readonly<{ store: Store }>): UseCase<'listRowsNotCounted'> {
  return async ({ member, params, query }) => {
    requireUnitReader(member, params.unit);
    const cycle = (await load.cycle(deps.store, params.cycle)).value;
    await load.unit(deps.store, params.cycle, params.unit);
    const rows = (await deps.store.all(collections.registerRows, params)).map((each) => each.value);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const items = judgeRegister(rows, cycle).flatMap(({ row, notCounted, duplicateOf }) => {
      if (notCounted === null) return [];
      const counted = duplicateOf === null ? undefined : byId.get(duplicateOf);
      return [
        {
          row: row.id,
          title: row.entry.title,
          column: row.entry.column,
          publishedOn: row.entry.publishedOn,
          reviewedOn: row.entry.secrecyReview?.reviewedOn ?? null,
          reason: notCounted,
          duplicateOf:
            counted === undefined
              ? null
              : {
                  row: counted.id,
                  title: counted.entry.title,
                  publishedOn: counted.entry.publishedOn,
                  url: counted.entry.url,
                },
        },
      ];
    });
    const from = query.after === undefined ? 0 : items.findIndex((each) => each.row === query.after) + 1;
    const shown = items.slice(from, from + query.limit);
    return { items: shown, next: from + query.limit < items.length ? (shown.at(-1)?.row ?? null) : null };
  };
}
