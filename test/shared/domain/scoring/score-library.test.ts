import { describe, expect, test } from 'vitest';
import { compileRubric } from '../../../../shared/domain/scoring/compile-rubric.ts';
import type { ItemInputs, UnitInputs } from '../../../../shared/domain/scoring/inputs.ts';
import { score } from '../../../../shared/domain/scoring/score.ts';
import { scoreUnit } from '../../../../shared/domain/scoring/score-unit.ts';
import { inputsOf, libraryRubric, perfectUnit } from '../../../support/scoring.ts';

/** The three made-up rubrics of the library, each with results worked out by hand in the comment beside it. */

const given = (points: string, level?: string): ItemInputs => ({
  evidence: 0,
  assessments: [{ assessor: 'a1', points, reason: null, ...(level === undefined ? {} : { level }) }],
});
const taken = (...points: string[]): ItemInputs => ({
  evidence: 0,
  deductions: points.map((each, index) => ({
    points: each,
    fact: `第 ${index + 1} 处`,
    document: null,
    date: '2018-06-01',
  })),
});
const incident = (kind: string) => ({ kind, decidedOn: '2018-09-03', document: '文', reason: '由' });
const unitOf = (over: Partial<UnitInputs>) => perfectUnit({ measures: {}, items: {}, ...over });
const noMonths = () => Array.from({ length: 12 }, () => 0);
const measure = (count: number, over: Partial<UnitInputs['measures'][string]> = {}) => ({
  count,
  registered: count,
  notCounted: {},
  months: noMonths(),
  columns: {},
  ...over,
});
const column = (count: number) => ({ count, months: noMonths() });

