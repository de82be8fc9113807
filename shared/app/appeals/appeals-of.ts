import * as collections from '../../contracts/collections.ts';
import type { Appeal } from '../../domain/appeals/appeal.ts';
import type { Page, Store, Versioned } from '../../ports/store.ts';

/** A unit disputes a few items: one page has them all, and little of the next unit's. */
const usualNumber = 25;

/** A unit's appeals of a year, by their ids. In the year's partition the units follow one another, so that theirs are read alone. */
export async function appealsOfUnit(
  store: Store,
  { cycle, unit }: Readonly<{ cycle: string; unit: string }>,
): Promise<readonly Versioned<Appeal>[]> {
  const found: Versioned<Appeal>[] = [];
  let after: string | null = `${unit}#`;
  while (after !== null) {
    const page: Page<Appeal> = await store.page(
      collections.appeals,
      { cycle },
      { limit: usualNumber, after },
    );
    const own = page.items.filter(({ value }) => value.unit === unit);
    found.push(...own);
    after = own.length === page.items.length ? page.next : null;
  }
  return found;
}

/** All appeals of a year, by their units. */
export async function appealsOfYear(store: Store, cycle: string): Promise<readonly Appeal[]> {
  return (await store.all(collections.appeals, { cycle })).map(({ value }) => value);
}
