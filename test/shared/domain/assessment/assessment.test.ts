import { describe, expect, test } from 'vitest';
import type { HandIn } from '../../../../shared/domain/assessment/deduction.ts';
import { requireHandInOpen } from '../../../../shared/domain/assessment/deduction-life.ts';
import {
  askRevocation,
  confirm,
  confirmRevocation,
  isInForce,
  mayConfirm,
  twoPersons,
  type TwoPersons,
} from '../../../../shared/domain/assessment/two-persons.ts';
import { points, positivePoints } from '../../../../shared/domain/values.ts';
import { noon } from '../../../support/builders.ts';

const refusal = (code: string): unknown => expect.objectContaining({ code });

describe('a decision that takes two persons', () => {
  const by = (name: string) => ({ by: name, at: noon });
  const why = { reason: '事', document: '3号' };
  const code = 'incident-wrong-state';
  const stated: TwoPersons = { status: 'stated', stated: by('a') };
  const confirmed = confirm(stated, by('b'), code);
  const revoking = askRevocation(confirmed, why, by('b'), code);
  const revoked = confirmRevocation(revoking, by('a'), code);
  const states = [stated, confirmed, revoking, revoked];

  test('holds from its confirming until its revocation is confirmed', () => {
    expect(states.map(isInForce)).toEqual([false, true, true, false]);
    for (const state of states) expect(twoPersons.parse(state)).toEqual(state);
  });

  test('takes each step from one state only', () => {
    const from = (step: (of: TwoPersons) => TwoPersons) => states.map((state) => outcome(() => step(state)));
    expect(from((of) => confirm(of, by('c'), code))).toEqual(['allowed', 'refused', 'refused', 'refused']);
    expect(from((of) => askRevocation(of, why, by('c'), code))).toEqual([
      'refused',
      'allowed',
      'refused',
      'refused',
    ]);
    expect(from((of) => confirmRevocation(of, by('c'), code))).toEqual([
      'refused',
      'refused',
      'allowed',
      'refused',
    ]);
  });

  test('is never one person’s alone: who stated does not confirm, who asked does not revoke', () => {
    expect(() => confirm(stated, by('a'), code)).toThrow(refusal('second-person-needed'));
    expect(() => confirmRevocation(revoking, by('b'), code)).toThrow(refusal('second-person-needed'));
    expect(states.map((state) => [mayConfirm(state, 'a'), mayConfirm(state, 'b')])).toEqual([
      [false, true],
      [false, false],
      [true, false],
      [false, false],
    ]);
  });
});

test('a body changes its deductions only while it has neither handed in nor been passed over', () => {
  const place = { cycle: '2018', body: 'civil-affairs' };
  const states: HandIn[] = [
    { ...place, status: 'open', extendedBy: null },
    { ...place, status: 'handed-in', at: noon, by: 'somebody', note: null, workReport: null, onBehalf: null },
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