describe('ten points by quotas', () => {
  const rules = compileRubric(libraryRubric('ten-points'));
  const scored = (over: Partial<UnitInputs>) => scoreUnit(rules, unitOf(over));
  const item = (over: Partial<UnitInputs>, code: string) =>
    scored(over).items.find((each) => each.code === code)!;
  /** 5 items in each month, every column and quarter met, nothing over. */
  const met = {
    register: measure(60, {
      months: Array.from({ length: 12 }, () => 5),
      columns: { policy: column(6), budget: column(4), plans: column(2) },
    }),
    briefing: measure(4, { months: [1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0] }),
  };

  test('everything met and nothing more: 4 + 3 + 1 + 2 = 10', () => {
    expect(scored({ measures: met })).toMatchObject({ total: '10', raw: '10' });
  });

  test('months: 3 in March and none in July are 2 × 0.1 and 5 × 0.1 off, and the blank month 0.3 more', () => {
    const months = [5, 5, 3, 5, 5, 5, 0, 5, 5, 5, 5, 5];
    // 4 − 0.2 − 0.5 − 0.3 = 3
    const register = { ...met.register, count: 53, months };
    expect(item({ measures: { ...met, register } }, 'A1')).toMatchObject({
      points: '3',
      steps: [{ points: '4' }, { points: '-0.2' }, { points: '-0.5' }, { points: '-0.3' }],
      // 7 items bring 0.7, and the month that is then not blank 0.3
      raise: { by: '1', change: { zh: '各月补足所缺 7 条：+1 分' } },
    });
  });

  test('months: nothing all year takes 12 × 0.5 + 12 × 0.3 = 9.6, and no more than the 4 there are', () => {
    expect(item({}, 'A1')).toMatchObject({ points: '0', acted: ['item-floor'], maximumLoss: '4' });
  });

  test.each([
    [79, '4', '0'],
    [80, '4.5', '0.5'],
    [109, '4.5', '0.5'],
    [110, '5', '1'],
    [900, '5', '1'],
  ])('stepped bonus: %d items against 60 give %s', (count, points, bonus) => {
    const months = Array.from({ length: 12 }, (_, month) => (month === 0 ? count - 55 : 5));
    expect(item({ measures: { register: measure(count, { months }) } }, 'A1')).toMatchObject({
      points,
      bonus,
    });
  });

  test('columns: 1 or 2 short is 0.5 off, 3 or more is 1, for each column on its own', () => {
    const columns = { policy: column(3), budget: column(3), plans: column(2) };
    // 3 − 1 (policy 3 short) − 0.5 (budget 1 short) = 1.5
    expect(item({ measures: { register: measure(60, { columns }) } }, 'A2')).toMatchObject({
      points: '1.5',
      raise: { by: '1.5' },
    });
  });

  test('quarters: a briefing in March and one in April leave two quarters without: 1 − 2 × 0.25 = 0.5', () => {
    const months = [0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0];
    expect(item({ measures: { briefing: measure(2, { months }) } }, 'A3').points).toBe('0.5');
  });

  test('requests: a line of 0.3 and three late answers at 0.5 leave 2 − 0.3 − 1.5 = 0.2; a fourth takes all', () => {
    const late = (times: number) => ({
      items: { A4: { ...taken('0.3'), checks: { 'answered-late': times } } },
    });
    expect(item(late(3), 'A4').points).toBe('0.2');
    expect(item(late(4), 'A4')).toMatchObject({ points: '0', acted: ['item-floor'] });
  });

  test('the gate: 29 items in the year hold part A to 6, and the bonus stays closed below 8', () => {
    const months = [5, 5, 5, 5, 5, 4, 0, 0, 0, 0, 0, 0];
    const register = measure(29, { months, columns: met.register.columns });
    const one = scored({ measures: { ...met, register, adopted: measure(3) } });
    // A1: 4 − 0.1 (June) − 6 × 0.5 − 6 × 0.3 < 0 → 0; A2 3; A3 1; A4 2: 6, which the gate leaves
    expect(one.parts.map((part) => part.points)).toEqual(['6', '0']);
    expect(one.effects.map((each) => each.code)).toEqual(['too-few', 'bonus-closed']);
    expect(one.total).toBe('6');
  });

  test('the gate bites: 29 items spread so that only little is lost still give no more than 6', () => {
    const months = [3, 3, 3, 2, 2, 2, 2, 2, 3, 2, 3, 2];
    const register = measure(29, { months, columns: met.register.columns });
    const one = scored({ measures: { ...met, register } });
    // A1: 60 − 29 = 31 short, 3.1 off → 0.9; A2 3; A3 1; A4 2: 6.9, held to 6
    expect(one.parts[0]).toMatchObject({ points: '6', steps: [{ code: 'too-few', points: '-0.9' }] });
  });

  test('a full year with bonus is held to 11: 10 + 1 on top + 1 for five taken up', () => {
    const months = Array.from({ length: 12 }, () => 10);
    const register = { ...met.register, count: 120, months };
    const one = scored({ measures: { ...met, register, adopted: measure(7) } });
    expect(one).toMatchObject({ raw: '12', total: '11' });
    expect(one.steps).toMatchObject([{ code: 'total-cap', points: '-1' }]);
  });
});

