import type { Deduction } from '../assessment/deduction.ts';
import type { Incident } from '../assessment/incident.ts';
import type { ReviewerPoints } from '../assessment/reviewer-points.ts';
import { registerMeasure, type ItemFacts, type UnitMeasure } from '../assessment/unit-facts.ts';
import type { Cycle, Unit } from '../cycle/cycle.ts';
import { isPublic, type Evidence } from '../evidence/evidence.ts';
import { isInForce } from '../assessment/two-persons.ts';
import { countRegister } from '../register/count-register.ts';
import type { RegisterRow } from '../register/register-row.ts';
import type { UnitInputs } from '../scoring/inputs.ts';

/** Everything of a unit that its score rests on, as it was when its stream was closed. */
export type UnitRecords = Readonly<{
  unit: Unit;
  rows: readonly RegisterRow[];
  evidence: readonly Evidence[];
  points: readonly ReviewerPoints[];
  facts: readonly ItemFacts[];
  measures: readonly UnitMeasure[];
  /** Of bodies that handed in, those that count. */
  deductions: readonly Deduction[];
  incidents: readonly Incident[];
  /** What the city took from the body that is this unit. */
  cityDeductions: UnitInputs['cityDeductions'];
}>;

type ItemInputs = UnitInputs['items'][string];

/**
 * Turns a unit's records into its inputs: counted facts, without names. Reviewers become `a1`, `a2` … by the order of their
 * ids, so that whose points are whose stays in the office. The order of the records never matters.
 */
export function unitInputs(cycle: Pick<Cycle, 'id' | 'columns'>, of: UnitRecords): UnitInputs {
  const { unit } = of;
  const counted = countRegister(of.rows, cycle);
  return {
    unit: unit.id,
    order: unit.order,
    name: unit.name,
    class: unit.class,
    parent: unit.parent,
    target: unit.target,
    measures: {
      ...Object.fromEntries(of.measures.map((each) => [each.measure, otherMeasure(each)])),
      [registerMeasure]: {
        count: counted.count,
        registered: counted.registered,
        notCounted: { ...counted.notCounted },
        months: [...counted.months],
        columns: Object.fromEntries(
          Object.entries(counted.columns).map(([id, { count, months }]) => [
            id,
            { count, months: [...months] },
          ]),
        ),
      },
    },
    items: itemInputs(of),
    incidents: of.incidents
      .filter((incident) => isInForce(incident.decision))
      .map(({ kind, decidedOn, document, reason }) => ({ kind, decidedOn, document, reason }))
      .sort(byText((each) => `${each.decidedOn} ${each.kind} ${each.document}`)),
    cityDeductions: of.cityDeductions,
  };
}

function itemInputs(of: UnitRecords): UnitInputs['items'] {
  const accepted = of.evidence.filter((piece) => piece.status === 'accepted');
  const codes = new Set([
    ...accepted.flatMap((piece) => piece.items),
    ...of.points.map((given) => given.item),
    ...of.deductions.map((deduction) => deduction.item),
    ...of.facts.map((each) => each.item),
  ]);
  return Object.fromEntries(
    [...codes].sort().map((code): [string, ItemInputs] => {
      const pieces = accepted.filter((piece) => piece.items.includes(code));
      const kinds = [
        ...new Set(pieces.flatMap((piece) => (piece.channel === null ? [] : [piece.channel.kind]))),
      ].sort();
      const shown = pieces.filter(isPublic).sort(byText((each) => each.id));
      const given = of.points.filter((each) => each.item === code).sort(byText((each) => each.reviewer));
      const judged = given.flatMap(assessment);
      const facts = of.facts.find((each) => each.item === code);
      const taken = of.deductions
        .filter((each) => each.item === code)
        .sort(byText((each) => `${each.happenedOn} ${each.id}`));
      return [
        code,
        {
          evidence: pieces.length,
          ...(shown.length > 0 ? { publicEvidence: shown.map(publicPiece) } : {}),
          ...(kinds.length > 0 ? { kinds } : {}),
          ...(judged.length > 0 ? { assessments: judged } : {}),
          ...(given.length > 0 ? { checks: checksOf(given) } : {}),
          ...(taken.length > 0 ? { deductions: taken.map(deductionLine) } : {}),
          ...(facts === undefined || facts.notApplicable === null
            ? {}
            : { notApplicable: facts.notApplicable }),
          ...(facts === undefined || facts.imported.length === 0 ? {} : { imported: facts.imported }),
        },
      ];
    }),
  );
}

/** What the public reads of a piece that was chosen for it. */
function publicPiece({
  title,
  note,
  links,
  files,
}: Evidence): NonNullable<ItemInputs['publicEvidence']>[number] {
  return {
    title,
    note,
    links,
    files: files.map(({ declared: { contentType, size, sha256 } }) => ({ contentType, size, sha256 })),
  };
}

/** What a reviewer gave; one who only noted causes gave no points. */
function assessment({ points, level, reason }: ReviewerPoints, index: number) {
  if (points === null) return [];
  return [{ assessor: `a${index + 1}`, points, ...(level === null ? {} : { level }), reason }];
}

/** A count that was recorded by month has no columns, and everything recorded counts. */
function otherMeasure({ months }: UnitMeasure): UnitInputs['measures'][string] {
  const count = months.reduce((total, each) => total + each, 0);
  return { count, registered: count, notCounted: {}, months, columns: {} };
}

function deductionLine(of: Deduction) {
  const { points, fact, document, happenedOn } = of;
  const line = { points, fact, document, date: happenedOn };
  if (of.status !== 'answered') return line;
  const { reply, answer } = of;
  return {
    ...line,
    reply: reply.text,
    ...(reply.evidence.length === 0 ? {} : { replyEvidence: reply.evidence }),
    answer: { was: answer.was, reason: answer.reason },
  };
}

/** A listed cause holds when any reviewer found it; where they counted, the highest count holds. */
function checksOf(given: readonly ReviewerPoints[]): Record<string, boolean | number> {
  const causes = [...new Set(given.flatMap((each) => Object.keys(each.checks)))].sort();
  return Object.fromEntries(
    causes.map((cause) => {
      const found = given.map((each) => each.checks[cause] ?? false);
      const counts = found.filter((each) => typeof each === 'number');
      return [cause, counts.length > 0 ? Math.max(...counts) : found.includes(true)];
    }),
  );
}

function byText<Value>(text: (value: Value) => string): (left: Value, right: Value) => number {
  return (left, right) => {
    const [before, after] = [text(left), text(right)];
    return before < after ? -1 : before > after ? 1 : 0;
  };
}
