import { describe, expect, test } from 'vitest';
import {
  member,
  requireBody,
  requireNotOwnUnit,
  requireReviewer,
  requireUnitReader,
  requireUnitStaff,
  type Role,
} from '../../../../shared/domain/people/member.ts';
import { sampleMember } from '../../../support/builders.ts';

const who = (...roles: Role[]) => sampleMember('somebody', roles);
const refusal = (code: string): unknown => expect.objectContaining({ code, kind: 'forbidden' });

describe('a role is held for its scope and no further', () => {
  test('unit staff are staff of that unit only', () => {
    const clerk = who({ role: 'unit-staff', unit: '002' });
    expect(() => requireUnitStaff(clerk, '002')).not.toThrow();
    expect(() => requireUnitStaff(clerk, '003')).toThrow(refusal('not-your-unit'));
    expect(() => requireUnitStaff(who({ role: 'county-admin' }), '002')).toThrow(refusal('not-your-unit'));
  });

  test('staff of two units are staff of both', () => {
    const clerk = who({ role: 'unit-staff', unit: '002' }, { role: 'unit-staff', unit: '003' });
    expect(() => requireUnitStaff(clerk, '003')).not.toThrow();
  });

  test.each<Role>([
    { role: 'reviewer', items: ['A1'] },
    { role: 'lead-body', body: 'civil-affairs' },
    { role: 'county-admin' },
    { role: 'signer' },
  ])('$role reads every unit', (role) => {
    expect(() => requireUnitReader(who(role), '002')).not.toThrow();
  });

  test('unit staff read their own unit and no other', () => {
    const clerk = who({ role: 'unit-staff', unit: '002' });
    expect(() => requireUnitReader(clerk, '002')).not.toThrow();
    expect(() => requireUnitReader(clerk, '003')).toThrow(refusal('not-your-unit'));
  });

  test('a body’s member acts for that body', () => {
    const acting = who({ role: 'lead-body', body: 'civil-affairs' });
    expect(() => requireBody(acting, 'civil-affairs')).not.toThrow();
    expect(() => requireBody(acting, 'trade-union')).toThrow(refusal('not-your-body'));
  });

  test('a reviewer without a list reviews everything, with one only what it names', () => {
    expect(() => requireReviewer(who({ role: 'reviewer', items: [] }), 'C9')).not.toThrow();
    const some = who({ role: 'reviewer', items: ['A1', 'A2'] });
    expect(() => requireReviewer(some, 'A2')).not.toThrow();
    expect(() => requireReviewer(some, 'A3')).toThrow(refusal('role-needed'));
    expect(() => requireReviewer(who({ role: 'county-admin' }), 'A1')).toThrow(refusal('role-needed'));
  });
});

test('nobody judges the unit they work in, whatever roles they hold; who works in none is never recused', () => {
  const judge = sampleMember('judge', [{ role: 'county-admin' }, { role: 'signer' }], '002');
  expect(() => requireNotOwnUnit(judge, '002')).toThrow(refusal('recused'));
  expect(() => requireNotOwnUnit(judge, '003')).not.toThrow();
  expect(() => requireNotOwnUnit(who({ role: 'signer' }), '002')).not.toThrow();
});

test('a member without any role, or with one that does not exist, is no member', () => {
  expect(member.safeParse(sampleMember('somebody', [])).success).toBe(false);
  const odd = { ...who({ role: 'signer' }), roles: [{ role: 'emperor' }] };
  expect(member.safeParse(odd).success).toBe(false);
});
