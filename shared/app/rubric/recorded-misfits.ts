import * as collections from '../../contracts/collections.ts';
import type { Cycle, Unit } from '../../domain/cycle/cycle.ts';
import { isJudged } from '../../domain/assessment/fit-points.ts';
import { findItem, schemeFor, type Rubric } from '../../domain/rubric/rubric.ts';
import { unitInputs } from '../../domain/run/unit-inputs.ts';
import { checkFacts } from '../../domain/scoring/check-inputs.ts';
import type { Inputs } from '../../domain/scoring/inputs.ts';
import type { Bilingual, Instant } from '../../domain/values.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';

/** Something that was recorded in the year and does not fit a rubric. */
export type RecordedMisfit = Readonly<{
  unit: string;
  item: string;
  message: Bilingual;
  /** It can be recorded anew under that rubric; else the item takes nothing of the kind any more, and it would stand for ever. */
  mendable: boolean;
}>;

/**
 * What people have already recorded that a rubric could not take. The year-end run stops at any of it, so it is told when a
 * rubric is adopted and not weeks later.
 */
export async function recordedMisfits(
  store: Store,
  cycle: Cycle,
  rubric: Rubric,
  at: Instant,
): Promise<RecordedMisfit[]> {
  const place = { cycle: cycle.id };
  const bodies = await store.all(collections.bodies, place);
  const deductions = (
    await fewAtATime(bodies, (body) => store.all(collections.deductions, { ...place, body: body.value.id }))
  )
    .flat()
    .map((each) => each.value);
  const units = (await store.all(collections.units, place)).map((each) => each.value);
  const read = await fewAtATime(units, async (unit) => {
    const { evidence, points, facts } = await recordsOf(store, unit);
    return unitInputs(cycle, {
      unit,
      evidence,
      points,
      facts,
      deductions: deductions.filter((each) => each.unit === unit.id),
      // Neither counts nor incidents belong to an item, so no rubric is unfit for them.
      rows: [],
      measures: [],
      incidents: [],
      cityDeductions: [],
    });
  });
  const inputs: Inputs = {
    format: 'biaochi-inputs/1',
    cycle: cycle.id,
    demonstration: cycle.demonstration,
    frozenAt: at,
    rubric: { id: rubric.id, version: rubric.version },
    bodies: [],
    cityDeductions: [],
    units: read,
  };
  return checkFacts(rubric, inputs).flatMap(({ path, message }): RecordedMisfit[] => {
    const [, index, field, item] = path;
    const unit = read[Number(index)];
    if (unit === undefined || field !== 'items' || typeof item !== 'string') return [];
    const scheme = schemeFor(rubric, unit.class);
    const there = scheme === null ? null : findItem(scheme, item);
    const judged = path[4] === 'assessments' || path[4] === 'checks';
    return [
      {
        unit: unit.unit,
        item,
        message: { zh: `${unit.name}：${message.zh}`, en: `${unit.unit}: ${message.en}` },
        mendable: there !== null && (!judged || isJudged(there)),
      },
    ];
  });
}

async function recordsOf(store: Store, unit: Unit) {
  const place = { cycle: unit.cycle, unit: unit.id };
  const [evidence, points, facts] = await Promise.all([
    store.all(collections.evidence, place),
    store.all(collections.points, place),
    store.all(collections.itemFacts, place),
  ]);
  return {
    evidence: evidence.map((each) => each.value),
    points: points.map((each) => each.value),
    facts: facts.map((each) => each.value),
  };
}
