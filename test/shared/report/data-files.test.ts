import { describe, expect, it } from 'vitest';
import { restoreText } from '../../../shared/report/csv.ts';
import { parseCsv, fileText } from './read-back.ts';
import { rendered, sampleInput } from './sample.ts';

const input = sampleInput();
const { result, inputs } = input;
const files = await rendered(input);
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
        last_year_total: '',
        last_year_rank: '',
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
