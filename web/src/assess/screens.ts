import { lazy } from 'react';
import type { MenuEntry, Screen } from '../layout/screen.ts';

/** What reviewers work on. */
export const assessScreens: readonly Screen[] = [
  { path: 'review', page: lazy(() => import('./review-page.tsx')) },
  { path: 'review/:unit/:item', page: lazy(() => import('./judge-page.tsx')) },
];

/** @param base `/console/<cycle>` */
export function assessMenu(base: string): readonly MenuEntry[] {
  return [{ to: `${base}/review`, text: 'navReview' }];
}
