import { confirmFrom, type ConfirmationState } from '../assessment/unit-confirmation.ts';
import { addDays, shanghaiDay } from '../calendar.ts';
import type { ContactsState } from '../contacts/contacts-states.ts';
import type { Cycle } from '../cycle/cycle.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { RegisterPace } from '../register/register-pace.ts';
import type { Day } from '../values.ts';
import { byDueDate, type Duty } from './duty.ts';
import { dutyKinds, type ReminderSettings } from './reminder-settings.ts';

/** What a unit's duties follow from. */
export type UnitFacts = Readonly<{
  unit: string;
  evidence: readonly Evidence[];
  /** Codes of items that need evidence and have none, neither accepted nor on its way. */
  itemsMissing: readonly string[];
  pace: RegisterPace;
  /** Null where the year asks for no form. */
  contacts: ContactsState | null;
  /** Whether the unit's leader stands for the year as it is now. */
  confirmation: ConfirmationState;
  /** What other ledgers say is due (shared/ports/duty-source.ts). */
  others: readonly Duty[];
}>;

/** Everything that a unit has to do, soonest due first, as of a day. After the year's window only others' ledgers go on. */
export function unitDuties(
  cycle: Pick<Cycle, 'window' | 'settings'>,
  of: UnitFacts,
  settings: ReminderSettings,
  today: Day,
): readonly Duty[] {
  const { opensOn, closesOn } = cycle.window;
  const inWindow = today >= opensOn && today <= closesOn;
  const own = inWindow
    ? [
        ...contactsDuty(cycle, of),
        ...returnedDuties(of, closesOn, settings.mendDays),
        ...missingDuty(of, closesOn),
        ...registerDuty(of, closesOn, today),
        ...confirmationDuty(of, closesOn, today),
      ]
    : [];
  return [...own, ...of.others].sort(byDueDate(dutyKinds));
}

function contactsDuty({ settings: { contacts } }: Pick<Cycle, 'settings'>, of: UnitFacts): Duty[] {
  if (contacts === null || (of.contacts !== 'missing' && of.contacts !== 'unsealed')) return [];
  const facts = { state: of.contacts };
  return [{ kind: 'contacts', id: 'form', addressee: addresseeOf(of), dueOn: contacts.dueOn, facts }];
}

/** What was returned, and what the inspection set aside: both wait for the unit to send another. */
function returnedDuties(of: UnitFacts, closesOn: Day, mendDays: number): Duty[] {
  return of.evidence.flatMap((piece): Duty[] => {
    if (!isReturned(piece)) return [];
    const mend = addDays(shanghaiDay(piece.changedAt), mendDays);
    return [
      {
        kind: 'evidence-returned',
        id: piece.id,
        addressee: addresseeOf(of),
        dueOn: mend < closesOn ? mend : closesOn,
        facts: { title: piece.title, items: piece.items.join('、'), status: piece.status },
      },
    ];
  });
}

/** Whether a piece of evidence waits for the unit to replace it. */
export function isReturned(piece: Evidence): boolean {
  return piece.status === 'returned' || piece.status === 'quarantined';
}

function missingDuty(of: UnitFacts, closesOn: Day): Duty[] {
  if (of.itemsMissing.length === 0) return [];
  const facts = { count: of.itemsMissing.length, items: of.itemsMissing.join('、') };
  return [{ kind: 'evidence-missing', id: 'year', addressee: addresseeOf(of), dueOn: closesOn, facts }];
}

/** The month's share of the target, for a unit that would not reach it at its pace so far. */
function registerDuty({ pace, ...of }: UnitFacts, closesOn: Day, today: Day): Duty[] {
  const { month } = pace;
  if (month === null || month.missing === 0 || !isBehind(pace)) return [];
  const last = lastOfMonth(today);
  return [
    {
      kind: 'register',
      id: today.slice(0, 7),
      addressee: addresseeOf(of),
      dueOn: last < closesOn ? last : closesOn,
      facts: { month: month.month, missing: month.missing, count: pace.count, target: pace.target },
    },
  ];
}

/** The leader's signature, in the last weeks of the year: sooner there would be little to sign. */
function confirmationDuty(of: UnitFacts, closesOn: Day, today: Day): Duty[] {
  if (of.confirmation === 'confirmed' || today < confirmFrom(closesOn)) return [];
  const facts = { state: of.confirmation };
  return [{ kind: 'confirmation', id: 'year', addressee: addresseeOf(of), dueOn: closesOn, facts }];
}

/** Whether a unit would miss its target if the year went on as it has so far. */
export function isBehind(pace: RegisterPace): boolean {
  return pace.atPace !== null && pace.atPace < pace.target;
}

function lastOfMonth(day: Day): Day {
  const next = `${addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;
  return addDays(next, -1);
}

function addresseeOf({ unit }: Pick<UnitFacts, 'unit'>): Duty['addressee'] {
  return { kind: 'unit', unit };
}
