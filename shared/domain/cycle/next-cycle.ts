import * as z from 'zod/mini';
import { refuse } from '../errors.ts';
import { cycleId, day, line, unitId } from '../values.ts';
import { leadBody, unitClass, type LeadBody, type Unit } from './cycle.ts';

const named = { id: unitId, name: line, class: unitClass };
const target = z.int().check(z.minimum(0), z.maximum(100_000));

/** What a reform makes of units between two years. The reform of 2019 did all of it. */
export const unitReform = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rename'), unit: unitId, name: line }),
  /** Several become one, under a number of theirs or a new one. */
  z.strictObject({
    kind: z.literal('merge'),
    units: z.array(unitId).check(z.minLength(2), z.maxLength(50)),
    into: z.strictObject(named),
  }),
  /** One becomes several, of which one may keep its number. */
  z.strictObject({
    kind: z.literal('split'),
    unit: unitId,
    into: z.array(z.strictObject({ ...named, target })).check(z.minLength(2), z.maxLength(50)),
  }),
  z.strictObject({ kind: z.literal('abolish'), unit: unitId }),
  z.strictObject({ kind: z.literal('establish'), ...named, target }),
]);
export type UnitReform = z.infer<typeof unitReform>;

/** How next year's targets follow from this year's: the same, or so many per cent of them, rounded half up. */
export const targetRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('same') }),
  z.strictObject({ kind: z.literal('percent'), percent: z.int().check(z.minimum(1), z.maximum(1000)) }),
]);

/** What an admin states of the year that follows. */
export const nextCycleEntry = z.strictObject({
  cycle: cycleId,
  title: line,
  window: z.strictObject({ opensOn: day, closesOn: day }),
  reforms: z.array(unitReform).check(z.maxLength(200)),
  targets: targetRule,
  /** Targets that do not follow the rule. */
  exceptions: z.array(z.strictObject({ unit: unitId, target })).check(z.maxLength(999)),
  /** The lead bodies where they change, all of them with next year's units; null: this year's, each with what its unit has become. */
  bodies: z._default(
    z.nullable(z.array(z.omit(leadBody, { cycle: true })).check(z.minLength(1), z.maxLength(100))),
    null,
  ),
});
export type NextCycleEntry = z.infer<typeof nextCycleEntry>;

/** The units of the next year, and what has become of each of this year's. */
export type NextUnits = Readonly<{
  units: readonly Unit[];
  /** By this year's number, the next year's; none for a unit that was abolished. */
  successors: ReadonlyMap<string, readonly string[]>;
}>;

type Draft = Omit<Unit, 'cycle' | 'order'> & Readonly<{ place: number; fixedTarget: boolean }>;

/**
 * The units of the year that follows, with where each comes from, so that years can be compared across a reform.
 * @throws Refusal `reform-not-possible` with the place of the first reform that names a unit which is not there or has been
 *   changed before, or takes a number that is in use; `unit-unknown` for an exception to no unit of the next year
 */
export function nextUnits(units: readonly Unit[], entry: NextCycleEntry): NextUnits {
  const left = new Map(units.map((unit) => [unit.id, draftOf(unit)]));
  const made: Draft[] = [];
  const successors = new Map<string, readonly string[]>(units.map(({ id }) => [id, [id]]));
  const known = new Set(units.map(({ id }) => id));
  entry.reforms.forEach((reform, place) => {
    const take = (id: string): Draft => {
      const found = left.get(id);
      if (found === undefined) throw refuse.invalid('reform-not-possible', { place: place + 1, unit: id });
      left.delete(id);
      return found;
    };
    /** A number goes to who had it, or was nobody's. */
    const give = (id: string, from: readonly string[]) => {
      if ((known.has(id) && !from.includes(id)) || made.some((each) => each.id === id))
        throw refuse.invalid('reform-not-possible', { place: place + 1, unit: id });
    };
    switch (reform.kind) {
      case 'rename':
        made.push({ ...take(reform.unit), name: reform.name });
        break;
      case 'merge': {
        const parts = reform.units.map(take);
        give(reform.into.id, reform.units);
        for (const id of reform.units) successors.set(id, [reform.into.id]);
        made.push({
          ...reform.into,
          parent: parts[0]?.parent ?? null,
          from: [...reform.units],
          target: parts.reduce((sum, part) => sum + part.target, 0),
          place: Math.min(...parts.map((part) => part.place)),
          fixedTarget: false,
        });
        break;
      }
      case 'split': {
        const whole = take(reform.unit);
        for (const part of reform.into) give(part.id, [reform.unit]);
        successors.set(
          reform.unit,
          reform.into.map(({ id }) => id),
        );
        made.push(
          ...reform.into.map((part, index): Draft => ({
            ...part,
            parent: whole.parent,
            from: [reform.unit],
            place: whole.place + index / 100,
            fixedTarget: true,
          })),
        );
        break;
      }
      case 'abolish':
        take(reform.unit);
        successors.set(reform.unit, []);
        break;
      case 'establish': {
        const { kind: _, ...unit } = reform;
        give(unit.id, []);
        made.push({ ...unit, parent: null, from: [], place: 1_000_000 + place, fixedTarget: true });
        break;
      }
    }
  });
  const drafts = [...left.values(), ...made].sort((a, b) => a.place - b.place);
  requireExceptionsKnown(drafts, entry);
  const exceptions = new Map(entry.exceptions.map((each) => [each.unit, each.target]));
  return {
    successors,
    units: drafts.map(({ place: _, fixedTarget, ...unit }, index) => ({
      ...unit,
      cycle: entry.cycle,
      order: index + 1,
      parent: unit.parent === null ? null : (successors.get(unit.parent)?.[0] ?? null),
      target: exceptions.get(unit.id) ?? (fixedTarget ? unit.target : targetBy(entry.targets, unit.target)),
    })),
  };
}

function draftOf({ cycle: _, order, ...unit }: Unit): Draft {
  return { ...unit, from: [], place: order, fixedTarget: false };
}

function requireExceptionsKnown(drafts: readonly Draft[], entry: NextCycleEntry): void {
  const ids = new Set(drafts.map(({ id }) => id));
  for (const { unit } of entry.exceptions)
    if (!ids.has(unit)) throw refuse.missing('unit-unknown', { cycle: entry.cycle, unit });
}

function targetBy(rule: NextCycleEntry['targets'], of: number): number {
  return rule.kind === 'same' ? of : Math.floor((of * rule.percent * 2 + 100) / 200);
}

/** A lead body in the next year: its unit is what has become of it; of a split one the part that kept the number. */
export function nextBody(body: LeadBody, cycle: string, { successors }: NextUnits): LeadBody {
  const after = body.unit === null ? [] : (successors.get(body.unit) ?? []);
  const unit =
    body.unit !== null && after.includes(body.unit) ? body.unit : after.length === 1 ? after[0] : null;
  return { ...body, cycle, unit: unit ?? null };
}

/**
 * Bodies have a name of their own each, and units of the next year.
 * @throws Refusal `body-not-possible` with the first that has not
 */
export function requireBodies(bodies: readonly Omit<LeadBody, 'cycle'>[], { units }: NextUnits): void {
  const known = new Set(units.map(({ id }) => id));
  for (const [place, { id, unit }] of bodies.entries()) {
    const again = bodies.slice(0, place).some((each) => each.id === id);
    if (again || (unit !== null && !known.has(unit)))
      throw refuse.invalid('body-not-possible', { place: place + 1, body: id });
  }
}
