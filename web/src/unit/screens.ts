import { lazy } from 'react';
import type { MenuEntry, Screen } from '../layout/screen.ts';

/** What a unit's staff work on. */
export const unitScreens: readonly Screen[] = [
  { path: 'units/:unit', page: lazy(() => import('./home-page.tsx')) },
  { path: 'units/:unit/evidence', page: lazy(() => import('./evidence/evidence-page.tsx')) },
  { path: 'units/:unit/evidence/bundle', page: lazy(() => import('./evidence/bundle-page.tsx')) },
  { path: 'units/:unit/register', page: lazy(() => import('./register/register-page.tsx')) },
  { path: 'units/:unit/register/import', page: lazy(() => import('./register/import-page.tsx')) },
  { path: 'units/:unit/deductions', page: lazy(() => import('./deductions-page.tsx')) },
];

/** @param base `/console/<cycle>` */
export function unitMenu(base: string, unit: string): readonly MenuEntry[] {
  const home = `${base}/units/${unit}`;
  return [
    { to: home, text: 'navHome', end: true },
    { to: `${home}/evidence`, text: 'navEvidence' },
    { to: `${home}/register`, text: 'navRegister' },
    { to: `${home}/deductions`, text: 'navDeductions' },
  ];
}
