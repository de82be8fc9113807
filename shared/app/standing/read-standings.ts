import * as collections from '../../contracts/collections.ts';
import { confirmationState } from '../../domain/assessment/unit-confirmation.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import type { ContactForm } from '../../domain/contacts/contact-form.ts';
import type { Cycle, Unit } from '../../domain/cycle/cycle.ts';
import { defaultReminderSettings } from '../../domain/reminders/reminder-settings.ts';
import { compileRubric, type Rules } from '../../domain/scoring/compile-rubric.ts';
import { unitStanding, type UnitStanding } from '../../domain/standing/unit-standing.ts';
import type { Day } from '../../domain/values.ts';
import type { DutySource } from '../../ports/duty-source.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { yearOf } from '../assessment/unit-confirmation.ts';
import * as load from '../load.ts';
import { loadRubric } from '../rubric/load-rubric.ts';
import { readOffice, readUnit } from '../run/read-records.ts';

export type StandingDeps = Readonly<{ store: Store; clock: Clock; duties: readonly DutySource[] }>;

/** A year as of today, made ready to tell any number of its units how they stand. */
export type Standings = Readonly<{
  cycle: Cycle;
  rules: Rules;
  today: Day;
  /** @param form the unit's contact form, which is read apart: for one unit, or for all in one query */
  of: (unit: Unit, form: ContactForm | null) => Promise<UnitStanding>;
}>;

/**
 * Reads what all units share: the year, its rubric, what the office and the bodies hold. Then each unit costs three
 * queries, and what the other ledgers ask; no scan, whatever the size of the county.
 */
export async function readStandings(deps: StandingDeps, cycleId: string): Promise<Standings> {
  const { store } = deps;
  const cycle = (await load.cycle(store, cycleId)).value;
  const { rubric } = (await loadRubric(store, cycle.id, cycle.rubric.version)).value;
  const now = await deps.clock.now();
  const today = shanghaiDay(now);
  const office = await readOffice(store, cycle.id, today);
  const sources = await Promise.all(deps.duties.map((source) => source.open(cycle, today)));
  const rules = compileRubric(rubric);
  const settings =
    (await store.get(collections.reminderSettings, { cycle: cycle.id }))?.value ?? defaultReminderSettings;
  const { deductions, cityDeductions, incidents } = office;
  const over = { bodies: office.bodies.map(({ body }) => body), deductions, cityDeductions, incidents };
  return {
    cycle,
    rules,
    today,
    of: async (unit, contacts) => {
      const [{ records, inputs, confirmation: given }, others] = await Promise.all([
        readUnit(store, cycle, unit, over),
        Promise.all(sources.map((duties) => duties(unit.id))),
      ]);
      const { contentSha256 } = yearOf(records.rows, records.evidence);
      const confirmation = confirmationState(given, contentSha256);
      const facts = { records, inputs, contacts, confirmation, others: others.flat() };
      return unitStanding(cycle, rules, facts, settings, today);
    },
  };
}
