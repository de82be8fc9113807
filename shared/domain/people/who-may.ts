import type { Member } from './member.ts';

/** What is done about a unit that nobody may do about their own. */
export type RecusedAct = 'review' | 'deduct' | 'decide' | 'sign';

export type WhoMay = Readonly<{
  act: RecusedAct;
  /** For `deduct`, whose deductions. */
  body: string | null;
  people: { name: string; items: string[] }[];
}>;

/**
 * Everybody who may act about a unit: active, of the role, and not of the unit. An act with nobody left is listed with nobody,
 * which is for the county office to mend before the year ends.
 */
export function whoMay(unit: string, members: readonly Member[], bodies: readonly string[]): WhoMay[] {
  const able = members.filter(({ status, homeUnit }) => status === 'active' && homeUnit !== unit);
  const people = (has: (role: Member['roles'][number]) => boolean) =>
    able.flatMap((member) => {
      const held = member.roles.filter(has);
      if (held.length === 0) return [];
      const reviews = held.flatMap((role) => (role.role === 'reviewer' ? [role.items] : []));
      // One role for all items outweighs others for some.
      const items = reviews.some((each) => each.length === 0) ? [] : [...new Set(reviews.flat())].sort();
      return [{ name: member.displayName, items }];
    });
  return [
    { act: 'review', body: null, people: people(({ role }) => role === 'reviewer') },
    ...bodies.map((body): WhoMay => ({
      act: 'deduct',
      body,
      people: people((held) => held.role === 'lead-body' && held.body === body),
    })),
    { act: 'decide', body: null, people: people(({ role }) => role === 'county-admin') },
    { act: 'sign', body: null, people: people(({ role }) => role === 'signer') },
  ];
}
