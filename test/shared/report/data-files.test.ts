import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { itemsOf } from '../../../shared/domain/rubric/rubric.ts';
import { restoreText } from '../../../shared/report/csv.ts';
import { bytesOf, parseCsv, fileText } from './read-back.ts';
import { rendered, sampleInput } from './sample.ts';

const input = sampleInput();
const { result, inputs, rubric } = input;
const files = await rendered(input);
const items = rubric.schemes.flatMap((scheme) => itemsOf(scheme));
const inAnnexOrder = [...result.units].sort((left, right) => left.order - right.order);
const city = (effects: (typeof result.units)[number]['effects']) =>
  effects.find((effect) => effect.code === 'city-deduction')?.points ?? '0';

function csvOf(path: string): Record<string, string>[] {
  const [head, ...rows] = parseCsv(fileText(files, path));
  return rows.map((row) => Object.fromEntries(head!.map((name, index) => [name, row[index]!])));
}

describe('ranking.csv', () => {
  it('holds one line for each unit with the figures of the result', () => {
    expect(csvOf('ranking.csv')).toEqual(
      result.units.map((unit) => ({
        rank: String(unit.rank),
        class_rank: String(unit.classRank),
        unit: unit.unit,
        name: unit.name,
        class: unit.class,
        target: String(unit.target),
        counted: String(inputs.units.find((each) => each.unit === unit.unit)!.measures.register!.count),
        total: unit.total,
        raw_total: unit.raw,
        ...Object.fromEntries(unit.parts.map((part) => [`part_${part.code}`, part.points])),
        city_deduction: city(unit.effects),
        band: unit.band?.id ?? '',
        failed: unit.failed?.code ?? '',
        effects: unit.effects.map((effect) => effect.code).join(' '),
      })),
    );
  });
});

describe('items.csv', () => {
  it('holds one line for each item of each unit with the figures of the result', () => {
    const scored = inAnnexOrder.flatMap((unit) => unit.items.map((item) => ({ unit, item })));
    expect(csvOf('items.csv')).toEqual(
      scored.map(({ unit, item }) => ({
        unit: unit.unit,
        name: unit.name,
        item: item.code,
        label: item.label.zh,
        rule: item.rule,
        points: item.points,
        maximum: item.maximum,
        bonus: item.bonus,
        no_evidence: item.noEvidence ? '1' : '0',
        reason: item.reason.zh,
        raise: item.raise?.change.zh ?? '',
        raise_by: item.raise?.by ?? '',
      })),
    );
    expect(scored.every(({ item }) => restoreText(item.reason.zh) === item.reason.zh)).toBe(true);
  });
});

describe('report.json', () => {
  it('agrees with the result, and says what it is', () => {
    const report: unknown = JSON.parse(fileText(files, 'report.json'));
    expect(report).toMatchObject({
      format: 'biaochi-report/1',
      cycle: '2018',
      demonstration: true,
      revision: 1,
      targets: inputs.units.reduce((sum, unit) => sum + unit.target, 0),
      schemes: result.schemes,
      classes: result.classes,
      silentBodies: result.silentBodies,
      units: result.units.map(({ unit, total, raw, rank, classRank, parts, effects }) => ({
        unit,
        total,
        raw,
        rank,
        classRank,
        parts,
        effects,
      })),
      cityDeductions: [
        { body: 'trade-union', points: '0.5', doubled: '1', unit: null },
        { body: 'service-centre', points: '1.25', doubled: '2.5', unit: '005' },
      ],
    });
  });
});

describe('scores.xlsx', async () => {
  const { sheets } = await readXlsx(bytesOf(files.get('scores.xlsx')!));
  const rowsOf = (name: string) => sheets.find((each) => each.name === name)!.rows;
  const numbers = (values: (string | number | null | undefined)[]) =>
    values.map((value) => (value == null ? null : Number(value)));

  it('has its five sheets', () => {
    expect(sheets.map((each) => each.name)).toEqual([
      '排名',
      '各项得分',
      '倒扣分与市级扣分',
      '目标任务完成情况',
      '说明',
    ]);
  });

  it('ranks as the result does, cell by cell', () => {
    const [, ...rows] = rowsOf('排名');
    expect(rows.map((row) => [row[0], row[1], ...row.slice(3, 12)])).toEqual(
      result.units.map((unit) => [
        unit.rank,
        unit.name,
        ...numbers([
          unit.classRank,
          unit.total,
          ...unit.parts.map((part) => part.points),
          city(unit.effects),
          unit.raw,
        ]),
        unit.effects.length === 0 ? null : unit.effects.map((effect) => effect.reason.zh).join('\n'),
      ]),
    );
  });

  it('gives every item its points', () => {
    const [head, ...rows] = rowsOf('各项得分');
    expect(head!.slice(4)).toEqual(items.map((item) => `${item.code} ${item.label.zh}`));
    expect(rows.map((row) => [row[1], ...row.slice(3)])).toEqual(
      result.units.map((unit) => [
        unit.name,
        ...numbers([unit.total, ...unit.items.map((item) => item.points)]),
      ]),
    );
  });

  it('lists every deduction with its fact and document, and the city’s with their double', () => {
    const [, ...rows] = rowsOf('倒扣分与市级扣分');
    const lines = inputs.units.flatMap((unit) =>
      Object.values(unit.items).flatMap((given) =>
        (given.deductions ?? []).map((line) => [
          unit.name,
          Number(line.points),
          null,
          line.fact,
          line.document,
        ]),
      ),
    );
    expect(rows.map((row) => [row[0], row[3], row[4], row[6], row[7]])).toEqual([
      ...lines,
      ['县总工会', 0.5, 1, inputs.cityDeductions[0]!.fact, inputs.cityDeductions[0]!.document],
      ['县政务服务中心', 1.25, 2.5, inputs.cityDeductions[1]!.fact, inputs.cityDeductions[1]!.document],
    ]);
  });

  it('shows how each target was met', () => {
    const [, ...rows] = rowsOf('目标任务完成情况');
    expect(rows.map((row) => [row[0], ...row.slice(2)])).toEqual(
      inputs.units.map((unit) => {
        const register = unit.measures.register!;
        return [
          unit.name,
          unit.target,
          register.registered,
          register.count,
          ...Object.values(register.notCounted),
          ...register.months,
        ];
      }),
    );
  });

  it('says in words what it is, that it is a demonstration, and the rule of every item', () => {
    const notes = new Map(rowsOf('说明').map((row) => [row[0], row[1]]));
    expect(notes.get('演示数据')).toContain('不反映任何单位的真实情况');
    expect(notes.get('满分')).toContain('总分最高可以达到 104 分');
    for (const item of items) expect(notes.get(`${item.code} ${item.label.zh}`)).toBeTruthy();
  });
});
