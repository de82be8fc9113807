import type { StandingLine, UnitStandingView } from '../../contracts/standing-views.ts';
import type { Cycle, Unit } from '../../domain/cycle/cycle.ts';
import { isOfUnit, type Member } from '../../domain/people/member.ts';
import { dutyTitle } from '../../domain/reminders/duty-words.ts';
import { isBehind } from '../../domain/reminders/unit-duties.ts';
import type { UnitStanding } from '../../domain/standing/unit-standing.ts';
import { toPoints } from '../../domain/scoring/exact.ts';
import type { Rules } from '../../domain/scoring/compile-rubric.ts';

/** What a standing is shown with. */
export type Shown = Readonly<{
  cycle: Pick<Cycle, 'columns' | 'demonstration'>;
  rules: Rules;
  unit: Unit;
  /** Whether the reader is told how far the contact form is. */
  contacts: boolean;
}>;

/** Contacts concern the unit itself and the county office's admins; nobody else is even told whether they are there. */
export function seesContacts(member: Member, unit: string): boolean {
  return member.roles.some((held) => held.role === 'county-admin' || isOfUnit(held, unit));
}

export function unitStandingView(of: UnitStanding, shown: Shown): UnitStandingView {
  const { unit, cycle } = shown;
  const { pace, registered, columns } = of.register;
  const blank = new Set(columns.flatMap((column) => (column.blankThisMonth ? [column.id] : [])));
  return {
    unit: unit.id,
    name: unit.name,
    class: unit.class,
    asOf: of.asOf,
    demonstration: cycle.demonstration,
    total: of.score.total,
    full: fullOf(shown),
    parts: of.score.parts,
    items: of.items.map(({ result, evidence }) => ({ ...result, evidence })),
    effects: of.score.effects,
    failed: of.score.failed,
    register: {
      ...paceView(of),
      registered,
      missing: pace.missing,
      blankColumns: cycle.columns.filter(({ id }) => blank.has(id)).map(({ label }) => label),
    },
    contacts: shown.contacts ? of.contacts : null,
    confirmation: of.confirmation,
    returned: of.returned.map((piece) => ({
      id: piece.id,
      title: piece.title,
      items: piece.items,
      status: piece.status,
      reason: piece.status === 'returned' ? piece.reason : null,
      since: piece.changedAt,
    })),
    duties: dutiesFor(of, shown).map(({ duty, stage }) => ({
      kind: duty.kind,
      id: duty.id,
      title: dutyTitle(duty),
      dueOn: duty.dueOn,
      stage,
    })),
    gaps: gapsFor(of, shown),
    lastActiveOn: of.lastActiveOn,
  };
}

/** @param item the code of the item that was asked for */
export function standingLine(of: UnitStanding, shown: Shown, item: string | undefined): StandingLine {
  const { unit } = shown;
  const asked = of.items.find(({ result }) => result.code === item);
  const duties = dutiesFor(of, shown);
  return {
    unit: unit.id,
    order: unit.order,
    name: unit.name,
    class: unit.class,
    total: of.score.total,
    full: fullOf(shown),
    items: of.items.map(({ result: { code, points, maximum } }) => ({ code, points, maximum })),
    itemsMissing: of.items
      .filter(({ evidence }) => evidence.state === 'missing')
      .map(({ result }) => result.code),
    returned: of.returned.length,
    waiting: of.items.reduce((sum, { evidence }) => sum + evidence.waiting, 0),
    due: duties.filter(({ stage }) => stage === 'soon' || stage === 'near' || stage === 'today').length,
    overdue: duties.filter(({ stage }) => stage === 'overdue').length,
    register: paceView(of),
    contacts: shown.contacts ? of.contacts : null,
    confirmation: of.confirmation,
    gaps: gapsFor(of, shown),
    lastActiveOn: of.lastActiveOn,
    item: asked === undefined ? null : itemView(asked),
  };
}

function itemView({ result, evidence }: UnitStanding['items'][number]): NonNullable<StandingLine['item']> {
  const { code, points, maximum, reason, raise } = result;
  return { code, points, maximum, reason, raise, evidence };
}

function paceView({ register: { pace } }: UnitStanding) {
  const { target, count, atPace, month } = pace;
  return { target, count, atPace, month, behind: isBehind(pace) };
}

function fullOf({ rules, unit }: Shown): string {
  return toPoints(rules.schemeFor(unit.class).base);
}

function dutiesFor(of: UnitStanding, { contacts }: Shown): UnitStanding['duties'] {
  return contacts ? of.duties : of.duties.filter(({ duty }) => duty.kind !== 'contacts');
}

function gapsFor(of: UnitStanding, shown: Shown) {
  if (shown.contacts) return [...of.gaps];
  const overdue = dutiesFor(of, shown).some(({ stage }) => stage === 'overdue');
  return of.gaps.filter((gap) => gap !== 'contacts' && (gap !== 'overdue' || overdue));
}
