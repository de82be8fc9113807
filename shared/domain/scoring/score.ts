import type { Effect, Part, Rubric } from '../rubric/rubric.ts';
import type { Bilingual } from '../values.ts';
import {
  add,
  compareExact,
  divide,
  most,
  negate,
  parseExact,
  rounded,
  sum,
  times,
  toPoints,
  zero,
  type Exact,
} from './exact.ts';
import type { Inputs, UnitInputs } from './inputs.ts';
import type { ItemResult, Result, UnitResult, UnitScore } from './result.ts';
import { scoreItem, type ScoredItem } from './score-item.ts';
import { words } from './words.ts';

/**
 * Scores and ranks: `(rubric, inputs) → result`. A pure function in exact decimals; the same two files give the same bytes
 * (through `toCanonicalJson`) today and in five years. The year-end run scores in batches with `scoreUnit` and ranks once
 * with `rankUnits`, which is the same.
 */
export function score(rubric: Rubric, inputs: Inputs): Result {
  return rankUnits(
    rubric,
    inputs,
    inputs.units.map((unit) => scoreUnit(rubric, unit)),
  );
}

/** Scores one unit, from its own inputs alone. */
export function scoreUnit(rubric: Rubric, unit: UnitInputs): UnitScore {
  const effects = rubric.effects.flatMap((effect) => actingOn(effect, unit));
  const parts = rubric.parts.map((part) => {
    const items = part.items.map((item) => scoreItem(item, unit, rubric.rounding));
    const zeroedBy = effects.find(({ effect }) => effect.then.parts.includes(part.code));
    return { part, items: items.map((item) => itemResult(part, item, zeroedBy?.effect ?? null)) };
  });
  const city = cityEffects(rubric, unit);
  const partPoints = parts.map(({ items }) => sum(items.map((item) => parseExact(item.points))));
  const raw = add(sum(partPoints), sum(city.map((each) => each.points)));
  return {
    unit: unit.unit,
    order: unit.order,
    name: unit.name,
    class: unit.class,
    target: unit.target,
    raw: toPoints(raw),
    // The notice lets deductions exceed what was earned; a total below 0 would rank nothing further.
    total: toPoints(most(raw, zero)),
    parts: parts.map(({ part }, index) => ({
      code: part.code,
      label: part.label,
      points: toPoints(partPoints[index] ?? zero),
      maximum: toPoints(partMaximum(part)),
    })),
    items: parts.flatMap(({ items }) => items),
    effects: [
      ...effects.map(({ effect, document }, index) => ({
        code: effect.code,
        points: toPoints(negate(lostTo(effect, effects.slice(0, index), rubric, unit))),
        reason: words.effect(effect.label, document, effect.then.parts),
      })),
      ...city.map(({ points, reason }) => ({ code: 'city-deduction', points: toPoints(points), reason })),
    ],
  };
}

/**
 * Ranks scored units: high to low; equal totals share a rank and the next rank is skipped (1, 2, 2, 4); units with equal
 * totals stand in annex order. Over all units and inside each class.
 */
export function rankUnits(rubric: Rubric, inputs: Inputs, scores: readonly UnitScore[]): Result {
  const standing = [...scores].sort((left, right) => byTotal(left, right) || left.order - right.order);
  const ranks = ranksOf(standing);
  const classes = [...new Set(standing.map((each) => each.class))].sort();
  const classRanks = new Map(
    classes.flatMap((name) => {
      const members = standing.filter((each) => each.class === name);
      return [...ranksOf(members)];
    }),
  );
  const units = standing.map((each): UnitResult => ({
    ...each,
    rank: ranks.get(each.unit) ?? 0,
    classRank: classRanks.get(each.unit) ?? 0,
  }));
  return {
    format: 'biaochi-result/1',
    cycle: inputs.cycle,
    demonstration: inputs.demonstration,
    frozenAt: inputs.frozenAt,
    rubric: { id: rubric.id, version: rubric.version, title: rubric.title },
    maximum: { base: rubric.total, withBonus: toPoints(add(parseExact(rubric.total), bonusMaximum(rubric))) },
    units,
    classes: classes.map((name) => classSummary(name, units)),
    unscored: unscored(rubric, inputs),
    silentBodies: inputs.bodies
      .filter((body) => body.handIn.state === 'silent')
      .map((body) => ({ body: body.id, name: body.name, item: body.item, note: words.silent(body.name) })),
  };
}

type Acting = Readonly<{ effect: Effect; document: string }>;