describe('down from a hundred', () => {
  const all = libraryRubric('hundred-down');
  const rules = compileRubric(all);
  const good: UnitInputs['items'] = { A2: { evidence: 1 }, C2: given('15') };
  const scored = (over: Partial<UnitInputs>) =>
    scoreUnit(rules, unitOf({ target: 40, measures: { register: measure(40) }, items: good, ...over }));
  const codes = (over: Partial<UnitInputs>) => scored(over).effects.map((each) => each.code);

  test('nothing taken is 100, and the bonus of at most 5 opens: 2 × 2 + 3 = 7, held to 5', () => {
    const items = { ...good, D1: { evidence: 2 }, D2: { ...given('3'), evidence: 1 } };
    const one = scored({ items });
    expect(one).toMatchObject({ total: '105', failed: null });
    expect(one.parts[3]).toMatchObject({
      points: '5',
      maximum: '0',
      steps: [{ code: 'part-cap', points: '-2' }],
    });
  });

  test('not done is a fixed minus: no annual report takes 2 beside losing 5', () => {
    // 100 − 5 − 2 = 93
    const one = scored({ items: { C2: given('15') } });
    expect(one.total).toBe('93');
    expect(one.items.find((each) => each.code === 'A2')).toMatchObject({
      points: '-2',
      noEvidence: true,
      raise: { by: '7' },
      maximumLoss: '7',
    });
  });

  test('listed faults: no leader 5 and three trainings missed at 2 leave 15 − 11 = 4; six take all and no more', () => {
    const with_ = (missed: number) => ({
      items: { ...good, A1: { evidence: 0, checks: { 'no-leader': true, 'training-missed': missed } } },
    });
    const a1 = (missed: number) => scored(with_(missed)).items.find((each) => each.code === 'A1')!;
    expect(a1(3)).toMatchObject({
      points: '4',
      raise: { by: '5', change: { zh: '解决“没有明确分管领导”：+5 分' } },
    });
    expect(a1(6)).toMatchObject({ points: '0', acted: ['item-floor'] });
  });

  test('a veto: nothing is scored any further, whatever else there is', () => {
    const one = scored({ incidents: [incident('leak'), incident('lawsuit-lost')] });
    expect(one).toMatchObject({ total: '0', raw: '0', failed: { code: 'leak' } });
    expect(one.items.every((each) => each.points === '0')).toBe(true);
    expect(one.effects).toMatchObject([{ code: 'leak', points: '-100' }]);
  });

  test('a fixed failing total: 59 whatever was earned, and lawsuits beside it change nothing more', () => {
    const one = scored({
      incidents: [incident('falsified'), incident('lawsuit-lost'), incident('lawsuit-lost')],
    });
    // 100 − 2 × 5 = 90, then 59
    expect(one).toMatchObject({ total: '59', failed: { code: 'falsified' } });
    expect(one.effects).toMatchObject([
      { code: 'lawsuits', points: '-10' },
      { code: 'falsified', points: '-31' },
      { code: 'total-failed', points: '0' },
    ]);
  });

  test('pass marks: part B below 30 fails a unit that has 79 in all; B at exactly 30 does not', () => {
    // B1: 20 short × 0.5 = 10 off → 20; B2: 11 off → 9: 29, total 79
    const poor = { measures: { register: measure(20) }, items: { ...good, B2: taken('11') } };
    expect(scored(poor)).toMatchObject({ total: '79', failed: { code: 'publication-failed' } });
    const bare = { measures: { register: measure(20) }, items: { ...good, B2: taken('10') } };
    expect(scored(bare)).toMatchObject({ total: '80', failed: null });
  });

  test('the bonus opens at 80 and not at 79.9', () => {
    const bonus = { D1: { evidence: 1 } };
    const at = (...lines: string[]) => ({
      items: { ...good, ...bonus, B2: taken(...lines) },
      measures: { register: measure(40) },
    });
    expect(scored(at('20')).total).toBe('82');
    // 100 − 20 − 0.1 (C1) = 79.9, and the 2 of D1 are gone
    const below = { ...at('20'), items: { ...at('20').items, C1: taken('0.1') } };
    expect(scored(below)).toMatchObject({ total: '79.9' });
    expect(codes(below)).toEqual(['bonus-closed']);
  });

  test('the city’s deductions come before the lines are looked at: 81 less 2 × 1 is 79, and the bonus closes', () => {
    const items = { ...good, D1: { evidence: 1 }, B2: taken('19') };
    const cityDeductions = [{ body: 'service-centre', item: 'D2', points: '1', document: '文' }];
    expect(scored({ items, cityDeductions })).toMatchObject({ total: '79' });
  });

  test('grades: 90 is excellent, 89.9 good, 60 passed, and who failed stands lowest whatever the total', () => {
    const unit = (order: number, lines: string[], over: Partial<UnitInputs> = {}): UnitInputs =>
      unitOf({
        unit: String(order).padStart(3, '0'),
        order,
        target: 40,
        measures: { register: measure(40) },
        items: { ...good, C1: taken(...lines) },
        ...over,
      });
    const ranked = score(
      all,
      inputsOf([
        unit(1, ['10']),
        unit(2, ['10.1']),
        unit(3, ['15'], {
          items: { C1: taken('15'), B2: taken('20'), C2: given('15'), A2: { evidence: 1 } },
        }),
        unit(4, [], { incidents: [incident('falsified')] }),
      ]),
    );
    expect(ranked.units.map((each) => [each.order, each.total, each.band?.id])).toEqual([
      [1, '90', 'excellent'],
      [2, '89.9', 'good'],
      [3, '65', 'passed'],
      [4, '59', 'failed'],
    ]);
  });

  test('a parent fails with its child, and so does the parent’s parent; units beside them do not', () => {
    const unit = (id: string, parent: string | null, over: Partial<UnitInputs> = {}): UnitInputs =>
      unitOf({
        unit: id,
        order: Number(id),
        parent,
        target: 40,
        measures: { register: measure(40) },
        items: good,
        ...over,
      });
    const ranked = score(
      all,
      inputsOf([
        unit('001', null),
        unit('002', '001'),
        unit('003', '002', { incidents: [incident('falsified')] }),
        unit('004', null),
      ]),
    );
    const byUnit = Object.fromEntries(ranked.units.map((each) => [each.unit, each]));
    expect(byUnit['003']).toMatchObject({ total: '59', failed: { code: 'falsified' } });
    expect(byUnit['002']).toMatchObject({
      total: '79',
      failed: { code: 'child-failed' },
      band: { id: 'failed' },
    });
    expect(byUnit['001']).toMatchObject({ total: '79', failed: { code: 'child-failed' } });
    expect(byUnit['004']).toMatchObject({ total: '100', failed: null, rank: 1 });
    expect(byUnit['001']?.steps).toMatchObject([{ code: 'child-failed', points: '-21' }]);
  });
});

