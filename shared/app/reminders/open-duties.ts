import { collections } from '../../contracts/collections.ts';
import { mondayOf, shanghaiDay } from '../../domain/calendar.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { stageOf } from '../../domain/reminders/duty.ts';
import { handInDuty } from '../../domain/reminders/hand-in-duty.ts';
import type { AudienceDuties } from '../../domain/reminders/reminder.ts';
import type { ReminderSettings } from '../../domain/reminders/reminder-settings.ts';
import type { Day, Instant } from '../../domain/values.ts';
import type { Store } from '../../ports/store.ts';
import { unitsWithForms } from '../contacts/list-contacts.ts';
import { inSlices } from '../in-slices.ts';
import { load } from '../load.ts';
import { readStandings, type StandingDeps } from '../standing/read-standings.ts';

/**
 * Everything that somebody has to do in a year, as of today, by audience: the units, the lead bodies, and the county office with
 * the county's week.
 */
export async function openDuties(
  deps: StandingDeps,
  cycle: Cycle,
  settings: ReminderSettings,
  now: Instant,
): Promise<readonly AudienceDuties[]> {
  const { store } = deps;
  const today = shanghaiDay(now);
  const bodies = await bodyDuties(store, cycle, settings, today);
  const standings = await readStandings(deps, cycle.id);
  const units = await inSlices(await unitsWithForms(store, cycle), async ({ unit, form }) => {
    const { duties, gaps } = await standings.of(unit, form);
    return { audience: { kind: 'unit', unit: unit.id } as const, name: unit.name, duties, gaps };
  });
  const having = (gap: (typeof units)[number]['gaps'][number]) =>
    units.filter(({ gaps }) => gaps.includes(gap)).length;
  return [
    ...units.map(({ audience, name, duties }) => ({ audience, name, duties, county: null })),
    ...bodies,
    {
      audience: { kind: 'office' },
      name: cycle.title,
      duties: [],
      county: {
        kind: 'county-digest',
        week: mondayOf(today),
        units: units.length,
        overdue: having('overdue'),
        evidenceMissing: having('evidence-missing'),
        evidenceReturned: having('evidence-returned'),
        contactsMissing: having('contacts'),
        registerBehind: having('register-behind'),
        silentBodies: bodies.filter(({ duties }) => duties.some(({ stage }) => stage !== null)).length,
      },
    },
  ];
}

async function bodyDuties(
  store: Store,
  cycle: Cycle,
  settings: ReminderSettings,
  today: Day,
): Promise<AudienceDuties[]> {
  const bodies = await store.all(collections.bodies, { cycle: cycle.id });
  return inSlices(bodies, async ({ value: body }) => {
    const handIn = (await load.handIn(store, cycle.id, body.id)).value;
    const askedAt = await whenAsked(store, cycle, body.id);
    return {
      audience: { kind: 'body', body: body.id } as const,
      name: body.name,
      duties: handInDuty(cycle, handIn, askedAt).map((duty) => ({
        duty,
        stage: stageOf(duty.dueOn, today, settings.soonDays['hand-in']),
      })),
      county: null,
    };
  });
}

async function whenAsked(store: Store, cycle: Cycle, body: string): Promise<Instant | null> {
  if (cycle.activeRun === null) return null;
  const task = `hand-in:${body}`;
  const asked = await store.get(collections.runTasks, { cycle: cycle.id, run: cycle.activeRun, task });
  return asked?.value.askedAt ?? null;
}
