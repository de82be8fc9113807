import * as collections from '../../contracts/collections.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { countWorkingDays, type WorkingCalendar } from '../../domain/requests/working-days.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';

export type AppealDeps = Readonly<{ store: Store; calendar: WorkingCalendar }>;

/**
 * Until when a published report may be disputed: so many working days after its publication. A later revision opens the time
 * anew, for what it changed may be disputed too. Null while nothing is published, and once the report is withdrawn.
 */
export async function appealWindowOf({ store, calendar }: AppealDeps, cycle: string) {
  const publication = (await store.get(collections.publications, { cycle }))?.value;
  if (publication === undefined || publication.withdrawn !== null) return null;
  const { settings } = (await load.cycle(store, cycle)).value;
  const publishedOn = shanghaiDay(publication.at);
  const { run, revision } = publication;
  return {
    run,
    revision,
    publishedOn,
    lastDay: countWorkingDays(calendar, publishedOn, settings.appealDays).on,
  };
}
