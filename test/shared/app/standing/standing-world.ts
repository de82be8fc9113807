import { readStandings } from '../../../../shared/app/standing/read-standings.ts';
import { dutySources } from '../../../../shared/app/standing/duty-sources.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import type { Evidence } from '../../../../shared/domain/evidence/evidence.ts';
import type { RegisterRow } from '../../../../shared/domain/register/register-row.ts';
import type { Store } from '../../../../shared/ports/store.ts';
import { standingsWorkbook } from '../../../../shared/report/standings-workbook.ts';
import { plainWeek } from '../../../support/requests.ts';
import { sampleWorld, type World } from '../world.ts';

/** A sample year whose units can be asked how they stand. */
export async function standingWorld() {
  return overWorld(await sampleWorld());
}
export type StandingWorld = ReturnType<typeof overWorld>;

export function overWorld(world: World) {
  const calendar = plainWeek;
  const duties = dutySources({ store: world.store, calendar });
  return { ...world, calendar, duties, standingsWorkbook };
}

export async function putEvidence(world: World, ...pieces: readonly Evidence[]): Promise<void> {
  for (const piece of pieces) {
    const { cycle, unit, id } = piece;
    await world.store.put(collections.evidence, { cycle, unit, evidence: id }, piece);
  }
}

export async function putRows(world: World, rows: readonly RegisterRow[]): Promise<void> {
  for (const row of rows) {
    const { cycle, unit, id } = row;
    await world.store.put(collections.registerRows, { cycle, unit, row: id }, row);
  }
}

/** A store that counts what is asked of it: a page is one query, whatever it holds. */
export function countingStore(store: Store) {
  const asked: string[] = [];
  const counting: Store = {
    ...store,
    get: (from, id) => {
      asked.push(`get ${from.name}`);
      return store.get(from, id);
    },
    page: (from, partition, page) => {
      asked.push(`query ${from.name}`);
      return store.page(from, partition, page);
    },
    stretch: (places, partition) => {
      asked.push(`query ${places.map(({ prefix }) => prefix).join(' ')}`);
      return store.stretch(places, partition);
    },
    all: (from, partition) => {
      asked.push(`query ${from.name}`);
      return store.all(from, partition);
    },
  };
  const counts = () => {
    const counted: Record<string, number> = {};
    for (const each of asked) counted[each] = (counted[each] ?? 0) + 1;
    return counted;
  };
  return { store: counting, counts };
}

/** The standing of a unit, before it is shown to anybody. */
export async function standingOf(world: StandingWorld, id: string) {
  const standings = await readStandings(world, '2018');
  const unit = await world.store.get(collections.units, { cycle: '2018', unit: id });
  const form = await world.store.get(collections.contactForms, { cycle: '2018', unit: id });
  return standings.of(unit!.value, form?.value ?? null);
}
