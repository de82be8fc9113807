import type { Effect } from '../rubric/rubric.ts';
import type { CompiledScheme, Rules } from './compile-rubric.ts';
import {
  add,
  compareExact,
  divide,
  parseExact,
  rounded,
  subtract,
  sum,
  times,
  toPoints,
  zero,
} from './exact.ts';
import type { Inputs } from './inputs.ts';
import { printed } from './mark-unit.ts';
import type { Result, Standings, UnitMark, UnitResult } from './result.ts';
import { effectReason } from './score-unit.ts';
import { words } from './words.ts';

/**
 * Ranks scored units: high to low; equal totals share a rank and the next rank is skipped (1, 2, 2, 4); units with equal
 * totals stand in annex order. Over all units and inside each class. Before that, units with a unit under them that failed
 * have what the rubric says of that; after it, bands are given. Marks are enough; whole scores are kept whole.
 */
export function rankUnits<Score extends UnitMark>(
  rules: Rules,
  inputs: Inputs,
  scores: readonly Score[],
): Standings<Score> {
  const { rubric } = rules;
  const settled = withChildren(rules, inputs, scores);
  const standing = [...settled].sort((left, right) => byTotal(left, right) || left.order - right.order);
  const ranks = ranksOf(standing);
  const classes = [...new Set(standing.map((each) => each.class))].sort();
  const classRanks = new Map(
    classes.flatMap((name) => [...ranksOf(standing.filter((each) => each.class === name))]),
  );
  const units = standing.map((each) => ({
    ...each,
    rank: ranks.get(each.unit) ?? 0,
    classRank: classRanks.get(each.unit) ?? 0,
    band: bandOf(rules, each),
  }));
  return {
    format: 'biaochi-result/1',
    cycle: inputs.cycle,
    demonstration: inputs.demonstration,
    frozenAt: inputs.frozenAt,
    rubric: { id: rubric.id, version: rubric.version, title: rubric.title },
    schemes: rules.schemes.map(({ scheme, base, withBonus }) => ({
      id: scheme.id,
      label: scheme.label,
      base: toPoints(base),
      withBonus: toPoints(withBonus),
    })),
    units,
    classes: classes.map((name) => classSummary(name, units)),
    unscored: unscored(rubric.cityDeductionFactor, inputs),
    silentBodies: inputs.bodies
      .filter((body) => body.handIn.state === 'silent')
      .map((body) => ({ body: body.id, name: body.name, item: body.item, note: words.silent(body.name) })),
  };
}

/** Whether marks alone rank the units: no effect waits for what other units came to, so nothing is asked of the inputs' units. */
export function ranksByMarks(rules: Rules): boolean {
  return rules.schemes.every((each) => each.lateEffects.length === 0);
}

/** Takes the effects that wait for other units, from the units without any under them upward. */
function withChildren<Score extends UnitMark>(
  rules: Rules,
  inputs: Inputs,
  scores: readonly Score[],
): readonly Score[] {
  if (ranksByMarks(rules)) return scores;
  const facts = new Map(inputs.units.map((unit) => [unit.unit, unit]));
  const settled = new Map(scores.map((each) => [each.unit, each]));
  const overFailed = new Set<string>();
  for (const unit of fromTheLeavesUp(inputs)) {
    const score = settled.get(unit);
    const own = facts.get(unit);
    if (score === undefined || own === undefined) continue;
    const scheme = rules.schemeFor(own.class);
    const late = overFailed.has(unit) ? scheme.lateEffects : [];
    const after = late.reduce((before, effect) => {
      const points = lateChange(rules, scheme, before, effect);
      const total = toPoints(add(parseExact(before.total), points));
      const step = { code: effect.code, text: words.because(effect.label), points: toPoints(points) };
      const entry = {
        code: effect.code,
        points: toPoints(points),
        reason: effectReason({ effect, points, document: null }, own),
      };
      const fails = effect.then.some((each) => each.kind === 'fail');
      return {
        ...before,
        total,
        steps: points === 0 ? before.steps : [...before.steps, step],
        effects: [...before.effects, entry],
        failed: before.failed ?? (fails ? { code: effect.code, reason: effect.label } : null),
      };
    }, score);
    settled.set(unit, after);
    if (after.failed !== null && own.parent !== null) overFailed.add(own.parent);
  }
  return scores.map((each) => settled.get(each.unit) ?? each);
}

/** By how much an effect that waited changes the total. The total stays within its limits. */
function lateChange(rules: Rules, scheme: CompiledScheme, score: UnitMark, effect: Effect) {
  if (isSettled(scheme, score)) return zero;
  const before = parseExact(score.total);
  let total = before;
  for (const each of effect.then) {
    if (each.kind === 'take') total = subtract(total, parseExact(each.points));
    if (each.kind === 'fix') return subtract(parseExact(each.points), before);
    if (each.kind === 'cap' && compareExact(total, parseExact(each.most)) > 0) total = parseExact(each.most);
  }
  return subtract(printed(rules, scheme, total), before);
}

/** Whether an effect that acted has fixed the total or ended the scoring, so that nothing later moves it. */
function isSettled({ scheme }: CompiledScheme, { effects }: UnitMark): boolean {
  const acted = new Set(effects.map((each) => each.code));
  return scheme.effects.some(
    (each) => acted.has(each.code) && each.then.some(({ kind }) => kind === 'fix' || kind === 'veto'),
  );
}

/** Units so that each comes after all units under it. A parent that is its own descendant is refused with the inputs. */
function fromTheLeavesUp(inputs: Inputs): readonly string[] {
  const parents = new Map(inputs.units.map((unit) => [unit.unit, unit.parent]));
  const depth = (unit: string): number => {
    let steps = 0;
    let above = parents.get(unit) ?? null;
    while (above !== null && steps <= parents.size) {
      steps += 1;
      above = parents.get(above) ?? null;
    }
    return steps;
  };
  return inputs.units
    .map((unit) => ({ unit: unit.unit, depth: depth(unit.unit) }))
    .sort((left, right) => right.depth - left.depth)
    .map((each) => each.unit);
}

/** The lowest band takes who failed, whatever the total, and totals below 0 where a scheme lets them be. */
function bandOf(rules: Rules, of: UnitMark): UnitResult['band'] {
  const { bands } = rules.schemeFor(of.class);
  const reached = bands.find((each) => compareExact(parseExact(of.total), each.from) >= 0);
  const found = of.failed === null ? (reached ?? bands.at(-1)) : bands.at(-1);
  return found === undefined ? null : { id: found.band.id, label: found.band.label };
}

function byTotal(left: UnitMark, right: UnitMark): number {
  return compareExact(parseExact(right.total), parseExact(left.total));
}

function ranksOf(standing: readonly UnitMark[]): Map<string, number> {
  const ranks = new Map<string, number>();
  let rank = 0;
  standing.forEach((each, index) => {
    const before = standing[index - 1];
    if (before === undefined || before.total !== each.total) rank = index + 1;
    ranks.set(each.unit, rank);
  });
  return ranks;
}

function classSummary(name: string, units: readonly UnitMark[]): Result['classes'][number] {
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

function unscored(factor: number | null, inputs: Inputs): Result['unscored'] {
  return inputs.cityDeductions.flatMap((each) => {
    const body = inputs.bodies.find((one) => one.id === each.body);
    if (body === undefined || body.unit !== null || factor === null) return [];
    return [
      {
        body: body.id,
        name: body.name,
        item: each.item,
        cityPoints: each.points,
        doubled: toPoints(times(parseExact(each.points), factor)),
        document: each.document,
      },
    ];
  });
}
