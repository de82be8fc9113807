import { describe, expect, test } from 'vitest';
import { requireAccess, type Wish } from '../../../../shared/domain/people/access.ts';
import { follow, member, requireUnitReader, type Role } from '../../../../shared/domain/people/member.ts';
import { sampleMember } from '../../../support/builders.ts';

const who = (...roles: Role[]) => sampleMember('somebody', roles);
const auditor = (over: Partial<Extract<Role, { role: 'auditor' }>> = {}) =>
  who({ role: 'auditor', until: '2018-06-30', cycles: [], units: [], ...over });
const wish = (over: Partial<Wish> = {}): Wish => ({
  reads: true,
  audience: ['county-admin', 'auditor'],
  cycle: '2018',
  unit: '002',
  ...over,
});
const refusal = (code: string): unknown => expect.objectContaining({ code, kind: 'forbidden' });
const day = '2018-06-30';

describe('an auditor looks on for the city', () => {
  test('to the end of the last day, and not a day longer', () => {
    expect(() => requireAccess(auditor(), wish(), '2018-06-30')).not.toThrow();
    expect(() => requireAccess(auditor(), wish(), '2018-07-01')).toThrow(refusal('audit-over'));
    // Not even what every member may read.
    expect(() => requireAccess(auditor(), wish({ audience: 'member' }), '2018-07-01')).toThrow(
      refusal('audit-over'),
    );
  });

  test('and changes nothing, whoever else may', () => {
    for (const audience of ['member', ['auditor']] as const)
      expect(() => requireAccess(auditor(), wish({ reads: false, audience }), day)).toThrow(
        refusal('read-only'),
      );
  });

  test.each<[string, Partial<Wish>, boolean]>([
    ['a unit of the scope', { unit: '002' }, true],
    ['another unit', { unit: '003' }, false],
    ['all units at once', { unit: null }, false],
    ['what every member reads', { unit: null, audience: 'member' }, true],
    ['what every member reads of another unit', { unit: '003', audience: 'member' }, false],
  ])('with a scope of units: %s', (_, over, may) => {
    const act = () => requireAccess(auditor({ units: ['002'] }), wish(over), day);
    if (may) expect(act).not.toThrow();
    else expect(act).toThrow(refusal('outside-audit'));
  });

  test('with a scope of years: no other year, and nothing that is of all years but what every member reads', () => {
    const of2018 = auditor({ cycles: ['2018'] });
    expect(() => requireAccess(of2018, wish(), day)).not.toThrow();
    expect(() => requireAccess(of2018, wish({ cycle: '2017' }), day)).toThrow(refusal('outside-audit'));
    expect(() => requireAccess(of2018, wish({ cycle: null }), day)).toThrow(refusal('outside-audit'));
    expect(() => requireAccess(of2018, wish({ cycle: null, audience: 'member' }), day)).not.toThrow();
  });

  test('and does nothing else: no other role beside it', () => {
    const both = who({ role: 'signer' }, { role: 'auditor', until: day, cycles: [], units: [] });
    expect(member.safeParse(both).success).toBe(false);
    expect(member.safeParse(auditor()).success).toBe(true);
  });

  test('the scope holds in the use cases too', () => {
    expect(() => requireUnitReader(auditor({ units: ['002'] }), '002')).not.toThrow();
    expect(() => requireUnitReader(auditor({ units: ['002'] }), '003')).toThrow(refusal('not-your-unit'));
  });
});

test('who is suspended or removed is out at once, whatever their roles', () => {
  const admin = who({ role: 'county-admin' });
  const suspended = { ...admin, status: 'suspended' as const };
  const removed = { ...admin, status: 'removed' as const };
  expect(() => requireAccess(admin, wish(), day)).not.toThrow();
  for (const each of [suspended, removed])
    expect(() => requireAccess(each, wish(), day)).toThrow(
      expect.objectContaining({ code: 'sign-in-needed', kind: 'unauthenticated' }),
    );
});

test('who signs for a unit signs for what a reform has made of it', () => {
  const leader = who({ role: 'unit-leader', unit: '002' });
  expect(follow(leader, new Map([['002', ['070', '071']]])).roles).toEqual([
    { role: 'unit-leader', unit: '002' },
    { role: 'unit-leader', unit: '070' },
    { role: 'unit-leader', unit: '071' },
  ]);
});