describe('two weighted parts', () => {
  const rules = compileRubric(libraryRubric('two-parts'));
  const quarters = (...points: string[]): ItemInputs => ({
    evidence: 0,
    imported: ['一季度', '二季度', '三季度', '四季度'].flatMap((period, index) =>
      points[index] === undefined ? [] : [{ period, points: points[index] }],
    ),
  });
  const items: UnitInputs['items'] = {
    A2: given('24'),
    A3: quarters('80', '90', '70', '85'),
    B1: given('48', 'fair'),
    B2: given('30'),
  };
  const scored = (over: Partial<UnitInputs>) =>
    scoreUnit(rules, unitOf({ target: 100, measures: { register: measure(90) }, items, ...over }));
  const item = (over: Partial<UnitInputs>, code: string) =>
    scored(over).items.find((each) => each.code === code)!;
  const aside = { notApplicable: { reason: '没有这类事项' }, evidence: 0 };

  test('the whole sum: 0.7 × (36 + 24 + 24.375) + 0.3 × (48 + 30) = 59.0625 + 23.4 = 82.4625, which is 82.46', () => {
    const one = scored({});
    // A1 40 − 10 × 0.4 = 36; A3 mean 81.25 of 100, times 0.3 = 24.375
    expect(one.items.map((each) => each.points)).toEqual(['36', '24', '24.375', '48', '30']);
    expect(one.parts.map((each) => [each.points, each.maximum])).toEqual([
      ['59.0625', '70'],
      ['23.4', '30'],
    ]);
    expect(one).toMatchObject({
      raw: '82.4625',
      total: '82.46',
      steps: [{ code: 'rounding', points: '-0.0025' }],
    });
  });

  test('halves go to the even digit: 60.375 + 23.4 = 83.775 is 83.78, and 60.375 + 23.37 = 83.745 is 83.74', () => {
    // 0.7 × 86.25 = 60.375 where A2 does not apply (worked out below); B1 48, B2 30 or 29.9
    const without = { ...items, A2: aside };
    expect(scored({ items: without }).total).toBe('83.78');
    expect(scored({ items: { ...without, B2: given('29.9') } }).total).toBe('83.74');
  });

  test('levels: three assessors say 60, 48, 48, so 52; what the file says beside a level does not matter', () => {
    const three = ['good', 'fair', 'fair'].map((level, index) => ({
      assessor: `a${index + 1}`,
      points: '0',
      level,
      reason: null,
    }));
    expect(item({ items: { B1: { evidence: 0, assessments: three } } }, 'B1').points).toBe('52');
    expect(item({}, 'B1').raise).toEqual({
      by: '12',
      change: { zh: '达到“好”：+12 分', en: 'Reaching “Good”: +12' },
    });
  });

  test('a mean without end in decimals stays exact to the total: seven assessors, 60 + 48 + 5 × 0', () => {
    const seven = ['good', 'fair', 'poor', 'poor', 'poor', 'poor', 'poor'].map((level, index) => ({
      assessor: `a${index + 1}`,
      points: '0',
      level,
      reason: null,
    }));
    // 108 / 7 = 15.428571…; 0.3 × (108/7 + 30) = 13.628571…; with 59.0625 it is 72.691071… → 72.69
    const one = scored({ items: { ...items, B1: { evidence: 0, assessments: seven } } });
    expect(one.items.find((each) => each.code === 'B1')?.points).toBe('15.428571');
    expect(one.total).toBe('72.69');
  });

  test('imported: a quarter without a score counts 0, and getting it is what would raise the item most plainly', () => {
    // (80 + 90 + 70) ÷ 4 = 60 of 100 → 18
    expect(item({ items: { A3: quarters('80', '90', '70') } }, 'A3')).toMatchObject({
      points: '18',
      raise: { by: '7.5', change: { zh: '四季度的外部评分达到满分：+7.5 分' } },
    });
  });

  test('not applicable, rescaled inside the part: A2’s 30 go to A1 and A3 as 40 to 30', () => {
    const without = { items: { ...items, A2: aside } };
    // A1 40 + 30 × 4/7 = 57.142857, of which 9/10 = 51.428571; A3 30 + 30 × 3/7 = 42.857143, times 0.8125 = 34.821429
    expect(item(without, 'A1')).toMatchObject({ maximum: '57.142857', points: '51.428571' });
    expect(item(without, 'A3')).toMatchObject({ maximum: '42.857143', points: '34.821429' });
    expect(item(without, 'A2')).toMatchObject({ maximum: '0', points: '0', raise: null });
    // 0.7 × (360/7 + 34.821428…) = 36 + 24.375 = 60.375; + 23.4 = 83.775 → half to even: 83.78
    expect(scored(without)).toMatchObject({ total: '83.78' });
  });

  test('not applicable, spread evenly: A3’s 30 are 15 each for A1 and A2', () => {
    const without = { items: { ...items, A3: aside } };
    // A1 55 × 0.9 = 49.5; A2 45 × 0.8 = 36; 0.7 × 85.5 = 59.85; + 23.4 = 83.25
    expect(item(without, 'A1')).toMatchObject({ maximum: '55', points: '49.5' });
    expect(item(without, 'A2')).toMatchObject({ maximum: '45', points: '36' });
    expect(scored(without).total).toBe('83.25');
  });

  test('not applicable, moved: B2’s 40 go to B1, so its level is worth 48/60 of 100', () => {
    const without = { items: { ...items, B2: aside } };
    expect(item(without, 'B1')).toMatchObject({ maximum: '100', points: '80' });
    // 59.0625 + 0.3 × 80 = 83.0625 → 83.06
    expect(scored(without).total).toBe('83.06');
  });

  test('two of three not applicable: A2’s points by proportion and A3’s evenly all end at A1, which has 100', () => {
    const without = { items: { ...items, A2: aside, A3: aside } };
    expect(item(without, 'A1')).toMatchObject({ maximum: '100', points: '90' });
  });

  test('an item that may not be left out counts, whatever a file says', () => {
    expect(item({ items: { ...items, A1: aside } }, 'A1')).toMatchObject({ maximum: '40', points: '36' });
  });

  test('each class has its own rules: a township is scored by A1 × 0.8 and the vote × 0.2', () => {
    const town = unitOf({
      class: 'township',
      items: { A1: given('85.5'), B1: { evidence: 0, imported: [{ period: '评议', points: '92' }] } },
    });
    // 68.4 + 18.4 = 86.8
    expect(scoreUnit(rules, town)).toMatchObject({ scheme: 'towns', total: '86.8' });
  });

  test('a class without rules is refused and named', () => {
    expect(() => scoreUnit(rules, unitOf({ class: 'school' }))).toThrow(/school/);
  });
});
