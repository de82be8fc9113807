import { lazy } from 'react';
import type { MenuEntry, Screen } from '../layout/screen.ts';

/** What everybody is told. */
export const inboxScreens: readonly Screen[] = [
  { path: 'inbox', page: lazy(() => import('./inbox-page.tsx')) },
];

/** @param base `/console/<cycle>` */
export function inboxMenu(base: string): readonly MenuEntry[] {
  return [{ to: `${base}/inbox`, text: 'navInbox' }];
}
