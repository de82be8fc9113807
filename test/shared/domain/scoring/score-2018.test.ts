import { describe, expect, test } from 'vitest';
import { toCanonicalJson } from '../../../../shared/domain/scoring/canonical-json.ts';
import { rankUnits } from '../../../../shared/domain/scoring/rank-units.ts';
import { score } from '../../../../shared/domain/scoring/score.ts';
import { scoreUnit } from '../../../../shared/domain/scoring/score-unit.ts';
import type { UnitInputs } from '../../../../shared/domain/scoring/inputs.ts';
import {
  inputsOf,
  perfectItems,
  perfectUnit,
  register,
  rubric2018,
  rules2018,
} from '../../../support/scoring.ts';

const totalOf = (unit: UnitInputs) => scoreUnit(rules2018, unit).total;
const itemOf = (unit: UnitInputs, code: string) =>
  scoreUnit(rules2018, unit).items.find((item) => item.code === code)!;

describe('six units by hand', () => {
  test('over target: 287 items against 240 is 47 over, four full tens, 4 × 0.2 = 0.8 on top of 100', () => {
    const unit = perfectUnit({ measures: register(287) });
    // A 6 + B 15 + C1 25 + 0.8 + rest of C 54 − D 0 = 100.8
    expect(totalOf(unit)).toBe('100.8');
    expect(itemOf(unit, 'C1')).toMatchObject({ points: '25.8', bonus: '0.8', maximum: '25' });
  });

  test('under target: 221 of 240 is 19 short, 19 × 0.3 = 5.7 off; reviewers took 1 + 2.5 more', () => {
    const items = perfectItems();
    items['C3'] = { evidence: 0, assessments: [{ assessor: 'a1', points: '4', reason: '部分文件没有公开' }] };
    items['C6'] = {
      evidence: 0,
      assessments: [{ assessor: 'a1', points: '22.5', reason: '三个领域更新少' }],
    };
    // A 6 + B 15 + (25 − 5.7) 19.3 + C2 2 + C3 4 + C4 5 + C5 2 + C6 22.5 + C7 2 + C8 5 + C9 6 + C10 2 = 90.8
    expect(totalOf(perfectUnit({ measures: register(221), items }))).toBe('90.8');
  });

  test('a small target: 20 with nothing published loses 20 × 0.3 = 6 and keeps 19 of 25', () => {
    const unit = perfectUnit({ target: 20, measures: register(0) });
    // 100 − 6 = 94
    expect(totalOf(unit)).toBe('94');
    expect(itemOf(unit, 'C1')).toMatchObject({ points: '19', maximumLoss: '6' });
  });

  test('a leak: parts A and C are 0, what is on top included, and only B remains', () => {
    const incidents = [
      { kind: 'leak', decidedOn: '2018-09-03', document: '大英保密〔2018〕3号', reason: '通报' },
    ];
    const score = scoreUnit(rules2018, perfectUnit({ measures: register(300), incidents }));
    // A 0 + B 15 + C 0 = 15; the 25 + 1.2 of C1 are gone
    expect(score.total).toBe('15');
    expect(score.items.find((item) => item.code === 'C1')).toMatchObject({
      points: '0',
      bonus: '0',
      acted: ['leak'],
    });
    // 6 of A, and 54 + 26.2 of C
    expect(score.effects).toMatchObject([{ code: 'leak', points: '-86.2' }]);
  });

  test('a lost lawsuit: only part C is 0', () => {
    const incidents = [
      {
        kind: 'lawsuit-lost',
        decidedOn: '2018-10-12',
        document: '（2018）川0903行初7号',
        reason: '判决生效',
      },
    ];
    // A 6 + B 15 + C 0 = 21
    expect(totalOf(perfectUnit({ incidents }))).toBe('21');
  });

  test('a lead body whose field the city took 1.5 from loses 3, beside what its colleagues took', () => {
    const items = perfectItems();
    items['D1'] = {
      evidence: 0,
      deductions: [{ points: '0.5', fact: '内部事务公开不及时', document: null, date: '2018-11-02' }],
    };
    const unit = perfectUnit({
      items,
      measures: register(250),
      cityDeductions: [
        { body: 'service-centre', item: 'D2', points: '1.5', document: '遂府办函〔2018〕90号' },
      ],
    });
    // 100 + 0.2 − 0.5 − 2 × 1.5 = 96.7
    expect(totalOf(unit)).toBe('96.7');
  });
});

