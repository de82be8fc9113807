import { assessMenu } from '../assess/screens.ts';
import { inboxMenu } from '../inbox/screens.ts';
import { leadBodyMenu } from '../lead-body/screens.ts';
import { officeMenu } from '../office/screens.ts';
import { useNames, useYear } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { unitMenu } from '../unit/screens.ts';
import type { MenuEntry } from './screen.ts';

/** A part of the menu under a heading: a unit's, a body's, the office's, and what is everybody's. */
export type MenuGroup = Readonly<{ key: string; title: string; entries: readonly MenuEntry[] }>;

/** The menu by what somebody may do. */
export function useMenu(): readonly MenuGroup[] {
  const { t } = useTexts();
  const { me, cycle } = useYear();
  const names = useNames();
  const base = `/console/${cycle.id}`;
  const has = (...roles: readonly string[]) => me.roles.some(({ role }) => roles.includes(role));
  const own = me.roles.flatMap((held): MenuGroup[] => {
    // Who signs for a unit reads what its staff keep.
    if (held.role === 'unit-staff' || held.role === 'unit-leader')
      return [{ key: held.unit, title: names.unit(held.unit), entries: unitMenu(base, held.unit) }];
    if (held.role === 'lead-body')
      return [
        {
          key: held.body,
          title: names.body(held.body),
          entries: leadBodyMenu(base, held.body, names.gives(held.body)),
        },
      ];
    return [];
  });
  // Auditors read what a signer reads.
  const office = has('county-admin', 'signer', 'auditor')
    ? officeMenu(base, has('county-admin')).map(({ key, heading, entries }) => ({
        key,
        title: t(heading),
        entries,
      }))
    : [];
  const report = { to: `/reports/${cycle.id}/index.html`, text: 'navReport' } as const;
  const common = [...inboxMenu(base), ...(cycle.published ? [report] : [])];
  return [
    ...own,
    ...office,
    ...(has('reviewer') ? [{ key: 'assess', title: t('productLong'), entries: assessMenu(base) }] : []),
    { key: 'common', title: cycle.title, entries: common },
  ];
}