/** An effect acts once, however many incidents of its kind there are; the first in the inputs' order is named. */
function actingOn(effect: Effect, unit: UnitInputs): Acting[] {
  const incident = unit.incidents.find((each) => each.kind === effect.when.incident);
  return incident === undefined ? [] : [{ effect, document: incident.document }];
}

/** What the effect's parts had earned, those aside that an effect before it has taken: nothing is lost twice. */
function lostTo(effect: Effect, before: readonly Acting[], rubric: Rubric, unit: UnitInputs): Exact {
  const gone = new Set(before.flatMap((each) => each.effect.then.parts));
  const parts = rubric.parts.filter((part) => effect.then.parts.includes(part.code) && !gone.has(part.code));
  return sum(
    parts.flatMap((part) => part.items.map((item) => scoreItem(item, unit, rubric.rounding).points)),
  );
}

function cityEffects(rubric: Rubric, unit: UnitInputs): Readonly<{ points: Exact; reason: Bilingual }>[] {
  const factor = rubric.cityDeductionFactor;
  if (factor === null) return [];
  return unit.cityDeductions.map((each) => {
    const taken = times(parseExact(each.points), factor);
    return {
      points: negate(taken),
      reason: words.city(each.item, each.document, each.points, factor, toPoints(taken)),
    };
  });
}

function itemResult(part: Part, scored: ScoredItem, zeroedBy: Effect | null): ItemResult {
  const { item } = scored;
  const gone = zeroedBy !== null;
  const zeroStep = {
    code: zeroedBy?.code ?? '',
    text: zeroedBy === null ? item.label : words.zeroed(zeroedBy.label),
    points: negate(scored.points),
  };
  return {
    code: item.code,
    part: part.code,
    label: item.label,
    rule: item.rule.kind,
    inputs: { ...scored.facts },
    steps: [...scored.steps, ...(gone ? [zeroStep] : [])].map((step) => ({
      ...step,
      points: toPoints(step.points),
    })),
    points: toPoints(gone ? zero : scored.points),
    maximum: part.kind === 'deductions' ? '0' : item.points,
    bonus: toPoints(gone ? zero : scored.bonus),
    acted: [...scored.acted, ...(gone ? [zeroedBy.code] : [])],
    reason: gone ? words.zeroed(zeroedBy.label) : scored.reason,
    raise:
      gone || scored.raise === null ? null : { by: toPoints(scored.raise.by), change: scored.raise.change },
    noEvidence: scored.noEvidence,
    maximumLoss: toPoints(scored.maximumLoss),
  };
}

function partMaximum(part: Part): Exact {
  return part.kind === 'deductions' ? zero : sum(part.items.map((item) => parseExact(item.points)));
}

function bonusMaximum(rubric: Rubric): Exact {
  const items = rubric.parts.flatMap((part) => part.items);
  return sum(
    items.map(({ rule }) =>
      rule.kind === 'target' && rule.bonus !== null ? parseExact(rule.bonus.most) : zero,
    ),
  );
}

function byTotal(left: UnitScore, right: UnitScore): number {
  return compareExact(parseExact(right.total), parseExact(left.total));
}

function ranksOf(standing: readonly UnitScore[]): Map<string, number> {
  const ranks = new Map<string, number>();
  let rank = 0;
  standing.forEach((each, index) => {
    const before = standing[index - 1];
    if (before === undefined || before.total !== each.total) rank = index + 1;
    ranks.set(each.unit, rank);
  });
  return ranks;
}

function classSummary(name: string, units: readonly UnitResult[]): Result['classes'][number] {
  const members = units.filter((each) => each.class === name);
  const totals = members.map((each) => parseExact(each.total));
  return {
    class: name,
    units: members.length,
    // Two places are enough to compare classes by; single units are never rounded here.
    mean: toPoints(rounded(divide(sum(totals), members.length), 2, 'half-up')),
    highest: members[0]?.total ?? '0',
    lowest: members.at(-1)?.total ?? '0',
  };
}

function unscored(rubric: Rubric, inputs: Inputs): Result['unscored'] {
  const factor = rubric.cityDeductionFactor;
  return inputs.cityDeductions.flatMap((each) => {
    const body = inputs.bodies.find((one) => one.id === each.body);
    if (body === undefined || body.unit !== null || factor === null) return [];
    const doubled = toPoints(times(parseExact(each.points), factor));
    return [
      {
        body: body.id,
        name: body.name,
        item: each.item,
        cityPoints: each.points,
        doubled,
        document: each.document,
      },
    ];
  });
}
