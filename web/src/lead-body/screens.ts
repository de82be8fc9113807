import { lazy } from 'react';
import type { MenuEntry, Screen } from '../layout/screen.ts';

/** What a lead body works on. */
export const leadBodyScreens: readonly Screen[] = [
  { path: 'bodies/:body', page: lazy(() => import('./body-page.tsx')) },
];

/** @param base `/console/<cycle>` */
export function leadBodyMenu(base: string, body: string): readonly MenuEntry[] {
  return [{ to: `${base}/bodies/${body}`, text: 'navBody' }];
}
