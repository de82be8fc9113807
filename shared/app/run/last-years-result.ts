import * as collections from '../../contracts/collections.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import type { LastYear, Origins } from '../../domain/run/last-year.ts';
import { result, type Result } from '../../domain/scoring/result.ts';
import type { Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { readJson } from './run-json.ts';

/** The result that was published for the year before; null where none was, as in a county's first year. */
export async function lastYearsResult(
  { store, runs }: Readonly<{ store: Store; runs: Files }>,
  cycle: string,
): Promise<Result | null> {
  const before = String(Number(cycle) - 1);
  const published = await store.get(collections.publications, { cycle: before });
  if (published === null) return null;
  const { run } = published.value;
  return readJson(runs, storageKeys.runFile({ cycle: before, run, file: runFiles.result }), result);
}

/** The units of the year before that this year's have come from. */
export async function originsIn(store: Store, cycle: string): Promise<Origins> {
  const units = await store.all(collections.units, { cycle });
  return new Map(units.map(({ value }) => [value.id, value.from]));
}

/** What a report compares with: the result of the year before and the units' origins; null where there is no year before. */
export async function lastYearOf(
  deps: Readonly<{ store: Store; runs: Files }>,
  cycle: string,
): Promise<LastYear | null> {
  const result = await lastYearsResult(deps, cycle);
  return result === null ? null : { result, origins: await originsIn(deps.store, cycle) };
}
