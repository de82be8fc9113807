import { confirmFrom, type ConfirmationState } from '../assessment/unit-confirmation.ts';
import { shanghaiDay } from '../calendar.ts';
import { contactsState, type ContactForm } from '../contacts/contact-form.ts';
import type { ContactsState } from '../contacts/contacts-states.ts';
import type { Cycle } from '../cycle/cycle.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { registerStanding, type RegisterStanding } from '../register/register-standing.ts';
import { stageOf, type Duty, type Stage } from '../reminders/duty.ts';
import { stageDaysOf, type ReminderSettings } from '../reminders/reminder-settings.ts';
import { isBehind, isReturned, unitDuties } from '../reminders/unit-duties.ts';
import type { UnitRecords } from '../run/unit-inputs.ts';
import { itemsOf } from '../rubric/rubric.ts';
import type { Rules } from '../scoring/compile-rubric.ts';
import type { UnitInputs } from '../scoring/inputs.ts';
import type { ItemResult, UnitScore } from '../scoring/result.ts';
import { scoreUnit } from '../scoring/score-unit.ts';
import type { Day } from '../values.ts';
import { gapKinds, type EvidenceState, type GapKind } from './standing-kinds.ts';

/** An item as of today: its points with the reason for them, and its evidence. */
export type ItemStanding = Readonly<{
  result: ItemResult;
  evidence: Readonly<{ state: EvidenceState; accepted: number; waiting: number; returned: number }>;
}>;

export type UnitStanding = Readonly<{
  asOf: Day;
  /** The score of this day's records, as a freeze of this moment would have it. */
  score: UnitScore;
  items: readonly ItemStanding[];
  register: RegisterStanding;
  /** Null where the year asks for no form. */
  contacts: ContactsState | null;
  /** Whether the unit's leader stands for the year as it is now. */
  confirmation: ConfirmationState;
  returned: readonly Evidence[];
  /** What there is to do, soonest due first, each with how near it is; null: there is time enough. */
  duties: readonly Readonly<{ duty: Duty; stage: Stage | null }>[];
  gaps: readonly GapKind[];
  /** The last day on which the unit did anything to its records; null when it never has. */
  lastActiveOn: Day | null;
}>;

/** What a unit's standing follows from. */
export type StandingFacts = Readonly<{
  records: UnitRecords;
  inputs: UnitInputs;
  contacts: ContactForm | null;
  confirmation: ConfirmationState;
  /** What other ledgers say is due. */
  others: readonly Duty[];
}>;

/** How a unit stands on a day. Counts and scores with the engine's own functions and has no rule of points of its own. */
export function unitStanding(
  cycle: Cycle,
  rules: Rules,
  of: StandingFacts,
  settings: ReminderSettings,
  asOf: Day,
): UnitStanding {
  const { unit, rows, evidence } = of.records;
  const { confirmation } = of;
  const score = scoreUnit(rules, of.inputs);
  const items = itemStandings(rules, of, score);
  const register = registerStanding(rows, cycle, unit.target, asOf, null);
  const contacts = cycle.settings.contacts === null ? null : contactsState(of.contacts);
  const itemsMissing = items
    .filter((item) => item.evidence.state === 'missing')
    .map((item) => item.result.code);
  const { pace } = register;
  const facts = { unit: unit.id, evidence, itemsMissing, pace, contacts, confirmation, others: of.others };
  const duties = unitDuties(cycle, facts, settings, asOf).map((duty) => ({
    duty,
    stage: stageOf(duty.dueOn, asOf, stageDaysOf(settings, duty.kind)),
  }));
  const returned = evidence.filter(isReturned);
  return {
    asOf,
    score,
    items,
    register,
    contacts,
    confirmation,
    returned,
    duties,
    gaps: gapsOf({ items, register, contacts, returned, duties }, isUnconfirmed(cycle, confirmation, asOf)),
    lastActiveOn: lastActiveOn(of),
  };
}

/** Whether the leader's word is missing: from the last weeks of the year's window on, also when the window has closed. */
function isUnconfirmed({ window }: Cycle, confirmation: ConfirmationState, asOf: Day): boolean {
  return confirmation !== 'confirmed' && asOf >= confirmFrom(window.closesOn);
}

function itemStandings(rules: Rules, of: StandingFacts, score: UnitScore): ItemStanding[] {
  const { scheme } = rules.schemeFor(of.records.unit.class);
  const wanted = new Map(itemsOf(scheme).map((item) => [item.code, item.evidence]));
  return score.items.map((result) => {
    const pieces = of.records.evidence.filter((piece) => piece.items.includes(result.code));
    const accepted = pieces.filter((piece) => piece.status === 'accepted').length;
    const returned = pieces.filter(isReturned).length;
    const gone = pieces.filter(({ status }) => status === 'replaced' || status === 'withdrawn').length;
    const waiting = pieces.length - accepted - returned - gone;
    const counts = { accepted, waiting, returned };
    const applies = of.inputs.items[result.code]?.notApplicable === undefined;
    const state = applies
      ? evidenceState(wanted.get(result.code) ?? 'none', counts)
      : ('not-applicable' as const);
    return { result, evidence: { state, ...counts } };
  });
}

function evidenceState(
  wanted: 'required' | 'optional' | 'none',
  { accepted, waiting, returned }: Readonly<{ accepted: number; waiting: number; returned: number }>,
): EvidenceState {
  if (accepted > 0) return 'accepted';
  if (waiting > 0) return 'waiting';
  if (returned > 0) return 'returned';
  return wanted === 'required' ? 'missing' : 'not-needed';
}

function gapsOf(
  of: Pick<UnitStanding, 'items' | 'register' | 'contacts' | 'returned' | 'duties'>,
  unconfirmed: boolean,
): GapKind[] {
  const holds: Readonly<Record<GapKind, boolean>> = {
    'evidence-missing': of.items.some((item) => item.evidence.state === 'missing'),
    'evidence-returned': of.returned.length > 0,
    contacts: of.contacts === 'missing' || of.contacts === 'unsealed',
    'register-behind': isBehind(of.register.pace),
    unconfirmed,
    overdue: of.duties.some((each) => each.stage === 'overdue'),
  };
  return gapKinds.filter((kind) => holds[kind]);
}

/** What a reviewer or the machine does to a unit's records is no activity of the unit. */
function lastActiveOn({ records, contacts }: StandingFacts): Day | null {
  let last = contacts?.status === 'filed' ? contacts.filedAt : '';
  for (const { changedAt } of records.rows) if (changedAt > last) last = changedAt;
  for (const { requestedAt } of records.evidence) if (requestedAt > last) last = requestedAt;
  return last === '' ? null : shanghaiDay(last);
}
