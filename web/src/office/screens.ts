import { lazy } from 'react';
import { leaderMenu } from '../leader/screens.ts';
import type { MenuSection, Screen } from '../layout/screen.ts';

/** What the county office works on. */
export const officeScreens: readonly Screen[] = [
  { path: 'office', page: lazy(() => import('./year-page.tsx')) },
  { path: 'units', page: lazy(() => import('./units-page.tsx')) },
  { path: 'units/:unit/facts', page: lazy(() => import('./facts/unit-facts-page.tsx')) },
  { path: 'units/:unit/audit', page: lazy(() => import('./unit-trail-page.tsx')) },
  { path: 'lead-bodies', page: lazy(() => import('./lead-bodies-page.tsx')) },
  { path: 'decisions', page: lazy(() => import('./decisions-page.tsx')) },
  { path: 'requests-overview', page: lazy(() => import('./requests-overview-page.tsx')) },
  { path: 'contacts', page: lazy(() => import('./contacts-page.tsx')) },
  { path: 'dry-runs', page: lazy(() => import('./dry-runs-page.tsx')) },
  { path: 'run', page: lazy(() => import('./run-page.tsx')) },
  { path: 'appeals', page: lazy(() => import('./appeals-page.tsx')) },
  { path: 're-evaluation', page: lazy(() => import('./re-evaluation-page.tsx')) },
  { path: 'problem-letters', page: lazy(() => import('./problem-letters-page.tsx')) },
  { path: 'rubric', page: lazy(() => import('./rubric-page.tsx')) },
  { path: 'audit', page: lazy(() => import('./audit-page.tsx')) },
  { path: 'circular', page: lazy(() => import('./circular-page.tsx')) },
  { path: 'members', page: lazy(() => import('./members-page.tsx')) },
  { path: 'settings', page: lazy(() => import('./settings-page.tsx')) },
  { path: 'next-year', page: lazy(() => import('./next-year-page.tsx')) },
];

/**
 * The office's part of the menu: in the course of the year, at its end, and what is settled for everybody.
 * @param base `/console/<cycle>`
 * @param isAdmin a signer reads most of it, and settles nothing
 */
export function officeMenu(base: string, isAdmin: boolean): readonly MenuSection[] {
  return [
    {
      key: 'office-year',
      heading: 'menuOfficeYear',
      entries: [
        { to: `${base}/office`, text: 'navYear' },
        ...leaderMenu(base),
        { to: `${base}/units`, text: 'navUnits', end: true },
        { to: `${base}/lead-bodies`, text: 'navLeadBodies' },
        { to: `${base}/decisions`, text: 'navDecisions' },
        { to: `${base}/requests-overview`, text: 'navOfficeRequests' },
        ...(isAdmin ? [{ to: `${base}/contacts`, text: 'navOfficeContacts' } as const] : []),
      ],
    },
    {
      key: 'office-end',
      heading: 'menuOfficeEnd',
      entries: [
        { to: `${base}/rubric`, text: 'navRubric' },
        { to: `${base}/dry-runs`, text: 'navDryRuns' },
        { to: `${base}/run`, text: 'navRun' },
        { to: `${base}/appeals`, text: 'navOfficeAppeals' },
        { to: `${base}/re-evaluation`, text: 'navReEvaluation' },
        { to: `${base}/problem-letters`, text: 'navLetters' },
      ],
    },
    ...(isAdmin
      ? [
          {
            key: 'office-settings',
            heading: 'menuOfficeSettings',
            entries: [
              { to: `${base}/circular`, text: 'navCircular' },
              { to: `${base}/audit`, text: 'navAudit' },
              { to: `${base}/members`, text: 'navMembers' },
              { to: `${base}/settings`, text: 'navSettings' },
              { to: `${base}/next-year`, text: 'navNextYear' },
            ],
          } as const,
        ]
      : []),
  ];
}
