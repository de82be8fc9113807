import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { parseExact, subtract, toPoints } from '../../../shared/domain/scoring/exact.ts';
import { byClass, byId, fileText, parseCsv, parseHtml, tableRows, textOf } from './read-back.ts';
import { inputWithLastYear, rendered, rubric2018, sampleInput } from './sample.ts';

const input = inputWithLastYear();
const files = await rendered(input);
const section = (unit: string) => byId(parseHtml(fileText(files, `units/${unit}.html`)), 'last-year');
const now = (unit: string) => input.result.units.find((each) => each.unit === unit)!;
const then = (unit: string) => input.lastYear!.result.units.find((each) => each.unit === unit)!;
const shown = (points: string) => points.replace('-', '−');
const change = (to: string, from: string) => {
  const by = toPoints(subtract(parseExact(to), parseExact(from)));
  return by === '0' || by.startsWith('-') ? shown(by) : `+${by}`;
};

describe('a unit beside the year before', () => {
  it('is itself also where it was renamed, with its total, what it gained, its ranks and the items that moved', () => {
    const of = section('001');
    expect(textOf(of)).toContain('本单位上一年度名为“原政府办”');
    expect(textOf(byId(of, 'total-before'))).toBe(shown(then('001').total));
    expect(textOf(byId(of, 'gained'))).toBe(change(now('001').total, then('001').total));
    expect(textOf(byId(of, 'rank-before'))).toBe(`${then('001').rank} → ${now('001').rank}`);
    const moved = now('001').items.flatMap((item) => {
      const was = then('001').items.find((each) => each.code === item.code)!;
      return was.points === item.points
        ? []
        : [
            [
              `${item.code} ${item.label.zh}`,
              shown(was.points),
              shown(item.points),
              change(item.points, was.points),
            ],
          ];
    });
    const rows = byClass(of, 'since').flatMap(tableRows);
    expect(rows).toEqual(moved);
  });

  it('that was merged has no one total to compare with: what each of its predecessors had is listed', () => {
    const of = section('002');
    expect(textOf(of)).toContain('由 2 个单位合并而来');
    expect(byClass(of, 'merged').flatMap(tableRows)).toEqual(
      ['002', '006'].map((unit) => [then(unit).name, shown(then(unit).total), String(then(unit).rank)]),
    );
  });

  it('that was split is set beside the whole, and names the others that came of it', () => {
    for (const [unit, other] of [
      ['003', '财政局'],
      ['004', '信访局'],
    ] as const) {
      const of = section(unit);
      expect(textOf(of)).toContain(`上一年度属于“原信访局”，由它分设的还有${other}`);
      expect(textOf(byId(of, 'total-before'))).toBe(shown(then('003').total));
    }
  });

  it('that is new says that it was not evaluated', () => {
    expect(textOf(section('005'))).toContain('上一年度没有参评');
  });

  it('is the same in the data: one total where there is one predecessor, all of them in report.json', () => {
    const [head, ...rows] = parseCsv(fileText(files, 'ranking.csv'));
    const column = head!.indexOf('last_year_total');
    const totals = new Map(rows.map((row) => [row[2]!, row[column]!]));
    expect(totals.get('001')).toBe(then('001').total);
    expect(totals.get('002')).toBe('');
    expect(totals.get('004')).toBe(then('003').total);
    expect(totals.get('005')).toBe('');
    const report = z
      .object({ units: z.array(z.object({ unit: z.string(), lastYear: z.unknown() })) })
      .parse(JSON.parse(fileText(files, 'report.json')));
    const merged = report.units.find(({ unit }) => unit === '002')!.lastYear;
    expect(merged).toEqual(
      ['002', '006'].map((unit) => ({
        unit,
        name: then(unit).name,
        total: then(unit).total,
        rank: then(unit).rank,
      })),
    );
  });

  it('says where the rules were others, and compares no items then', async () => {
    const other = await rendered(inputWithLastYear({ ...rubric2018, version: 7 }));
    const of = byId(parseHtml(fileText(other, 'units/001.html')), 'last-year');
    expect(textOf(of)).toContain('两年的评分办法不同');
    expect(byClass(of, 'since')).toEqual([]);
  });

  it('has no such section in a county’s first year', async () => {
    const first = await rendered(sampleInput());
    expect(fileText(first, 'units/001.html')).not.toContain('id="last-year"');
  });
});
