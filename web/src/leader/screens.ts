import { lazy } from 'react';
import type { MenuEntry, Screen } from '../layout/screen.ts';

/** What who leads looks at. */
export const leaderScreens: readonly Screen[] = [
  { path: 'leader', page: lazy(() => import('./leader-page.tsx')) },
];

/** @param base `/console/<cycle>` */
export function leaderMenu(base: string): readonly MenuEntry[] {
  return [{ to: `${base}/leader`, text: 'navLeader' }];
}
