import * as z from 'zod/mini';
import { bodyId, cycleId, day, instant, itemCode, sha256Hex, unitId } from '../domain/values.ts';
import { inputs as frozenInputs } from '../domain/scoring/inputs.ts';
import { result as scoringResult, unitResult } from '../domain/scoring/result.ts';
import { toCanonicalJson } from '../domain/scoring/canonical-json.ts';
import type { ReportModel } from './model.ts';

const { rank, classRank, band, failed, parts, effects, total, raw, order, name, target } = unitResult.shape;
const shownPoints = total;
const body = frozenInputs.shape.bodies.def.element.shape;

/** The form of report.json. Its JSON Schema is published beside it, and the data dictionary is read from it. */
export const reportData = z.strictObject({
  format: z.literal('biaochi-report/1').check(z.describe('本文件的格式和版本 · This file’s format')),
  cycle: cycleId.check(z.describe('年度 · Year')),
  title: z.string().check(z.describe('报告标题 · Title')),
  issuer: z.string().check(z.describe('发布单位 · Issuer')),
  window: z.strictObject({ opensOn: day, closesOn: day }).check(z.describe('考核期 · The period evaluated')),
  demonstration: z.boolean().check(z.describe('内容是否是编造的 · Whether everything is made up')),
  revision: z.int().check(z.minimum(1), z.describe('报告的版次 · The report’s revision')),
  publishedOn: day.check(z.describe('生成报告的日期 · The day on which the report was made')),
  licence: z
    .nullable(z.strictObject({ name: z.string(), url: z.nullable(z.string()) }))
    .check(z.describe('使用许可，没有选定的为 null · Licence, null where none was chosen')),
  keyId: sha256Hex.check(
    z.describe('签名公钥的指纹：它的 SHA-256 · Fingerprint of the key that signs the report: its SHA-256'),
  ),
  from: z.nullable(z.int()).check(z.describe('由哪一版重新评价而来 · The revision it was re-evaluated from')),
  frozenAt: instant.check(z.describe('数据冻结的时间 · When the inputs were frozen')),
  rubric: scoringResult.shape.rubric.check(z.describe('评分办法 · The rubric')),
  schemes: scoringResult.shape.schemes.check(
    z.describe('各套办法的满分和最高分 · Full marks of each scheme'),
  ),
  targets: z.int().check(z.describe('目标任务合计（条） · All targets together')),
  units: z
    .array(
      z.strictObject({
        unit: unitId.check(z.describe('单位编号 · The unit’s number')),
        order: order.check(z.describe('名单中的位次 · Place in the list')),
        name: name.check(z.describe('单位名称 · Name')),
        class: z.string().check(z.describe('类别代码 · Class')),
        target: target.check(z.describe('目标任务（条） · Target')),
        counted: z.nullable(z.int()).check(z.describe('计入的条数 · Items that count')),
        total: total.check(z.describe('总分 · Total')),
        raw: raw.check(z.describe('各项合计，未计上下限和取整 · Sum before limits and rounding')),
        rank: rank.check(z.describe('总名次 · Rank')),
        classRank: classRank.check(z.describe('类内名次 · Rank in the class')),
        band: band.check(z.describe('等次 · Grade')),
        failed: failed.check(z.describe('不合格的原因 · Why the unit failed')),
        parts: parts.check(z.describe('各类得分 · Points of each part')),
        cityDeduction: shownPoints.check(
          z.describe('市级扣分加倍后承担的分数 · What the city’s deductions cost'),
        ),
        effects: effects.check(z.describe('起作用的特殊情形 · Effects that acted')),
        lastYear: z
          .nullable(
            z.array(z.strictObject({ unit: unitId, name: z.string(), total: shownPoints, rank: z.int() })),
          )
          .check(
            z.describe(
              '本单位上一年度的得分；合并而来的有几条；没有上一年度报告的为 null · The unit, or those it has come from, in the year before',
            ),
          ),
        page: z.string().check(z.describe('单位页面的地址 · The unit’s page')),
      }),
    )
    .check(z.describe('各单位，按名次 · Units in order of rank')),
  classes: scoringResult.shape.classes.check(z.describe('各类单位的平均、最高、最低 · Classes')),
  bodies: z
    .array(
      z.strictObject({ id: bodyId, name: body.name, unit: body.unit, item: body.item, handIn: body.handIn }),
    )
    .check(z.describe('牵头单位及其提交情况 · Lead bodies and their hand-ins')),
  silentBodies: scoringResult.shape.silentBodies.check(
    z.describe('逾期未提交的 · Bodies that did not hand in'),
  ),
  cityDeductions: z
    .array(
      z.strictObject({
        body: bodyId,
        name: z.string(),
        item: itemCode,
        points: shownPoints,
        doubled: z.nullable(shownPoints),
        unit: z.nullable(unitId),
        document: z.string(),
        fact: z.string(),
        decidedOn: day,
      }),
    )
    .check(z.describe('市级扣分 · The city’s deductions')),
});

export type ReportData = z.infer<typeof reportData>;

/** What the overview shows, for programs: who wants single items, steps and inputs reads `result.json` and `inputs.json`. */
export function reportJson(model: ReportModel): string {
  const { cycle, inputs, result, revision, publishedOn, changes, licence, keyId } = model.input;
  return toCanonicalJson({
    format: 'biaochi-report/1',
    cycle: cycle.id,
    title: cycle.title,
    issuer: cycle.issuer,
    window: cycle.window,
    demonstration: result.demonstration,
    revision,
    publishedOn,
    licence,
    keyId,
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
      lastYear:
        model
          .before(unit.unit)
          ?.units.map(({ unit: id, name, total, rank }) => ({ unit: id, name, total, rank })) ?? null,
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
