import { lazy } from 'react';
import type { MenuEntry, Screen } from '../layout/screen.ts';

/** What a lead body works on. */
export const leadBodyScreens: readonly Screen[] = [
  { path: 'bodies/:body', page: lazy(() => import('./body-page.tsx')) },
];

/** @param base `/console/<cycle>` */
export function leadBodyMenu(
  base: string,
  body: string,
  gives: 'deductions' | 'points' | null,
): readonly MenuEntry[] {
  const own: MenuEntry = {
    to: `${base}/bodies/${body}`,
    text: gives === 'points' ? 'navBodyPlan' : 'navBody',
  };
  const review: MenuEntry = { to: `${base}/review`, text: 'navReview' };
  // Who gives points finds them, and appeals against them, where reviewers do; who takes them only the appeals.
  return gives === 'points' ? [review, own] : [own, review];
}
