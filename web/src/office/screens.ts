import { lazy } from 'react';
import type { MenuEntry, Screen } from '../layout/screen.ts';

/** What the county office works on. */
export const officeScreens: readonly Screen[] = [
  { path: 'units', page: lazy(() => import('./units-page.tsx')) },
  { path: 'run', page: lazy(() => import('./run-page.tsx')) },
];

/** @param base `/console/<cycle>` */
export function officeMenu(base: string): readonly MenuEntry[] {
  return [
    { to: `${base}/units`, text: 'navUnits', end: true },
    { to: `${base}/run`, text: 'navRun' },
  ];
}
