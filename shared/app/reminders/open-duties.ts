import * as collections from '../../contracts/collections.ts';
import { mondayOf, shanghaiDay } from '../../domain/calendar.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { stageOf } from '../../domain/reminders/duty.ts';
import { answerDuty } from '../../domain/reminders/deduction-duty.ts';
import { handInDuty } from '../../domain/reminders/hand-in-duty.ts';
import type { AudienceDuties, RunWaits } from '../../domain/reminders/reminder.ts';
import { stageDaysOf, type ReminderSettings } from '../../domain/reminders/reminder-settings.ts';
import type { GapKind } from '../../domain/standing/standing-kinds.ts';
import type { Day, Instant } from '../../domain/values.ts';
import type { Store } from '../../ports/store.ts';
import { unitsWithForms } from '../contacts/list-contacts.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import * as load from '../load.ts';
import { currentStep, readProgress } from '../run/progress.ts';
import { readStandings, type StandingDeps } from '../standing/read-standings.ts';

/** A year of which somebody is to be reminded. */
export type YearOfDuties = Readonly<{
  cycle: Cycle;
  /** Of a year that another has followed only the lead bodies' hand-ins are still to come; ledgers go on in the newer one. */
  isNewest: boolean;
  settings: ReminderSettings;
}>;

/**
 * Everything that somebody has to do in a year, as of today, by audience: the units, the lead bodies, the county office with
 * the county's week, and the signer; the last two also hear of a run that waits for them.
 */
export async function openDuties(
  deps: StandingDeps,
  year: YearOfDuties,
  now: Instant,
): Promise<readonly AudienceDuties[]> {
  const { cycle } = year;
  const today = shanghaiDay(now);
  const bodies = await bodyDuties(deps.store, year, today);
  const units = await unitsToRemind(deps, year);
  const run = await waitingRun(deps.store, cycle);
  const having = (gap: GapKind) => units.filter(({ gaps }) => gaps.includes(gap)).length;
  const county: AudienceDuties['county'] = {
    kind: 'county-digest',
    week: mondayOf(today),
    units: units.length,
    overdue: having('overdue'),
    evidenceMissing: having('evidence-missing'),
    evidenceReturned: having('evidence-returned'),
    contactsMissing: having('contacts'),
    registerBehind: having('register-behind'),
    silentBodies: bodies.filter(({ duties }) => duties.some(({ stage }) => stage !== null)).length,
  };
  return [
    ...units.map(({ duties }) => duties),
    ...bodies,
    {
      audience: { kind: 'office' },
      name: cycle.title,
      duties: [],
      county: year.isNewest ? county : null,
      run,
    },
    {
      audience: { kind: 'signer' },
      name: cycle.title,
      duties: [],
      county: null,
      run: run?.waitsFor === 'sign-off' ? run : null,
    },
  ];
}

/** What some units have to do in the newest year; of the others nothing is read. Units that are not in the year are left out. */
export async function unitDuties(
  deps: StandingDeps,
  year: YearOfDuties,
  only: readonly string[],
): Promise<readonly AudienceDuties[]> {
  return (await unitsToRemind(deps, year, only)).map(({ duties }) => duties);
}

async function unitsToRemind(
  deps: StandingDeps,
  { cycle, isNewest }: YearOfDuties,
  only: readonly string[] | null = null,
): Promise<readonly Readonly<{ duties: AudienceDuties; gaps: readonly GapKind[] }>[]> {
  const all = await unitsWithForms(deps.store, cycle);
  const units = only === null ? all : all.filter(({ unit }) => only.includes(unit.id));
  const standings = isNewest && units.length > 0 ? await readStandings(deps, cycle.id) : null;
  return fewAtATime(units, async ({ unit, form }) => {
    const { duties, gaps } = (await standings?.of(unit, form)) ?? { duties: [], gaps: [] };
    const audience = { kind: 'unit', unit: unit.id } as const;
    return { duties: { audience, name: unit.name, duties, county: null, run: null }, gaps };
  });
}

/** What lead bodies have to do; of those that are not asked for nothing is read. */
export async function bodyDuties(
  store: Store,
  { cycle, settings }: YearOfDuties,
  today: Day,
  only: readonly string[] | null = null,
): Promise<readonly AudienceDuties[]> {
  const all = await store.all(collections.bodies, { cycle: cycle.id });
  const bodies = only === null ? all : all.filter(({ value }) => only.includes(value.id));
  if (bodies.length === 0) return [];
  const units = new Map(
    (await store.all(collections.units, { cycle: cycle.id })).map(({ value }) => [value.id, value.name]),
  );
  return fewAtATime(bodies, async ({ value: body }) => {
    const handIn = (await load.handIn(store, cycle.id, body.id)).value;
    const deductions = await store.all(collections.deductions, { cycle: cycle.id, body: body.id });
    const duties = [
      ...handInDuty(cycle, handIn, await whenAsked(store, cycle, body.id)),
      ...deductions.flatMap(({ value }) => answerDuty(value, units.get(value.unit) ?? value.unit)),
    ];
    return {
      audience: { kind: 'body', body: body.id } as const,
      name: body.name,
      duties: duties.map((duty) => ({
        duty,
        stage: stageOf(duty.dueOn, today, stageDaysOf(settings, duty.kind)),
      })),
      county: null,
      run: null,
    };
  });
}

async function whenAsked(store: Store, { id: cycle, activeRun: run }: Cycle, body: string) {
  if (run === null) return null;
  const task = await store.get(collections.runTasks, { cycle, run, task: `hand-in:${body}` });
  return task === null ? null : { run, at: task.value.askedAt };
}

/** That the run under way waits for somebody of the county office; null while it does not. */
async function waitingRun(store: Store, { id: cycle, activeRun, settings }: Cycle): Promise<RunWaits | null> {
  if (activeRun === null) return null;
  const place = { cycle, run: activeRun };
  const { value: run } = await load.run(store, place);
  if (run.status !== 'active' || run.repair !== null) return null;
  const waits = (waitsFor: RunWaits['waitsFor'], step: RunWaits['step'], since: Instant, seconds: number) => {
    const until = new Date(Date.parse(since) + seconds * 1000).toISOString();
    return { kind: 'run-waits', run: activeRun, waitsFor, step, since, until } as const;
  };
  if (run.stopped !== null) return waits('repair', run.stopped.step, run.stopped.at, settings.repairSeconds);
  const step = currentStep(await readProgress(store, place), run.kind);
  const asked = await store.get(collections.runTasks, { ...place, task: 'sign-off' });
  if (step !== 'sign-off' || asked === null || run.signOff !== null) return null;
  return waits('sign-off', step, asked.value.askedAt, settings.signOffSeconds);
}
