import { describe, expect, test } from 'vitest';
import {
  confirmCityDeduction,
  type CityDeduction,
} from '../../../../shared/domain/assessment/city-deduction.ts';
import {
  requireHandInOpen,
  withdrawDeduction,
  type Deduction,
  type HandIn,
} from '../../../../shared/domain/assessment/deduction.ts';
import { confirmIncident, incident, type Incident } from '../../../../shared/domain/assessment/incident.ts';
import { points, positivePoints } from '../../../../shared/domain/values.ts';
import { noon, sampleId } from '../../../support/builders.ts';

const later = '2018-12-01T00:00:00.000Z';
const refusal = (code: string): unknown => expect.objectContaining({ code });

describe('what one person states a second confirms', () => {
  const city: CityDeduction = {
    cycle: '2018',
    id: sampleId(1),
    body: 'civil-affairs',
    item: 'D3',
    points: '0.5',
    document: '1号',
    fact: '事',
    decidedOn: '2018-11-01',
    recordedBy: 'admin-1',
    recordedAt: noon,
    status: 'recorded',
  };
  const leak: Incident = {
    cycle: '2018',
    id: sampleId(2),
    unit: '002',
    kind: 'leak',
    reason: '事',
    document: '2号',
    decidedOn: '2018-10-09',
    decidedBy: 'admin-1',
    decidedAt: noon,
    status: 'decided',
  };

  test('and never the same', () => {
    expect(() => confirmCityDeduction(city, 'admin-1', later)).toThrow(refusal('second-person-needed'));
    expect(() => confirmIncident(leak, 'admin-1', later)).toThrow(refusal('second-person-needed'));
  });

  test('once; after that even the first is told that it is confirmed', () => {
    const confirmed = confirmCityDeduction(city, 'admin-2', later);
    expect(confirmed).toEqual({ ...city, status: 'confirmed', confirmedBy: 'admin-2', confirmedAt: later });
    expect(() => confirmCityDeduction(confirmed, 'admin-1', later)).toThrow(
      refusal('city-deduction-wrong-state'),
    );
    const sure = confirmIncident(leak, 'admin-2', later);
    expect(incident.parse(sure)).toEqual(sure);
    expect(() => confirmIncident(sure, 'admin-3', later)).toThrow(refusal('incident-wrong-state'));
  });
});

test('a deduction is taken back once', () => {
  const recorded: Deduction = {
    cycle: '2018',
    body: 'civil-affairs',
    id: sampleId(3),
    unit: '002',
    item: 'D3',
    points: '1',
    fact: '事',
    document: null,
    happenedOn: '2018-05-02',
    status: 'recorded',
    recordedAt: noon,
  };
  const gone = withdrawDeduction(recorded);
  expect(gone).toEqual({ ...recorded, status: 'withdrawn' });
  expect(() => withdrawDeduction(gone)).toThrow(refusal('deduction-wrong-state'));
});

test('a body changes its deductions only while it has neither handed in nor been passed over', () => {
  const place = { cycle: '2018', body: 'civil-affairs' };
  const states: HandIn[] = [
    { ...place, status: 'open' },
    { ...place, status: 'handed-in', at: noon, by: 'somebody', note: null },
    { ...place, status: 'silent', at: noon },
  ];
  expect(states.map((state) => outcome(() => requireHandInOpen(state)))).toEqual([
    'allowed',
    'refused',
    'refused',
  ]);
});

function outcome(act: () => void): 'allowed' | 'refused' {
  try {
    act();
    return 'allowed';
  } catch {
    return 'refused';
  }
}

describe('points are exact decimals as people write them', () => {
  test.each(['0', '0.2', '24.7', '100', '0.0001', '999999.9999'])('%s is one', (text) => {
    expect(positivePoints.safeParse(text).success).toBe(true);
    expect(points.safeParse(`-${text}`).success).toBe(true);
  });

  test.each(['', '.5', '1.', '01', '1e3', '+1', '1,5', ' 1', '1.00001', '1000000', 'NaN', '１', '-1'])(
    '“%s” is none that can be given',
    (text) => {
      expect(positivePoints.safeParse(text).success).toBe(false);
    },
  );

  test('a number is none: JSON’s numbers are floats', () => {
    expect(positivePoints.safeParse(1.5).success).toBe(false);
  });
});
