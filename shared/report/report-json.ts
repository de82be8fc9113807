import { toCanonicalJson } from '../domain/scoring/canonical-json.ts';
import type { ReportModel } from './model.ts';

/** What the overview shows, for programs: who wants single items, steps and inputs reads `result.json` and `inputs.json`. */
export function reportJson(model: ReportModel): string {
  const { cycle, inputs, result, revision, publishedOn, changes } = model.input;
  return toCanonicalJson({
    format: 'biaochi-report/1',
    cycle: cycle.id,
    title: cycle.title,
    issuer: cycle.issuer,
    window: cycle.window,
    demonstration: result.demonstration,
    revision,
    publishedOn,
    from: changes?.difference.from ?? null,
    frozenAt: result.frozenAt,
    rubric: result.rubric,
    schemes: result.schemes,
    targets: model.targetSum,
    units: result.units.map((unit) => ({
      unit: unit.unit,
      order: unit.order,
      name: unit.name,
      class: unit.class,
      target: unit.target,
      counted: model.registerOf(unit.unit)?.count ?? null,
      total: unit.total,
      raw: unit.raw,
      rank: unit.rank,
      classRank: unit.classRank,
      band: unit.band,
      failed: unit.failed,
      parts: unit.parts,
      cityDeduction: model.cityPointsOf(unit),
      effects: unit.effects,
      page: `units/${unit.unit}.html`,
    })),
    classes: result.classes,
    bodies: inputs.bodies.map(({ id, name, unit, item, handIn }) => ({ id, name, unit, item, handIn })),
    silentBodies: result.silentBodies,
    cityDeductions: model.cityDeductions.map((each) => ({
      body: each.body,
      name: each.name,
      item: each.item,
      points: each.points,
      doubled: each.doubled,
      unit: each.bearer,
      document: each.document,
      fact: each.fact,
      decidedOn: each.decidedOn,
    })),
  });
}
