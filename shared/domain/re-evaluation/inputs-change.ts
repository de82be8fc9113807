import * as z from 'zod/mini';
import { refuse } from '../errors.ts';
import {
  inputs as inputsShape,
  itemInputs,
  measure,
  unitInputs,
  type Inputs,
  type ItemInputs,
} from '../scoring/inputs.ts';
import { itemCode, paragraph, points, recordId, unitId } from '../values.ts';

const why = { reason: paragraph };

/**
 * One named change of the facts that a published report rests on. Each states the whole new value of what it changes, so that
 * nobody has to know what was there before to read it, and why.
 */
export const inputsChange = z.discriminatedUnion('kind', [
  /** What an item is to have by decision, as after an upheld appeal; its facts stay as they are. */
  z.strictObject({
    kind: z.literal('item-points'),
    unit: unitId,
    item: itemCode,
    points,
    /** The appeal that it carries out. */
    appeal: z._default(z.nullable(recordId), null),
    ...why,
  }),
  /** An item's facts: evidence, assessments, deductions, listed causes. */
  z.strictObject({
    kind: z.literal('item-facts'),
    unit: unitId,
    item: itemCode,
    // What was named to the public stays named.
    facts: z.omit(itemInputs, { decided: true, publicEvidence: true }),
    ...why,
  }),
  /** Something that is counted, such as the register. */
  z.strictObject({
    kind: z.literal('measure'),
    unit: unitId,
    measure: z.string().check(z.minLength(1), z.maxLength(40)),
    value: measure,
    ...why,
  }),
  z.strictObject({
    kind: z.literal('target'),
    unit: unitId,
    target: z.int().check(z.minimum(0), z.maximum(100_000)),
    ...why,
  }),
  /** All incidents of a unit: a leak that was revoked is no longer among them. */
  z.strictObject({
    kind: z.literal('incidents'),
    unit: unitId,
    incidents: unitInputs.shape.incidents.check(z.maxLength(20)),
    ...why,
  }),
  /** All that the city took in the year. */
  z.strictObject({
    kind: z.literal('city-deductions'),
    cityDeductions: inputsShape.shape.cityDeductions.check(z.maxLength(200)),
    ...why,
  }),
  /** Another version of the rubric, where the rules themselves were stated wrongly. */
  z.strictObject({ kind: z.literal('rubric'), version: z.int().check(z.minimum(1)), ...why }),
]);
export type InputsChange = z.infer<typeof inputsChange>;

/** What a re-evaluation may touch: some units, one item of every unit, or everything. */
export const scope = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('units'),
    units: z.array(unitId).check(z.minLength(1), z.maxLength(999)),
  }),
  z.strictObject({ kind: z.literal('item'), item: itemCode }),
  z.strictObject({ kind: z.literal('all') }),
]);
export type Scope = z.infer<typeof scope>;

/** The unit that a change names; null for one of the whole year. */
export function unitOf(change: InputsChange): string | null {
  return 'unit' in change ? change.unit : null;
}

/** Whether a change keeps to a scope. The city's deductions and the rubric concern everybody, so only `all` lets them change. */
export function isInScope(change: InputsChange, within: Scope): boolean {
  switch (within.kind) {
    case 'all':
      return true;
    case 'units':
      return 'unit' in change && within.units.includes(change.unit);
    case 'item':
      return 'item' in change && change.item === within.item;
  }
}

/**
 * New inputs from published ones with the changes, in their order; the inputs that are given stay as they are.
 * @throws Refusal `unit-unknown` for a unit that the inputs do not have; `change-without-effect` for a change that finds
 *   everything as it wants it, which is a mistake of who named it
 */
export function applyChanges(
  published: Inputs,
  changes: readonly InputsChange[],
  derivedFrom: NonNullable<Inputs['derivedFrom']>,
): Inputs {
  const changed = changes.reduce((inputs, change, place) => {
    const next = applyChange(inputs, change);
    if (JSON.stringify(next) === JSON.stringify(inputs))
      throw refuse.invalid('change-without-effect', { place: place + 1 });
    return next;
  }, published);
  return { ...changed, derivedFrom };
}

type UnitInputs = Inputs['units'][number];

function applyChange(inputs: Inputs, change: InputsChange): Inputs {
  switch (change.kind) {
    case 'rubric':
      return { ...inputs, rubric: { ...inputs.rubric, version: change.version } };
    case 'city-deductions':
      return withCityDeductions(inputs, change.cityDeductions);
    default:
      return inUnit(inputs, change);
  }
}

type UnitChange = Extract<InputsChange, { unit: string }>;

function inUnit(inputs: Inputs, change: UnitChange): Inputs {
  if (!inputs.units.some(({ unit }) => unit === change.unit))
    throw refuse.missing('unit-unknown', { cycle: inputs.cycle, unit: change.unit });
  return {
    ...inputs,
    units: inputs.units.map((unit) => (unit.unit === change.unit ? changedUnit(unit, change) : unit)),
  };
}

function changedUnit(unit: UnitInputs, change: UnitChange): UnitInputs {
  switch (change.kind) {
    case 'item-points': {
      const { points: decided, reason } = change;
      const before = unit.items[change.item] ?? { evidence: 0 };
      return {
        ...unit,
        items: { ...unit.items, [change.item]: { ...before, decided: { points: decided, reason } } },
      };
    }
    case 'item-facts':
      return {
        ...unit,
        items: { ...unit.items, [change.item]: withPublic(unit, change.item, change.facts) },
      };
    case 'measure':
      return { ...unit, measures: { ...unit.measures, [change.measure]: change.value } };
    case 'target':
      return { ...unit, target: change.target };
    case 'incidents':
      return { ...unit, incidents: change.incidents };
  }
}

function withPublic(unit: UnitInputs, item: string, facts: ItemInputs): ItemInputs {
  const named = unit.items[item]?.publicEvidence;
  return named === undefined ? facts : { ...facts, publicEvidence: named };
}

/** What the city took stands in the year's list and at the unit of the body that it was taken from. */
function withCityDeductions(inputs: Inputs, cityDeductions: Inputs['cityDeductions']): Inputs {
  const unitOfBody = new Map(inputs.bodies.map(({ id, unit }) => [id, unit]));
  return {
    ...inputs,
    cityDeductions,
    units: inputs.units.map((unit) => ({
      ...unit,
      cityDeductions: cityDeductions
        .filter(({ body }) => unitOfBody.get(body) === unit.unit)
        .map(({ body, item, points: taken, document }) => ({ body, item, points: taken, document })),
    })),
  };
}
