import type { Cause, Effect, Item, Level, Scale } from '../rubric/rubric.ts';
import type { Bilingual } from '../values.ts';
import { add, zero, type Exact } from './exact.ts';
import type { ItemInputs, UnitInputs } from './inputs.ts';

/**
 * One step of the arithmetic, as facts: what happened and what it was worth. Words are made from steps when somebody reads
 * them (`say-step.ts`), so that scoring alone stays fast.
 */
export type MarkStep = Readonly<{ points: Exact }> &
  Readonly<
    | { code: 'evidence'; pieces: number }
    | { code: 'no-evidence' }
    | { code: 'counted'; count: number; of: 'kinds' | 'evidence' | 'measure'; scale: Scale }
    | { code: 'full' }
    | { code: 'short'; missing: number; at: Cell; scale: Scale }
    | { code: 'blank'; cells: number; each: 'quarter' | 'month'; off: string }
    | { code: 'over'; extra: number; scale: Scale }
    | { code: 'given'; assessors: number; level: Level | null }
    | { code: 'imported'; period: string; of: number }
    | { code: 'converted'; outOf: string }
    | { code: 'cause'; cause: Cause; found: number }
    | { code: 'taken'; fact: string; taken: string }
    | { code: 'item-cap' | 'item-floor' | 'bonus-cap' | 'rounding' }
    | { code: 'shared'; from: readonly string[] }
    | { code: 'not-applicable'; reason: string }
    | { code: 'decided'; reason: string }
    | { code: 'part-cap' | 'weight' }
    | { code: 'total-floor' | 'total-cap' }
    | { code: 'city-deduction'; item: string; document: string; taken: string; factor: number }
    | { code: 'effect'; effect: Effect }
  >;

/** What steps come to. */
export function totalOf(steps: readonly MarkStep[]): Exact {
  let total: Exact = zero;
  for (const step of steps) total = add(total, step.points);
  return total;
}

/** Where a target is held against a count: the year, a quarter or month by its number from 1, or a column by its name. */
export type Cell = Readonly<
  { per: 'year' } | { per: 'quarter' | 'month'; number: number } | { per: 'column'; name: string }
>;

/**
 * Gives points by one rule: a step for everything that moves them, of which the points are the sum. The list is a new one
 * each time, and whoever asked adds to it.
 */
export type MarkRule = (unit: UnitInputs, given: ItemInputs) => MarkStep[];

/** A change to a unit's facts that could raise an item, and how to say it once it is known what it would be worth. */
export type Wish = Readonly<{
  unit: UnitInputs;
  given: ItemInputs;
  say: (by: string) => Bilingual;
  /** It is up to somebody's judgement and may bring the item to full marks; else it is worth what the changed facts give. */
  upTo: boolean;
}>;

/** What a rule says of its points: the facts they rest on, why in words, and what could raise them, smallest first. */
export type RuleStory = Readonly<{
  facts: Readonly<Record<string, string | number | boolean | null>>;
  reason: (points: string) => Bilingual;
  wishes: readonly Wish[];
  /** The most the unit can lose here. */
  maximumLoss: Exact;
}>;

/** A rule made ready for an item: how it gives points, and how it tells of them. */
export type CompiledRule = Readonly<{
  mark: MarkRule;
  tell: (unit: UnitInputs, given: ItemInputs) => RuleStory;
}>;

/** What every rule is made from. */
export type ItemOf<Kind extends Item['rule']['kind']> = Item &
  Readonly<{ rule: Extract<Item['rule'], { kind: Kind }> }>;
