import * as collections from '../../contracts/collections.ts';
import type { CityDeduction } from '../../domain/assessment/city-deduction.ts';
import type { Deduction, HandIn } from '../../domain/assessment/deduction.ts';
import { countsOn } from '../../domain/assessment/deduction-life.ts';
import type { Day } from '../../domain/values.ts';
import type { Incident } from '../../domain/assessment/incident.ts';
import type { UnitConfirmation } from '../../domain/assessment/unit-confirmation.ts';
import { isInForce } from '../../domain/assessment/two-persons.ts';
import type { Cycle, LeadBody, Unit } from '../../domain/cycle/cycle.ts';
import { unitInputs, type UnitRecords } from '../../domain/run/unit-inputs.ts';
import type { UnitInputs } from '../../domain/scoring/inputs.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
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
  const handIns = await fewAtATime(bodies, async (body) => ({
    body,
    handIn: (await load.handIn(store, cycle, body.id)).value,
  }));
  const counting = handIns.filter(({ handIn }) => handIn.status === 'handed-in');
  const deductions = await fewAtATime(counting, ({ body }) =>
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

/** A unit's own records, what its score is made from, and its leader's word. Three queries: what lies side by side is read together. */
export async function readUnit(
  store: Store,
  cycle: Cycle,
  unit: Unit,
  over: OverUnits,
): Promise<Readonly<{ records: UnitRecords; inputs: UnitInputs; confirmation: UnitConfirmation | null }>> {
  const place = { cycle: cycle.id, unit: unit.id };
  const [rows, said, given] = await Promise.all([
    store.all(collections.registerRows, place),
    store.stretch([collections.unitConfirmations, collections.evidence, collections.itemFacts], place),
    store.stretch([collections.unitMeasures, collections.points], place),
  ]);
  const own = over.bodies.filter((body) => body.unit === unit.id).map((body) => body.id);
  const records: UnitRecords = {
    unit,
    rows: rows.map((each) => each.value),
    evidence: said.of(collections.evidence).map((each) => each.value),
    points: given.of(collections.points).map((each) => each.value),
    facts: said.of(collections.itemFacts).map((each) => each.value),
    measures: given.of(collections.unitMeasures).map((each) => each.value),
    deductions: over.deductions.filter((each) => each.unit === unit.id),
    incidents: over.incidents.filter((each) => each.unit === unit.id),
    cityDeductions: over.cityDeductions
      .filter((each) => own.includes(each.body))
      .map(({ body, item, points, document }) => ({ body, item, points, document })),
  };
  const [confirmation = null] = said.of(collections.unitConfirmations).map((each) => each.value);
  return { records, inputs: unitInputs(cycle, records), confirmation };
}
