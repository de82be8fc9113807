import * as collections from '../../contracts/collections.ts';
import type { CityDeduction } from '../../domain/assessment/city-deduction.ts';
import { countsOn, type Deduction, type HandIn } from '../../domain/assessment/deduction.ts';
import type { Day } from '../../domain/values.ts';
import type { Incident } from '../../domain/assessment/incident.ts';
import { isInForce } from '../../domain/assessment/two-persons.ts';
import type { Cycle, LeadBody, Unit } from '../../domain/cycle/cycle.ts';
import { unitInputs, type UnitRecords } from '../../domain/run/unit-inputs.ts';
import type { UnitInputs } from '../../domain/scoring/inputs.ts';
import type { Store } from '../../ports/store.ts';
import { inSlices } from '../in-slices.ts';
import * as load from '../load.ts';

/**
 * Reads what scores rest on. A run reads it once everything is closed, a unit's standing reads it any day: the same functions,
 * so that what people are told during the year is what a freeze of that moment would have scored.
 */

/** What the office and the lead bodies hold. */
export type OfficeRecords = Readonly<{
  bodies: readonly Readonly<{ body: LeadBody; handIn: HandIn }>[];
  /** Those that count, of the bodies that have handed in: what the others only recorded does not. */
  deductions: readonly Deduction[];
  cityDeductions: readonly CityDeduction[];
  incidents: readonly Incident[];
}>;

/** City deductions and incidents are those in force. */
export async function readOffice(store: Store, cycle: string, today: Day): Promise<OfficeRecords> {
  const bodies = (await store.all(collections.bodies, { cycle })).map((each) => each.value);
  const handIns = await inSlices(bodies, async (body) => ({
    body,
    handIn: (await load.handIn(store, cycle, body.id)).value,
  }));
  const counting = handIns.filter(({ handIn }) => handIn.status === 'handed-in');
  const deductions = await inSlices(counting, ({ body }) =>
    store.all(collections.deductions, { cycle, body: body.id }),
  );
  const [cityDeductions, incidents] = await Promise.all([
    store.all(collections.cityDeductions, { cycle }),
    store.all(collections.incidents, { cycle }),
  ]);
  return {
    bodies: handIns,
    deductions: deductions.flat().flatMap(({ value }) => (countsOn(value, today) ? [value] : [])),
    cityDeductions: cityDeductions.map((each) => each.value).filter((each) => isInForce(each.decision)),
    incidents: incidents.map((each) => each.value).filter((each) => isInForce(each.decision)),
  };
}

/** What of the office's and the bodies' records concerns units, as it is now or as a freeze has kept it. */
export type OverUnits = Readonly<{
  bodies: readonly Pick<LeadBody, 'id' | 'unit'>[];
  deductions: readonly Deduction[];
  cityDeductions: readonly Pick<CityDeduction, 'body' | 'item' | 'points' | 'document'>[];
  incidents: readonly Incident[];
}>;

/** A unit's own records, one query for each collection, and what its score is made from. */
export async function readUnit(
  store: Store,
  cycle: Cycle,
  unit: Unit,
  over: OverUnits,
): Promise<Readonly<{ records: UnitRecords; inputs: UnitInputs }>> {
  const place = { cycle: cycle.id, unit: unit.id };
  const [rows, evidence, points, facts, measures] = await Promise.all([
    store.all(collections.registerRows, place),
    store.all(collections.evidence, place),
    store.all(collections.points, place),
    store.all(collections.itemFacts, place),
    store.all(collections.unitMeasures, place),
  ]);
  const own = over.bodies.filter((body) => body.unit === unit.id).map((body) => body.id);
  const records: UnitRecords = {
    unit,
    rows: rows.map((each) => each.value),
    evidence: evidence.map((each) => each.value),
    points: points.map((each) => each.value),
    facts: facts.map((each) => each.value),
    measures: measures.map((each) => each.value),
    deductions: over.deductions.filter((each) => each.unit === unit.id),
    incidents: over.incidents.filter((each) => each.unit === unit.id),
    cityDeductions: over.cityDeductions
      .filter((each) => own.includes(each.body))
      .map(({ body, item, points, document }) => ({ body, item, points, document })),
  };
  return { records, inputs: unitInputs(cycle, records) };
}