describe('limits', () => {
  test('the most a unit can reach is 104: 200 items over give 4, and 201 more give no more', () => {
    expect(totalOf(perfectUnit({ measures: register(440) }))).toBe('104');
    expect(totalOf(perfectUnit({ measures: register(641) }))).toBe('104');
    expect(score(rubric2018, inputsOf([perfectUnit()])).schemes).toMatchObject([
      { base: '100', withBonus: '104' },
    ]);
  });

  test.each([
    [249, '25'],
    [250, '25.2'],
    [259, '25.2'],
    [240, '25'],
    [239, '24.7'],
    [157, '0.1'],
    [156, '0'],
    [0, '0'],
  ])('%d items against 240 give C1 %s', (count, points) => {
    expect(itemOf(perfectUnit({ measures: register(count) }), 'C1').points).toBe(points);
  });

  test('a deduction item takes at most its range: 5 and 4 of at most 8 take 8', () => {
    const items = perfectItems();
    const line = (points: string) => ({
      points,
      fact: '公开栏长期未更新',
      document: null,
      date: '2018-08-01',
    });
    items['D3'] = { evidence: 0, deductions: [line('5'), line('4')] };
    expect(itemOf(perfectUnit({ items }), 'D3')).toMatchObject({ points: '-8', acted: ['item-cap'] });
  });

  test('city deductions are not limited by the range: 6 taken by the city is 12', () => {
    const unit = perfectUnit({
      cityDeductions: [{ body: 'civil-affairs', item: 'D3', points: '6', document: '市通报' }],
    });
    expect(totalOf(unit)).toBe('88');
  });

  test('a total is never below 0, and the raw value is kept', () => {
    const unit = perfectUnit({
      measures: register(0),
      items: {},
      cityDeductions: [{ body: 'civil-affairs', item: 'D3', points: '6', document: '市通报' }],
    });
    expect(scoreUnit(rules2018, unit)).toMatchObject({ raw: '-12', total: '0' });
  });

  test('a fourth kind of channel earns nothing more', () => {
    const items = perfectItems();
    items['B3'] = { evidence: 4, kinds: ['handbook', 'notice-board', 'screen', 'wechat'] };
    expect(itemOf(perfectUnit({ items }), 'B3')).toMatchObject({ points: '6', acted: ['item-cap'] });
  });

  test('an old catalogue and no annual report take 3 of 5, and never more than is left', () => {
    const checks = { 'catalogue-not-updated': true, 'no-annual-report': true };
    const items = perfectItems();
    items['C8'] = { evidence: 0, checks, assessments: [{ assessor: 'a1', points: '5', reason: null }] };
    expect(itemOf(perfectUnit({ items }), 'C8').points).toBe('2');
    items['C8'] = { evidence: 0, checks, assessments: [{ assessor: 'a1', points: '2', reason: '目录不全' }] };
    expect(itemOf(perfectUnit({ items }), 'C8')).toMatchObject({ points: '0', acted: ['item-floor'] });
  });
});

describe('what is missing says so', () => {
  test('an item that needs evidence and has none counts 0 even when points were given', () => {
    const items = {
      ...perfectItems(),
      B2: { evidence: 0, assessments: [{ assessor: 'a1', points: '3', reason: null }] },
    };
    expect(itemOf(perfectUnit({ items }), 'B2')).toMatchObject({
      points: '0',
      noEvidence: true,
      raise: { by: '3' },
    });
  });

  test('several assessors are averaged, rounded to two places once', () => {
    const assessments = ['5', '5', '4'].map((points, index) => ({
      assessor: `a${index + 1}`,
      points,
      reason: '有缺项',
    }));
    // 14 / 3 = 4.666… → 4.67
    expect(
      itemOf(perfectUnit({ items: { ...perfectItems(), C3: { evidence: 0, assessments } } }), 'C3').points,
    ).toBe('4.67');
  });

  test('a raise names the smallest change: 8 short at 0.3 is +2.4; 7 more to the next full ten is +0.2', () => {
    expect(itemOf(perfectUnit({ measures: register(232) }), 'C1').raise).toMatchObject({
      by: '2.4',
      change: { zh: '再公开 8 条：+2.4 分' },
    });
    expect(itemOf(perfectUnit({ measures: register(243) }), 'C1').raise).toMatchObject({
      by: '0.2',
      change: { zh: '再公开 7 条：+0.2 分' },
    });
    expect(itemOf(perfectUnit({ measures: register(440) }), 'C1').raise).toBeNull();
  });
});

