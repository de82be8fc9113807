import { lazy } from 'react';
import type { MenuEntry, Screen } from '../layout/screen.ts';
import HomePage from './home-page.tsx';

/** What a unit's staff work on. */
export const unitScreens: readonly Screen[] = [
  { path: 'units/:unit', page: HomePage, first: true },
  { path: 'units/:unit/evidence', page: lazy(() => import('./evidence/evidence-page.tsx')) },
  { path: 'units/:unit/evidence/bundle', page: lazy(() => import('./evidence/bundle-page.tsx')) },
  { path: 'units/:unit/register', page: lazy(() => import('./register/register-page.tsx')) },
  { path: 'units/:unit/register/import', page: lazy(() => import('./register/import-page.tsx')) },
  { path: 'units/:unit/requests', page: lazy(() => import('./requests/requests-page.tsx')) },
  { path: 'units/:unit/requests/report', page: lazy(() => import('./requests/annual-report-page.tsx')) },
  { path: 'units/:unit/requests/:request', page: lazy(() => import('./requests/request-page.tsx')) },
  { path: 'units/:unit/tasks', page: lazy(() => import('./follow-up/tasks-page.tsx')) },
  { path: 'units/:unit/contacts', page: lazy(() => import('./follow-up/contacts-page.tsx')) },
  { path: 'units/:unit/problems', page: lazy(() => import('./follow-up/problems-page.tsx')) },
  { path: 'units/:unit/appeals', page: lazy(() => import('./follow-up/appeals-page.tsx')) },
  { path: 'units/:unit/deductions', page: lazy(() => import('./deductions-page.tsx')) },
];

/** @param base `/console/<cycle>` */
export function unitMenu(base: string, unit: string): readonly MenuEntry[] {
  const home = `${base}/units/${unit}`;
  return [
    { to: home, text: 'navHome', end: true },
    { to: `${home}/evidence`, text: 'navEvidence' },
    { to: `${home}/register`, text: 'navRegister' },
    { to: `${home}/requests`, text: 'navUnitRequests' },
    { to: `${home}/tasks`, text: 'navTasks' },
    { to: `${home}/contacts`, text: 'navUnitContacts' },
    { to: `${home}/deductions`, text: 'navDeductions' },
    { to: `${home}/appeals`, text: 'navUnitAppeals' },
    { to: `${home}/problems`, text: 'navProblems' },
  ];
}
