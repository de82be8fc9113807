import { expect, test } from 'vitest';
import { whoMay } from '../../../../shared/domain/people/who-may.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';

const member = (
  name: string,
  homeUnit: string | null,
  roles: Member['roles'],
  status: Member['status'] = 'active',
): Member => ({
  subject: name,
  displayName: name,
  homeUnit,
  formerUnits: [],
  roles,
  status,
});
const names = (acts: ReturnType<typeof whoMay>, act: string, body: string | null = null) =>
  acts.find((each) => each.act === act && each.body === body)?.people.map(({ name }) => name);

const members = [
  member('甲', '002', [{ role: 'reviewer', items: [] }]),
  member('乙', null, [
    { role: 'reviewer', items: ['B3', 'A1'] },
    { role: 'reviewer', items: ['A1'] },
  ]),
  member('丙', '001', [
    { role: 'reviewer', items: [] },
    { role: 'reviewer', items: ['A1'] },
  ]),
  member('丁', '015', [{ role: 'lead-body', body: 'civil-affairs' }]),
  member('戊', '001', [{ role: 'county-admin' }, { role: 'signer' }]),
  member('己', null, [{ role: 'county-admin' }], 'suspended'),
];

test('nobody acts about their own unit, and who is suspended acts about none', () => {
  const about002 = whoMay('002', members, ['civil-affairs']);
  expect(names(about002, 'review')).toEqual(['乙', '丙']);
  expect(names(about002, 'deduct', 'civil-affairs')).toEqual(['丁']);
  expect(names(about002, 'decide')).toEqual(['戊']);
  expect(names(whoMay('015', members, ['civil-affairs']), 'deduct', 'civil-affairs')).toEqual([]);
});

test('who reviews some items is listed with them, who reviews all with none named', () => {
  const [review] = whoMay('048', members, []);
  expect(review?.people).toEqual([
    { name: '甲', items: [] },
    { name: '乙', items: ['A1', 'B3'] },
    { name: '丙', items: [] },
  ]);
});

test('an act with nobody left is listed with nobody: somebody has to be found', () => {
  expect(whoMay('001', members, []).find(({ act }) => act === 'sign')?.people).toEqual([]);
});