describe('ranking', () => {
  const unit = (order: number, count: number, name = 'department') =>
    perfectUnit({ unit: String(order).padStart(3, '0'), order, class: name, measures: register(count) });

  test('equal totals share a rank and the next is skipped, in annex order, over all and inside each class', () => {
    const units = [unit(1, 230), unit(2, 240, 'township'), unit(3, 250), unit(4, 240)];
    const { units: ranked } = score(rubric2018, inputsOf(units));
    expect(ranked.map((each) => [each.order, each.rank, each.classRank])).toEqual([
      [3, 1, 1],
      [2, 2, 1],
      [4, 2, 2],
      [1, 4, 3],
    ]);
  });

  test('what the city took for a body that is no unit is printed and scores nobody; a silent body is noted', () => {
    const result = score(
      rubric2018,
      inputsOf([perfectUnit()], {
        bodies: [
          {
            id: 'trade-union',
            name: '县总工会',
            unit: null,
            item: 'D4',
            handIn: { state: 'silent', at: null, note: null },
          },
        ],
        cityDeductions: [
          {
            id: 'x',
            body: 'trade-union',
            item: 'D4',
            points: '1',
            document: '市通报',
            fact: '一处未公开',
            decidedOn: '2018-12-01',
          },
        ],
      }),
    );
    expect(result.unscored).toMatchObject([{ name: '县总工会', cityPoints: '1', doubled: '2' }]);
    expect(result.silentBodies).toMatchObject([{ name: '县总工会', item: 'D4' }]);
    expect(result.units[0]?.total).toBe('100');
  });

  test('scoring in batches and ranking once gives the same bytes as scoring at once', () => {
    const inputs = inputsOf([unit(1, 230), unit(2, 240), unit(3, 250)]);
    const scores = [...inputs.units].reverse().map((each) => scoreUnit(rules2018, each));
    expect(toCanonicalJson(rankUnits(rules2018, inputs, scores))).toBe(
      toCanonicalJson(score(rubric2018, inputs)),
    );
  });

  test('a year without units has an empty ranking', () => {
    expect(score(rubric2018, inputsOf([])).units).toEqual([]);
  });
});

describe('what was decided after publication', () => {
  const decided = (points: string) => ({ decided: { points, reason: '复核申请成立' } });
  const withItem = (code: string, given: UnitInputs['items'][string], over: Partial<UnitInputs> = {}) =>
    perfectUnit({ items: { ...perfectItems(), [code]: given }, ...over });

  test('sets the item, whatever its rule gives, in a step of its own that says why', () => {
    const given = { evidence: 0, assessments: [{ assessor: 'a1', points: '3', reason: '少公开' }] };
    const before = itemOf(withItem('C3', given), 'C3');
    const after = itemOf(withItem('C3', { ...given, ...decided('4.5') }), 'C3');
    expect(before.points).toBe('3');
    expect(after).toMatchObject({ points: '4.5', maximum: '5', bonus: '0', raise: null });
    expect(after.steps).toEqual([
      ...before.steps,
      {
        code: 'decided',
        points: '1.5',
        text: { zh: '公布后的决定：复核申请成立', en: 'Decided after publication: 复核申请成立' },
      },
    ]);
    expect(after.reason.zh).toBe('公布后决定为 4.5 分：复核申请成立');
  });

  test('may take points away, and sets an item without evidence too', () => {
    expect(itemOf(withItem('A1', { evidence: 0, ...decided('1') }), 'A1').points).toBe('1');
    expect(itemOf(withItem('A1', { evidence: 1, ...decided('0') }), 'A1').points).toBe('0');
  });

  test('of the target item says what of it is on top of full marks', () => {
    const unit = (points: string) =>
      withItem('C1', { evidence: 0, ...decided(points) }, { measures: register(300) });
    expect(itemOf(unit('26'), 'C1')).toMatchObject({ points: '26', bonus: '1' });
    expect(itemOf(unit('24'), 'C1')).toMatchObject({ points: '24', bonus: '0' });
  });

  test('does not stand against a leak: part C is 0 all the same', () => {
    const incidents = [{ kind: 'leak', decidedOn: '2018-09-03', document: '号', reason: '通报' }];
    expect(itemOf(withItem('C3', { evidence: 0, ...decided('4.5') }, { incidents }), 'C3').points).toBe('0');
  });
});
